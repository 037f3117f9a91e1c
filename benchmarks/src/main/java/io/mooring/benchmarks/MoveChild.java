package io.mooring.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Moves of one use of a library by one kind of loss, in a JVM of its own. So those that are mostly waiting can run side by side:
 * in one JVM they could not, since one thread of IBM's client makes all moves of the process, one after the other.
 */
final class MoveChild {
    private static final List<String> JVM_OPTIONS =
            List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error");

    private MoveChild() {}

    /** Makes the moves; the arguments are what {@link #run} gives. */
    public static void main(String[] arguments) throws Exception {
        Mover.Kind kind = Movers.ALL.get(Integer.parseInt(arguments[0]));
        Loss loss = Loss.COMMON.get(Integer.parseInt(arguments[1]));
        int moves = Integer.parseInt(arguments[2]);
        Duration limit = Duration.parse(arguments[3]);
        long seed = Long.parseLong(arguments[4]);
        try (Moving moving = new Moving(kind, loss, limit, seed)) {
            for (int i = 0; i < moves; i++) {
                moving.move(true);
            }
            Moving.Outcome outcome = moving.settle();
            for (int i = 0; i < outcome.times().size(); i++) {
                ChildProcess.print("time" + i, outcome.times().get(i));
            }
            ChildProcess.print("hung", outcome.hung());
            ChildProcess.print("stored", outcome.stored());
            ChildProcess.print("lost", outcome.lost());
            ChildProcess.print("doubled", outcome.doubled());
            ChildProcess.print("inDoubt", outcome.inDoubt());
            ChildProcess.print("inDoubtStored", outcome.inDoubtStored());
        }
        System.exit(0); // a call that hangs would keep the process
    }

    /** Runs it to its end. */
    static Moving.Outcome run(Mover.Kind kind, Loss loss, int moves, Duration limit, long seed) throws Exception {
        Map<String, Double> figures = ChildProcess.run(
                MoveChild.class,
                ChildProcess.classPath(),
                JVM_OPTIONS,
                String.valueOf(Movers.ALL.indexOf(kind)),
                String.valueOf(Loss.COMMON.indexOf(loss)),
                String.valueOf(moves),
                limit.toString(),
                String.valueOf(seed));
        List<Double> times = new ArrayList<>();
        for (Double time = figures.get("time0"); time != null; time = figures.get("time" + times.size())) {
            times.add(time);
        }
        return new Moving.Outcome(
                times,
                number(figures, "hung"),
                number(figures, "stored"),
                number(figures, "lost"),
                number(figures, "doubled"),
                number(figures, "inDoubt"),
                number(figures, "inDoubtStored"));
    }

    private static int number(Map<String, Double> figures, String key) {
        Double figure = figures.get(key);
        if (figure == null) {
            throw new IllegalStateException("the child process did not print " + key + "; it printed " + figures);
        }
        return figure.intValue();
    }
}
