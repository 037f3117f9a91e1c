package io.mooring.embedded.wire;

import org.jspecify.annotations.Nullable;

/** The three eye-catchers that a segment can begin with; they say how long its header is and whom it is for. */
public enum SegmentKind {
    /** {@code TSH }: negotiation, before there are conversations. */
    NEGOTIATION(0x54534820, 28),
    /** {@code TSHC}: the socket as a whole: heartbeats, socket actions, status. */
    SOCKET(0x54534843, 28),
    /** {@code TSHM}: one conversation. */
    CONVERSATION(0x5453484D, 36);

    private final int eyeCatcher;
    private final int headerLength;

    SegmentKind(int eyeCatcher, int headerLength) {
        this.eyeCatcher = eyeCatcher;
        this.headerLength = headerLength;
    }

    /** The four ASCII characters as a big-endian number. */
    public int eyeCatcher() {
        return eyeCatcher;
    }

    /** Length of the header in bytes. */
    public int headerLength() {
        return headerLength;
    }

    static @Nullable SegmentKind of(int eyeCatcher) {
        for (SegmentKind kind : values()) {
            if (kind.eyeCatcher == eyeCatcher) {
                return kind;
            }
        }
        return null;
    }
}
