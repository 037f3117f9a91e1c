package io.mooring.idle;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A source whose census says what the test wrote down; it notes what it is asked to do. Used by one thread at a time. */
class ScriptedSource implements ActivitySource {
    private final Deque<List<QueueCount>> counts = new ArrayDeque<>();
    private final List<String> calls = new ArrayList<>();
    private final Set<String> failing = new HashSet<>();

    private final CompletableFuture<Void> end = new CompletableFuture<>();

    private boolean interrupting;
    private Duration idle = Duration.ofDays(1);
    private @Nullable Duration idleOncePaused;

    /** What the next counts find, from now on; the last is found again and again. */
    @SafeVarargs
    final synchronized void counts(List<QueueCount>... next) {
        counts.clear();
        for (List<QueueCount> each : next) {
            counts.add(each);
        }
        calls.clear();
    }

    synchronized void idle(Duration time) {
        idle = time;
    }

    synchronized void idleOncePaused(Duration time) {
        idleOncePaused = time;
    }

    synchronized void failIn(String call) {
        failing.add(call);
    }

    synchronized void interruptWhenCounting() {
        interrupting = true;
    }

    synchronized void mend() {
        failing.clear();
    }

    /** Ends by itself, because of this. */
    void fail(Throwable cause) {
        end.completeExceptionally(cause);
    }

    /** Ends by itself. */
    void end() {
        end.complete(null);
    }

    @Override
    public CompletableFuture<Void> whenEnded() {
        return end.copy();
    }

    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public synchronized Duration idleFor() {
        failIfWanted("idleFor");
        return idle;
    }

    @Override
    public synchronized void pause() {
        note("pause");
        if (idleOncePaused != null) {
            idle = idleOncePaused;
        }
    }

    @Override
    public synchronized void resume() {
        note("resume");
    }

    @Override
    public synchronized void leave() {
        note("leave");
    }

    @Override
    public ReaderCensus census() {
        return this::count;
    }

    private synchronized List<QueueCount> count() {
        note("count");
        if (interrupting) {
            Thread.currentThread().interrupt();
        }
        List<QueueCount> next = counts.getFirst();
        if (counts.size() > 1) {
            counts.removeFirst();
        }
        return next;
    }

    private void note(String call) {
        calls.add(call);
        failIfWanted(call);
    }

    private void failIfWanted(String call) {
        if (failing.contains(call)) {
            throw new IllegalStateException(call + " failed");
        }
    }

    @Override
    public String toString() {
        return "ORDERS";
    }
}
