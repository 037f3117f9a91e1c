package io.mooring.embedded.mqsc;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * One command as it stood in a script, continuation lines joined.
 *
 * @param text the command without continuation marks and terminator
 * @param lines the script's line numbers, by the offset at which their part of the text begins; has an entry for 0
 * @param problem whether it could be read to its end
 */
record Statement(String text, NavigableMap<Integer, Integer> lines, Problem problem) {
    /** What can be wrong with a command before anybody looks at its words. */
    enum Problem {
        NONE,
        TOO_LONG,
        UNEXPECTED_END_OF_INPUT
    }

    Statement {
        lines = new TreeMap<>(lines);
    }

    /** The line on which it begins. */
    int line() {
        return lineAt(0);
    }

    /** The line on which the character at this offset stands. */
    int lineAt(int offset) {
        Map.Entry<Integer, Integer> entry = lines.floorEntry(offset);
        return entry == null ? 1 : entry.getValue();
    }
}
