package io.mooring.embedded.wire.structure;

import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.mqi.MessageDescriptor;
import io.mooring.embedded.wire.ProtocolException;
import io.mooring.embedded.wire.StatusCode;
import io.mooring.embedded.wire.WireReader;
import io.mooring.embedded.wire.WireWriter;
import java.util.Arrays;

/**
 * The message descriptor (MQMD) on the wire: 324 bytes in version 1, 364 in version 2.
 *
 * <pre>
 *   0  4 MD     4  4 version     8  4 report    12  4 type       16  4 expiry     20  4 feedback
 *  24  4 encoding  28  4 ccsid  32  8 format    40  4 priority   44  4 persistence
 *  48 24 message id             72 24 correlation id             96  4 backout count
 * 100 48 reply-to queue        148 48 reply-to queue manager
 * 196 12 user identifier       208 32 accounting token          240 32 application identity data
 * 272  4 put application type  276 28 put application name      304  8 put date   312  8 put time
 * 320  4 application origin data
 * 324 24 group id  348 4 sequence number  352 4 offset  356 4 flags  360 4 original length   (version 2)
 * </pre>
 */
public final class MessageDescriptorLayout {
    static final int IDENTIFIER = 0x4D442020;
    private static final int LENGTH_1 = 324;
    private static final int LENGTH_2 = 364;
    private static final byte[] NO_TOKEN = MessageDescriptor.defaults().accountingToken();

    private MessageDescriptorLayout() {}

    /** Length of a version in bytes. */
    public static int length(int version) {
        return version == 1 ? LENGTH_1 : LENGTH_2;
    }

    /** The version of the descriptor that stands at the reader's position, without reading it. */
    public static int peekVersion(WireReader in) {
        in.require(LENGTH_1, "MQMD");
        int version = in.peekInt32(in.position() + 4);
        if (version != 1 && version != 2) {
            throw new ProtocolException(
                    StatusCode.PROTOCOL_INVALID_DATA, "MQMD version is " + version + "; it is 1 or 2");
        }
        return version;
    }

    /** Steps over a descriptor of either version. */
    public static void skip(WireReader in) {
        int length = length(peekVersion(in));
        in.require(length, "MQMD");
        in.skip(length);
    }

    /** Reads a descriptor of either version. */
    public static MessageDescriptor read(WireReader in) {
        int version = peekVersion(in);
        in.require(length(version), "MQMD");
        in.identifier(IDENTIFIER, "MQMD");
        in.skip(4);
        int report = in.int32();
        int type = in.int32();
        int expiry = in.int32();
        int feedback = in.int32();
        int encoding = in.int32();
        int ccsid = in.int32();
        String format = in.text(8);
        int priority = in.int32();
        int persistence = in.int32();
        Byte24 messageId = in.byte24();
        Byte24 correlationId = in.byte24();
        int backoutCount = in.int32();
        String replyToQueue = in.text(48);
        String replyToQueueManager = in.text(48);
        String user = in.text(12);
        byte[] token = in.bytes(32);
        String identityData = in.text(32);
        int putApplType = in.int32();
        String putApplName = in.text(28);
        String putDate = in.text(8);
        String putTime = in.text(8);
        String originData = in.text(4);
        boolean hasGroup = version == 2;
        return new MessageDescriptor(
                report,
                type,
                expiry,
                feedback,
                encoding,
                ccsid,
                format.intern(),
                priority,
                persistence,
                messageId,
                correlationId,
                backoutCount,
                replyToQueue,
                replyToQueueManager,
                user,
                Arrays.equals(token, NO_TOKEN) ? NO_TOKEN : token,
                identityData,
                putApplType,
                putApplName,
                putDate,
                putTime,
                originData,
                hasGroup ? in.byte24() : Byte24.NONE,
                hasGroup ? in.int32() : 1,
                hasGroup ? in.int32() : 0,
                hasGroup ? in.int32() : 0,
                hasGroup ? in.int32() : -1);
    }

    /** Writes a descriptor in a version. */
    public static void write(WireWriter out, int version, MessageDescriptor md) {
        out.int32(IDENTIFIER)
                .int32(version == 1 ? 1 : 2)
                .int32(md.report())
                .int32(md.type())
                .int32(md.expiry());
        out.int32(md.feedback()).int32(md.encoding()).int32(md.ccsid()).text(md.format(), 8);
        out.int32(md.priority()).int32(md.persistence()).byte24(md.messageId()).byte24(md.correlationId());
        out.int32(md.backoutCount()).text(md.replyToQueue(), 48).text(md.replyToQueueManager(), 48);
        out.text(md.userIdentifier(), 12).bytes(md.accountingToken()).text(md.applIdentityData(), 32);
        out.int32(md.putApplType())
                .text(md.putApplName(), 28)
                .text(md.putDate(), 8)
                .text(md.putTime(), 8);
        out.text(md.applOriginData(), 4);
        if (version != 1) {
            out.byte24(md.groupId())
                    .int32(md.sequenceNumber())
                    .int32(md.offset())
                    .int32(md.flags());
            out.int32(md.originalLength());
        }
    }
}
