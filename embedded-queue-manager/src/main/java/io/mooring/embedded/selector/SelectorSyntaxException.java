package io.mooring.embedded.selector;

/**
 * A text is not a selector; for the client this is MQRC_SELECTOR_SYNTAX_ERROR.
 *
 * <p>It carries no stack trace: it is an answer to the client, not a fault of the queue manager.
 */
public final class SelectorSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_QUOTE = 40;

    private final int position;

    SelectorSyntaxException(int position, String found, String expected) {
        super(
                "Selector syntax error at position " + position + ": found " + found + "; expected " + expected + ".",
                null,
                false,
                false);
        this.position = position;
    }

    /** Where in the text the error is, in characters, the first being 1. */
    public int position() {
        return position;
    }

    /** A piece of the selector for a message, in quotation marks, shortened if it is long. */
    static String quote(String piece) {
        return piece.length() <= LONGEST_QUOTE ? "'" + piece + "'" : "'" + piece.substring(0, LONGEST_QUOTE) + "...'";
    }
}
