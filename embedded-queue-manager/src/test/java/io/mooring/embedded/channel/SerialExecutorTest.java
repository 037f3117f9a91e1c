package io.mooring.embedded.channel;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Tasks of one socket run in order, one at a time, whatever one of them does. */
class SerialExecutorTest {
    private final Logger log = (Logger) LoggerFactory.getLogger(SerialExecutor.class);
    private final List<String> done = new ArrayList<>();

    @BeforeEach
    void defectsAreNotLogged() {
        log.setLevel(Level.OFF);
    }

    @AfterEach
    void defectsAreLoggedAgain() {
        log.setLevel(null);
    }

    @Test
    void theTaskBehindOneThatThrowsRuns() {
        Queue<Runnable> threads = new ArrayDeque<>();
        SerialExecutor executor = new SerialExecutor(threads::add);
        executor.execute(() -> {
            throw new IllegalStateException("a defect");
        });
        executor.execute(() -> done.add("second"));

        threads.remove().run();
        executor.execute(() -> done.add("third"));
        threads.remove().run();

        assertThat(done).containsExactly("second", "third");
        assertThat(threads).isEmpty();
    }

    @Test
    void aTaskOfATaskRunsBehindIt() {
        SerialExecutor executor = new SerialExecutor(Runnable::run);

        executor.execute(() -> {
            executor.execute(() -> done.add("inner"));
            done.add("outer");
        });

        assertThat(done).containsExactly("outer", "inner");
    }

    @Test
    void afterTheEndOfTheThreadsTasksAreForgotten() {
        SerialExecutor executor = new SerialExecutor(task -> {
            throw new RejectedExecutionException("ended");
        });

        executor.execute(() -> done.add("never"));

        assertThat(done).isEmpty();
    }

    @Test
    void tasksOfManyThreadsRunOneAtATimeAndNoneIsLost() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        SerialExecutor executor = new SerialExecutor(threads);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        int[] count = new int[1];
        IntStream.range(0, 20_000)
                .parallel()
                .forEach(i -> executor.execute(() -> {
                    overlaps.addAndGet(running.incrementAndGet() - 1);
                    count[0]++;
                    running.decrementAndGet();
                }));
        threads.shutdown();

        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(overlaps).hasValue(0);
        assertThat(count[0]).isEqualTo(20_000);
    }
}
