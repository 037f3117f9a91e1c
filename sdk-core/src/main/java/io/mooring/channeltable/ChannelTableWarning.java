package io.mooring.channeltable;

/**
 * What is allowed in a channel table, but does something that its writer may not want.
 *
 * @param kind what it is about
 * @param line where, counted from 1
 * @param field which field, such as {@code channel[2].connectionManagement.affinity}; it need not be written there
 * @param sentence what it does, and what would do instead
 */
public record ChannelTableWarning(Kind kind, int line, String field, String sentence) {
    /** What a warning is about. */
    public enum Kind {
        /** An attribute that is not in IBM's form of the table. Mooring skips it; IBM's Java client refuses the file. */
        UNKNOWN_ATTRIBUTE,
        /** A queue manager of a group has no entry under its own name, so nobody can be sent to it, and nobody asks it. */
        GROUP_MEMBER_WITHOUT_NAME,
        /** All clients of a host choose the same queue manager of a group, and stay with it. */
        PREFERRED_AFFINITY_IN_GROUP,
        /** In a group, entries of weight 0 are always tried before the others, which get what is left. */
        WEIGHT_ZERO_MIXED,
        /** All entries of a group have weight 0: all clients everywhere begin with the same one. */
        WEIGHT_ZERO_ONLY,
        /** Conversations are not shared, and IBM's client does not reconnect then. */
        NO_SHARED_CONVERSATIONS,
        /** Two names lead to the same addresses, so one of them may be a group; nothing tells which. */
        SAME_ADDRESSES,
        /** The asterisk belongs to what an application asks for, not to the name in the table. */
        ASTERISK_IN_NAME
    }

    /** One line for a log. */
    @Override
    public String toString() {
        return "line " + line + ", " + field + ": " + sentence;
    }
}
