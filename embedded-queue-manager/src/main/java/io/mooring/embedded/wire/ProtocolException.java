package io.mooring.embedded.wire;

/**
 * The peer broke the protocol: the channel cannot go on.
 *
 * <p>The message names the field, its value and what would have been right; the status is what the peer is told.
 */
public final class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final StatusCode status;

    /** A broken rule, and the status for the peer. */
    public ProtocolException(StatusCode status, String message) {
        super(printable(message), null, false, false);
        this.status = status;
    }

    /** What a peer sent may stand in the message; it begins no line of its own in a log. */
    private static String printable(String message) {
        StringBuilder printable = new StringBuilder(message);
        for (int i = 0; i < printable.length(); i++) {
            if (Character.isISOControl(printable.charAt(i))) {
                printable.setCharAt(i, '?');
            }
        }
        return printable.toString();
    }

    /** What to tell the peer. */
    public StatusCode status() {
        return status;
    }
}
