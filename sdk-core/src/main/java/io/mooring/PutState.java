package io.mooring;

import java.util.EnumSet;
import java.util.Set;

/**
 * What is known about a message that was put.
 *
 * <pre>
 *   pending  --> stored | backed out | in doubt
 *   in doubt --> stored | backed out             (somebody looked)
 *   stored, backed out                           (for ever)
 * </pre>
 */
public enum PutState {
    /** The queue manager stored it and others can get it. */
    STORED("stored"),
    /** It is in a unit of work that has not ended; nobody else can get it yet. */
    PENDING("pending"),
    /** It is not on the queue and never was visible: its unit of work was backed out. */
    BACKED_OUT("backed out"),
    /** Nobody can know from here whether it was stored. */
    IN_DOUBT("in doubt");

    private final String words;

    PutState(String words) {
        this.words = words;
    }

    /** Whether a message in this state can come to be in the other one. */
    public boolean canBecome(PutState next) {
        return successors().contains(next);
    }

    /** Whether nothing can change this state any more. */
    public boolean isFinal() {
        return successors().isEmpty();
    }

    private Set<PutState> successors() {
        return switch (this) {
            case PENDING -> EnumSet.of(STORED, BACKED_OUT, IN_DOUBT);
            case IN_DOUBT -> EnumSet.of(STORED, BACKED_OUT);
            case STORED, BACKED_OUT -> EnumSet.noneOf(PutState.class);
        };
    }

    /** The state as it stands in a log line, such as {@code in doubt}. */
    @Override
    public String toString() {
        return words;
    }
}
