package io.mooring.scale;

import io.mooring.QueueManagerName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Which alarms there are, from pass to pass: each raised once and cleared once. Has no clock; not for several threads. */
final class AlarmWatch {

    /** What an alarm is about; the queue is empty where it is about the queue manager. */
    private record Subject(String queue, QueueManagerName queueManager) {}

    /**
     * What is new after a pass.
     *
     * @param raised alarms that begin
     * @param cleared alarms that are over
     */
    record News(List<ScaleAlarm> raised, List<ScaleAlarm> cleared) {}

    private final Duration patience;
    private final Map<Subject, Instant> readerless = new HashMap<>();
    private final Map<Subject, ScaleAlarm> present = new LinkedHashMap<>();

    /**
     * No alarms yet.
     *
     * @param patience how long something has to last before it is one
     */
    AlarmWatch(Duration patience) {
        this.patience = patience;
    }

    /**
     * Looks at all queues of one pass.
     *
     * @param asleep whether nobody is to read a queue, because no instance is to run
     */
    News look(List<FleetObservation> pass, Predicate<String> asleep) {
        Map<Subject, ScaleAlarm> now = new LinkedHashMap<>();
        Set<Subject> unknown = new HashSet<>();
        for (FleetObservation fleet : pass) {
            for (QueueObservation one : fleet.observations()) {
                Subject subject = new Subject(fleet.queue(), one.queueManager());
                if (one instanceof QueueObservation.Seen seen) {
                    lookForReaders(fleet, seen, asleep, now);
                } else {
                    unknown.add(subject);
                    if (one instanceof QueueObservation.NotReachable away && lasts(away.since(), away.at())) {
                        now.putIfAbsent(
                                new Subject("", away.queueManager()),
                                new ScaleAlarm.QueueManagerNotReachable(
                                        away.queueManager(), away.since(), away.because()));
                    }
                }
            }
        }
        return update(now, unknown);
    }

    /** The alarms that there are, the oldest first. */
    List<ScaleAlarm> present() {
        return List.copyOf(present.values());
    }

    /** Forgets all. */
    void reset() {
        readerless.clear();
        present.clear();
    }

    private void lookForReaders(
            FleetObservation fleet,
            QueueObservation.Seen seen,
            Predicate<String> asleep,
            Map<Subject, ScaleAlarm> now) {
        Subject subject = new Subject(seen.queue(), seen.queueManager());
        int elsewhere = fleet.readers();
        if (seen.depth() == 0 || seen.readers() > 0 || (elsewhere == 0 && asleep.test(seen.queue()))) {
            readerless.remove(subject);
            return;
        }
        Instant since = readerless.computeIfAbsent(subject, first -> seen.at());
        if (lasts(since, seen.at())) {
            now.put(
                    subject,
                    new ScaleAlarm.DepthWithoutReaders(
                            seen.queue(), seen.queueManager(), since, seen.depth(), elsewhere));
        }
    }

    private boolean lasts(Instant since, Instant at) {
        return !at.isBefore(since.plus(patience));
    }

    private News update(Map<Subject, ScaleAlarm> now, Set<Subject> unknown) {
        List<ScaleAlarm> raised = new ArrayList<>();
        List<ScaleAlarm> cleared = new ArrayList<>();
        // What cannot be seen at the moment has not become better.
        present.entrySet().removeIf(alarm -> {
            boolean over = !now.containsKey(alarm.getKey()) && !unknown.contains(alarm.getKey());
            if (over) {
                cleared.add(alarm.getValue());
            }
            return over;
        });
        now.forEach((subject, alarm) -> {
            if (present.putIfAbsent(subject, alarm) == null) {
                raised.add(alarm);
            }
        });
        return new News(raised, cleared);
    }
}
