package io.mooring.message;

/** What kind of message it is, in the words of its descriptor. */
public enum MessageType {
    /** No reply is expected (MQMT_DATAGRAM). */
    DATAGRAM,
    /** A reply is expected on the reply queue (MQMT_REQUEST). */
    REQUEST,
    /** It answers a request (MQMT_REPLY). */
    REPLY,
    /** It reports what became of another message (MQMT_REPORT); its feedback says what. */
    REPORT,
    /** A type of the application's own, or one that Mooring does not know; a message that is put so is put as a datagram. */
    OTHER
}
