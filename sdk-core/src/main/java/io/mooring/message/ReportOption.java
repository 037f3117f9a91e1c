package io.mooring.message;

/**
 * What the putter of a message asks of those who handle it (MQRO_*).
 *
 * <p>The first two say which ids a reply has. Without them it has a new message id, and the request's message id as its
 * correlation id, which is the rule that most servers follow.
 */
public enum ReportOption {
    /** The reply has the request's message id (MQRO_PASS_MSG_ID). */
    PASS_MESSAGE_ID,
    /** The reply has the request's correlation id (MQRO_PASS_CORREL_ID). */
    PASS_CORRELATION_ID,
    /** Tell the reply queue when the message has arrived on its queue (MQRO_COA). */
    CONFIRM_ON_ARRIVAL,
    /** Tell the reply queue when somebody has got the message (MQRO_COD). */
    CONFIRM_ON_DELIVERY,
    /** Tell the reply queue when the message has expired (MQRO_EXPIRATION). */
    EXPIRATION,
    /** Tell the reply queue when the message could not be delivered (MQRO_EXCEPTION). */
    EXCEPTION,
    /** The server is to report success (MQRO_PAN). */
    POSITIVE_ACTION,
    /** The server is to report failure (MQRO_NAN). */
    NEGATIVE_ACTION,
    /** Drop the message rather than put it on the dead-letter queue (MQRO_DISCARD_MSG). */
    DISCARD
}
