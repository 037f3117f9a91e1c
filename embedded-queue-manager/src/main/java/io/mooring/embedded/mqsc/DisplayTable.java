package io.mooring.embedded.mqsc;

import io.mooring.embedded.definition.Attribute;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a DISPLAY command can show.
 *
 * @param header the message above each object
 * @param keywords all that can be asked for and filtered by
 * @param always what is displayed also if nobody asked for it, beside the keys
 */
record DisplayTable(Message header, List<Keyword> keywords, Set<String> always) {
    DisplayTable {
        keywords = List.copyOf(keywords);
    }

    static DisplayTable of(Message header, Set<String> always, Keyword... keywords) {
        return new DisplayTable(header, List.of(keywords), always);
    }

    /** The same with a definition's attributes. */
    DisplayTable with(Collection<Attribute> attributes) {
        List<Keyword> all = new ArrayList<>(keywords);
        attributes.stream().distinct().map(Keyword::of).forEach(all::add);
        return new DisplayTable(header, all, always);
    }

    Optional<Keyword> keyword(String name) {
        return keywords.stream().filter(keyword -> keyword.name().equals(name)).findFirst();
    }
}
