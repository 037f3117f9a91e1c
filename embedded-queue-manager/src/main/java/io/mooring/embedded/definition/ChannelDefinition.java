package io.mooring.embedded.definition;

/**
 * The definition of a server-connection channel (SVRCONN). Immutable.
 *
 * @param name up to 20 characters, see {@link ObjectName}
 * @param values its attributes
 */
public record ChannelDefinition(String name, AttributeValues values) {
    /** The only channel type that the embedded queue manager has (MQCHT_SVRCONN). */
    public static final int SVRCONN = 7;

    public ChannelDefinition {
        if (!ObjectName.isValid(name, ObjectName.MAXIMUM_CHANNEL_LENGTH)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not a valid channel name: " + ObjectName.RULE + ", and at most 20 of them");
        }
    }

    /** A channel with all defaults. */
    public static ChannelDefinition named(String name) {
        return new ChannelDefinition(name, AttributeValues.DEFAULTS);
    }

    /**
     * The same with one attribute changed.
     *
     * @throws IllegalArgumentException if the attribute does not take the value
     */
    public ChannelDefinition with(Attribute attribute, Object value) {
        if (!ChannelAttributes.all().contains(attribute)) {
            throw new IllegalArgumentException("a SVRCONN channel has no attribute " + attribute.mqscName());
        }
        return new ChannelDefinition(name, values.with(attribute, value));
    }

    /** The value of an attribute that is a number, choice or flag. */
    public int number(Attribute attribute) {
        return values.number(attribute);
    }

    /** The value of an attribute that is a text or name. */
    public String text(Attribute attribute) {
        return values.text(attribute);
    }
}
