package io.mooring.embedded.mqsc;

import io.mooring.embedded.definition.Attribute;
import io.mooring.embedded.definition.AttributeValues;
import io.mooring.embedded.mqsc.Parameter.Word;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the attributes that a command sets, by the table of an object's attributes. */
final class AttributeReader {
    private final Map<String, Attribute> byKeyword = new LinkedHashMap<>();
    private final Set<String> misplaced;

    /**
     * A reader for one kind of object.
     *
     * @param settable the attributes that a command may set
     * @param misplaced keywords of attributes that are known, but not to be set on this kind of object
     */
    AttributeReader(Collection<Attribute> settable, Set<String> misplaced) {
        settable.forEach(attribute -> {
            if (attribute.kind() == Attribute.Kind.FLAG) {
                attribute.words().keySet().forEach(word -> byKeyword.put(word, attribute));
            } else {
                byKeyword.put(attribute.mqscName(), attribute);
            }
        });
        this.misplaced = misplaced;
    }

    /** Lets another keyword mean an attribute too. */
    AttributeReader withSynonym(String keyword, Attribute attribute) {
        byKeyword.put(keyword, attribute);
        return this;
    }

    /** The values that the parameters which are left set; takes all of them out and warns of those not known. */
    AttributeValues read(Arguments arguments) throws SyntaxException {
        AttributeValues values = AttributeValues.DEFAULTS;
        for (Parameter parameter : arguments.left()) {
            Attribute attribute = byKeyword.get(parameter.keyword());
            if (attribute != null) {
                if (values.set().containsKey(attribute)) {
                    throw Arguments.duplicate(parameter);
                }
                values = values.with(attribute, value(attribute, parameter));
                arguments.take(parameter.keyword());
            } else if (misplaced.contains(parameter.keyword())) {
                throw SyntaxException.in(
                        parameter, parameter.keyword() + " cannot be set by " + arguments.action() + ".");
            }
        }
        arguments.warnOfTheRest();
        return values;
    }

    private static Object value(Attribute attribute, Parameter parameter) throws SyntaxException {
        return switch (attribute.kind()) {
            case FLAG -> {
                parameter.checkBare();
                yield number(attribute, parameter.keyword());
            }
            case CHOICE ->
                number(
                        attribute,
                        Arguments.word(parameter, List.copyOf(attribute.words().keySet())));
            case NUMBER -> number(attribute, parameter);
            case TEXT, NAME -> text(attribute, parameter);
        };
    }

    /** The number behind one of the attribute's words. */
    private static Object number(Attribute attribute, String word) {
        return attribute.words().getOrDefault(word, 0);
    }

    private static Object number(Attribute attribute, Parameter parameter) throws SyntaxException {
        String digits = parameter.value().text().strip();
        if (!digits.matches("-?[0-9]+")) {
            throw SyntaxException.in(
                    parameter, Message.VALUE_ERROR, attribute.mqscName() + " takes a number, not '" + digits + "'.");
        }
        try {
            return attribute.checked(Integer.valueOf(digits));
        } catch (IllegalArgumentException e) {
            throw SyntaxException.in(
                    parameter,
                    Message.NUMERIC_RANGE,
                    attribute.mqscName() + " is " + digits + "; it takes " + attribute.minimum() + " to "
                            + attribute.maximum() + ".");
        }
    }

    private static Object text(Attribute attribute, Parameter parameter) throws SyntaxException {
        Word word = parameter.value();
        String text = word.folded().stripTrailing();
        try {
            return attribute.checked(text);
        } catch (IllegalArgumentException e) {
            boolean tooLong = text.length() > attribute.maximum();
            throw SyntaxException.in(
                    parameter,
                    tooLong ? Message.STRING_LENGTH : Message.NAME_ERROR,
                    String.valueOf(e.getMessage()) + ".");
        }
    }
}
