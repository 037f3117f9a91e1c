package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.MQException;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQQueue;
import com.ibm.mq.constants.CMQC;
import io.mooring.embedded.EmbeddedQueueManager;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Messages that expire, on a clock that the tests move. */
class ExpiryTest extends ClassesForJava {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-02-03T04:05:06.780Z"));

    ExpiryTest() {
        manager = EmbeddedQueueManager.named("QM1").queue("Q").clock(now::get).build();
    }

    @Test
    void aMessageIsGoneWhenItsTimeIsOver() throws MQException {
        putExpiring("short", 50);
        putExpiring("long", 100);
        MQQueue queue = open("Q", INPUT | BROWSE | INQUIRE);
        pass(Duration.ofMillis(4_999));
        assertThat(get(queue, CMQC.MQGMO_BROWSE_FIRST)).isEqualTo("short");

        pass(Duration.ofMillis(1));

        assertThat(get(queue, CMQC.MQGMO_BROWSE_FIRST)).isEqualTo("long");
        assertThat(queue.getCurrentDepth()).isEqualTo(1);
        assertThat(get(queue)).isEqualTo("long");
    }

    @Test
    void aGetTellsWhatIsLeftOfTheTime() throws MQException {
        putExpiring("x", 100);
        pass(Duration.ofSeconds(3));

        assertThat(get(open("Q", INPUT), getOptions(0)).expiry).isEqualTo(70);
    }

    @Test
    void aMessageWithoutExpiryStays() throws MQException {
        put("Q", "for ever");
        pass(Duration.ofDays(10_000));

        assertThat(get(open("Q", INPUT))).isEqualTo("for ever");
    }

    @Test
    void aMessageThatExpiredInAUnitOfWorkDoesNotComeBack() throws MQException {
        putExpiring("got", 50);
        MQQueue queue = open("Q", INPUT);
        get(queue, CMQC.MQGMO_SYNCPOINT);
        pass(Duration.ofSeconds(6));

        connection.backout();

        assertReason(CMQC.MQRC_NO_MSG_AVAILABLE, () -> get(queue));
        assertThat(manager.depth("Q")).isZero();
    }

    @Test
    void aMessageThatIsCommittedTooLateIsNotSeen() throws MQException {
        MQMessage message = text("late");
        message.expiry = 50;
        open("Q", OUTPUT).put(message, putOptions(CMQC.MQPMO_SYNCPOINT));
        pass(Duration.ofSeconds(6));

        connection.commit();

        assertThat(manager.depth("Q")).isZero();
    }

    @Test
    void expiredMessagesMakeRoom() throws MQException {
        mqsc("ALTER QLOCAL(Q) MAXDEPTH(1)");
        putExpiring("gone soon", 10);
        pass(Duration.ofSeconds(2));

        put("Q", "fits");

        assertThat(get(open("Q", INPUT))).isEqualTo("fits");
    }

    @Test
    void thePutTimeIsThatOfTheClockInGmt() throws MQException {
        put("Q", "x");

        MQMessage got = get(open("Q", INPUT), getOptions(0));

        assertThat(got.putDateTime.toInstant()).isEqualTo(now.get());
    }

    private void putExpiring(String content, int tenths) throws MQException {
        MQMessage message = text(content);
        message.expiry = tenths;
        put("Q", message);
    }

    private void pass(Duration time) {
        now.updateAndGet(it -> it.plus(time));
    }
}
