package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.jms.Message;

/** Counts what a listener gets. */
final class Received {
    private final AtomicInteger messages = new AtomicInteger();

    /** A message listener. */
    void count(Message message) {
        messages.incrementAndGet();
    }

    /** Waits for so many, and no more. */
    void awaitAll(int expected) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(messages).hasValue(expected));
    }
}
