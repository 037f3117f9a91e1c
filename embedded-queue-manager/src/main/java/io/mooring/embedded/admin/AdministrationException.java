package io.mooring.embedded.admin;

import io.mooring.embedded.mqi.Reason;

/** An administrative command that was refused; nothing was changed. */
public final class AdministrationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Refused for this reason; the message is a sentence that names the object and what would do. */
    public AdministrationException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** The reason that a PCF answer carries. */
    public Reason reason() {
        return reason;
    }
}
