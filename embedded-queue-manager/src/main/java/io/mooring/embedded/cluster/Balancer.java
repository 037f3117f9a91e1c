package io.mooring.embedded.cluster;

import io.mooring.embedded.call.Client;
import io.mooring.embedded.call.RunState;
import io.mooring.embedded.manager.Disturbance;
import io.mooring.embedded.manager.QueueManager;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.wire.structure.ConnectRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the instances of each application even over the queue managers, as a uniform cluster does.
 *
 * <p>A queue manager cannot send a client to another one; it can only ask it to reconnect, and the client chooses. So while
 * instances are on their way, those that would come back to a full queue manager are refused there with 2059, and go on to
 * the next entry of their list; see {@link Rebalance}. Clients that connect for the first time are never refused.
 *
 * <p>Safe for use by many threads. Its own thread exists while something is to be done at intervals. Nothing is sent to a
 * client under the monitor, and {@link #refuses} waits for no client.
 */
public final class Balancer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Balancer.class);

    /** A client that waits in a call whose socket nobody knows may notice that it is to move only after five seconds. */
    private static final long ARRIVAL_SECONDS = 6;

    private static final long ASK_AGAIN_MILLIS = 50;

    private final String cluster;
    private final List<QueueManager> members;
    private final Object balancing = new Object();
    private final Map<String, Rebalance<QueueManager>> rebalances = new HashMap<>(); // guarded by this
    private final ScheduledThreadPoolExecutor timer;
    private @Nullable ScheduledFuture<?> beat; // guarded by this

    /** The balancer of a cluster; it does nothing by itself yet. */
    public Balancer(String cluster, List<QueueManager> members) {
        this.cluster = cluster;
        this.members = List.copyOf(members);
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "cluster " + cluster + " balancer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy()); // once closed
    }

    /** Balances now and then at intervals, until the next call of this, {@link #stop} or {@link #close}. */
    public synchronized void every(Duration interval) {
        stop();
        beat = timer.scheduleWithFixedDelay(
                () -> guarded(this::balanceNow), 0, interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Balances no more at intervals. */
    public synchronized void stop() {
        if (beat != null) {
            beat.cancel(false);
            beat = null;
        }
    }

    /** Stops for ever and waits until its thread has ended. */
    @Override
    public void close() {
        timer.shutdownNow();
        try {
            if (!timer.awaitTermination(ARRIVAL_SECONDS, TimeUnit.SECONDS)) {
                log.warn("cluster {}: the balancer takes long to end", cluster);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Asks surplus instances to move; those with an open unit of work are left alone.
     *
     * @return how many were asked
     */
    public int balanceNow() {
        synchronized (balancing) {
            int asked = 0;
            for (QueueManager member : members) {
                if (member.suspended()) {
                    asked += ask(instancesOf(member).stream()
                            .filter(instance -> anotherTakes(member, instance))
                            .filter(Instance::isIdle)
                            .toList());
                }
            }
            for (String application : applications()) {
                asked += balance(application);
            }
            return asked;
        }
    }

    /** How many movable instances of an application each running queue manager has. */
    public Map<String, Integer> instances(String application) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (QueueManager member : members) {
            if (member.running()) {
                counts.put(member.name(), count(member, application));
            }
        }
        return counts;
    }

    /** Asks all movable instances of a suspended queue manager away, each as soon as it has no open unit of work. */
    public void vacate(QueueManager member) {
        if (!member.suspended() || timer.isShutdown()) {
            return;
        }
        List<Instance> leaving = instancesOf(member).stream()
                .filter(instance -> anotherTakes(member, instance))
                .toList();
        List<Instance> idle = leaving.stream().filter(Instance::isIdle).toList();
        ask(idle);
        if (idle.size() < leaving.size()) {
            Future<?> unused =
                    timer.schedule(() -> guarded(() -> vacate(member)), ASK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** The gate of a member: the reason code for a client that is to connect elsewhere. */
    int refuses(QueueManager member, Client client, ConnectRequest request) {
        if (!client.movable() || !request.reconnecting()) {
            return RunState.Gate.OPEN;
        }
        if (member.suspended()) {
            boolean elsewhere = members.stream().anyMatch(other -> other != member && takes(other, client.channel()));
            return elsewhere ? Reason.Q_MGR_NOT_AVAILABLE.code() : RunState.Gate.OPEN;
        }
        synchronized (this) {
            Rebalance<QueueManager> rebalance = rebalances.get(client.applicationName());
            boolean admitted = rebalance == null
                    || rebalance.isOver(System.nanoTime())
                    || rebalance.admits(member, other -> takes(other, client.channel()));
            return admitted ? RunState.Gate.OPEN : Reason.Q_MGR_NOT_AVAILABLE.code();
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException defect) {
            log.error("cluster {}: a defect of the balancer", cluster, defect);
        }
    }

    private int balance(String application) {
        if (isUnderWay(application)) {
            return 0;
        }
        Map<QueueManager, List<Instance>> present = present(application);
        Map<QueueManager, Integer> counts = new LinkedHashMap<>();
        present.forEach((member, instances) -> counts.put(member, Instance.count(instances)));
        Map<QueueManager, Integer> shares = Shares.of(counts);
        List<Instance> moving = new ArrayList<>();
        Map<QueueManager, Integer> room = new HashMap<>();
        shares.forEach((member, share) -> {
            int surplus = counts.getOrDefault(member, 0) - share;
            if (surplus > 0) {
                moving.addAll(Instance.idle(present.getOrDefault(member, List.of()), surplus));
            } else {
                room.put(member, -surplus);
            }
        });
        if (moving.isEmpty()) {
            return 0;
        }
        log.info("cluster {}: {} has {}, asks {} to move", cluster, application, instances(application), moving.size());
        synchronized (this) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ARRIVAL_SECONDS);
            rebalances.put(application, new Rebalance<>(room, Instance.count(moving), deadline));
        }
        return ask(moving);
    }

    private synchronized boolean isUnderWay(String application) {
        rebalances.values().removeIf(rebalance -> rebalance.isOver(System.nanoTime()));
        return rebalances.containsKey(application);
    }

    /** The instances of an application on each queue manager that takes part in the balancing. */
    private Map<QueueManager, List<Instance>> present(String application) {
        Map<QueueManager, List<Instance>> present = new LinkedHashMap<>();
        for (QueueManager member : members) {
            present.put(
                    member,
                    instancesOf(member).stream()
                            .filter(instance -> instance.application().equals(application))
                            .toList());
        }
        List<String> channels = present.values().stream()
                .flatMap(List::stream)
                .map(Instance::channel)
                .distinct()
                .toList();
        present.keySet().removeIf(member -> !channels.stream().allMatch(channel -> takes(member, channel)));
        return present;
    }

    private List<String> applications() {
        return members.stream()
                .flatMap(member -> instancesOf(member).stream())
                .map(Instance::application)
                .distinct()
                .toList();
    }

    private boolean anotherTakes(QueueManager member, Instance instance) {
        return members.stream().anyMatch(other -> other != member && takes(other, instance.channel()));
    }

    private static boolean takes(QueueManager member, String channel) {
        return member.accepting() && !member.suspended() && !member.channelStopped(channel);
    }

    private static int count(QueueManager member, String application) {
        return instancesOf(member).stream()
                .filter(instance -> instance.application().equals(application))
                .mapToInt(Instance::connections)
                .sum();
    }

    private static int ask(List<Instance> moving) {
        moving.forEach(instance -> Disturbance.askToMove(instance.socket()));
        return Instance.count(moving);
    }

    private static List<Instance> instancesOf(QueueManager member) {
        return member.instances().stream().flatMap(Instance::on).toList();
    }
}
