package io.mooring.embedded.mqsc;

import io.mooring.embedded.definition.ObjectName;
import io.mooring.embedded.mqsc.Parameter.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of one command while it is being understood: whoever knows one takes it out, and what is left over at
 * the end is not known. Collects the warnings on the way.
 */
final class Arguments {
    private final String action;
    private final Parameter object;
    private final Map<String, Parameter> left = new LinkedHashMap<>();
    private final List<String> warnings = new ArrayList<>();

    /**
     * The parameters behind the verb.
     *
     * @param action verb and object for sentences, for example {@code DEFINE QLOCAL}
     */
    Arguments(String action, Parameter object, List<Parameter> others) throws SyntaxException {
        this.action = action;
        this.object = object;
        Set<String> seen = new HashSet<>();
        for (Parameter parameter : others) {
            if (!seen.add(parameter.keyword())) {
                throw duplicate(parameter);
            }
            left.put(parameter.keyword(), parameter);
        }
    }

    static SyntaxException duplicate(Parameter parameter) {
        return SyntaxException.in(
                parameter,
                Message.DUPLICATE_KEYWORD,
                parameter.keyword() + " is given twice, or together with its opposite.");
    }

    /** Verb and object for sentences. */
    String action() {
        return action;
    }

    Parameter object() {
        return object;
    }

    /** The object's name, which must be a whole one. */
    String name(int maximumLength) throws SyntaxException {
        return name(object, maximumLength);
    }

    /** The object's name, which may end with an asterisk. */
    String pattern(int maximumLength) throws SyntaxException {
        String pattern = object.value().folded();
        boolean generic = pattern.endsWith("*");
        String beginning = generic ? pattern.substring(0, pattern.length() - 1) : pattern;
        if (!(generic && beginning.isEmpty())) {
            checkName(object, beginning, maximumLength);
        }
        return pattern;
    }

    /** The name that a parameter has as its value. */
    static String name(Parameter parameter, int maximumLength) throws SyntaxException {
        String name = parameter.value().folded();
        checkName(parameter, name, maximumLength);
        return name;
    }

    private static void checkName(Parameter parameter, String name, int maximumLength) throws SyntaxException {
        if (!ObjectName.isValid(name, maximumLength)) {
            throw SyntaxException.in(
                    parameter,
                    Message.NAME_ERROR,
                    "'" + name + "' cannot be the name in " + parameter.keyword() + ": " + ObjectName.RULE
                            + ", at most " + maximumLength + " of them; only DISPLAY takes an asterisk at the end.");
        }
    }

    /** Takes a parameter out. */
    Optional<Parameter> take(String keyword) {
        return Optional.ofNullable(left.remove(keyword));
    }

    /** Takes a parameter out if it has a value; as a bare keyword it asks for an attribute and stays. */
    Optional<Parameter> takeWithValue(String keyword) {
        Parameter parameter = left.get(keyword);
        return parameter != null && parameter.hasValue() ? take(keyword) : Optional.empty();
    }

    /** Takes a keyword without a value out, and says whether it was there. */
    boolean takeFlag(String keyword) throws SyntaxException {
        Optional<Parameter> parameter = take(keyword);
        if (parameter.isPresent()) {
            parameter.get().checkBare();
        }
        return parameter.isPresent();
    }

    /** Takes a pair of keywords of which at most one may be given, and says whether it was the first. */
    boolean takeFlag(String keyword, String opposite) throws SyntaxException {
        Optional<Parameter> second = take(opposite);
        if (second.isPresent()) {
            second.get().checkBare();
            if (left.containsKey(keyword)) {
                throw duplicate(second.get());
            }
        }
        return takeFlag(keyword);
    }

    /** Takes a parameter whose value must be one of some words. */
    Optional<String> takeWord(String keyword, List<String> words) throws SyntaxException {
        Optional<Parameter> parameter = take(keyword);
        if (parameter.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(word(parameter.get(), words));
    }

    /** The value of a parameter, which must be one of some words. */
    static String word(Parameter parameter, List<String> words) throws SyntaxException {
        Word value = parameter.value();
        String word = Words.upper(value.text().strip());
        if (!words.contains(word)) {
            throw SyntaxException.in(
                    parameter,
                    Message.VALUE_ERROR,
                    parameter.keyword() + " is '" + value.text() + "'; it takes one of " + String.join(", ", words)
                            + ".");
        }
        return word;
    }

    /** What nobody has taken. */
    List<Parameter> left() {
        return List.copyOf(left.values());
    }

    /** Warns of all that nobody has taken. */
    void warnOfTheRest() {
        left.values().forEach(this::warnOf);
        left.clear();
    }

    void warnOf(Parameter parameter) {
        warnings.add(parameter.keyword() + " is not known to the embedded queue manager; " + action
                + " goes on without it.");
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }
}
