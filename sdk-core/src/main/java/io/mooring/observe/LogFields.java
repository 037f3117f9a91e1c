package io.mooring.observe;

/**
 * The names of the fields in log lines: keys of SLF4J's key-value pairs in Mooring's own lines, and of the MDC, where {@link
 * MdcScope} puts them. A field has the same meaning in both; in the MDC all values are text.
 */
public final class LogFields {
    /** What kind of event a line tells, such as {@code reconnected}. */
    public static final String EVENT = "mq.event";

    /** The name of the connection, lasting across all its links. */
    public static final String CONNECTION = "mq.connection";

    /** The queue manager that the line is about: for a move, the one moved to. */
    public static final String QUEUE_MANAGER = "mq.queue_manager";

    /** The queue manager that a connection was on before. */
    public static final String FORMER_QUEUE_MANAGER = "mq.former_queue_manager";

    /** Where the queue manager answered, as {@code host(port)}. */
    public static final String ENDPOINT = "mq.endpoint";

    /** The number of the link: 1 for the first, more for each later attempt to make one. */
    public static final String EPOCH = "mq.epoch";

    /** The reason code, a number such as 2009. */
    public static final String REASON = "mq.reason";

    /** IBM's name for the reason code, such as {@code MQRC_CONNECTION_BROKEN}. */
    public static final String REASON_NAME = "mq.reason_name";

    /** The number of an attempt to reconnect, 1 for the first after a loss. */
    public static final String ATTEMPT = "mq.attempt";

    /** How many attempts it took, or were in vain. */
    public static final String ATTEMPTS = "mq.attempts";

    /** How many attempts there were since the line before that have no line of their own. */
    public static final String ATTEMPTS_NOT_LOGGED = "mq.attempts_not_logged";

    /** How long it takes to the next attempt, in milliseconds. */
    public static final String DELAY = "mq.delay_ms";

    /** From the moment a loss was noticed, in milliseconds. */
    public static final String OUTAGE = "mq.outage_ms";

    /** Whether a queue manager was left on purpose. */
    public static final String PLANNED = "mq.planned";

    /** The queue, as the program named it. */
    public static final String QUEUE = "mq.queue";

    /** The id of the message, as {@code ID:} and 48 hex digits. */
    public static final String MESSAGE_ID = "mq.message_id";

    /** The correlation id of the message, as {@code ID:} and 48 hex digits. */
    public static final String CORRELATION_ID = "mq.correlation_id";

    /** How many instances of the reading program run, as far as that is known. */
    public static final String INSTANCES = "mq.instances";

    /** How many instances of the reading program there should be. */
    public static final String INSTANCES_WANTED = "mq.instances_wanted";

    /** What gets messages from a queue and may leave it when idle, such as a consumption. */
    public static final String SOURCE = "mq.source";

    /** How long a source has had nothing to do, in milliseconds. */
    public static final String IDLE = "mq.idle_ms";

    private LogFields() {}
}
