package io.mooring.embedded.wire.structure;

import io.mooring.embedded.wire.ProtocolException;
import io.mooring.embedded.wire.StatusCode;
import io.mooring.embedded.wire.WireReader;
import io.mooring.embedded.wire.WireWriter;

/**
 * The negotiation that each side opens a socket with (structure {@code ID}), up to 240 bytes.
 *
 * <pre>
 *   0  4 ID    4  1 FAP level   5  1 capabilities 1   6  1 -   7  1 error flags   8  2 -  10  2 batch size
 *  12  4 longest segment   16  4 longest message   20  4 sequence wrap   24 20 channel
 *  44  1 capabilities 2   46  2 ccsid   48 48 queue manager   96  4 heartbeat interval, s   100  2 length of the rest
 * 104  2 header compression   106 16 message compression   124  4 TLS key reset   128  4 conversations per socket
 * 132  1 capabilities 3   136 12 process, thread, trace   148 12 product   160 48 queue manager id
 * 208 20 password protection algorithms   228 12 random
 * </pre>
 *
 * @param fapLevel level of the formats and protocols that the client would speak
 * @param maximumSegment longest segment that it takes, bytes
 * @param maximumMessage longest message, bytes
 * @param channel the channel it wants
 * @param queueManager the queue manager it asks for; not checked here but at MQCONN
 * @param heartbeatSeconds heartbeat interval
 * @param conversationsPerSocket how many conversations it would have on the socket; 0 means another protocol
 * @param productId client product and version, for example {@code MQJB09040500}
 */
public record InitialData(
        int fapLevel,
        int maximumSegment,
        int maximumMessage,
        String channel,
        String queueManager,
        int heartbeatSeconds,
        int conversationsPerSocket,
        String productId) {
    /** The level that the queue manager offers: the highest at which passwords arrive in clear and can be checked. */
    public static final int FAP_LEVEL = 12;

    /** The lowest level at which conversations share a socket. */
    public static final int LOWEST_FAP_LEVEL = 9;

    private static final int IDENTIFIER = 0x49442020;
    private static final int LEAST_LENGTH = 160;
    private static final int QUEUE_MANAGER_ID = 160;
    private static final int PASSWORD_ALGORITHMS = 208;

    /** Reads what the client proposes. */
    public static InitialData read(WireReader in) {
        in.require(LEAST_LENGTH, "ID");
        in.identifier(IDENTIFIER, "ID");
        int fapLevel = in.int8();
        in.position(12);
        int maximumSegment = in.int32();
        int maximumMessage = in.int32();
        in.position(24);
        String channel = in.text(20);
        in.position(48);
        String queueManager = in.text(48);
        int heartbeat = in.int32();
        in.position(128);
        int conversations = in.int32();
        in.position(148);
        String product = in.text(12);
        if (fapLevel < LOWEST_FAP_LEVEL) {
            throw new ProtocolException(
                    StatusCode.PROTOCOL_INVALID_DATA,
                    "ID.FapLevel is " + fapLevel + "; the embedded queue manager speaks " + LOWEST_FAP_LEVEL
                            + " and higher");
        }
        if (maximumSegment < 1024) {
            throw new ProtocolException(
                    StatusCode.PROTOCOL_LENGTH,
                    "ID.MaxTransmissionSize is " + maximumSegment + "; it is at least 1024 bytes");
        }
        if (maximumMessage < 0) {
            throw new ProtocolException(
                    StatusCode.PROTOCOL_LENGTH, "ID.MaxMessageSize is " + maximumMessage + "; it is not negative");
        }
        if (conversations < 1) {
            throw new ProtocolException(
                    StatusCode.PROTOCOL_INVALID_DATA,
                    "ID.ConvPerSocket is " + conversations
                            + "; SHARECNV(0) is another protocol, which is not supported");
        }
        return new InitialData(
                fapLevel, maximumSegment, maximumMessage, channel, queueManager, heartbeat, conversations, product);
    }

    /**
     * Writes the answer: the client's proposal, with what the queue manager agrees to.
     *
     * @param request where the proposal was read from
     */
    public static void writeAnswer(WireWriter out, WireReader request, InitialData agreed, String queueManagerId) {
        out.copy(request, 0, request.length());
        out.patchInt8(4, agreed.fapLevel());
        out.patchInt32(12, agreed.maximumSegment());
        out.patchInt32(16, agreed.maximumMessage());
        out.patchText(48, agreed.queueManager(), 48);
        out.patchInt32(96, agreed.heartbeatSeconds());
        out.patchInt32(128, agreed.conversationsPerSocket());
        out.patchInt8(132, 0x08); // multiplexed synchronous get
        out.patchText(148, agreed.productId(), 12);
        if (request.length() >= QUEUE_MANAGER_ID + 48) {
            out.patchText(QUEUE_MANAGER_ID, queueManagerId, 48);
        }
        if (request.length() >= PASSWORD_ALGORITHMS + 4) {
            out.patchInt32(PASSWORD_ALGORITHMS, 0x0000FFFF); // algorithm 0: none, and no other
        }
    }
}
