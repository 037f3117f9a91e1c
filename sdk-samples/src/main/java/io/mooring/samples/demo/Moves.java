package io.mooring.samples.demo;

import io.mooring.event.ConnectionEvent;
import io.mooring.event.ConnectionListener;
import io.mooring.event.ReconnectFailed;
import io.mooring.event.Reconnected;
import io.mooring.samples.demo.Journal.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What connections tell of their moves: kept, checked for its order, and written down in one line for those that moved together. */
final class Moves implements ConnectionListener {
    private static final Duration TOGETHER = Duration.ofMillis(400);

    private final Journal journal;
    private final String whose;
    private final EventOrder order = new EventOrder();

    /** Guarded by this, as what follows. */
    private final List<Duration> outages = new ArrayList<>();

    private final List<Reconnected> fresh = new ArrayList<>();
    private long firstOfFresh;

    /**
     * Of some connections.
     *
     * @param whose for the line, such as {@code client}
     */
    Moves(Journal journal, String whose) {
        this.journal = journal;
        this.whose = whose;
    }

    @Override
    public void onEvent(ConnectionEvent event) {
        synchronized (this) {
            order.note(event);
            if (event instanceof Reconnected move) {
                outages.add(move.outage());
                if (fresh.isEmpty()) {
                    firstOfFresh = System.nanoTime();
                }
                fresh.add(move);
            }
        }
        if (event instanceof ReconnectFailed failed) {
            journal.write(Kind.ALARM, failed.connection() + " has given up to reconnect");
        }
    }

    /** Writes down the moves that began long enough ago. */
    void tell() {
        List<Reconnected> together;
        synchronized (this) {
            if (fresh.isEmpty() || System.nanoTime() - firstOfFresh < TOGETHER.toNanos()) {
                return;
            }
            together = List.copyOf(fresh);
            fresh.clear();
        }
        Map<String, Long> ways = together.stream()
                .collect(Collectors.groupingBy(
                        move -> move.from() + " -> " + move.to(), TreeMap::new, Collectors.counting()));
        Duration longest = together.stream()
                .map(Reconnected::outage)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        String each = ways.entrySet().stream()
                .map(way -> way.getKey() + (way.getValue() > 1 ? " (" + way.getValue() + ")" : ""))
                .collect(Collectors.joining(", "));
        journal.write(
                Kind.MOVE,
                together.size() + " " + whose + (together.size() == 1 ? " connection" : " connections") + " moved: "
                        + each
                        + "; " + (together.size() == 1 ? "" : "the longest ") + "outage "
                        + Journal.inWords(longest));
    }

    /** How long each move took, from the loss to the new link. */
    synchronized List<Duration> outages() {
        return List.copyOf(outages);
    }

    /** What was told out of order, as sentences. */
    synchronized List<String> disorder() {
        return order.violations();
    }
}
