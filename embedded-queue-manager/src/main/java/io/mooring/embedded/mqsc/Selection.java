package io.mooring.embedded.mqsc;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which objects and which of their attributes a DISPLAY command asks for. */
final class Selection {
    private final DisplayTable table;
    private final Optional<Filter> filter;
    private final boolean all;
    private final Set<String> wanted;

    private Selection(DisplayTable table, Optional<Filter> filter, boolean all, Set<String> wanted) {
        this.table = table;
        this.filter = filter;
        this.all = all;
        this.wanted = wanted;
    }

    /**
     * Reads what the parameters that are left ask for, and warns of those that are not known.
     *
     * @param allUnlessAsked whether everything is displayed if no attribute is asked for
     */
    static Selection of(DisplayTable table, Arguments arguments, boolean allUnlessAsked) throws SyntaxException {
        Optional<Parameter> where = arguments.take("WHERE");
        Optional<Filter> filter = where.isPresent() ? Optional.of(Filter.of(where.get(), table)) : Optional.empty();
        boolean all = arguments.takeFlag("ALL");
        Set<String> wanted = new HashSet<>(table.always());
        filter.map(Filter::keyword).ifPresent(wanted::add);
        List<Parameter> asked = arguments.left();
        for (Parameter parameter : asked) {
            if (table.keyword(parameter.keyword()).isPresent()) {
                parameter.checkBare();
                arguments.take(parameter.keyword());
                wanted.add(parameter.keyword());
            }
        }
        arguments.warnOfTheRest();
        return new Selection(table, filter, all || (allUnlessAsked && asked.isEmpty()), wanted);
    }

    /** The answer: what is asked for of the objects that meet the condition. */
    Answer show(List<Row> rows, Message notFound, String name) throws FailedCommandException {
        List<String> lines = new ArrayList<>();
        for (Row row : rows) {
            if (filter.isEmpty() || filter.get().accepts(row)) {
                lines.addAll(row.lines(table.header(), field -> all || wanted.contains(field.keyword())));
            }
        }
        if (lines.isEmpty()) {
            throw new FailedCommandException(
                    notFound.about(name),
                    rows.isEmpty()
                            ? "There is nothing to display."
                            : "Of " + rows.size() + " found none meets the condition.");
        }
        return new Answer(lines);
    }
}
