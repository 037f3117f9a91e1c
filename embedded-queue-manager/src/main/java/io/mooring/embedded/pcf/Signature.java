package io.mooring.embedded.pcf;

import io.mooring.embedded.definition.Attribute;
import io.mooring.embedded.mqi.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which parameters a command takes. Immutable.
 *
 * @param required in any order, though MQ's reference asks for them first
 * @param optional likewise
 * @param filterable whether one filter (MQCFIF, MQCFSF or MQCFBF) may be among them
 */
record Signature(List<Slot> required, List<Slot> optional, boolean filterable) {

    /** A parameter that a command takes: its id and the structure that it comes in. */
    record Slot(int id, Class<? extends PcfParameter> kind) {}

    Signature {
        required = List.copyOf(required);
        optional = List.copyOf(optional);
    }

    static Slot integer(int id) {
        return new Slot(id, PcfParameter.IntegerValue.class);
    }

    static Slot string(int id) {
        return new Slot(id, PcfParameter.StringValue.class);
    }

    static Slot integers(int id) {
        return new Slot(id, PcfParameter.IntegerList.class);
    }

    static Slot bytes(int id) {
        return new Slot(id, PcfParameter.ByteString.class);
    }

    /** A command that needs these parameters and takes no others. */
    static Signature requiring(Slot... required) {
        return new Signature(List.of(required), List.of(), false);
    }

    /** The same with more optional parameters. */
    Signature allowing(Slot... more) {
        List<Slot> all = new ArrayList<>(optional);
        all.addAll(List.of(more));
        return new Signature(required, all, filterable);
    }

    /** The same with the attributes of a definition as optional parameters. */
    Signature allowing(Collection<Attribute> attributes) {
        return allowing(attributes.stream()
                .map(attribute -> attribute.isText() ? string(attribute.selector()) : integer(attribute.selector()))
                .toArray(Slot[]::new));
    }

    /** The same with a filter. */
    Signature withFilter() {
        return new Signature(required, optional, true);
    }

    /**
     * Checks a command's parameters.
     *
     * @throws PcfException with the reason that MQ documents
     */
    void check(List<PcfParameter> parameters) {
        if (parameters.size() < required.size()) {
            throw new PcfException(
                    Reason.PCF_PARM_COUNT_TOO_SMALL,
                    "the command needs " + required.size() + " parameters and has " + parameters.size());
        }
        int most = required.size() + optional.size() + (filterable ? 1 : 0);
        if (parameters.size() > most) {
            throw new PcfException(
                    Reason.PCF_PARM_COUNT_TOO_BIG,
                    "the command takes " + most + " parameters and has " + parameters.size());
        }
        Set<Slot> seen = new HashSet<>();
        for (PcfParameter parameter : parameters) {
            if (isFilter(parameter)) {
                checkFilter(parameter, seen);
            } else {
                checkValue(parameter, seen);
            }
        }
        for (Slot slot : required) {
            if (!seen.contains(slot)) {
                throw new PcfException(
                        slot.kind == PcfParameter.StringValue.class
                                ? Reason.PCF_CFST_PARM_ID_ERROR
                                : Reason.PCF_CFIN_PARM_ID_ERROR,
                        slot.id,
                        "the command needs parameter " + slot.id);
            }
        }
    }

    private void checkValue(PcfParameter parameter, Set<Slot> seen) {
        Slot slot = new Slot(parameter.id(), parameter.getClass());
        if (!required.contains(slot) && !optional.contains(slot)) {
            throw idError(parameter, "the command does not take parameter " + slot.id + " as " + name(parameter));
        }
        if (!seen.add(slot)) {
            throw new PcfException(duplicateReason(parameter), slot.id, "parameter " + slot.id + " is there twice");
        }
    }

    private void checkFilter(PcfParameter parameter, Set<Slot> seen) {
        if (!filterable) {
            throw idError(parameter, "the command takes no filter");
        }
        if (!seen.add(new Slot(0, PcfParameter.class))) {
            throw new PcfException(Reason.PCF_TOO_MANY_FILTERS, parameter.id(), "the command takes one filter only");
        }
    }

    private static boolean isFilter(PcfParameter parameter) {
        return parameter instanceof PcfParameter.IntegerFilter
                || parameter instanceof PcfParameter.StringFilter
                || parameter instanceof PcfParameter.ByteStringFilter;
    }

    /** The refusal of a parameter whose id does not belong there; each structure has a reason of its own for it. */
    static PcfException idError(PcfParameter parameter, String message) {
        return new PcfException(idReason(parameter), parameter.id(), message);
    }

    private static Reason idReason(PcfParameter parameter) {
        return switch (parameter.structureType()) {
            case PcfNumbers.MQCFT_STRING -> Reason.PCF_CFST_PARM_ID_ERROR;
            case PcfNumbers.MQCFT_INTEGER_LIST, PcfNumbers.MQCFT_INTEGER64_LIST -> Reason.PCF_CFIL_PARM_ID_ERROR;
            case PcfNumbers.MQCFT_STRING_LIST -> Reason.PCF_CFSL_PARM_ID_ERROR;
            case PcfNumbers.MQCFT_BYTE_STRING -> Reason.PCF_CFBS_PARM_ID_ERROR;
            case PcfNumbers.MQCFT_GROUP -> Reason.PCF_CFGR_PARM_ID_ERROR;
            case PcfNumbers.MQCFT_INTEGER_FILTER -> Reason.PCF_CFIF_PARM_ID_ERROR;
            case PcfNumbers.MQCFT_STRING_FILTER -> Reason.PCF_CFSF_PARM_ID_ERROR;
            case PcfNumbers.MQCFT_BYTE_STRING_FILTER -> Reason.PCF_CFBF_PARM_ID_ERROR;
            default -> Reason.PCF_CFIN_PARM_ID_ERROR;
        };
    }

    private static Reason duplicateReason(PcfParameter parameter) {
        return switch (parameter.structureType()) {
            case PcfNumbers.MQCFT_STRING -> Reason.PCF_CFST_DUPLICATE_PARM;
            case PcfNumbers.MQCFT_INTEGER_LIST -> Reason.PCF_CFIL_DUPLICATE_VALUE;
            case PcfNumbers.MQCFT_BYTE_STRING -> Reason.PCF_CFBS_DUPLICATE_PARM;
            default -> Reason.PCF_CFIN_DUPLICATE_PARM;
        };
    }

    private static String name(PcfParameter parameter) {
        return parameter.getClass().getSimpleName();
    }
}
