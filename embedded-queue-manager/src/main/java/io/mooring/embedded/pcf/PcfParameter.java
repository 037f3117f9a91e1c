package io.mooring.embedded.pcf;

import static io.mooring.embedded.pcf.PcfNumbers.MQCFT_BYTE_STRING;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFT_BYTE_STRING_FILTER;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFT_GROUP;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFT_INTEGER;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFT_INTEGER64;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFT_INTEGER64_LIST;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFT_INTEGER_FILTER;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFT_INTEGER_LIST;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFT_STRING;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFT_STRING_FILTER;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFT_STRING_LIST;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** One parameter of a PCF message: one record per structure. Strings keep their padding. */
sealed interface PcfParameter {
    /** What the value means (MQIA_*, MQCA_*, MQIACF_* ...). */
    int id();

    /** The structure's type (MQCFT_*). */
    int structureType();

    /** MQCFIN. */
    record IntegerValue(int id, int value) implements PcfParameter {
        @Override
        public int structureType() {
            return MQCFT_INTEGER;
        }
    }

    /** MQCFIN64. */
    record LongValue(int id, long value) implements PcfParameter {
        @Override
        public int structureType() {
            return MQCFT_INTEGER64;
        }
    }

    /** MQCFST. */
    record StringValue(int id, String value) implements PcfParameter {
        @Override
        public int structureType() {
            return MQCFT_STRING;
        }
    }

    /** MQCFBS. */
    @SuppressWarnings("ArrayRecordComponent") // equal by content, see below
    record ByteString(int id, byte[] value) implements PcfParameter {
        @Override
        public int structureType() {
            return MQCFT_BYTE_STRING;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ByteString that && id == that.id && Arrays.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            return 31 * id + Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return "ByteString[id=" + id + ", value=" + HexFormat.of().formatHex(value) + "]";
        }
    }

    /** MQCFIL. */
    record IntegerList(int id, List<Integer> values) implements PcfParameter {
        public IntegerList {
            values = List.copyOf(values);
        }

        @Override
        public int structureType() {
            return MQCFT_INTEGER_LIST;
        }
    }

    /** MQCFIL64. */
    record LongList(int id, List<Long> values) implements PcfParameter {
        public LongList {
            values = List.copyOf(values);
        }

        @Override
        public int structureType() {
            return MQCFT_INTEGER64_LIST;
        }
    }

    /** MQCFSL; all strings are written as long as the longest. */
    record StringList(int id, List<String> values) implements PcfParameter {
        public StringList {
            values = List.copyOf(values);
        }

        @Override
        public int structureType() {
            return MQCFT_STRING_LIST;
        }
    }

    /** MQCFIF: only objects whose number compares so. */
    record IntegerFilter(int id, int operator, int value) implements PcfParameter {
        @Override
        public int structureType() {
            return MQCFT_INTEGER_FILTER;
        }
    }

    /** MQCFSF: only objects whose text compares so. */
    record StringFilter(int id, int operator, String value) implements PcfParameter {
        @Override
        public int structureType() {
            return MQCFT_STRING_FILTER;
        }
    }

    /** MQCFBF: only objects whose bytes compare so. */
    @SuppressWarnings("ArrayRecordComponent") // equal by content, see below
    record ByteStringFilter(int id, int operator, byte[] value) implements PcfParameter {
        @Override
        public int structureType() {
            return MQCFT_BYTE_STRING_FILTER;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ByteStringFilter that
                    && id == that.id
                    && operator == that.operator
                    && Arrays.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * id + operator) + Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return "ByteStringFilter[id=" + id + ", operator=" + operator + ", value="
                    + HexFormat.of().formatHex(value) + "]";
        }
    }

    /** MQCFGR with the parameters that belong to it. */
    record Group(int id, List<PcfParameter> members) implements PcfParameter {
        public Group {
            members = List.copyOf(members);
        }

        @Override
        public int structureType() {
            return MQCFT_GROUP;
        }
    }
}
