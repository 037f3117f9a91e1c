package io.mooring.samples.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Takes a sample five times a second, on a thread of its own, until it is closed. */
final class Recorder implements AutoCloseable {
    private static final long BEAT_MILLIS = 200;

    private final List<Sample> samples = new ArrayList<>(); // guarded by this
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "recorder");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Begins.
     *
     * @param source takes a sample
     * @param reader hears each one, on the same thread
     */
    Recorder(Supplier<Sample> source, Consumer<Sample> reader) {
        ScheduledFuture<?> unused = timer.scheduleAtFixedRate(
                () -> {
                    Sample sample = source.get();
                    keep(sample);
                    reader.accept(sample);
                },
                0,
                BEAT_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    private synchronized void keep(Sample sample) {
        samples.add(sample);
    }

    /** All of them by now. */
    synchronized List<Sample> samples() {
        return List.copyOf(samples);
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            boolean unused = timer.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
