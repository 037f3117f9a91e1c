package io.mooring.embedded.mqsc;

/** A command that is not valid MQSC, found before anything was changed. */
final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Message kind;
    private final int offset;

    /**
     * A command that is wrong at an offset of its text.
     *
     * @param kind the AMQ message that fits
     * @param offset the end of the segment that the message shows
     * @param explanation a sentence that names the thing, the value and what would do
     */
    SyntaxException(Message kind, int offset, String explanation) {
        super(explanation);
        this.kind = kind;
        this.offset = offset;
    }

    /** Wrong words or brackets (AMQ8405I). */
    static SyntaxException at(int offset, String explanation) {
        return new SyntaxException(Message.SYNTAX_ERROR, offset, explanation);
    }

    /** A parameter that should not be as it is (AMQ8405I). */
    static SyntaxException in(Parameter parameter, String explanation) {
        return at(parameter.end(), explanation);
    }

    /** A parameter with a wrong value. */
    static SyntaxException in(Parameter parameter, Message kind, String explanation) {
        return new SyntaxException(kind, parameter.end(), explanation);
    }

    Message kind() {
        return kind;
    }

    int offset() {
        return offset;
    }

    /** The explanation. */
    String sentence() {
        return String.valueOf(getMessage());
    }
}
