package io.mooring.embedded.pcf;

import static io.mooring.embedded.pcf.PcfNumbers.MQCA_LAST;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACF_ALL;
import static io.mooring.embedded.pcf.PcfNumbers.MQIA_FIRST;

import io.mooring.embedded.mqi.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * What an inquiry answers: one row per object, one column per attribute. Selection of attributes and the filter are
 * done here, once for all inquiries.
 *
 * @param listId the parameter that lists the wanted attributes (MQIACF_*_ATTRS)
 * @param columns in the order of the answer
 * @param <T> what is inquired
 */
record AnswerTable<T>(int listId, List<Column<T>> columns) {

    /**
     * One attribute.
     *
     * @param id its number
     * @param always whether it is answered even if it is not wanted
     * @param value its parameter for an object, empty if that object has none
     */
    record Column<T>(int id, boolean always, Function<T, Optional<PcfParameter>> value) {

        /** A number that every object has. */
        static <T> Column<T> number(int id, ToIntFunction<T> value) {
            return new Column<>(
                    id, false, object -> Optional.of(new PcfParameter.IntegerValue(id, value.applyAsInt(object))));
        }

        /** A text that every object has, padded to a length. */
        static <T> Column<T> text(int id, int length, Function<T, String> value) {
            return new Column<>(id, false, object -> Optional.of(string(id, length, value.apply(object))));
        }

        /** Any parameter that every object has. */
        static <T> Column<T> parameter(int id, Function<T, PcfParameter> value) {
            return new Column<>(id, false, object -> Optional.of(value.apply(object)));
        }

        /** The same, answered always. */
        Column<T> answeredAlways() {
            return new Column<>(id, true, value);
        }

        /** The same for an object that contains or is the one whose column this is; no value where it is not there. */
        <S> Column<S> of(Function<S, Optional<T>> part) {
            return new Column<>(id, always, whole -> part.apply(whole).flatMap(value));
        }
    }

    AnswerTable {
        columns = List.copyOf(columns);
    }

    /** A string parameter, padded with blanks to the length that MQ has for it. */
    static PcfParameter string(int id, int length, String text) {
        return new PcfParameter.StringValue(id, text + " ".repeat(Math.max(0, length - text.length())));
    }

    /**
     * The answers for these objects, those that do not pass the filter left out.
     *
     * @throws PcfException if the list or the filter names what cannot be an attribute
     */
    List<List<PcfParameter>> rows(CommandRequest request, Collection<T> objects) {
        Optional<PcfParameter> filter = AttributeFilter.of(
                request.parameters(), columns.stream().map(Column::id).toList());
        Set<Integer> wanted = wanted(request);
        List<List<PcfParameter>> rows = new ArrayList<>();
        for (T object : objects) {
            List<PcfParameter> row = new ArrayList<>();
            boolean passes = filter.isEmpty();
            for (Column<T> column : columns) {
                Optional<PcfParameter> value = column.value.apply(object);
                if (value.isPresent()) {
                    if (filter.isPresent() && filter.get().id() == column.id) {
                        passes = AttributeFilter.matches(filter.get(), value.get());
                    }
                    if (column.always || wanted.contains(column.id)) {
                        row.add(value.get());
                    }
                }
            }
            if (passes) {
                rows.add(row);
            }
        }
        if (rows.isEmpty() && !objects.isEmpty()) {
            throw new PcfException(Reason.PCF_NONE_FOUND, "no object passes the filter");
        }
        return rows;
    }

    private Set<Integer> wanted(CommandRequest request) {
        Set<Integer> known = new HashSet<>();
        columns.forEach(column -> known.add(column.id));
        List<Integer> listed = request.numbers(listId);
        if (listed.isEmpty() || listed.contains(MQIACF_ALL)) {
            return Set.copyOf(known);
        }
        for (int selector : listed) {
            // Attributes that MQ has and this queue manager has not are left out, so that tools with a fixed list work.
            if (!known.contains(selector) && (selector < MQIA_FIRST || selector > MQCA_LAST)) {
                throw new PcfException(Reason.SELECTOR_ERROR, listId, selector + " cannot be an attribute");
            }
        }
        return Set.copyOf(listed);
    }
}
