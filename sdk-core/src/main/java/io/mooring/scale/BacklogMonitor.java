package io.mooring.scale;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches queues on all queue managers of a fleet, tells how they stand, and advises how many instances should run.
 *
 * <pre>{@code
 * try (BacklogMonitor backlog = BacklogMonitor.over(readers).queue("ORDERS").every(ofSeconds(10)).start()) {
 *     backlog.advise(
 *             ScaleAdvisor.instancesBetween(2, 20).depthPerInstance(200),
 *             advice -> orchestrator.resize(advice.desired()));
 *     ...
 * }
 * }</pre>
 *
 * <p>One connection per queue manager, one inquiry per queue and pass, handles kept open, passes jittered. A queue manager
 * that does not answer is said to be not reachable, and is tried at the next beat, then less often, at every eighth beat in
 * the end; one that is stuck in a call delays the others at most once, by the time that an answer may take.
 *
 * <p>Safe for use by many threads. One thread, {@code mooring-backlog}, makes the passes and calls all callbacks, one at a
 * time and under no lock; some more connect and ask ({@code mooring-backlog-reader}), never more than there are queue
 * managers. All are daemons. What a callback throws is logged; one that is slow delays the next pass.
 */
public final class BacklogMonitor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BacklogMonitor.class);

    /** Passes are a beat apart, give or take this share of it. */
    private static final double JITTER = 0.1;

    private final BacklogMonitorBuilder settings;
    private final FleetReader fleet;
    private final AlarmWatch alarmWatch;
    private final List<BacklogListener> listeners = new ArrayList<>();
    private final List<Advising> advisings = new CopyOnWriteArrayList<>();
    private final Map<String, FleetObservation> latest = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(null, this::run, "mooring-backlog", 0, false);

    /** Guards {@code closed}; nothing is done under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition closing = lock.newCondition();
    private boolean closed;

    private volatile List<ScaleAlarm> alarms = List.of();
    private volatile boolean polls;

    BacklogMonitor(BacklogMonitorBuilder settings) {
        this.settings = settings;
        this.fleet = new FleetReader(
                settings.readers, List.copyOf(settings.queues), Set.copyOf(settings.details), settings.answerWithin);
        this.alarmWatch = new AlarmWatch(settings.alarmAfter);
        this.listeners.add(new BacklogLog());
        this.listeners.addAll(settings.listeners);
        this.polls = settings.pollerQueue.isEmpty();
        thread.setDaemon(true);
    }

    /** Begins a monitor: each 10 seconds, no alarm within the first minute, every monitor polls. */
    public static BacklogMonitorBuilder over(QueueManagerReaders readers) {
        return new BacklogMonitorBuilder(readers);
    }

    void begin() {
        thread.start();
    }

    /**
     * Advises on the one queue that is watched, from the next pass on, beginning with those that read it.
     *
     * @throws IllegalStateException if several queues are watched
     * @see #advise(String, ScaleAdvisor, ScaleHistory, Consumer)
     */
    public void advise(ScaleAdvisor advisor, Consumer<ScaleAdvice> callback) {
        if (settings.queues.size() > 1) {
            throw new IllegalStateException(
                    "Several queues are watched: " + settings.queues + "; say on which of them to advise.");
        }
        advise(settings.queues.get(0), advisor, ScaleHistory.empty(), callback);
    }

    /**
     * Advises on a queue, from the next pass on.
     *
     * <p>The callback is called when the number of instances is to change. If it throws, it is called again at the next
     * pass, with what is advised then. Where it is not known how many instances run ({@link ScaleHistory#empty}), there is
     * no advice until all queue managers have told how many read there.
     *
     * @param queue one of those that are watched
     * @param advisor the rules
     * @param history how many run, as far as that is known
     * @param callback does what is advised; called on the monitor's thread
     * @throws IllegalArgumentException if the queue is not watched
     */
    public void advise(String queue, ScaleAdvisor advisor, ScaleHistory history, Consumer<ScaleAdvice> callback) {
        if (!settings.queues.contains(queue)) {
            throw new IllegalArgumentException(
                    "Queue " + queue + " is not watched, only " + settings.queues + " are; name one of them.");
        }
        advisings.add(new Advising(queue, advisor, history, callback));
    }

    /** What the last pass saw of a queue; empty before the first, and while another monitor polls for the fleet. */
    public Optional<FleetObservation> latest(String queue) {
        return Optional.ofNullable(latest.get(queue));
    }

    /** The alarms that there are, the oldest first. */
    public List<ScaleAlarm> alarms() {
        return alarms;
    }

    /** Whether this monitor polls; only where there is one poller per fleet it may not. */
    public boolean polls() {
        return polls;
    }

    /**
     * Ends watching and disconnects. Returns when the pass that is running has ended and all is closed; what is stuck in a
     * call is waited for as long as an answer may take, and then closes by itself. Called by a callback it does not wait.
     */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            closing.signalAll();
        } finally {
            lock.unlock();
        }
        if (Thread.currentThread() == thread) {
            return;
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            do {
                pass();
            } while (awaitBeat());
            if (!fleet.close()) {
                log.warn("A queue manager does not answer; its connection is closed when it does.");
            }
        } catch (InterruptedException e) {
            log.error("Somebody has interrupted the thread of the backlog monitor; nothing is watched any more.", e);
        }
    }

    private void pass() throws InterruptedException {
        try {
            pass(settings.clock.instant());
        } catch (RuntimeException e) {
            log.error("A pass of the backlog monitor failed; the next one comes all the same", e);
        }
    }

    /** False when closed. */
    private boolean awaitBeat() throws InterruptedException {
        long left = jittered(settings.beat, ThreadLocalRandom.current().nextDouble());
        lock.lock();
        try {
            while (!closed && left > 0) {
                left = closing.awaitNanos(left);
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The nanoseconds to the next pass.
     *
     * @param chance 0 to 1
     */
    static long jittered(Duration beat, double chance) {
        return (long) (beat.toNanos() * (1 + JITTER * (2 * chance - 1)));
    }

    private void pass(Instant at) throws InterruptedException {
        fleet.begin();
        if (settings.pollerQueue.isPresent() && !sits(settings.pollerQueue.get(), at)) {
            return;
        }
        List<FleetObservation> seen = fleet.read(at);
        for (FleetObservation observation : seen) {
            latest.put(observation.queue(), observation);
            tell(listener -> listener.observed(observation));
        }
        AlarmWatch.News news = alarmWatch.look(seen, this::asleep);
        alarms = alarmWatch.present();
        news.raised().forEach(alarm -> tell(listener -> listener.raised(alarm)));
        news.cleared().forEach(alarm -> tell(listener -> listener.cleared(alarm)));
        for (Advising advising : advisings) {
            seen.stream().filter(one -> one.queue().equals(advising.queue())).forEach(one -> advise(advising, one));
        }
    }

    private void advise(Advising advising, FleetObservation observation) {
        advising.look(observation).ifPresent(advice -> {
            tell(listener -> listener.advised(advising.queue(), advice));
            call(() -> advising.deliver(advice));
        });
    }

    private boolean asleep(String queue) {
        return advisings.stream().anyMatch(advising -> advising.queue().equals(queue) && advising.asleep());
    }

    /** Whether this one polls for the fleet; if no queue manager answers, it stays as it was. */
    private boolean sits(String queue, Instant at) throws InterruptedException {
        FleetReader.Seat seat = fleet.sit(queue, at);
        boolean sits = seat == FleetReader.Seat.TAKEN || (seat == FleetReader.Seat.UNKNOWN && polls);
        if (!sits) {
            advisings.forEach(Advising::forget);
        }
        if (sits != polls) {
            polls = sits;
            latest.clear();
            alarms = List.of();
            alarmWatch.reset();
            tell(listener -> listener.polling(sits));
        }
        return sits;
    }

    private void tell(Consumer<BacklogListener> news) {
        listeners.forEach(listener -> call(() -> news.accept(listener)));
    }

    private static void call(Runnable callback) {
        try {
            callback.run();
        } catch (Throwable e) { // An Error too: the watching must go on.
            log.error("A callback of the backlog monitor failed", e);
        }
    }
}
