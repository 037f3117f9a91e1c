package io.mooring.embedded.wire.structure;

import io.mooring.embedded.wire.ProtocolException;
import io.mooring.embedded.wire.StatusCode;
import io.mooring.embedded.wire.WireReader;
import io.mooring.embedded.wire.WireWriter;

/**
 * The frame of an SPI call behind its API header.
 *
 * <pre>
 * 16  4 verb   20  4 version   24  4 length of the output structure
 * 28 12 SP?U {identifier, version, length}     40 12 SP?I {identifier, version, length}     52 the verb's own fields
 * </pre>
 *
 * <p>The answer has {@code SP?O} in the place of {@code SP?I}; the letter in the middle is the verb's.
 *
 * @param verb which one
 */
public record Spi(int verb) {
    /** Asks which verbs there are. */
    public static final int QUERY = 1;

    /** Reserves message ids for asynchronous puts. */
    public static final int RESERVE = 6;

    /** Makes, resumes or ends a subscription. */
    public static final int SUBSCRIBE = 7;

    /** Ends a wait of another conversation. */
    public static final int NOTIFY = 11;

    /** Opens a queue. */
    public static final int OPEN = 12;

    /** Where the verb's own fields stand in the call's body. */
    public static final int FIELDS = 52;

    private static final int USED = 28;
    private static final int OUT_IDENTIFIER_END = 'O';

    /** Reads the frame and goes to the verb's own fields. */
    public static Spi read(WireReader in) {
        in.position(ApiHeader.LENGTH);
        in.require(FIELDS - ApiHeader.LENGTH, "SPI");
        int verb = in.int32();
        in.position(FIELDS);
        return new Spi(verb);
    }

    /**
     * Begins the answer behind its API header.
     *
     * @param outLength length of the output structure, identifier included
     */
    public void writeAnswer(WireWriter out, WireReader request, int outLength) {
        out.int32(verb).int32(1).int32(outLength);
        out.copy(request, USED, 12);
        int at = out.length();
        out.copy(request, USED + 12, 3).int8(OUT_IDENTIFIER_END);
        out.int32(1).int32(outLength);
        if (out.length() - at != 12) {
            throw new ProtocolException(StatusCode.PROTOCOL_INVALID_DATA, "SPI structure is not 12 bytes long");
        }
    }
}
