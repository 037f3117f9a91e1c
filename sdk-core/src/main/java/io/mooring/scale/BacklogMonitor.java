package io.mooring.scale;

import io.mooring.channeltable.ChannelTable;
import io.mooring.channeltable.ChannelTableSource;
import io.mooring.connect.ConnectAs;
import io.mooring.idle.ReaderCensus;
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
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches queues on all queue managers of a fleet, tells how they stand, and advises how many instances should run.
 *
 * <pre>{@code
 * try (BacklogMonitor backlog = BacklogMonitor.over(channelTable).queue("ORDERS").every(ofSeconds(10)).start()) {
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
 * managers, and one for the channel table. All are daemons. What a callback throws is logged; one that is slow delays the next pass.
 */
public final class BacklogMonitor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BacklogMonitor.class);

    /** Passes are a beat apart, give or take this share of it. */
    private static final double JITTER = 0.1;

    /** Who a monitor says it is without more. */
    static final ConnectAs IDENTITY = ConnectAs.application("mooring-backlog");

    /** A census waits for the pass that is being made, which may find some stuck, and then for its own answers. */
    private static final int CENSUS_PATIENCE = 5;

    private final BacklogMonitorBuilder settings;
    private final List<String> queues;
    private final Set<QueueDetail> details;
    private final FleetReader fleet;
    private final AlarmWatch alarmWatch;
    private final List<BacklogListener> listeners = new ArrayList<>();
    private final List<Advising> advisings = new CopyOnWriteArrayList<>();
    private final Map<String, FleetObservation> latest = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(null, this::run, "mooring-backlog", 0, false);

    private final Beats beats = new Beats();
    private volatile List<ScaleAlarm> alarms = List.of();
    private volatile boolean polls;

    BacklogMonitor(BacklogMonitorBuilder settings) {
        this.settings = settings;
        this.fleet = new FleetReader(settings.readers, settings.answerWithin);
        this.queues = List.copyOf(settings.queues);
        this.details = Set.copyOf(settings.details);
        this.alarmWatch = new AlarmWatch(settings.alarmAfter);
        this.listeners.add(new BacklogLog());
        this.listeners.addAll(settings.listeners);
        this.polls = settings.pollerQueue.isEmpty();
        thread.setDaemon(true);
    }

    /**
     * Begins a monitor over every queue manager that a channel table names, as application {@code mooring-backlog} with
     * the user of the process: each 10 seconds, no alarm within the first minute, every monitor polls.
     *
     * <p>A name that turns out to be that of a group (2058) is left out, which is logged.
     */
    public static BacklogMonitorBuilder over(ChannelTable table) {
        return over(table, IDENTITY);
    }

    /** The same with another identity. */
    public static BacklogMonitorBuilder over(ChannelTable table, ConnectAs identity) {
        return over(TableReaders.of(table, identity));
    }

    /** The same over a table that is looked at in each pass: queue managers come and go with it. */
    public static BacklogMonitorBuilder over(ChannelTableSource table) {
        return over(table, IDENTITY);
    }

    /** The same over a table that is looked at in each pass, with another identity. */
    public static BacklogMonitorBuilder over(ChannelTableSource table, ConnectAs identity) {
        return over(TableReaders.of(table, identity));
    }

    /** Begins a monitor where there is no channel table: each 10 seconds, no alarm within the first minute. */
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
        if (queues.size() > 1) {
            throw new IllegalStateException(
                    "Several queues are watched: " + queues + "; say on which of them to advise.");
        }
        advise(queues.get(0), advisor, ScaleHistory.empty(), callback);
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
        requireWatched(queue);
        advisings.add(new Advising(queue, advisor, history, callback));
    }

    /**
     * A census of a queue over all queue managers, for {@link io.mooring.idle.IdleShutdown}: it asks afresh, by the
     * connections of this monitor, between two passes, also where another monitor polls. Takes a pass or two; fails if the
     * monitor is closed, does not come to it within five times {@code answerWithin}, or has no queue manager to ask.
     *
     * @param queue one of those that are watched
     * @return to be taken by any thread but the monitor's own
     * @throws IllegalArgumentException if the queue is not watched
     */
    public ReaderCensus census(String queue) {
        requireWatched(queue);
        return new Census(queue, beats, settings.answerWithin.multipliedBy(CENSUS_PATIENCE));
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
        beats.close();
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
            tell(BacklogListener::ended);
            if (!fleet.close()) {
                log.warn("A queue manager or the channel table does not answer; what waits for it ends when it does.");
            }
        } catch (InterruptedException e) {
            beats.close();
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

    /** Counts for those who want that meanwhile; false when closed. */
    private boolean awaitBeat() throws InterruptedException {
        long next = System.nanoTime()
                + jittered(settings.beat, ThreadLocalRandom.current().nextDouble());
        Optional<Census.Wanted> wanted = beats.await(next);
        while (wanted.isPresent()) {
            count(wanted.get());
            wanted = beats.await(next);
        }
        return !beats.closed();
    }

    private void count(Census.Wanted wanted) throws InterruptedException {
        try {
            fleet.count(wanted.queue(), settings.clock.instant())
                    .ifPresentOrElse(
                            wanted.answer()::complete,
                            () -> wanted.answer()
                                    .completeExceptionally(
                                            new IllegalStateException("there is no queue manager to ask")));
        } catch (RuntimeException e) {
            wanted.answer().completeExceptionally(e);
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
        tellGone();
        if (settings.pollerQueue.isPresent() && !sits(settings.pollerQueue.get(), at)) {
            return;
        }
        List<FleetObservation> seen = fleet.read(queues, details, at);
        tellGone();
        latest.keySet().retainAll(seen.stream().map(FleetObservation::queue).toList());
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

    private void tellGone() {
        fleet.gone().forEach(name -> tell(listener -> listener.gone(name)));
    }

    private void requireWatched(String queue) {
        if (!queues.contains(queue)) {
            throw new IllegalArgumentException(
                    "Queue " + queue + " is not watched, only " + queues + " are; name one of them.");
        }
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
