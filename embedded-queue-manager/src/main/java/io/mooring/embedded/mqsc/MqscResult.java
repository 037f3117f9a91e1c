package io.mooring.embedded.mqsc;

import java.util.List;

/**
 * What became of one MQSC command.
 *
 * @param line the line of the script on which the command begins, from 1
 * @param command its text, continuation lines joined
 * @param outcome whether it was done
 * @param lines the answer: messages that begin with {@code AMQ}, and displayed objects
 * @param warnings sentences that name what was not understood and left out
 */
public record MqscResult(int line, String command, Outcome outcome, List<String> lines, List<String> warnings) {

    /** How a command ended. */
    public enum Outcome {
        /** It was carried out, less what the warnings name. */
        DONE,
        /** It is MQSC, but means nothing to the embedded queue manager; a warning says so. */
        IGNORED,
        /** It is not valid MQSC, or gives an attribute a value that it cannot have; nothing was changed. */
        SYNTAX_ERROR,
        /** It is valid, but the queue manager refused it; nothing was changed. */
        FAILED
    }

    public MqscResult {
        lines = List.copyOf(lines);
        warnings = List.copyOf(warnings);
    }

    /** Whether nothing went wrong: done, or ignored with a warning. */
    public boolean ok() {
        return outcome == Outcome.DONE || outcome == Outcome.IGNORED;
    }
}
