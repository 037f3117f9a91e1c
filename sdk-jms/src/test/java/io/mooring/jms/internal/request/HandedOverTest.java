package io.mooring.jms.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.QueueManagerName;
import java.lang.reflect.Proxy;
import java.time.Duration;
import javax.jms.Message;
import org.junit.jupiter.api.Test;

/** Which replies come again, and where they are looked for. */
class HandedOverTest {
    private static final QueueManagerName QM1 = new QueueManagerName("QM1");
    private static final QueueManagerName QM2 = new QueueManagerName("QM2");

    private final HandedOver handedOver = new HandedOver();
    private final HandedOver.Batch batch = handedOver.newBatch();

    @Test
    void aReplyThatWasHandedOverComesAgainWhenItIsDeliveredAgain() {
        assertThat(handedOver.comesAgain(message("ID:1", false))).isFalse();
        batch.add(message("ID:1", false));

        assertThat(handedOver.comesAgain(message("ID:1", true))).isTrue();
        assertThat(handedOver.comesAgain(message("ID:2", true)))
                .as("handed to nobody before")
                .isFalse();
        assertThat(handedOver.comesAgain(message("ID:1", false)))
                .as("another message with the same id")
                .isFalse();
    }

    @Test
    void anAcknowledgementMayBeLostSoWhatItWasForIsStillKnown() {
        batch.add(message("ID:1", false));
        batch.acknowledged();

        assertThat(handedOver.comesAgain(message("ID:1", true))).isTrue();
    }

    @Test
    void whoAcknowledgesTheLastOneAcknowledgesAll() {
        Message last = message("ID:2", false);
        assertThat(batch.add(message("ID:1", false))).isEqualTo(1);
        assertThat(batch.add(last)).isEqualTo(2);
        assertThat(batch.last()).isSameAs(last);

        long before = batch.number();
        batch.acknowledged();

        assertThat(batch.last()).isNull();
        assertThat(batch.number()).isEqualTo(before + 1);
        assertThat(batch.add(message("ID:3", false))).isEqualTo(1);
    }

    @Test
    void whatWasNotAcknowledgedIsLookedForWhereItWasLeftUntilAllOfItHasCome() {
        batch.add(message("ID:1", false));
        batch.acknowledged();
        handedOver.left(QM2);
        batch.add(message("ID:2", false));
        batch.add(message("ID:3", false));
        handedOver.left(QM1);

        assertThat(handedOver.isLeftOn(QM2)).as("all was acknowledged").isFalse();
        assertThat(handedOver.isLeftOn(QM1)).isTrue();
        handedOver.comesAgain(message("ID:2", true));
        assertThat(handedOver.isLeftOn(QM1)).isTrue();
        handedOver.comesAgain(message("ID:3", true));
        assertThat(handedOver.isLeftOn(QM1)).isFalse();
    }

    @Test
    void whatOneListenerAcknowledgesIsNotAcknowledgedForTheOther() {
        HandedOver.Batch other = handedOver.newBatch();
        batch.add(message("ID:1", false));
        other.add(message("ID:2", false));
        batch.acknowledged();
        handedOver.left(QM1);

        assertThat(batch.last()).isNull();
        assertThat(other.last()).isNotNull();
        assertThat(handedOver.comesAgain(message("ID:2", true)))
                .as("handed over by the other")
                .isTrue();
        assertThat(handedOver.isLeftOn(QM1)).as("all of it has come").isFalse();
    }

    @Test
    void itIsNotLookedForForEver() {
        HandedOver impatient = new HandedOver(Duration.ZERO);
        impatient.newBatch().add(message("ID:1", false));
        impatient.left(QM1);

        assertThat(impatient.isLeftOn(QM1)).isFalse();
    }

    private static Message message(String id, boolean redelivered) {
        return (Message) Proxy.newProxyInstance(
                Message.class.getClassLoader(),
                new Class<?>[] {Message.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getJMSMessageID", "toString" -> id;
                    case "getJMSRedelivered" -> redelivered;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
