package io.mooring.embedded.mqi;

/** Makes a {@link MessageDescriptor} that differs in some fields from another. Not for use by several threads. */
public final class MessageDescriptorBuilder {
    private int report;
    private int type;
    private int expiry;
    private int feedback;
    private int encoding;
    private int ccsid;
    private String format;
    private int priority;
    private int persistence;
    private Byte24 messageId;
    private Byte24 correlationId;
    private int backoutCount;
    private String replyToQueue;
    private String replyToQueueManager;
    private String userIdentifier;
    private byte[] accountingToken;
    private String applIdentityData;
    private int putApplType;
    private String putApplName;
    private String putDate;
    private String putTime;
    private String applOriginData;
    private Byte24 groupId;
    private int sequenceNumber;
    private int offset;
    private int flags;
    private int originalLength;

    MessageDescriptorBuilder(MessageDescriptor from) {
        this.report = from.report();
        this.type = from.type();
        this.expiry = from.expiry();
        this.feedback = from.feedback();
        this.encoding = from.encoding();
        this.ccsid = from.ccsid();
        this.format = from.format();
        this.priority = from.priority();
        this.persistence = from.persistence();
        this.messageId = from.messageId();
        this.correlationId = from.correlationId();
        this.backoutCount = from.backoutCount();
        this.replyToQueue = from.replyToQueue();
        this.replyToQueueManager = from.replyToQueueManager();
        this.userIdentifier = from.userIdentifier();
        this.accountingToken = from.accountingToken();
        this.applIdentityData = from.applIdentityData();
        this.putApplType = from.putApplType();
        this.putApplName = from.putApplName();
        this.putDate = from.putDate();
        this.putTime = from.putTime();
        this.applOriginData = from.applOriginData();
        this.groupId = from.groupId();
        this.sequenceNumber = from.sequenceNumber();
        this.offset = from.offset();
        this.flags = from.flags();
        this.originalLength = from.originalLength();
    }

    public MessageDescriptorBuilder report(int report) {
        this.report = report;
        return this;
    }

    public MessageDescriptorBuilder type(int type) {
        this.type = type;
        return this;
    }

    public MessageDescriptorBuilder expiry(int expiry) {
        this.expiry = expiry;
        return this;
    }

    public MessageDescriptorBuilder feedback(int feedback) {
        this.feedback = feedback;
        return this;
    }

    public MessageDescriptorBuilder encoding(int encoding) {
        this.encoding = encoding;
        return this;
    }

    public MessageDescriptorBuilder ccsid(int ccsid) {
        this.ccsid = ccsid;
        return this;
    }

    public MessageDescriptorBuilder format(String format) {
        this.format = format;
        return this;
    }

    public MessageDescriptorBuilder priority(int priority) {
        this.priority = priority;
        return this;
    }

    public MessageDescriptorBuilder persistence(int persistence) {
        this.persistence = persistence;
        return this;
    }

    public MessageDescriptorBuilder messageId(Byte24 messageId) {
        this.messageId = messageId;
        return this;
    }

    public MessageDescriptorBuilder correlationId(Byte24 correlationId) {
        this.correlationId = correlationId;
        return this;
    }

    public MessageDescriptorBuilder backoutCount(int backoutCount) {
        this.backoutCount = backoutCount;
        return this;
    }

    public MessageDescriptorBuilder replyToQueue(String replyToQueue) {
        this.replyToQueue = replyToQueue;
        return this;
    }

    public MessageDescriptorBuilder replyToQueueManager(String replyToQueueManager) {
        this.replyToQueueManager = replyToQueueManager;
        return this;
    }

    public MessageDescriptorBuilder userIdentifier(String userIdentifier) {
        this.userIdentifier = userIdentifier;
        return this;
    }

    public MessageDescriptorBuilder accountingToken(byte[] accountingToken) {
        this.accountingToken = accountingToken;
        return this;
    }

    public MessageDescriptorBuilder applIdentityData(String applIdentityData) {
        this.applIdentityData = applIdentityData;
        return this;
    }

    public MessageDescriptorBuilder putApplType(int putApplType) {
        this.putApplType = putApplType;
        return this;
    }

    public MessageDescriptorBuilder putApplName(String putApplName) {
        this.putApplName = putApplName;
        return this;
    }

    public MessageDescriptorBuilder putDate(String putDate) {
        this.putDate = putDate;
        return this;
    }

    public MessageDescriptorBuilder putTime(String putTime) {
        this.putTime = putTime;
        return this;
    }

    public MessageDescriptorBuilder applOriginData(String applOriginData) {
        this.applOriginData = applOriginData;
        return this;
    }

    public MessageDescriptorBuilder groupId(Byte24 groupId) {
        this.groupId = groupId;
        return this;
    }

    public MessageDescriptorBuilder sequenceNumber(int sequenceNumber) {
        this.sequenceNumber = sequenceNumber;
        return this;
    }

    public MessageDescriptorBuilder offset(int offset) {
        this.offset = offset;
        return this;
    }

    public MessageDescriptorBuilder flags(int flags) {
        this.flags = flags;
        return this;
    }

    public MessageDescriptorBuilder originalLength(int originalLength) {
        this.originalLength = originalLength;
        return this;
    }

    public MessageDescriptor build() {
        return new MessageDescriptor(
                report,
                type,
                expiry,
                feedback,
                encoding,
                ccsid,
                format,
                priority,
                persistence,
                messageId,
                correlationId,
                backoutCount,
                replyToQueue,
                replyToQueueManager,
                userIdentifier,
                accountingToken,
                applIdentityData,
                putApplType,
                putApplName,
                putDate,
                putTime,
                applOriginData,
                groupId,
                sequenceNumber,
                offset,
                flags,
                originalLength);
    }
}
