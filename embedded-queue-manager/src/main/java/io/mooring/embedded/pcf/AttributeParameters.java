package io.mooring.embedded.pcf;

import io.mooring.embedded.definition.Attribute;
import io.mooring.embedded.definition.AttributeValues;
import io.mooring.embedded.mqi.Reason;
import java.util.Collection;
import java.util.Optional;

/** Attributes of definitions as PCF parameters, both ways. */
final class AttributeParameters {
    private AttributeParameters() {}

    /** The column of an attribute, for a table of attribute values. */
    static AnswerTable.Column<AttributeValues> column(Attribute attribute) {
        return AnswerTable.Column.parameter(
                attribute.selector(),
                values -> attribute.isText()
                        ? AnswerTable.string(attribute.selector(), attribute.maximum(), values.text(attribute))
                        : new PcfParameter.IntegerValue(attribute.selector(), values.number(attribute)));
    }

    /**
     * The attribute values that a command sets.
     *
     * @param allowed the attributes that the object in question has
     * @param ignored parameters that are not attributes
     * @throws PcfException if one is not allowed, or does not take the value
     */
    static AttributeValues read(CommandRequest request, Collection<Attribute> allowed, Collection<Integer> ignored) {
        AttributeValues values = AttributeValues.DEFAULTS;
        for (PcfParameter parameter : request.parameters()) {
            if (ignored.contains(parameter.id())) {
                continue;
            }
            Attribute attribute = find(allowed, parameter.id())
                    .orElseThrow(() ->
                            Signature.idError(parameter, "an object of this type has no attribute " + parameter.id()));
            values = with(values, attribute, parameter);
        }
        return values;
    }

    private static AttributeValues with(AttributeValues values, Attribute attribute, PcfParameter parameter) {
        Object value;
        if (parameter instanceof PcfParameter.StringValue text) {
            String stripped = CommandRequest.stripped(text.value());
            if (stripped.length() > attribute.maximum()) {
                throw new PcfException(
                        Reason.PCF_CFST_STRING_LENGTH_ERR,
                        parameter.id(),
                        attribute.mqscName() + " has " + stripped.length() + " characters; it takes "
                                + attribute.maximum());
            }
            value = stripped;
        } else if (parameter instanceof PcfParameter.IntegerValue number) {
            value = number.value();
        } else {
            throw Signature.idError(parameter, attribute.mqscName() + " is a string or an integer");
        }
        try {
            return values.with(attribute, value);
        } catch (IllegalArgumentException e) {
            boolean name = attribute.kind() == Attribute.Kind.NAME;
            throw new PcfException(
                    name ? Reason.PCF_OBJECT_NAME_ERROR : Reason.PCF_ATTR_VALUE_ERROR,
                    parameter.id(),
                    String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Attribute> find(Collection<Attribute> attributes, int selector) {
        return attributes.stream()
                .filter(attribute -> attribute.selector() == selector)
                .findFirst();
    }
}
