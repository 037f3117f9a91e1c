package io.mooring.embedded.mqsc;

import io.mooring.embedded.mqsc.Parameter.Word;
import java.util.Locale;
import java.util.Optional;

/** The condition of a DISPLAY: {@code WHERE(CURDEPTH GT 0)}. */
final class Filter {
    /** The comparisons that one condition can make. */
    private enum Operator {
        EQ,
        NE,
        LT,
        GT,
        LE,
        GE,
        LK,
        NL
    }

    private final Keyword keyword;
    private final Operator operator;
    private final String value;

    private Filter(Keyword keyword, Operator operator, String value) {
        this.keyword = keyword;
        this.operator = operator;
        this.value = value;
    }

    /** The condition in a WHERE, about one of the keywords of what is displayed. */
    static Filter of(Parameter where, DisplayTable table) throws SyntaxException {
        if (where.values().size() != 3) {
            throw wrong(where, "WHERE takes three words, for example WHERE(CURDEPTH GT 0)");
        }
        String name = where.values().get(0).folded();
        Keyword keyword = table.keyword(name)
                .orElseThrow(() -> wrong(where, name + " is not known here and cannot be filtered by"));
        Operator operator = operator(where);
        Word value = where.values().get(2);
        String text = value.folded().stripTrailing();
        boolean generic = operator == Operator.LK || operator == Operator.NL;
        if (generic && keyword.kind() != Keyword.Kind.TEXT) {
            throw wrong(where, operator + " compares text, and " + name + " is not text; use EQ or NE");
        }
        boolean order = !generic && operator != Operator.EQ && operator != Operator.NE;
        switch (keyword.kind()) {
            case NUMBER -> {
                if (!text.matches("-?[0-9]{1,18}")) {
                    throw wrong(where, name + " is compared with a number, not with '" + text + "'");
                }
            }
            case WORD -> {
                text = text.toUpperCase(Locale.ROOT);
                if (order) {
                    throw wrong(where, name + " has no order; use EQ or NE");
                }
                if (!keyword.words().contains(text)) {
                    throw wrong(where, name + " is compared with one of " + String.join(", ", keyword.words()));
                }
            }
            case TEXT -> {
                // Any text can be compared with any other.
            }
        }
        return new Filter(keyword, operator, text);
    }

    private static Operator operator(Parameter where) throws SyntaxException {
        String word = where.values().get(1).folded();
        for (Operator operator : Operator.values()) {
            if (operator.name().equals(word)) {
                return operator;
            }
        }
        throw wrong(where, word + " is not an operator that is known here: EQ, NE, LT, GT, LE, GE, LK, NL");
    }

    private static SyntaxException wrong(Parameter where, String explanation) {
        return SyntaxException.in(where, Message.FILTER_ERROR, explanation + ".");
    }

    /** The keyword of the attribute that it looks at, which is displayed too. */
    String keyword() {
        return keyword.name();
    }

    /** Whether an object meets it; one without the attribute does not. */
    boolean accepts(Row row) {
        Optional<Field> field = row.field(keyword.name());
        return field.isPresent() && accepts(field.get());
    }

    private boolean accepts(Field field) {
        if (keyword.kind() == Keyword.Kind.NUMBER && !field.text().matches("-?[0-9]{1,18}")) {
            return false;
        }
        return switch (operator) {
            case LK -> isLike(field.text());
            case NL -> !isLike(field.text());
            case EQ -> compare(field) == 0;
            case NE -> compare(field) != 0;
            case LT -> compare(field) < 0;
            case GT -> compare(field) > 0;
            case LE -> compare(field) <= 0;
            case GE -> compare(field) >= 0;
        };
    }

    private int compare(Field field) {
        return switch (keyword.kind()) {
            case NUMBER -> Long.compare(Long.parseLong(field.text()), Long.parseLong(value));
            case WORD -> (field.flag() ? flagWord(field) : field.text()).compareTo(value);
            case TEXT -> field.text().stripTrailing().compareTo(value);
        };
    }

    /** A flag is asked for as MQSC does it: {@code WHERE(SHARE EQ YES)}. */
    private static String flagWord(Field field) {
        return field.text().equals(field.keyword()) ? "YES" : "NO";
    }

    private boolean isLike(String text) {
        return value.endsWith("*") ? text.startsWith(value.substring(0, value.length() - 1)) : text.equals(value);
    }
}
