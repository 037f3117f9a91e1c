package io.mooring.samples.demo;

import io.mooring.event.ConnectionListener;
import io.mooring.idle.IdleShutdown;
import io.mooring.idle.IdleWatch;
import io.mooring.idle.ReaderCensus;
import io.mooring.samples.demo.Journal.Kind;
import io.mooring.scale.ScaleAdvice;
import io.mooring.scale.ScaleDirection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Whoever starts instances of the server program when that is advised. It never stops one: they leave by themselves. Safe
 * for use by many threads.
 */
final class Servers implements AutoCloseable {
    private final Pace pace;
    private final Journal journal;
    private final Function<String, ServerInstance> starts;
    private final int readersOfEach;

    /** Guarded by this, as what follows. */
    private final Map<ServerInstance, IdleWatch> running = new LinkedHashMap<>();

    private int number;
    private int fewest = Integer.MAX_VALUE;
    private int most;
    private boolean closed;

    Servers(
            Stage stage,
            Pace pace,
            Account account,
            Journal journal,
            ReaderCensus census,
            ConnectionListener listener) {
        this.pace = pace;
        this.journal = journal;
        this.readersOfEach = stage.harbour().queueManagers().size();
        this.starts = name -> new ServerInstance(name, stage, pace.handling(), census, account, journal, listener);
    }

    /** Starts the instances that are always there. */
    void open() {
        for (int i = 0; i < Pace.FEWEST; i++) {
            start();
        }
        synchronized (this) {
            fewest = running.size();
        }
    }

    /** Does what is advised, if that is to start some. */
    void resize(ScaleAdvice advice) {
        journal.write(Kind.ADVICE, advice.toString());
        if (advice.direction() == ScaleDirection.OUT) {
            while (running() < advice.desired() && start()) {
                // until there are enough
            }
        }
    }

    private boolean start() {
        String name;
        synchronized (this) {
            if (closed) {
                return false;
            }
            name = "mooring-server-" + ++number;
        }
        ServerInstance instance = starts.apply(name);
        IdleWatch watch = IdleShutdown.after(pace.idle())
                .keeping(Pace.FEWEST * readersOfEach)
                .tryingAgainAfter(Duration.ofSeconds(1))
                .watching(instance);
        int now;
        synchronized (this) {
            running.put(instance, watch);
            now = running.size();
            most = Math.max(most, now);
        }
        journal.write(Kind.INSTANCE, name + " has started; " + now + " run");
        CompletableFuture<Void> unused = watch.ended().thenAccept(left -> {
            if (left) {
                left(instance);
            }
        });
        return true;
    }

    private void left(ServerInstance instance) {
        int now;
        synchronized (this) {
            running.remove(instance);
            now = running.size();
            fewest = Math.min(fewest, now);
        }
        journal.write(Kind.INSTANCE, instance + " was idle and has left; " + now + " run");
    }

    /** How many run. */
    synchronized int running() {
        return running.size();
    }

    /** The fewest that ever ran since they were opened. */
    synchronized int fewest() {
        return fewest;
    }

    /** The most that ever ran. */
    synchronized int most() {
        return most;
    }

    @Override
    public void close() {
        Map<ServerInstance, IdleWatch> last;
        synchronized (this) {
            closed = true;
            last = new LinkedHashMap<>(running);
        }
        last.values().forEach(IdleWatch::close);
        last.keySet().forEach(ServerInstance::close);
    }
}
