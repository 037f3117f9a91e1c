package io.mooring.embedded.mqsc;

import io.mooring.embedded.mqsc.MqscResult.Outcome;
import java.util.List;

/**
 * How a script went, as runmqsc sums it up.
 *
 * @param read commands read
 * @param syntaxErrors commands that are not valid MQSC
 * @param failed valid commands that the queue manager refused
 */
public record MqscSummary(int read, int syntaxErrors, int failed) {

    /** Counts the results of a script. */
    public static MqscSummary of(List<MqscResult> results) {
        MqscSummary summary = new MqscSummary(0, 0, 0);
        for (MqscResult result : results) {
            summary = summary.plus(result);
        }
        return summary;
    }

    /** The same with one more command. */
    public MqscSummary plus(MqscResult result) {
        return new MqscSummary(
                read + 1,
                syntaxErrors + (result.outcome() == Outcome.SYNTAX_ERROR ? 1 : 0),
                failed + (result.outcome() == Outcome.FAILED ? 1 : 0));
    }

    /** Whether every command was carried out or ignored. */
    public boolean ok() {
        return syntaxErrors == 0 && failed == 0;
    }

    /** The three lines that runmqsc ends with. */
    public List<String> lines() {
        return List.of(
                counted(read, "No MQSC commands", "One MQSC command", " MQSC commands") + " read.",
                syntaxErrors == 1
                        ? "One command has a syntax error."
                        : counted(syntaxErrors, "No", "One", "") + " commands have a syntax error.",
                failed == 0
                        ? "All valid MQSC commands were processed."
                        : counted(failed, "No", "One valid MQSC command", " valid MQSC commands")
                                + " could not be processed.");
    }

    private static String counted(int count, String none, String one, String many) {
        return switch (count) {
            case 0 -> none;
            case 1 -> one;
            default -> count + many;
        };
    }
}
