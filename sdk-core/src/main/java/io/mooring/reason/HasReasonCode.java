package io.mooring.reason;

import java.util.Optional;

/** An exception of ours that knows its reason code, so that {@link ReasonCode#of(Throwable)} finds it under others. */
public interface HasReasonCode {
    /** The reason code, empty if no queue manager and no client gave one. */
    Optional<ReasonCode> reason();
}
