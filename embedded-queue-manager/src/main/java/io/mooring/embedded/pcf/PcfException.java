package io.mooring.embedded.pcf;

import io.mooring.embedded.mqi.Reason;
import java.util.OptionalInt;

/** A command that is refused; the message is a sentence for the log. It carries no stack trace: it is an answer. */
final class PcfException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int NO_PARAMETER = -1;

    private final Reason reason;
    private final int parameter;

    PcfException(Reason reason, String message) {
        this(reason, NO_PARAMETER, message);
    }

    /** Refused because of this parameter. */
    PcfException(Reason reason, int parameter, String message) {
        super(message, null, false, false);
        this.reason = reason;
        this.parameter = parameter;
    }

    Reason reason() {
        return reason;
    }

    /** The id of the parameter that is at fault, if it is one. */
    OptionalInt parameter() {
        return parameter == NO_PARAMETER ? OptionalInt.empty() : OptionalInt.of(parameter);
    }
}
