package io.mooring.embedded.mqi;

/**
 * The message descriptor (MQMD), version 2. Strings are without their trailing blanks.
 *
 * @param report MQRO_* bits
 * @param type MQMT_*: 1 request, 2 reply, 4 report, 8 datagram
 * @param expiry tenths of a second, -1 for unlimited
 * @param feedback MQFB_* or a reason code
 * @param encoding of numbers in the body, 273 for big-endian
 * @param ccsid character set of the body
 * @param format what the body is, for example {@code MQSTR}
 * @param priority 0 to 9, -1 for the queue's default (before the put is resolved)
 * @param persistence 0 no, 1 yes, 2 the queue's default (before the put is resolved)
 * @param messageId the message id
 * @param correlationId the correlation id
 * @param backoutCount how often a get of it was backed out
 * @param replyToQueue where the answer is wanted
 * @param replyToQueueManager and on which queue manager
 * @param userIdentifier who put it
 * @param accountingToken 32 bytes, never changed by anybody who holds them
 * @param applIdentityData identity context, 32 characters
 * @param putApplType MQAT_*, 28 for Java
 * @param putApplName name of the program that put it
 * @param putDate {@code YYYYMMDD}, GMT
 * @param putTime {@code HHMMSSTH}, GMT
 * @param applOriginData origin context, 4 characters
 * @param groupId the group id
 * @param sequenceNumber within the group, from 1
 * @param offset of a message segment's data in the logical message
 * @param flags MQMF_* bits
 * @param originalLength of the logical message, -1 if undefined
 */
public record MessageDescriptor(
        int report,
        int type,
        int expiry,
        int feedback,
        int encoding,
        int ccsid,
        String format,
        int priority,
        int persistence,
        Byte24 messageId,
        Byte24 correlationId,
        int backoutCount,
        String replyToQueue,
        String replyToQueueManager,
        String userIdentifier,
        byte[] accountingToken,
        String applIdentityData,
        int putApplType,
        String putApplName,
        String putDate,
        String putTime,
        String applOriginData,
        Byte24 groupId,
        int sequenceNumber,
        int offset,
        int flags,
        int originalLength) {

    /** No expiry (MQEI_UNLIMITED). */
    public static final int UNLIMITED = -1;

    /** Message types (MQMT_*). */
    public static final int REQUEST = 1;

    public static final int REPLY = 2;
    public static final int REPORT = 4;
    public static final int DATAGRAM = 8;

    /** Persistence (MQPER_*). */
    public static final int NOT_PERSISTENT = 0;

    public static final int PERSISTENT = 1;
    public static final int PERSISTENCE_AS_QUEUE_DEFAULT = 2;

    /** Flags (MQMF_*): it belongs to a group, it is the last one of a group, it is a segment, or the last one. */
    public static final int IN_GROUP = 0x8;

    public static final int LAST_IN_GROUP = 0x10;
    public static final int SEGMENT = 0x2;
    public static final int LAST_SEGMENT = 0x4;

    /** Priority as the queue has it (MQPRI_PRIORITY_AS_Q_DEF). */
    public static final int PRIORITY_AS_QUEUE_DEFAULT = -1;

    private static final byte[] NO_ACCOUNTING_TOKEN = new byte[32];

    /** What MQMD_DEFAULT has: a datagram without anything that was asked for. */
    public static MessageDescriptor defaults() {
        return new MessageDescriptor(
                0,
                DATAGRAM,
                UNLIMITED,
                0,
                273,
                819,
                "",
                PRIORITY_AS_QUEUE_DEFAULT,
                PERSISTENCE_AS_QUEUE_DEFAULT,
                Byte24.NONE,
                Byte24.NONE,
                0,
                "",
                "",
                "",
                NO_ACCOUNTING_TOKEN,
                "",
                0,
                "",
                "",
                "",
                "",
                Byte24.NONE,
                1,
                0,
                0,
                -1);
    }

    /** Whether it survives a restart of the queue manager. */
    public boolean persistent() {
        return persistence == PERSISTENT;
    }

    /** A builder that begins with these values. */
    public MessageDescriptorBuilder toBuilder() {
        return new MessageDescriptorBuilder(this);
    }

    /**
     * Begins the descriptor of a reply to this message: its expiry, priority and persistence, and the ids that its report
     * options ask for. A message id of {@link Byte24#NONE} wants a new one.
     */
    public MessageDescriptorBuilder reply() {
        boolean passMessageId = (report & ReportOptions.PASS_MSG_ID) != 0;
        boolean passCorrelationId = (report & ReportOptions.PASS_CORREL_ID) != 0;
        return defaults().toBuilder()
                .type(REPLY)
                .expiry(expiry)
                .priority(priority)
                .persistence(persistence)
                .messageId(passMessageId ? messageId : Byte24.NONE)
                .correlationId(passCorrelationId ? correlationId : messageId);
    }
}
