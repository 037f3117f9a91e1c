package io.mooring.embedded.wire;

/** What a STATUS segment tells the client when the channel cannot go on. */
public enum StatusCode {
    NO_CHANNEL(1),
    CHANNEL_WRONG_TYPE(2),
    QUEUE_MANAGER_UNAVAILABLE(3),
    QUEUE_MANAGER_ENDING(5),
    USER_CLOSED(7),
    TIMEOUT_EXPIRED(8),
    PROTOCOL_SEGMENT_TYPE(10),
    PROTOCOL_LENGTH(11),
    PROTOCOL_INVALID_DATA(12),
    PROTOCOL_SEGMENT(13),
    PROTOCOL_ID(14),
    PROTOCOL_GENERAL(16),
    MESSAGE_LENGTH(18),
    SECURITY_FAILURE(20),
    CHANNEL_UNAVAILABLE(22),
    CLOSED_BY_EXIT(23),
    CIPHER_SPEC(24),
    PEER_NAME(25),
    CLIENT_CERTIFICATE(26),
    SSL_REFRESHING(28),
    INVALID_CONVERSATION(30),
    SOCKET_ACTION_TYPE(31),
    STANDBY_QUEUE_MANAGER(32);

    private final int code;

    StatusCode(int code) {
        this.code = code;
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }
}
