package io.mooring.benchmarks;

import io.mooring.benchmarks.page.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How long each library takes from the loss of its queue manager to the first put that is stored after it, by kind of loss, and
 * what was lost, doubled or hung meanwhile. From the top of the project:
 *
 * <pre>
 * ./mvnw -q -pl benchmarks -am -Pbench -DskipTests package -Dbench.main=io.mooring.benchmarks.MoveBenchmarks
 * </pre>
 *
 * <p>Arguments: {@code --half}, {@code --quick} or {@code --smoke} for less effort, {@code --out FILE} for where the
 * table goes, {@code --moves N} for how many losses each library has of each kind (100), {@code --slow-moves N} for
 * those of which each takes seconds (20), and the names of groups: {@code dropped listener asked crash hole}; all of
 * them if none is named.
 *
 * <p>Slow are black holes, which only a heartbeat tells, and what waits for IBM's client: a thread in receive(), a put in
 * flight. They run in processes of their own, eight at a time. All others take turns in this one, loss by loss. Each library has
 * two queue managers of its own.
 */
public final class MoveBenchmarks {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long SEED = 6;

    /** So many processes at once, which wait nearly all of their time. */
    private static final int ABREAST = 8;

    private static final List<String> GROUPS = List.of("dropped", "listener", "asked", "crash", "hole");

    private final Amount amount;
    private final Map<Lane, Moving.Outcome> outcomes = new LinkedHashMap<>();

    /** A library and how it loses its queue manager. */
    private record Lane(Loss loss, Mover.Kind kind) {
        boolean isSlow() {
            return loss.isSlow() || kind.slow();
        }
    }

    /**
     * How much is measured.
     *
     * @param warmUps moves before those that count, for libraries that are fast; one for each direction
     * @param moves that count
     * @param slowMoves the same, for what is slow
     */
    record Amount(int warmUps, int moves, int slowMoves) {
        static Amount of(Effort effort) {
            if (effort.equals(Effort.FULL)) {
                return new Amount(2, 100, 20);
            }
            if (effort.equals(Effort.HALF)) {
                return new Amount(2, 50, 10);
            }
            return effort.equals(Effort.QUICK) ? new Amount(2, 20, 2) : new Amount(0, 2, 1);
        }
    }

    MoveBenchmarks(Amount amount) {
        this.amount = amount;
    }

    /** Runs what the arguments name, prints the table and writes it to a file. */
    public static void main(String[] arguments) throws Exception {
        List<String> common = new ArrayList<>(List.of(arguments));
        int moves = take(common, "--moves");
        int slowMoves = take(common, "--slow-moves");
        BenchmarkProgram.find(common.toArray(String[]::new), "moves", "Moves of each library", (effort, groups) -> {
            Amount usual = Amount.of(effort);
            Amount amount = new Amount(
                    usual.warmUps(), moves > 0 ? moves : usual.moves(), slowMoves > 0 ? slowMoves : usual.slowMoves());
            return new MoveBenchmarks(amount).run(groups);
        });
    }

    /** Takes an option with a number out of the arguments; 0 if it is not there. */
    private static int take(List<String> arguments, String option) {
        int at = arguments.indexOf(option);
        if (at < 0) {
            return 0;
        }
        if (at + 1 == arguments.size() || !arguments.get(at + 1).matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException(option + " needs a number from 1 to 999999");
        }
        arguments.remove(at);
        return Integer.parseInt(arguments.remove(at));
    }

    /** Runs the groups with these names, all if there is none. */
    List<Section> run(Set<String> names) throws Exception {
        BenchmarkProgram.requireKnown(names, Set.copyOf(GROUPS));
        List<Loss> losses = new ArrayList<>();
        for (int i = 0; i < GROUPS.size(); i++) {
            if (names.isEmpty() || names.contains(GROUPS.get(i))) {
                losses.add(Loss.COMMON.get(i));
            }
        }
        for (Loss loss : losses) {
            inTurn(loss);
        }
        abreast(losses);
        MoveTable table = new MoveTable(LIMIT);
        for (Loss loss : losses) {
            for (Mover.Kind kind : Movers.ALL) {
                table.add(loss, kind.name(), outcome(new Lane(loss, kind)));
            }
        }
        return table.sections();
    }

    private Moving.Outcome outcome(Lane lane) {
        Moving.Outcome outcome = outcomes.get(lane);
        if (outcome == null) {
            throw new IllegalStateException("nothing was measured for " + lane);
        }
        return outcome;
    }

    /** The libraries that move fast take turns, loss by loss. */
    private void inTurn(Loss loss) throws Exception {
        Map<Mover.Kind, Moving> all = new LinkedHashMap<>();
        try {
            for (Mover.Kind kind : Movers.ALL) {
                if (!new Lane(loss, kind).isSlow()) {
                    all.put(kind, new Moving(kind, loss, LIMIT, SEED));
                }
            }
            if (!all.isEmpty()) {
                BenchmarkProgram.progress("Moves: " + loss.name() + ", " + amount.moves() + " each");
            }
            for (int i = -amount.warmUps(); i < amount.moves(); i++) {
                for (Moving moving : all.values()) {
                    moving.move(i >= 0);
                }
            }
            for (Map.Entry<Mover.Kind, Moving> each : all.entrySet()) {
                outcomes.put(new Lane(loss, each.getKey()), each.getValue().settle());
            }
        } finally {
            all.values().forEach(Moving::close);
        }
    }

    /** Where most of the time is waiting, several at a time. */
    private void abreast(List<Loss> losses) throws Exception {
        Map<Lane, Future<Moving.Outcome>> running = new LinkedHashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(ABREAST);
        try {
            for (Loss loss : losses) {
                for (Mover.Kind kind : Movers.ALL) {
                    Lane lane = new Lane(loss, kind);
                    if (lane.isSlow()) {
                        running.put(lane, threads.submit(() -> {
                            BenchmarkProgram.progress("Moves: " + loss.name() + ", " + kind.name() + ", "
                                    + amount.slowMoves() + " in a process of its own");
                            return MoveChild.run(kind, loss, amount.slowMoves(), LIMIT, SEED);
                        }));
                    }
                }
            }
            for (Map.Entry<Lane, Future<Moving.Outcome>> each : running.entrySet()) {
                outcomes.put(each.getKey(), each.getValue().get());
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
