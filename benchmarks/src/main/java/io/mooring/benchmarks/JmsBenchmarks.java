package io.mooring.benchmarks;

import io.mooring.benchmarks.Report.Bound;
import java.util.Set;
import javax.jms.Session;

/**
 * What the JMS drop-in costs and how fast it moves, beside IBM's client alone, in one run. From the top of the project:
 *
 * <pre>
 * ./mvnw -q -pl benchmarks -am -Pbench -DskipTests package -Dbench.main=io.mooring.benchmarks.JmsBenchmarks
 * </pre>
 *
 * <p>Arguments: {@code --quick} or {@code --smoke} for less effort, {@code --out FILE} for where the table goes, and the
 * names of groups: {@code receive}; all of them if none is named.
 */
public final class JmsBenchmarks {
    private static final int MOVES = 200;

    /** Each takes five seconds. */
    private static final int RAW_MOVES = 5;

    private static final int TARGET_MILLIS = 30;
    private static final String OWN = "Mooring JMS";
    private static final String RAW = "IBM's client alone";

    private final Effort effort;
    private final Report report = new Report(OWN, RAW);

    JmsBenchmarks(Effort effort) {
        this.effort = effort;
    }

    /** Runs what the arguments name, prints the table and writes it to a file. */
    public static void main(String[] arguments) throws Exception {
        BenchmarkProgram.run(arguments, "jms.md", (effort, groups) -> new JmsBenchmarks(effort).run(groups));
    }

    /** Runs the groups with these names, all if there is none; returns the table. */
    String run(Set<String> names) throws Exception {
        BenchmarkProgram.requireKnown(names, Set.of("receive"));
        receive();
        return report.toMarkdown();
    }

    private void receive() throws Exception {
        int moves = Math.max(2, MOVES / effort.scale());
        int rawMoves = Math.max(1, RAW_MOVES / effort.scale());
        for (JmsMoves.Waiting waiting : JmsMoves.Waiting.values()) {
            lane(waiting, Session.SESSION_TRANSACTED, moves, rawMoves);
            lane(waiting, Session.CLIENT_ACKNOWLEDGE, moves, rawMoves);
        }
    }

    private void lane(JmsMoves.Waiting waiting, int mode, int moves, int rawMoves) throws Exception {
        Samples raw = new JmsMoves(false, mode, waiting).measure(rawMoves);
        Samples own = new JmsMoves(true, mode, waiting).measure(moves);
        String what = (mode == Session.SESSION_TRANSACTED ? "Transacted, " : "Client-acknowledge, ") + waiting.words()
                + ", ms from loss to the message that waits elsewhere (" + moves + " moves, " + rawMoves
                + " of IBM's), ";
        report.race(what + "median", own.at(0.5), raw.at(0.5), false, null);
        report.race(what + "99th percentile", own.at(0.99), raw.at(0.99), false, Bound.below(TARGET_MILLIS));
        report.race(what + "greatest", own.at(1), raw.at(1), false, null);
    }
}
