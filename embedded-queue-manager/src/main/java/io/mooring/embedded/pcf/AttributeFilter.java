package io.mooring.embedded.pcf;

import static io.mooring.embedded.pcf.PcfNumbers.MQCFOP_CONTAINS;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFOP_EQUAL;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFOP_EXCLUDES;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFOP_GREATER;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFOP_LESS;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFOP_LIKE;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFOP_NOT_LIKE;

import io.mooring.embedded.definition.ObjectName;
import io.mooring.embedded.mqi.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The filter of an inquiry: which objects are answered, by the value of one of their attributes. */
final class AttributeFilter {
    private AttributeFilter() {}

    /**
     * The filter among a command's parameters, checked.
     *
     * @param known the attributes that the inquiry answers
     * @throws PcfException if it names another attribute or an operator that does not fit its structure
     */
    static Optional<PcfParameter> of(List<PcfParameter> parameters, List<Integer> known) {
        for (PcfParameter parameter : parameters) {
            Optional<PcfException> refusal = Optional.empty();
            if (parameter instanceof PcfParameter.IntegerFilter filter) {
                boolean fits = isComparison(filter.operator())
                        || filter.operator() == MQCFOP_CONTAINS
                        || filter.operator() == MQCFOP_EXCLUDES;
                refusal = operatorRefusal(fits, Reason.PCF_CFIF_OPERATOR_ERROR, filter.id(), filter.operator());
            } else if (parameter instanceof PcfParameter.StringFilter filter) {
                boolean fits = isComparison(filter.operator())
                        || filter.operator() == MQCFOP_LIKE
                        || filter.operator() == MQCFOP_NOT_LIKE;
                refusal = operatorRefusal(fits, Reason.PCF_CFSF_OPERATOR_ERROR, filter.id(), filter.operator());
            } else if (parameter instanceof PcfParameter.ByteStringFilter filter) {
                boolean fits = isComparison(filter.operator());
                refusal = operatorRefusal(fits, Reason.PCF_CFBF_OPERATOR_ERROR, filter.id(), filter.operator());
            } else {
                continue;
            }
            if (!known.contains(parameter.id())) {
                throw Signature.idError(parameter, "no attribute " + parameter.id() + " is there to filter by");
            }
            if (refusal.isPresent()) {
                throw refusal.get();
            }
            return Optional.of(parameter);
        }
        return Optional.empty();
    }

    /** Whether a value passes the filter; refused if the filter is for another kind of value. */
    static boolean matches(PcfParameter filter, PcfParameter value) {
        if (filter instanceof PcfParameter.IntegerFilter integers) {
            if (value instanceof PcfParameter.IntegerValue integer && isComparison(integers.operator())) {
                return compares(integers.operator(), Integer.compare(integer.value(), integers.value()));
            }
            if (value instanceof PcfParameter.LongValue number && isComparison(integers.operator())) {
                return compares(integers.operator(), Long.compare(number.value(), integers.value()));
            }
            if (value instanceof PcfParameter.IntegerList list && !isComparison(integers.operator())) {
                return list.values().contains(integers.value()) == (integers.operator() == MQCFOP_CONTAINS);
            }
        } else if (filter instanceof PcfParameter.StringFilter strings
                && value instanceof PcfParameter.StringValue string) {
            return matches(strings, CommandRequest.stripped(string.value()));
        } else if (filter instanceof PcfParameter.ByteStringFilter bytes
                && value instanceof PcfParameter.ByteString string) {
            return compares(bytes.operator(), Arrays.compareUnsigned(string.value(), bytes.value()));
        }
        throw Signature.idError(filter, "attribute " + filter.id() + " cannot be filtered in this way");
    }

    private static boolean matches(PcfParameter.StringFilter filter, String text) {
        String wanted = CommandRequest.stripped(filter.value());
        if (isComparison(filter.operator())) {
            return compares(filter.operator(), text.compareTo(wanted));
        }
        return ObjectName.matches(wanted, text) == (filter.operator() == MQCFOP_LIKE);
    }

    private static boolean isComparison(int operator) {
        return operator >= MQCFOP_LESS && operator < (MQCFOP_LESS | MQCFOP_EQUAL | MQCFOP_GREATER);
    }

    /** The operators are built of three bits: what is allowed to be less, equal and greater. */
    private static boolean compares(int operator, int comparison) {
        int bit = comparison == 0 ? MQCFOP_EQUAL : comparison < 0 ? MQCFOP_LESS : MQCFOP_GREATER;
        return (operator & bit) != 0;
    }

    private static Optional<PcfException> operatorRefusal(boolean fits, Reason reason, int id, int operator) {
        return fits
                ? Optional.empty()
                : Optional.of(new PcfException(reason, id, "a filter of this kind has no operator " + operator));
    }
}
