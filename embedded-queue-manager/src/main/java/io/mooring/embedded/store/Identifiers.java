package io.mooring.embedded.store;

import io.mooring.embedded.mqi.Byte24;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes the identifiers of one queue manager: {@code AMQ }, the first 12 characters of its name, 8 unique bytes (the form
 * that IBM documents). Safe for use by many threads.
 */
public final class Identifiers {
    private static final long MESSAGE = 0x414D_5120_0000_0000L; // "AMQ "
    private static final long CONNECTION = 0x414D_5143_0000_0000L; // "AMQC"
    private static final int PREFIX = 16;
    private static final int COUNTER_BITS = 32;
    private static final long RESERVED_COUNTER = 0xFFFF;

    private final long nameBegin;
    private final long nameRest;
    private final AtomicLong unique;

    /**
     * Identifiers of a queue manager.
     *
     * @param queueManager its name
     * @param seed upper half of the unique part, different for each start, for example seconds since the epoch
     */
    public Identifiers(String queueManager, int seed) {
        byte[] prefix = new byte[PREFIX];
        Arrays.fill(prefix, (byte) ' ');
        byte[] ascii = queueManager.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(ascii, 0, prefix, 4, Math.min(ascii.length, PREFIX - 4));
        ByteBuffer buffer = ByteBuffer.wrap(prefix);
        this.nameBegin = buffer.getLong() & 0xFFFF_FFFFL;
        this.nameRest = buffer.getLong();
        this.unique = new AtomicLong((long) seed << COUNTER_BITS);
    }

    /** A new message or correlation id. */
    public Byte24 message() {
        return new Byte24(MESSAGE | nameBegin, nameRest, unique.incrementAndGet());
    }

    /** A new connection id. */
    public Byte24 connection() {
        return new Byte24(CONNECTION | nameBegin, nameRest, unique.incrementAndGet());
    }

    /**
     * The first of a range of message ids that differ in their last two bytes only, which count up and do not overflow.
     *
     * @param count how many, at most 1000
     */
    public Byte24 reserve(int count) {
        long last = unique.updateAndGet(value -> {
            long first = value + 1;
            boolean overflows = (first & RESERVED_COUNTER) + count > RESERVED_COUNTER;
            return (overflows ? (first | RESERVED_COUNTER) + 1 : first) + count - 1;
        });
        return new Byte24(MESSAGE | nameBegin, nameRest, last - count + 1);
    }

    /** 16 hexadecimal digits that no other dynamic queue of this queue manager has in its name. */
    public String dynamicSuffix() {
        return String.format(Locale.ROOT, "%016X", unique.incrementAndGet());
    }
}
