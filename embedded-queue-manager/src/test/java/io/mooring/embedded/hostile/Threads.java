package io.mooring.embedded.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** The threads of a queue manager, which begin with its name. */
final class Threads {
    private Threads() {}

    /** After a close: what ended its work may need a moment to end itself. */
    static void awaitNoneOf(String queueManager) {
        Awaitility.await("threads of " + queueManager)
                .atMost(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(of(queueManager)).isEmpty());
    }

    private static List<String> of(String queueManager) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(queueManager + " "))
                .toList();
    }
}
