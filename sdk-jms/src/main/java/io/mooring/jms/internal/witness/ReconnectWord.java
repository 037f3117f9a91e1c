package io.mooring.jms.internal.witness;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One text of IBM's client to its reconnection observer, understood.
 *
 * <pre>
 *   Reconnecting to 'null'      an attempt begins, to any queue manager or to a named one
 *   Reconnect failed            it failed; another follows
 *   Reconnected to 'QM2'        it succeeded, on this queue manager
 * </pre>
 *
 * @param kind what it says
 * @param name the name in it; empty if there is none, or if it stands for any
 */
record ReconnectWord(Kind kind, Optional<String> name) {
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'");

    /** What a text says. */
    enum Kind {
        ATTEMPT,
        ATTEMPT_FAILED,
        DONE,
        NOT_UNDERSTOOD
    }

    /** Reads what an observer was given; what it does not know is {@link Kind#NOT_UNDERSTOOD}, never an exception. */
    static ReconnectWord of(@Nullable Object given) {
        String text = given instanceof String said ? said.strip() : "";
        if (text.startsWith("Reconnecting")) {
            return new ReconnectWord(Kind.ATTEMPT, quoted(text).filter(name -> !name.equals("null")));
        }
        if (text.startsWith("Reconnect failed")) {
            return new ReconnectWord(Kind.ATTEMPT_FAILED, Optional.empty());
        }
        Optional<String> name = quoted(text);
        return text.startsWith("Reconnected") && name.isPresent()
                ? new ReconnectWord(Kind.DONE, name)
                : new ReconnectWord(Kind.NOT_UNDERSTOOD, Optional.empty());
    }

    private static Optional<String> quoted(String text) {
        Matcher matcher = QUOTED.matcher(text);
        return matcher.find()
                ? Optional.of(matcher.group(1).strip()).filter(name -> !name.isEmpty())
                : Optional.empty();
    }
}
