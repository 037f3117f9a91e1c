package io.mooring.embedded.definition;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The values of a definition's attributes: those that were set, over the defaults. Immutable.
 *
 * @param set the values that differ from, or were set to, the defaults
 */
public record AttributeValues(Map<Attribute, Object> set) {
    /** Nothing set. */
    public static final AttributeValues DEFAULTS = new AttributeValues(Map.of());

    public AttributeValues {
        set = Map.copyOf(set);
    }

    /** The value of an attribute, or its default: an Integer or a String. */
    public Object get(Attribute attribute) {
        return set.getOrDefault(attribute, attribute.defaultValue());
    }

    /** The value of an attribute that is a number, choice or flag. */
    public int number(Attribute attribute) {
        return (Integer) get(attribute);
    }

    /** The value of an attribute that is a text or name. */
    public String text(Attribute attribute) {
        return (String) get(attribute);
    }

    /**
     * The same with one value changed.
     *
     * @throws IllegalArgumentException if the attribute does not take the value
     */
    public AttributeValues with(Attribute attribute, Object value) {
        Map<Attribute, Object> changed = new LinkedHashMap<>(set);
        changed.put(attribute, attribute.checked(value));
        return new AttributeValues(changed);
    }

    /** The same with all values that another one sets. */
    public AttributeValues with(AttributeValues others) {
        Map<Attribute, Object> changed = new LinkedHashMap<>(set);
        changed.putAll(others.set);
        return new AttributeValues(changed);
    }
}
