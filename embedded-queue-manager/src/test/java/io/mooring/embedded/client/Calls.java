package io.mooring.embedded.client;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** Calls that run on a thread of their own, because they wait. */
final class Calls {
    private static final int LONGEST_SECONDS = 20;

    private final FutureTask<?> task;

    private Calls(FutureTask<?> task) {
        this.task = task;
    }

    /** Begins them. */
    static Calls start(Callable<?> calls) {
        FutureTask<?> task = new FutureTask<>(calls);
        Thread thread = new Thread(task, "test calls");
        thread.setDaemon(true);
        thread.start();
        return new Calls(task);
    }

    boolean ended() {
        return task.isDone();
    }

    /** Waits for their end; throws what they threw. */
    Object end() throws Throwable {
        try {
            return task.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause();
        }
    }
}
