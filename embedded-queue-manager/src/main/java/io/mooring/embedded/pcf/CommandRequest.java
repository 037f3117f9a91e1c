package io.mooring.embedded.pcf;

import static io.mooring.embedded.pcf.PcfNumbers.MQCACH_CHANNEL_NAME;
import static io.mooring.embedded.pcf.PcfNumbers.MQCA_Q_NAME;

import io.mooring.embedded.definition.ObjectName;
import io.mooring.embedded.mqi.Reason;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of one command, checked against what it takes, by id. Strings are without their trailing blanks.
 *
 * @param parameters as they came
 */
record CommandRequest(List<PcfParameter> parameters) {

    CommandRequest {
        parameters = List.copyOf(parameters);
    }

    /** The number with this id, if it is there. */
    Optional<Integer> number(int id) {
        return find(id, PcfParameter.IntegerValue.class).map(PcfParameter.IntegerValue::value);
    }

    /** The text with this id, if it is there. */
    Optional<String> text(int id) {
        return find(id, PcfParameter.StringValue.class).map(text -> stripped(text.value()));
    }

    /** The bytes with this id, if they are there. */
    Optional<byte[]> bytes(int id) {
        return find(id, PcfParameter.ByteString.class).map(PcfParameter.ByteString::value);
    }

    /** The list of numbers with this id; empty if it is not there. */
    List<Integer> numbers(int id) {
        return find(id, PcfParameter.IntegerList.class)
                .map(PcfParameter.IntegerList::values)
                .orElse(List.of());
    }

    /** A parameter that is 0 or 1, 0 if it is not there; anything else is refused with the reason. */
    boolean flag(int id, Reason wrongValue) {
        int value = number(id).orElse(0);
        if (value != 0 && value != 1) {
            throw new PcfException(wrongValue, id, "parameter " + id + " is " + value + "; it takes 0 or 1");
        }
        return value == 1;
    }

    /** The queue that the command is about; a whole name. */
    String queueName() {
        return name(MQCA_Q_NAME, ObjectName.MAXIMUM_LENGTH, Reason.PCF_OBJECT_NAME_ERROR, false);
    }

    /** The queues that the command is about: a name or the beginning of names with an asterisk. */
    String queuePattern() {
        return pattern(MQCA_Q_NAME);
    }

    /** A name of up to 48 characters, or the beginning of names with an asterisk. */
    String pattern(int id) {
        return name(id, ObjectName.MAXIMUM_LENGTH, Reason.PCF_OBJECT_NAME_ERROR, true);
    }

    /** The channel that the command is about; a whole name. */
    String channelName() {
        return channel(false);
    }

    /** The channels that the command is about: a name or the beginning of names with an asterisk. */
    String channelPattern() {
        return channel(true);
    }

    private String channel(boolean generic) {
        return name(MQCACH_CHANNEL_NAME, ObjectName.MAXIMUM_CHANNEL_LENGTH, Reason.PCF_CHANNEL_NAME_ERROR, generic);
    }

    private String name(int id, int maximumLength, Reason invalid, boolean generic) {
        String name = text(id).orElse("");
        if (name.length() > maximumLength) {
            throw new PcfException(
                    Reason.PCF_CFST_STRING_LENGTH_ERR,
                    id,
                    "'" + name + "' has " + name.length() + " characters; a name has at most " + maximumLength);
        }
        boolean valid = (generic && name.endsWith("*"))
                ? name.length() == 1 || ObjectName.isValid(name.substring(0, name.length() - 1), maximumLength)
                : ObjectName.isValid(name, maximumLength);
        if (!valid) {
            throw new PcfException(invalid, id, "'" + name + "' is not a name for this command: " + ObjectName.RULE);
        }
        return name;
    }

    private <T extends PcfParameter> Optional<T> find(int id, Class<T> kind) {
        return parameters.stream()
                .filter(parameter -> parameter.id() == id && kind.isInstance(parameter))
                .map(kind::cast)
                .findFirst();
    }

    /** Without the blanks or zeros that pad it. */
    static String stripped(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\0')) {
            end--;
        }
        return text.substring(0, end);
    }
}
