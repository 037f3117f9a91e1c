package io.mooring.internal.life;

import io.mooring.QueueManagerName;
import io.mooring.reason.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the owner of a connection hears.
 *
 * <p>All but {@link CloseCalled} is about one link and says which, by its epoch. News of an older link changes nothing.
 */
public sealed interface News {
    /** When it happened. */
    Instant at();

    /** News about one link. */
    sealed interface OfLink extends News {
        /** The number of the link, or of the attempt to make it. */
        long epoch();
    }

    /**
     * A link is there.
     *
     * @param epoch the number of the link; above the present one if somebody else moved us and we see only the result
     * @param queueManager the queue manager that answered
     * @param endpoint where it answered, as {@code host(port)}
     */
    record LinkUp(long epoch, Instant at, QueueManagerName queueManager, String endpoint) implements OfLink {}

    /** The link is gone. */
    record LinkLost(long epoch, Instant at, Optional<ReasonCode> reason) implements OfLink {}

    /** The queue manager or the channel asks us to leave. */
    record QuiesceAsked(long epoch, Instant at, Optional<ReasonCode> reason) implements OfLink {}

    /** We leave this link on purpose, at a moment without work in hand. */
    record MoveDue(long epoch, Instant at) implements OfLink {}

    /**
     * The next attempt was decided on.
     *
     * @param epoch the number of the link before: that was lost, or whose attempt failed
     * @param delay how long it waits before it begins
     */
    record AttemptPlanned(long epoch, Instant at, Duration delay) implements OfLink {}

    /** The attempt to make this link failed. */
    record AttemptFailed(long epoch, Instant at, Optional<ReasonCode> reason) implements OfLink {}

    /**
     * No further attempt will be made.
     *
     * @param epoch the number of the last link or attempt
     */
    record GaveUp(long epoch, Instant at, Optional<ReasonCode> reason) implements OfLink {}

    /** The application closes the connection. */
    record CloseCalled(Instant at) implements News {}
}
