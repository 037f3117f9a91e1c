package io.mooring.embedded.mqsc;

import io.mooring.embedded.definition.Attribute;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Something that can be displayed and filtered by.
 *
 * @param name as MQSC writes it
 * @param kind how it is compared
 * @param words the words it can be, if it is one of several
 */
record Keyword(String name, Kind kind, Set<String> words) {
    /** How a value is compared. */
    enum Kind {
        NUMBER,
        WORD,
        TEXT
    }

    static Keyword number(String name) {
        return new Keyword(name, Kind.NUMBER, Set.of());
    }

    static Keyword text(String name) {
        return new Keyword(name, Kind.TEXT, Set.of());
    }

    static Keyword word(String name, String... words) {
        return new Keyword(name, Kind.WORD, new TreeSet<>(List.of(words)));
    }

    static Keyword of(Attribute attribute) {
        return switch (attribute.kind()) {
            case NUMBER -> number(attribute.mqscName());
            case TEXT, NAME -> text(attribute.mqscName());
            case FLAG -> word(attribute.mqscName(), "NO", "YES");
            case CHOICE ->
                new Keyword(
                        attribute.mqscName(),
                        Kind.WORD,
                        new TreeSet<>(attribute.words().keySet()));
        };
    }
}
