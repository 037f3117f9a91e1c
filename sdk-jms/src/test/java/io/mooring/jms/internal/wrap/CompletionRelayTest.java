package io.mooring.jms.internal.wrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.jms.internal.send.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.jms.CompletionListener;
import javax.jms.JMSException;
import javax.jms.Message;
import org.junit.jupiter.api.Test;

/** What a completion listener hears of failures that are no doubt. */
class CompletionRelayTest {
    @Test
    void aFailureIsHandedOnAsItIs() {
        Companion companion = Companions.onQueueManager("QM1");
        List<Exception> heard = new ArrayList<>();
        CompletionListener relay = CompletionRelay.to(
                new CompletionListener() {
                    @Override
                    public void onCompletion(Message message) {
                        throw new AssertionError("it failed");
                    }

                    @Override
                    public void onException(Message message, Exception failure) {
                        heard.add(failure);
                    }
                },
                companion,
                null,
                companion.begin(),
                new Target("ORDERS", true, false));
        Message message = (Message) Recorded.of(Map.of(), Message.class);
        JMSException refused = new JMSException("queue full");
        IllegalArgumentException strange = new IllegalArgumentException("not of JMS");

        relay.onException(message, refused);
        relay.onException(message, strange);

        assertThat(heard).containsExactly(refused, strange);
        assertThat(companion.receipts().size()).isZero();
        companion.closed();
    }
}
