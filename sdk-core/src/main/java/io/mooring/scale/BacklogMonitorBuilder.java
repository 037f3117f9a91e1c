package io.mooring.scale;

import io.mooring.observe.Telemetry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Says what a {@link BacklogMonitor} is to watch, and how. Not for use by several threads. */
public final class BacklogMonitorBuilder {
    private static final Pattern QUEUE_NAME = Pattern.compile("[A-Za-z0-9._/%]{1,48}");

    final QueueManagerReaders readers;
    final List<String> queues = new ArrayList<>();
    final Set<QueueDetail> details = EnumSet.noneOf(QueueDetail.class);
    final List<BacklogListener> listeners = new ArrayList<>();
    Duration beat = Duration.ofSeconds(10);
    Duration answerWithin = Duration.ofSeconds(5);
    Duration alarmAfter = Duration.ofMinutes(1);
    Optional<String> pollerQueue = Optional.empty();
    InstantSource clock = InstantSource.system();

    BacklogMonitorBuilder(QueueManagerReaders readers) {
        this.readers = readers;
    }

    /**
     * Watches these queues too; all of them are read over the same connection, in the same pass.
     *
     * @throws IllegalArgumentException if a name is none that MQ allows, or is there already
     */
    public BacklogMonitorBuilder queue(String... names) {
        for (String name : names) {
            requireQueueName(name);
            if (queues.contains(name)) {
                throw new IllegalArgumentException("Queue " + name + " is watched already; name it once.");
            }
            queues.add(name);
        }
        return this;
    }

    /** From pass to pass, give or take a tenth, so that several monitors do not fall into step; 10 seconds without this. */
    public BacklogMonitorBuilder every(Duration time) {
        beat = requirePositive("every", time);
        return this;
    }

    /** How long a queue manager may take to answer before the pass goes on without it; 5 seconds without this. */
    public BacklogMonitorBuilder answerWithin(Duration time) {
        answerWithin = requirePositive("answerWithin", time);
        return this;
    }

    /** How long something has to last to be an alarm: longer than a move or a restart; 1 minute without this. */
    public BacklogMonitorBuilder alarmAfter(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("alarmAfter(" + time + "): zero or more would do");
        }
        alarmAfter = time;
        return this;
    }

    /** Observes these as well, where the queue managers allow it; depth and readers only without this. */
    public BacklogMonitorBuilder also(QueueDetail... further) {
        Collections.addAll(details, further);
        return this;
    }

    /**
     * Lets only one monitor of a fleet poll: the one that has this queue open for exclusive input on the first queue
     * manager that answers. Another takes over when it goes, within two beats or so. Without this each monitor polls.
     *
     * @param queue a local queue on each queue manager, used for nothing else; {@code docs/scaling.md} has its definition
     */
    public BacklogMonitorBuilder onlyOnePollerBy(String queue) {
        requireQueueName(queue);
        pollerQueue = Optional.of(queue);
        return this;
    }

    /** Tells this listener what is seen; may be called for several. */
    public BacklogMonitorBuilder listener(BacklogListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Tells this what is seen and what is wanted, for meters such as {@code MicrometerTelemetry.of(registry)}; all of it is
     * taken back when the monitor is closed, and while another one polls for the fleet. May be called for several.
     */
    public BacklogMonitorBuilder telemetry(Telemetry telemetry) {
        return listener(new BacklogTelemetry(telemetry));
    }

    /** Takes the instants of observations from here. */
    BacklogMonitorBuilder clock(InstantSource source) {
        clock = source;
        return this;
    }

    /**
     * Starts it; the first pass begins at once, on its own thread.
     *
     * @throws IllegalArgumentException if there is no queue to watch, or no queue manager
     * @throws io.mooring.channeltable.ChannelTableException if there is a channel table and it cannot be read
     */
    public BacklogMonitor start() {
        if (queues.isEmpty()) {
            throw new IllegalArgumentException("There is no queue to watch; name one with queue(...).");
        }
        if (readers.names().isEmpty()) {
            throw new IllegalArgumentException("There is no queue manager to watch " + queues
                    + " on; name one. A channel table has to have an entry under the name of each queue manager.");
        }
        BacklogMonitor monitor = new BacklogMonitor(this);
        monitor.begin();
        return monitor;
    }

    private static void requireQueueName(String name) {
        if (!QUEUE_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not the name of a queue; give 1 to 48 letters, digits and . / _ %.");
        }
    }

    private static Duration requirePositive(String setting, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(setting + "(" + time + "): more than nothing would do");
        }
        return time;
    }
}
