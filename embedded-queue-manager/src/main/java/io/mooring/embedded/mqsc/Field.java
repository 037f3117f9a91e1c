package io.mooring.embedded.mqsc;

import io.mooring.embedded.definition.Attribute;
import io.mooring.embedded.definition.AttributeValues;

/**
 * One attribute of a displayed object.
 *
 * @param keyword by which it is asked for
 * @param text its value; what is displayed instead of the keyword, if it is a flag
 * @param flag whether it is displayed without parentheses
 */
record Field(String keyword, String text, boolean flag) {
    static Field of(String keyword, Object value) {
        return new Field(keyword, String.valueOf(value), false);
    }

    static Field flag(String keyword) {
        return new Field(keyword, keyword, true);
    }

    static Field of(Attribute attribute, AttributeValues values) {
        return new Field(
                attribute.mqscName(),
                attribute.display(values.get(attribute)),
                attribute.kind() == Attribute.Kind.FLAG);
    }

    /** As runmqsc displays it. */
    String shown() {
        if (flag) {
            return text;
        }
        return keyword + "(" + (text.isEmpty() ? " " : text) + ")";
    }
}
