package io.mooring.benchmarks;

import java.nio.ByteBuffer;

/** The bodies of messages, which hold a number so that each can be told from all others. */
final class NumberedBody {
    /** A body is at least as long as its number. */
    static final int LEAST_BYTES = Long.BYTES;

    private NumberedBody() {}

    /** Writes a number into a body. */
    static void number(byte[] body, long number) {
        ByteBuffer.wrap(body).putLong(number);
    }

    /** The number in a body, which has to have the length that all have. */
    static long numberOf(byte[] body, int bytes) {
        if (body.length != bytes) {
            throw new IllegalStateException("a message has " + body.length + " bytes; all that were put have " + bytes);
        }
        return ByteBuffer.wrap(body).getLong();
    }
}
