package io.mooring.embedded.mqsc;

/** The messages of runmqsc that the embedded queue manager answers with, by number; {@code %s} is the object's name. */
enum Message {
    QUEUE_MANAGER_CHANGED("AMQ8005I: IBM MQ queue manager changed."),
    QUEUE_CREATED("AMQ8006I: IBM MQ queue created."),
    QUEUE_DELETED("AMQ8007I: IBM MQ queue deleted."),
    QUEUE_CHANGED("AMQ8008I: IBM MQ queue changed."),
    CHANNEL_CREATED("AMQ8014I: IBM MQ channel created."),
    CHANNEL_DELETED("AMQ8015I: IBM MQ channel deleted."),
    CHANNEL_CHANGED("AMQ8016I: IBM MQ channel changed."),
    CHANNEL_START_ACCEPTED("AMQ8018I: Start IBM MQ channel accepted."),
    CHANNEL_STOP_ACCEPTED("AMQ8019I: Stop IBM MQ channel accepted."),
    QUEUE_CLEARED("AMQ8022I: IBM MQ queue cleared."),
    REFUSED("AMQ8101S: IBM MQ error (%s) has occurred."),
    QUEUE_MANAGER_UNKNOWN("AMQ8118E: IBM MQ queue manager does not exist."),
    QUEUE_NOT_EMPTY("AMQ8143E: IBM MQ queue not empty."),
    QUEUE_MANAGER_NOT_AVAILABLE("AMQ8146E: IBM MQ queue manager not available."),
    OBJECT_NOT_FOUND("AMQ8147E: IBM MQ object %s not found."),
    OBJECT_IN_USE("AMQ8148E: IBM MQ object in use."),
    OBJECT_EXISTS("AMQ8150E: IBM MQ object already exists."),
    OBJECT_HAS_DIFFERENT_TYPE("AMQ8151E: IBM MQ object has different type."),
    SOURCE_HAS_DIFFERENT_TYPE("AMQ8152E: Source IBM MQ object has different type."),
    CHANNEL_EXISTS("AMQ8226E: IBM MQ channel already exists."),
    CHANNEL_NOT_FOUND("AMQ8227E: Channel %s not found."),
    CONNECTION_DETAILS("AMQ8276I: Display Connection details."),
    COMMAND_TOO_LONG("AMQ8403E: The command is too long."),
    SYNTAX_ERROR("AMQ8405I: Syntax error detected at or near end of command segment below:-"),
    UNEXPECTED_END_OF_INPUT("AMQ8406E: Unexpected 'end of input' in MQSC."),
    QUEUE_MANAGER_DETAILS("AMQ8408I: Display Queue Manager details."),
    QUEUE_DETAILS("AMQ8409I: Display Queue details."),
    DUPLICATE_KEYWORD("AMQ8411E: Duplicate Keyword Error."),
    NUMERIC_RANGE("AMQ8412E: Numeric Range Error."),
    STRING_LENGTH("AMQ8413E: String Length Error."),
    CHANNEL_DETAILS("AMQ8414I: Display Channel details."),
    PING_COMPLETE("AMQ8415I: Ping IBM MQ Queue Manager command complete."),
    CHANNEL_STATUS_DETAILS("AMQ8417I: Display Channel Status details."),
    CHANNEL_STATUS_NOT_FOUND("AMQ8420I: Channel Status not found."),
    KEYWORD_MISSING("AMQ8421E: A required keyword was not specified."),
    NAME_ERROR("AMQ8424E: Error detected in a name keyword."),
    VALUE_ERROR("AMQ8425E: Attribute value error."),
    CLUSTER_QUEUE_MANAGER_DETAILS("AMQ8441I: Display Cluster Queue Manager details."),
    QUEUE_STATUS_DETAILS("AMQ8450I: Display queue status details."),
    CONNECTION_NOT_FOUND("AMQ8461E: Connection identifier not found."),
    RESUME_ACCEPTED("AMQ8556I: RESUME QUEUE MANAGER accepted."),
    SUSPEND_ACCEPTED("AMQ8557I: SUSPEND QUEUE MANAGER accepted."),
    QUEUE_STATUS_NOT_FOUND("AMQ8565E: Queue Status not found."),
    FILTER_ERROR("AMQ8569E: Error in filter specification."),
    CHANNEL_NOT_ACTIVE("AMQ9533W: Channel '%s' is not currently active.");

    private final String text;

    Message(String text) {
        this.text = text;
    }

    /** The message about an object; the name does not appear in all of them. */
    String about(String name) {
        return text.replace("%s", name);
    }

    /** The message, for those that name nothing. */
    String text() {
        return text;
    }
}
