package io.mooring.embedded.manager;

import io.mooring.embedded.admin.EndMode;
import io.mooring.embedded.channel.ChannelInstance;
import io.mooring.embedded.wire.structure.SocketAction;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a queue manager tells its clients before it ends, and how long it waits for them to leave. */
final class Ending {
    private static final int DO_NOT_RECONNECT = 0;
    private static final long QUIESCE_MILLIS = 10_000;
    private static final long RECONNECT_MILLIS = 2_000;
    private static final long IMMEDIATE_MILLIS = 500;

    private final Run run;

    Ending(Run run) {
        this.run = run;
    }

    void say(EndMode mode) {
        run.listener().stopListening();
        List<ChannelInstance> instances = run.listener().instances();
        switch (mode) {
            case QUIESCE -> {
                new Disturbance(run).quiesce();
                awaitLeaving(instances, QUIESCE_MILLIS);
            }
            case RECONNECT -> {
                instances.forEach(Disturbance::askToMove);
                awaitLeaving(instances, RECONNECT_MILLIS);
            }
            case IMMEDIATE -> {
                instances.forEach(
                        instance -> instance.act(SocketAction.of(SocketAction.RECONNECT_CLIENTS, DO_NOT_RECONNECT)));
                awaitLeaving(instances, IMMEDIATE_MILLIS);
            }
        }
    }

    private static void awaitLeaving(List<ChannelInstance> instances, long millis) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            for (ChannelInstance instance : instances) {
                if (!instance.awaitEnd(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
