package io.mooring.embedded.mqsc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One displayed object.
 *
 * @param keys what is displayed first, and always
 * @param others the rest, which is displayed by keyword
 */
record Row(List<Field> keys, List<Field> others) {
    /** Two columns: the second one begins behind so many characters and the indentation. */
    private static final int COLUMN = 40;

    private static final String INDENTATION = "   ";

    Row {
        keys = List.copyOf(keys);
        others = others.stream().sorted(Comparator.comparing(Field::keyword)).toList();
    }

    Optional<Field> field(String keyword) {
        return Stream.concat(keys.stream(), others.stream())
                .filter(field -> field.keyword().equals(keyword))
                .findFirst();
    }

    /** Message and attributes as runmqsc lays them out: two in a line, one that is too long for its column alone. */
    List<String> lines(Message header, Predicate<Field> wanted) {
        List<String> lines = new ArrayList<>();
        lines.add(header.text());
        String left = "";
        for (Field field :
                Stream.concat(keys.stream(), others.stream().filter(wanted)).toList()) {
            String shown = field.shown();
            boolean fits = shown.length() < COLUMN;
            if (!left.isEmpty() && fits) {
                lines.add(INDENTATION + left + " ".repeat(COLUMN - left.length()) + shown);
                left = "";
                continue;
            }
            if (!left.isEmpty()) {
                lines.add(INDENTATION + left);
            }
            left = fits ? shown : "";
            if (!fits) {
                lines.add(INDENTATION + shown);
            }
        }
        if (!left.isEmpty()) {
            lines.add(INDENTATION + left);
        }
        return lines;
    }
}
