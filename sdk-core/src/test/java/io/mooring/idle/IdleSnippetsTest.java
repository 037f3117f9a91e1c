package io.mooring.idle;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.QueueManagerName;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The snippets of {@code docs/idle-shutdown.md}, word for word: DocumentationTest compares them. */
@Timeout(30)
class IdleSnippetsTest {
    /** Whoever starts and stops instances. */
    private interface Orchestrator {
        void leaving(String application);

        void left(String application, boolean byItself);
    }

    private final ScriptedSource orders = new ScriptedSource();

    /** Compiled only: nobody has ten minutes. */
    void leaveWhenIdle() throws InterruptedException {
        IdleShutdown.after(ofMinutes(10)).keeping(2).watching(orders).await(); // returns when this instance may end
    }

    @Test
    void besideOtherWork() {
        orders.counts(List.of(QueueCount.of(new QueueManagerName("QM1"), 0, 2)));
        StringBuilder told = new StringBuilder();
        Orchestrator orchestrator = new Orchestrator() {
            @Override
            public void leaving(String application) {
                told.append(application).append(" is leaving");
            }

            @Override
            public void left(String application, boolean byItself) {
                told.append(application).append(byItself ? " left" : " goes on");
            }
        };

        try (IdleWatch watch = IdleShutdown.after(ofMinutes(10))
                .keeping(2)
                .beforeLeaving(() -> orchestrator.leaving("orders"))
                .watching(orders)) {
            CompletableFuture<Void> ending = watch.ended().thenAccept(left -> orchestrator.left("orders", left));
            doOtherWork(ending);
        }

        assertThat(told).hasToString("orders goes on");
    }

    private void doOtherWork(CompletableFuture<Void> ending) {
        assertThat(ending).isNotDone();
    }
}
