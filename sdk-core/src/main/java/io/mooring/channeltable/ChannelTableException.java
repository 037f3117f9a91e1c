package io.mooring.channeltable;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A channel table cannot be read, is refused, or has no entry for what was asked.
 *
 * <p>The message names the table and, if the trouble is at one place in it, line, column and field, such as {@code
 * channel[2].clientConnection.connection[0].port}; then the value, and what would do.
 */
public class ChannelTableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String origin;
    private final int line;
    private final @Nullable String field;

    ChannelTableException(String origin, String sentence, @Nullable Throwable cause) {
        super("Channel table " + origin + " " + sentence, cause);
        this.origin = origin;
        this.line = 0;
        this.field = null;
    }

    ChannelTableException(String origin, JsonValue.Place place, String sentence, @Nullable Throwable cause) {
        super("Channel table " + origin + ", " + place + ": " + sentence, cause);
        this.origin = origin;
        this.line = place.line();
        this.field = place.path();
    }

    /** Where the table comes from: a URI without credentials and query, or what was given to the parser. */
    public final String origin() {
        return origin;
    }

    /** The line of the trouble, counted from 1; empty if it is not at one place. */
    public final OptionalInt line() {
        return line == 0 ? OptionalInt.empty() : OptionalInt.of(line);
    }

    /** The field in question, counted from 0 within arrays; empty if it is not at one place. */
    public final Optional<String> field() {
        return Optional.ofNullable(field);
    }
}
