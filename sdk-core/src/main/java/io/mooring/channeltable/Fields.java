package io.mooring.channeltable;

import io.mooring.channeltable.ChannelTableWarning.Kind;
import io.mooring.channeltable.JsonValue.Place;
import io.mooring.reason.ReasonCode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The fields of one object of the table, asked for one by one; what nobody asked for in the end is an unknown attribute.
 *
 * <p>Each question says what the field must be, and refuses what is something else, with its place.
 */
final class Fields {
    /** What IBM's Java client answers to a file that it does not like. */
    static final ReasonCode REFUSED_BY_IBM = new ReasonCode(2278);

    private final String origin;
    private final JsonValue object;
    private final Map<String, JsonValue> members;
    private final List<ChannelTableWarning> warnings;
    private final Set<String> asked = new HashSet<>();

    private Fields(String origin, JsonValue object, List<ChannelTableWarning> warnings) {
        this.origin = origin;
        this.object = object;
        this.warnings = warnings;
        this.members = new LinkedHashMap<>();
        if (!(object.content() instanceof Map<?, ?> content)) {
            throw refused(object, "is not an object; give {...}.");
        }
        content.forEach((name, value) -> members.put((String) name, (JsonValue) value));
    }

    /** Reads an object with all its fields. */
    static <T> T read(String origin, JsonValue object, List<ChannelTableWarning> warnings, Function<Fields, T> reader) {
        Fields fields = new Fields(origin, object, warnings);
        T result = reader.apply(fields);
        fields.warnOfOthers();
        return result;
    }

    int line() {
        return object.place().line();
    }

    /** An object within; an empty one if it is not written. */
    <T> T object(String name, Function<Fields, T> reader) {
        JsonValue absent = new JsonValue(placeOf(name), Map.of());
        return read(origin, find(name).orElse(absent), warnings, reader);
    }

    <T> T requiredObject(String name, Function<Fields, T> reader) {
        return read(origin, required(name, "give an object."), warnings, reader);
    }

    /** The objects of an array, none if it is not written. */
    <T> List<T> objects(String name, Function<Fields, T> reader) {
        return find(name).map(value -> objectsOf(value, reader)).orElse(List.of());
    }

    /** The objects of an array that has at least one. */
    <T> List<T> requiredObjects(String name, Function<Fields, T> reader) {
        JsonValue value = required(name, "give an array with at least one object.");
        List<T> objects = objectsOf(value, reader);
        if (objects.isEmpty()) {
            throw refused(value, "is empty; give at least one object.");
        }
        return objects;
    }

    String requiredText(String name, String wanted) {
        return textOf(required(name, wanted));
    }

    /** A text, empty if it is not written or has only blanks. */
    Optional<String> text(String name) {
        return find(name).map(this::textOf).filter(text -> !text.isBlank());
    }

    int number(String name, int least, int most, int otherwise) {
        return find(name).map(value -> numberOf(value, least, most)).orElse(otherwise);
    }

    int requiredNumber(String name, int least, int most) {
        return numberOf(required(name, "give a number, " + least + " to " + most + "."), least, most);
    }

    /** One of several words, in just this spelling. */
    <T> T word(String name, Map<String, T> words, T otherwise) {
        return find(name).map(value -> wordOf(value, words)).orElse(otherwise);
    }

    /** An array of words; if it is there, it has at least one. */
    List<String> words(String name, Set<String> known, String otherwise) {
        Optional<JsonValue> found = find(name);
        if (found.isEmpty()) {
            return List.of(otherwise);
        }
        Map<String, String> words = new LinkedHashMap<>();
        known.stream().sorted().forEach(word -> words.put(word, word));
        List<String> result = new ArrayList<>();
        elementsOf(found.get()).forEach(element -> result.add(wordOf(element, words)));
        if (result.isEmpty()) {
            throw refused(found.get(), "is empty; give one or more of " + words.keySet() + ", or leave it out.");
        }
        return result;
    }

    /** A refusal of a field that is written. */
    ChannelTableException refused(String name, String sentence) {
        return refused(members.getOrDefault(name, object), sentence);
    }

    private void warnOfOthers() {
        members.forEach((name, value) -> {
            if (!asked.contains(name)) {
                warnings.add(new ChannelTableWarning(
                        Kind.UNKNOWN_ATTRIBUTE,
                        value.place().line(),
                        value.place().path(),
                        "'" + name
                                + "' is not an attribute of a channel table here; it is skipped, but IBM's Java client"
                                + " refuses the whole file because of it, with " + REFUSED_BY_IBM
                                + ". Correct the name or delete it."));
            }
        });
    }

    private Optional<JsonValue> find(String name) {
        asked.add(name);
        return Optional.ofNullable(members.get(name));
    }

    private JsonValue required(String name, String wanted) {
        return find(name)
                .orElseThrow(() ->
                        new ChannelTableException(origin, placeOf(name), "the field is missing; " + wanted, null));
    }

    private Place placeOf(String name) {
        Place here = object.place();
        return new Place(here.line(), here.column(), here.path().isEmpty() ? name : here.path() + "." + name);
    }

    private <T> List<T> objectsOf(JsonValue value, Function<Fields, T> reader) {
        List<T> objects = new ArrayList<>();
        elementsOf(value).forEach(element -> objects.add(read(origin, element, warnings, reader)));
        return objects;
    }

    private List<JsonValue> elementsOf(JsonValue value) {
        if (!(value.content() instanceof List<?> elements)) {
            throw refused(value, "is not an array; give [...].");
        }
        return elements.stream().map(JsonValue.class::cast).toList();
    }

    private String textOf(JsonValue value) {
        if (value.content() instanceof String text) {
            return text;
        }
        throw refused(value, "is not a text; give \"...\".");
    }

    private int numberOf(JsonValue value, int least, int most) {
        if (!(value.content() instanceof BigInteger number)) {
            throw refused(
                    value, "is not a whole number; give one, " + least + " to " + most + ", without quotation marks.");
        }
        if (number.compareTo(BigInteger.valueOf(least)) < 0 || number.compareTo(BigInteger.valueOf(most)) > 0) {
            throw refused(value, "is out of range; give " + least + " to " + most + ".");
        }
        return number.intValue();
    }

    private <T> T wordOf(JsonValue value, Map<String, T> words) {
        T found = words.get(textOf(value));
        if (found == null) {
            throw refused(value, "is none of " + words.keySet() + "; give one of them, in just this spelling.");
        }
        return found;
    }

    private ChannelTableException refused(JsonValue value, String sentence) {
        return new ChannelTableException(origin, value.place(), value.shown() + " " + sentence, null);
    }
}
