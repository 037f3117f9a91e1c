package io.mooring.embedded.wire;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a segment is (its opcode). The answer to a call {@code 0x8n} is {@code 0x9n}. */
public enum SegmentType {
    INITIAL_DATA(0x01),
    STATUS(0x05),
    SECURITY_DATA(0x06),
    USERID(0x08),
    HEARTBEAT(0x09),
    CONAUTH_INFO(0x0A),
    SOCKET_ACTION(0x0C),
    ASYNC_MESSAGE(0x0D),
    REQUEST_MSGS(0x0E),
    NOTIFICATION(0x0F),
    MQCONN(0x81),
    MQDISC(0x82),
    MQOPEN(0x83),
    MQCLOSE(0x84),
    MQGET(0x85),
    MQPUT(0x86),
    MQPUT1(0x87),
    MQSET(0x88),
    MQINQ(0x89),
    MQCMIT(0x8A),
    MQBACK(0x8B),
    SPI(0x8C),
    MQSTAT(0x8D),
    MQSUB(0x8E),
    MQSUBRQ(0x8F),
    MQCONN_REPLY(0x91),
    MQDISC_REPLY(0x92),
    MQOPEN_REPLY(0x93),
    MQCLOSE_REPLY(0x94),
    MQGET_REPLY(0x95),
    MQPUT_REPLY(0x96),
    MQPUT1_REPLY(0x97),
    MQSET_REPLY(0x98),
    MQINQ_REPLY(0x99),
    MQCMIT_REPLY(0x9A),
    MQBACK_REPLY(0x9B),
    SPI_REPLY(0x9C),
    MQSTAT_REPLY(0x9D),
    MQSUB_REPLY(0x9E),
    MQSUBRQ_REPLY(0x9F),
    XA_START(0xA1),
    XA_END(0xA2),
    XA_OPEN(0xA3),
    XA_CLOSE(0xA4),
    XA_PREPARE(0xA5),
    XA_COMMIT(0xA6),
    XA_ROLLBACK(0xA7),
    XA_FORGET(0xA8),
    XA_RECOVER(0xA9),
    XA_COMPLETE(0xAA),
    XA_START_REPLY(0xB1),
    XA_END_REPLY(0xB2),
    XA_OPEN_REPLY(0xB3),
    XA_CLOSE_REPLY(0xB4),
    XA_PREPARE_REPLY(0xB5),
    XA_COMMIT_REPLY(0xB6),
    XA_ROLLBACK_REPLY(0xB7),
    XA_FORGET_REPLY(0xB8),
    XA_RECOVER_REPLY(0xB9),
    XA_COMPLETE_REPLY(0xBA);

    private static final @Nullable SegmentType[] BY_CODE = new @Nullable SegmentType[256];

    static {
        for (SegmentType type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final int code;

    SegmentType(int code) {
        this.code = code;
    }

    /** The opcode, 0 to 255. */
    public int code() {
        return code;
    }

    /** Whether it is a call, which has an API header and wants an answer. */
    public boolean isCall() {
        return (code & 0xF0) == 0x80 || isXaCall();
    }

    /** Whether it is a call of the XA interface. */
    public boolean isXaCall() {
        return (code & 0xF0) == 0xA0;
    }

    /**
     * The type of the answer to this call.
     *
     * @throws IllegalStateException if it is not a call
     */
    public SegmentType reply() {
        SegmentType reply = isCall() ? BY_CODE[code + 0x10] : null;
        if (reply == null) {
            throw new IllegalStateException(this + " has no answer");
        }
        return reply;
    }

    static @Nullable SegmentType of(int code) {
        return BY_CODE[code & 0xFF];
    }

    static String describe(int code) {
        return String.format(Locale.ROOT, "0x%02X", code & 0xFF);
    }
}
