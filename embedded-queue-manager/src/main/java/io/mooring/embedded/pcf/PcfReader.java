package io.mooring.embedded.pcf;

import static io.mooring.embedded.pcf.PcfNumbers.MQCCSI_DEFAULT;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFC_LAST;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFC_NOT_LAST;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFH_STRUC_LENGTH;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFH_VERSION_1;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFH_VERSION_3;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFT_BYTE_STRING;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFT_BYTE_STRING_FILTER;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFT_COMMAND;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFT_COMMAND_XR;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFT_GROUP;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFT_INTEGER;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFT_INTEGER64;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFT_INTEGER64_LIST;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFT_INTEGER_FILTER;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFT_INTEGER_LIST;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFT_RESPONSE;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFT_STRING;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFT_STRING_FILTER;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFT_STRING_LIST;
import static io.mooring.embedded.pcf.PcfNumbers.MQENC_INTEGER_MASK;
import static io.mooring.embedded.pcf.PcfNumbers.MQENC_INTEGER_NORMAL;
import static io.mooring.embedded.pcf.PcfNumbers.MQENC_INTEGER_REVERSED;

import io.mooring.embedded.mqi.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads PCF messages from untrusted bytes. Every length and count is checked against what is there before anything is
 * allocated for it.
 *
 * <pre>
 * MQCFH    type 4 | length 36 | version | command | sequence number | control | completion code | reason | parameters
 * MQCFIN   type 3 | length 16 | id | value                     MQCFIN64  type 23 | length 24 | id | 0 | value (8)
 * MQCFST   type 4 | length | id | ccsid | string length | string, padded to 4
 * MQCFBS   type 9 | length | id | string length | bytes, padded to 4
 * MQCFIL   type 5 | length | id | count | values               MQCFIL64  type 25, values of 8 bytes
 * MQCFSL   type 6 | length | id | ccsid | count | string length | strings, padded to 4 together
 * MQCFIF   type 13 | length 20 | id | operator | value
 * MQCFSF   type 14 | length | id | operator | ccsid | string length | string, padded to 4
 * MQCFBF   type 15 | length | id | operator | string length | bytes, padded to 4
 * MQCFGR   type 20 | length 16 | id | count; so many parameters follow as its members
 * </pre>
 */
final class PcfReader {
    /** Deeper groups are refused: nobody nests them so, and the reader follows them by recursion. */
    private static final int DEEPEST_GROUP = 8;

    /** The shortest structure is 16 bytes long. */
    private static final int SHORTEST_PARAMETER = 16;

    private final ByteBuffer buffer;
    private final int defaultCcsid;

    private PcfReader(ByteBuffer buffer, int defaultCcsid) {
        this.buffer = buffer;
        this.defaultCcsid = defaultCcsid;
    }

    /**
     * Reads a whole message.
     *
     * @param body the message's data
     * @param encoding of its numbers, as the message descriptor says
     * @param ccsid of strings that do not name their own
     * @throws PcfException with the reason that MQ documents for the field that is wrong
     */
    static PcfMessage read(byte[] body, int encoding, int ccsid) {
        return new PcfReader(ByteBuffer.wrap(body).order(byteOrder(encoding)), ccsid).message();
    }

    /** The command that a message seems to be, for the answer to one that cannot be read; 0 if there is none. */
    static int commandOf(byte[] body, int encoding) {
        int integers = encoding & MQENC_INTEGER_MASK;
        if (body.length < 16 || (integers != MQENC_INTEGER_NORMAL && integers != MQENC_INTEGER_REVERSED)) {
            return 0;
        }
        return ByteBuffer.wrap(body).order(byteOrder(encoding)).getInt(12);
    }

    private static ByteOrder byteOrder(int encoding) {
        switch (encoding & MQENC_INTEGER_MASK) {
            case MQENC_INTEGER_NORMAL:
                return ByteOrder.BIG_ENDIAN;
            case MQENC_INTEGER_REVERSED:
                return ByteOrder.LITTLE_ENDIAN;
            default:
                throw new PcfException(
                        Reason.PCF_ENCODING_ERROR,
                        "encoding " + encoding + " has no known order of integers; 273 and 546 have");
        }
    }

    private PcfMessage message() {
        if (buffer.remaining() < MQCFH_STRUC_LENGTH) {
            throw new PcfException(
                    Reason.PCF_MSG_LENGTH_ERROR,
                    "a PCF message begins with a header of 36 bytes; this one has " + buffer.remaining() + " bytes");
        }
        int type = buffer.getInt();
        if (type != MQCFT_COMMAND && type != MQCFT_COMMAND_XR && type != MQCFT_RESPONSE) {
            throw new PcfException(Reason.PCF_CFH_TYPE_ERROR, "MQCFH Type is " + type + "; a command has 1 or 16");
        }
        int length = buffer.getInt();
        if (length != MQCFH_STRUC_LENGTH) {
            throw new PcfException(Reason.PCF_CFH_LENGTH_ERROR, "MQCFH StrucLength is " + length + "; it is always 36");
        }
        int version = buffer.getInt();
        if (version < MQCFH_VERSION_1
                || version > MQCFH_VERSION_3
                || (type == MQCFT_COMMAND_XR && version != MQCFH_VERSION_3)) {
            throw new PcfException(
                    Reason.PCF_CFH_VERSION_ERROR,
                    "MQCFH Version is " + version + "; it is 1 to 3, of type 16 always 3");
        }
        int command = buffer.getInt();
        int sequenceNumber = buffer.getInt();
        int control = buffer.getInt();
        if (control != MQCFC_LAST && control != MQCFC_NOT_LAST) {
            throw new PcfException(
                    Reason.PCF_CFH_CONTROL_ERROR, "MQCFH Control is " + control + "; it is 1 for a command");
        }
        int completionCode = buffer.getInt();
        int reasonCode = buffer.getInt();
        List<PcfParameter> parameters = parameters(buffer.getInt(), Reason.PCF_CFH_PARM_COUNT_ERROR, "MQCFH", 0);
        if (buffer.hasRemaining()) {
            throw new PcfException(
                    Reason.PCF_MSG_LENGTH_ERROR,
                    buffer.remaining() + " bytes stand behind the last parameter that MQCFH counts");
        }
        return new PcfMessage(
                type, version, command, sequenceNumber, control == MQCFC_LAST, completionCode, reasonCode, parameters);
    }

    private List<PcfParameter> parameters(int count, Reason countError, String owner, int depth) {
        if (count < 0 || count > buffer.remaining() / SHORTEST_PARAMETER) {
            throw new PcfException(
                    countError,
                    owner + " ParameterCount is " + count + "; the " + buffer.remaining()
                            + " bytes behind it cannot hold that");
        }
        List<PcfParameter> parameters = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            parameters.add(parameter(depth));
        }
        return parameters;
    }

    private PcfParameter parameter(int depth) {
        if (buffer.remaining() < SHORTEST_PARAMETER) {
            throw new PcfException(
                    Reason.PCF_MSG_LENGTH_ERROR,
                    "the message ends in a parameter: " + buffer.remaining() + " bytes are left");
        }
        int type = buffer.getInt();
        int length = buffer.getInt();
        int id = buffer.getInt();
        Structure structure = new Structure(type, length, id, buffer.remaining() + 12);
        switch (type) {
            case MQCFT_INTEGER:
                structure.mustHaveLength(16, Reason.PCF_CFIN_LENGTH_ERROR);
                return new PcfParameter.IntegerValue(id, buffer.getInt());
            case MQCFT_INTEGER64:
                structure.mustHaveLength(24, Reason.PCF_CFIN_LENGTH_ERROR);
                buffer.getInt();
                return new PcfParameter.LongValue(id, buffer.getLong());
            case MQCFT_STRING:
                return string(structure);
            case MQCFT_BYTE_STRING:
                structure.mustHaveAtLeast(16, Reason.PCF_CFBS_LENGTH_ERROR);
                return new PcfParameter.ByteString(
                        id, bytes(structure, 16, Reason.PCF_CFBS_STRING_LENGTH_ERR, Reason.PCF_CFBS_LENGTH_ERROR));
            case MQCFT_INTEGER_LIST:
                return integers(structure);
            case MQCFT_INTEGER64_LIST:
                return longs(structure);
            case MQCFT_STRING_LIST:
                return strings(structure);
            case MQCFT_INTEGER_FILTER:
                structure.mustHaveLength(20, Reason.PCF_CFIF_LENGTH_ERROR);
                return new PcfParameter.IntegerFilter(id, buffer.getInt(), buffer.getInt());
            case MQCFT_STRING_FILTER:
                return stringFilter(structure);
            case MQCFT_BYTE_STRING_FILTER:
                return byteStringFilter(structure);
            case MQCFT_GROUP:
                return group(structure, depth);
            default:
                throw new PcfException(
                        Reason.PCF_STRUCTURE_TYPE_ERROR,
                        id,
                        "parameter " + id + " has the unknown structure type " + type);
        }
    }

    private PcfParameter string(Structure structure) {
        structure.mustHaveAtLeast(20, Reason.PCF_CFST_LENGTH_ERROR);
        Charset charset = charset(buffer.getInt());
        byte[] text = bytes(structure, 20, Reason.PCF_CFST_STRING_LENGTH_ERR, Reason.PCF_CFST_LENGTH_ERROR);
        return new PcfParameter.StringValue(structure.id, new String(text, charset));
    }

    private PcfParameter stringFilter(Structure structure) {
        structure.mustHaveAtLeast(24, Reason.PCF_CFSF_LENGTH_ERROR);
        int operator = buffer.getInt();
        Charset charset = charset(buffer.getInt());
        byte[] text = bytes(structure, 24, Reason.PCF_CFSF_FILTER_VAL_LEN_ERR, Reason.PCF_CFSF_LENGTH_ERROR);
        return new PcfParameter.StringFilter(structure.id, operator, new String(text, charset));
    }

    private PcfParameter byteStringFilter(Structure structure) {
        structure.mustHaveAtLeast(20, Reason.PCF_CFBF_LENGTH_ERROR);
        int operator = buffer.getInt();
        byte[] value = bytes(structure, 20, Reason.PCF_CFBF_FILTER_VAL_LEN_ERR, Reason.PCF_CFBF_LENGTH_ERROR);
        return new PcfParameter.ByteStringFilter(structure.id, operator, value);
    }

    private PcfParameter integers(Structure structure) {
        int count = count(structure, Integer.BYTES);
        List<Integer> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(buffer.getInt());
        }
        return new PcfParameter.IntegerList(structure.id, values);
    }

    private PcfParameter longs(Structure structure) {
        int count = count(structure, Long.BYTES);
        List<Long> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(buffer.getLong());
        }
        return new PcfParameter.LongList(structure.id, values);
    }

    /** Reads the count of a list of numbers, which must fill the structure exactly. */
    private int count(Structure structure, int size) {
        structure.mustHaveAtLeast(16, Reason.PCF_CFIL_LENGTH_ERROR);
        int count = buffer.getInt();
        if (count < 0) {
            throw structure.wrong(Reason.PCF_CFIL_COUNT_ERROR, "Count", count);
        }
        if (16L + (long) size * count != structure.length) {
            throw structure.wrong(Reason.PCF_CFIL_LENGTH_ERROR, "StrucLength", structure.length);
        }
        return count;
    }

    private PcfParameter strings(Structure structure) {
        structure.mustHaveAtLeast(24, Reason.PCF_CFSL_LENGTH_ERROR);
        Charset charset = charset(buffer.getInt());
        int count = buffer.getInt();
        int size = buffer.getInt();
        if (count < 0) {
            throw structure.wrong(Reason.PCF_CFSL_COUNT_ERROR, "Count", count);
        }
        // Strings of no length would let a short message ask for two thousand million of them.
        if (size < 0 || (size == 0 && count > 0)) {
            throw structure.wrong(Reason.PCF_CFSL_STRING_LENGTH_ERR, "StringLength", size);
        }
        long total = (long) count * size;
        if (24 + padded(total) != structure.length) {
            throw structure.wrong(Reason.PCF_CFSL_TOTAL_LENGTH_ERROR, "StrucLength", structure.length);
        }
        List<String> values = new ArrayList<>(count);
        byte[] text = new byte[size];
        for (int i = 0; i < count; i++) {
            buffer.get(text);
            values.add(new String(text, charset));
        }
        skip(padded(total) - total);
        return new PcfParameter.StringList(structure.id, values);
    }

    private PcfParameter group(Structure structure, int depth) {
        structure.mustHaveLength(16, Reason.PCF_CFGR_LENGTH_ERROR);
        int count = buffer.getInt();
        if (depth == DEEPEST_GROUP) {
            throw new PcfException(
                    Reason.PCF_CFGR_PARM_COUNT_ERROR, structure.id, "groups are nested deeper than " + DEEPEST_GROUP);
        }
        return new PcfParameter.Group(
                structure.id, parameters(count, Reason.PCF_CFGR_PARM_COUNT_ERROR, "MQCFGR", depth + 1));
    }

    /** Reads a length and so many bytes, which, padded, must fill the structure exactly. */
    private byte[] bytes(Structure structure, int fixedLength, Reason stringLengthError, Reason lengthError) {
        int length = buffer.getInt();
        if (length < 0 || length > structure.length - fixedLength) {
            throw structure.wrong(stringLengthError, "string length", length);
        }
        if (fixedLength + padded(length) != structure.length) {
            throw structure.wrong(lengthError, "StrucLength", structure.length);
        }
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        skip(padded(length) - length);
        return bytes;
    }

    private Charset charset(int ccsid) {
        return CharacterSets.of(ccsid == MQCCSI_DEFAULT ? defaultCcsid : ccsid);
    }

    private void skip(long bytes) {
        buffer.position(buffer.position() + (int) bytes);
    }

    private static long padded(long length) {
        return (length + 3) & ~3L;
    }

    /** The beginning of a parameter and the checks that its length needs. */
    private record Structure(int type, int length, int id, int available) {
        void mustHaveLength(int expected, Reason reason) {
            if (length != expected || length > available) {
                throw wrong(reason, "StrucLength", length);
            }
        }

        void mustHaveAtLeast(int least, Reason reason) {
            if (length < least || length > available || length % 4 != 0) {
                throw wrong(reason, "StrucLength", length);
            }
        }

        PcfException wrong(Reason reason, String field, int value) {
            return new PcfException(
                    reason,
                    id,
                    field + " of parameter " + id + " (structure type " + type + ") is " + value
                            + "; the structure has length " + length + " and the message " + available
                            + " bytes from its beginning");
        }
    }
}
