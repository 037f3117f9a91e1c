package io.mooring.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mooring.event.Connected;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.jms.DeliveryMode;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an interrupt does to a thread in receive(), and what it does not do: break the link of the whole connection. */
@Tag("client")
class InterruptedReceiveTest extends ReceivingApplication {
    /** How an application receives where consumers read ahead. */
    enum Way {
        TRANSACTED_SESSION,
        ACKNOWLEDGING_SESSION,
        TRANSACTED_CONTEXT
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void interruptsEndNeitherTheReceiveNorTheLink(Way way) throws Exception {
        Receive receive = receive(way);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        CompletableFuture<Message> received = new CompletableFuture<>();
        Thread thread = startReceiving(
                () -> {
                    Message message = receive.get();
                    interrupted.complete(Thread.interrupted());
                    return message;
                },
                received);

        await().until(() -> opened() && anotherWaitsFor(thread));
        for (int i = 0; i < 3; i++) {
            thread.interrupt();
            await().until(() -> !thread.isInterrupted() && waits(thread));
        }
        send(application.qm1, DeliveryMode.PERSISTENT, "there");

        assertThat(text(received.get(LONG.toSeconds(), TimeUnit.SECONDS))).isEqualTo("there");
        assertThat(interrupted.join()).isTrue();
        assertThat(application.kinds()).containsExactly(Connected.class);
    }

    private Receive receive(Way way) throws JMSException {
        return switch (way) {
            case TRANSACTED_SESSION -> consumer(application.connect(), TRANSACTED)::receive;
            case ACKNOWLEDGING_SESSION -> {
                MessageConsumer consumer = consumer(application.connect(), CLIENT);
                yield () -> consumer.receive(LONG.toMillis());
            }
            case TRANSACTED_CONTEXT -> consumer(context(TRANSACTED))::receive;
        };
    }

    private static boolean anotherWaitsFor(Thread thread) {
        return waits(thread)
                && Stream.of(thread.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().endsWith(".ReceiveThreads"));
    }

    @ParameterizedTest
    @ValueSource(ints = {TRANSACTED, CLIENT})
    void aThreadThatWasInterruptedBeforeReceivesAsEver(int mode) throws JMSException {
        MessageConsumer consumer = consumer(application.connect(), mode);

        Thread.currentThread().interrupt();
        assertThat(consumer.receive(100)).isNull();
        assertThat(Thread.interrupted()).isTrue();

        Thread.currentThread().interrupt();
        assertThat(consumer.receiveNoWait()).isNull();
        assertThat(Thread.interrupted()).isTrue();

        send(application.qm1, DeliveryMode.PERSISTENT, "there");
        Thread.currentThread().interrupt();
        assertThat(text(consumer.receive(LONG.toMillis()))).isEqualTo("there");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(application.kinds()).containsExactly(Connected.class);
    }

    @Test
    void aReceiveThatWasNotInterruptedLeavesNoInterrupt() throws JMSException {
        MessageConsumer consumer = consumer(application.connect(), TRANSACTED);

        Thread.currentThread().interrupt();
        consumer.receive(1);
        assertThat(Thread.interrupted()).isTrue();
        consumer.receive(1);

        assertThat(Thread.interrupted()).isFalse();
    }
}
