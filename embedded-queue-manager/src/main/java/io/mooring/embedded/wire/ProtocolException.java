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
        super(message, null, false, false);
        this.status = status;
    }

    /** What to tell the peer. */
    public StatusCode status() {
        return status;
    }
}
