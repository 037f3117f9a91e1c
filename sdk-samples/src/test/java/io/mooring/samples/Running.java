package io.mooring.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A sample that runs until it is stopped, in a thread of its own. */
final class Running {
    private final FutureTask<Void> task;
    private final Thread thread;

    private Running(FutureTask<Void> task) {
        this.task = task;
        this.thread = new Thread(task, "sample");
    }

    /** What may be interrupted. */
    interface Sample {
        void run() throws InterruptedException;
    }

    static Running of(Sample sample) {
        Running running = new Running(new FutureTask<>(() -> {
            try {
                sample.run();
            } catch (InterruptedException stopped) {
                // By stop(): the sample has closed what it opened.
            }
            return null;
        }));
        running.thread.start();
        return running;
    }

    boolean hasEnded() {
        return task.isDone();
    }

    /** Interrupts it and waits for its end, which must not be a failure. */
    void stop() throws InterruptedException, ExecutionException, TimeoutException {
        thread.interrupt();
        assertThat(task.get(60, TimeUnit.SECONDS)).isNull();
    }
}
