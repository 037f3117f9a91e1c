package io.mooring.embedded.pcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.ibm.mq.headers.pcf.PCFMessage;
import io.mooring.embedded.mqi.Reason;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PcfCodecTest {
    /** INQUIRE_Q_STATUS of Q*, as IBM's agent sent it. */
    private static final String REQUEST =
            "00000001 00000024 00000001 00000029" // command, header of 36 bytes, version 1, MQCMD_INQUIRE_Q_STATUS
                    + "00000001 00000001 00000000 00000000 00000002" // sequence 1, last, no codes, 2 parameters
                    + "00000004 00000018 000007e0 00000000 00000002 512a2020" // MQCFST MQCA_Q_NAME, ccsid of MQMD, 2,
                    // "Q*"
                    + "00000003 00000010 0000044f 00000451"; // MQCFIN MQIACF_Q_STATUS_TYPE = MQIACF_Q_STATUS

    /** One of two answers to it, as a server gave it. */
    private static final String ANSWER = "00000002 00000024 00000001 00000029" // response
            + "00000001 00000000 00000000 00000000 00000003" // sequence 1, not last, no codes, 3 parameters
            + "00000004 00000044 000007e0 00000333 00000030" // MQCFST MQCA_Q_NAME, ccsid 819, 48 bytes
            + "51312020 20202020 20202020 20202020 20202020 20202020" // Q1
            + "20202020 20202020 20202020 20202020 20202020 20202020"
            + "00000003 00000010 0000044f 00000451" // MQCFIN MQIACF_Q_STATUS_TYPE
            + "00000003 00000010 00000003 00000001"; // MQCFIN MQIA_CURRENT_Q_DEPTH = 1

    private static final PcfMessage EVERY_STRUCTURE = new PcfMessage(
            2,
            3,
            13,
            4,
            true,
            2,
            2085,
            List.of(
                    new PcfParameter.IntegerValue(3, -5),
                    new PcfParameter.LongValue(1535, 1L << 40),
                    new PcfParameter.StringValue(2016, "Q.ÄÖÜ"),
                    new PcfParameter.ByteString(7006, new byte[] {1, 2, 3, 4, 5}),
                    new PcfParameter.IntegerList(1002, List.of(1, -2, 3)),
                    new PcfParameter.LongList(747, List.of(Long.MIN_VALUE, 7L)),
                    new PcfParameter.StringList(3011, List.of("Q1 ", "Q23")),
                    new PcfParameter.IntegerList(1003, List.of()),
                    new PcfParameter.StringList(3012, List.of()),
                    new PcfParameter.IntegerFilter(3, 4, 100),
                    new PcfParameter.StringFilter(2013, 18, "orders*"),
                    new PcfParameter.ByteStringFilter(7006, 2, new byte[] {9}),
                    new PcfParameter.Group(
                            8001,
                            List.of(
                                    new PcfParameter.IntegerValue(5, 6),
                                    new PcfParameter.Group(8002, List.of(new PcfParameter.IntegerValue(7, 8)))))));

    @Test
    void readsARequestThatIsSpelledByHand() {
        assertThat(PcfReader.read(hex(REQUEST), 273, 1208))
                .isEqualTo(new PcfMessage(
                        1,
                        1,
                        41,
                        1,
                        true,
                        0,
                        0,
                        List.of(new PcfParameter.StringValue(2016, "Q*"), new PcfParameter.IntegerValue(1103, 1105))));
    }

    @Test
    void writesAnAnswerThatIsSpelledByHand() {
        PcfMessage answer = PcfMessage.success(
                1,
                41,
                1,
                false,
                List.of(
                        AnswerTable.string(2016, 48, "Q1"),
                        new PcfParameter.IntegerValue(1103, 1105),
                        new PcfParameter.IntegerValue(3, 1)));

        assertThat(PcfWriter.write(answer)).isEqualTo(hex(ANSWER));
    }

    @Test
    void readsWhatItWritesForEveryStructure() {
        PcfMessage read = PcfReader.read(PcfWriter.write(EVERY_STRUCTURE), 273, 819);

        assertThat(read).isEqualTo(EVERY_STRUCTURE).hasSameHashCodeAs(EVERY_STRUCTURE);
        assertThat(read.toString()).isEqualTo(EVERY_STRUCTURE.toString()).contains("0102030405", "value=09");
    }

    @Test
    void byteStringsDifferByTheirContent() {
        assertThat(new PcfParameter.ByteString(1, new byte[] {1}))
                .isNotEqualTo(new PcfParameter.ByteString(1, new byte[] {2}))
                .isNotEqualTo(new PcfParameter.ByteString(2, new byte[] {1}));
        assertThat(new PcfParameter.ByteStringFilter(1, 2, new byte[] {1}))
                .isNotEqualTo(new PcfParameter.ByteStringFilter(1, 3, new byte[] {1}))
                .isNotEqualTo(new PcfParameter.ByteStringFilter(1, 2, new byte[] {2}));
    }

    @ParameterizedTest
    @CsvSource({"273, 1208", "546, 1208", "273, 819", "546, 437", "273, 500", "273, 850", "273, 1252", "546, 367"})
    void readsBothByteOrdersAndTheCharacterSetThatAParameterNames(int encoding, int ccsid) {
        PCFMessage request = new PCFMessage(13);
        request.addParameter(2016, "ORDERS.IN");
        request.addParameter(20, 1);
        request.addParameter(3011, new String[] {"ONE", "TWO"});
        request.addParameter(7006, new byte[] {4, 5, 6});
        request.addFilterParameter(3, 4, 100);
        request.addFilterParameter(2013, 18, "a*");
        request.addFilterParameter(7006, 2, new byte[] {1});

        assertThat(PcfReader.read(IbmAgent.bytes(request, encoding, ccsid), encoding, ccsid)
                        .parameters())
                .containsExactly(
                        new PcfParameter.StringValue(2016, "ORDERS.IN"),
                        new PcfParameter.IntegerValue(20, 1),
                        new PcfParameter.StringList(3011, List.of("ONE", "TWO")),
                        new PcfParameter.ByteString(7006, new byte[] {4, 5, 6}),
                        new PcfParameter.IntegerFilter(3, 4, 100),
                        new PcfParameter.StringFilter(2013, 18, "a*"),
                        new PcfParameter.ByteStringFilter(7006, 2, new byte[] {1}));
    }

    /** By hand, because IBM's classes write these numbers big-endian whatever the encoding is. */
    @Test
    void readsListsAndLongNumbersInBothByteOrders() {
        String bigEndian = header(3)
                + "00000017 00000018 000005ff 00000000 000000000000004d"
                + "00000005 00000018 000003ea 00000002 00000003 00000011"
                + "00000019 00000020 000002eb 00000002 0000000000000001 0000000000000002";
        String littleEndian = "01000000 24000000 03000000 28000000 01000000 01000000 00000000 00000000 03000000"
                + "17000000 18000000 ff050000 00000000 4d00000000000000"
                + "05000000 18000000 ea030000 02000000 03000000 11000000"
                + "19000000 20000000 eb020000 02000000 0100000000000000 0200000000000000";

        assertThat(PcfReader.read(hex(bigEndian), 273, 819).parameters())
                .containsExactly(
                        new PcfParameter.LongValue(1535, 77),
                        new PcfParameter.IntegerList(1002, List.of(3, 17)),
                        new PcfParameter.LongList(747, List.of(1L, 2L)));
        assertThat(PcfReader.read(hex(littleEndian), 546, 819)).isEqualTo(PcfReader.read(hex(bigEndian), 273, 819));
    }

    @Test
    void readsUtf16() {
        String parameter = "00000004 0000001c 000007e0 000004b0 00000006 00510031002a 0000"; // ccsid 1200, "Q1*"

        assertThat(PcfReader.read(hex(header(1) + parameter), 273, 819).parameters())
                .containsExactly(new PcfParameter.StringValue(2016, "Q1*"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1, 99_999, 65_500})
    void refusesACharacterSetThatNobodyKnows(int ccsid) {
        assertThat(refusal(header(1) + "00000004 00000014 000007e0 00000000 00000000", 273, ccsid))
                .isEqualTo(Reason.PCF_CCSID_ERROR);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 272, -1})
    void refusesAnEncodingWithoutAKnownOrderOfIntegers(int encoding) {
        assertThat(refusal(REQUEST, encoding, 819)).isEqualTo(Reason.PCF_ENCODING_ERROR);
        assertThat(PcfReader.commandOf(hex(REQUEST), encoding)).isZero();
    }

    /** Each header lies in one field. */
    @ParameterizedTest
    @CsvSource({
        "00000001, PCF_MSG_LENGTH_ERROR",
        "00000003 00000024 00000001 00000028 00000001 00000001 00000000 00000000 00000000, PCF_CFH_TYPE_ERROR",
        "00000001 00000025 00000001 00000028 00000001 00000001 00000000 00000000 00000000, PCF_CFH_LENGTH_ERROR",
        "00000001 7fffffff 00000001 00000028 00000001 00000001 00000000 00000000 00000000, PCF_CFH_LENGTH_ERROR",
        "00000001 00000024 00000000 00000028 00000001 00000001 00000000 00000000 00000000, PCF_CFH_VERSION_ERROR",
        "00000001 00000024 00000004 00000028 00000001 00000001 00000000 00000000 00000000, PCF_CFH_VERSION_ERROR",
        "00000010 00000024 00000001 00000028 00000001 00000001 00000000 00000000 00000000, PCF_CFH_VERSION_ERROR",
        "00000001 00000024 00000001 00000028 00000001 00000002 00000000 00000000 00000000, PCF_CFH_CONTROL_ERROR",
        "00000001 00000024 00000001 00000028 00000001 00000001 00000000 00000000 00000001, PCF_CFH_PARM_COUNT_ERROR",
        "00000001 00000024 00000001 00000028 00000001 00000001 00000000 00000000 ffffffff, PCF_CFH_PARM_COUNT_ERROR",
        "00000001 00000024 00000001 00000028 00000001 00000001 00000000 00000000 7fffffff, PCF_CFH_PARM_COUNT_ERROR",
        "00000001 00000024 00000001 00000028 00000001 00000001 00000000 00000000 00000000 00, PCF_MSG_LENGTH_ERROR"
    })
    void refusesAHeaderThatLies(String message, Reason reason) {
        assertThat(refusal(message, 273, 819)).isEqualTo(reason);
    }

    /** Each parameter lies in one field; what stands behind it is there, so that it could be misread. */
    @ParameterizedTest
    @CsvSource({
        "0000000b 00000010 00000003 00000001, PCF_STRUCTURE_TYPE_ERROR",
        "00000003 00000014 00000003 00000001, PCF_CFIN_LENGTH_ERROR",
        "00000003 0000000c 00000003 00000001, PCF_CFIN_LENGTH_ERROR",
        "00000017 00000018 00000003 00000000, PCF_CFIN_LENGTH_ERROR",
        "00000004 00000013 000007e0 00000333 00000000, PCF_CFST_LENGTH_ERROR",
        "00000004 00000018 000007e0 00000333 00000000, PCF_CFST_LENGTH_ERROR",
        "00000004 7ffffffc 000007e0 00000333 00000004 41414141, PCF_CFST_LENGTH_ERROR",
        "00000004 00000018 000007e0 00000333 00000005 41414141, PCF_CFST_STRING_LENGTH_ERR",
        "00000004 00000018 000007e0 00000333 ffffffff 41414141, PCF_CFST_STRING_LENGTH_ERR",
        "00000004 00000018 000007e0 00000333 7fffffff 41414141, PCF_CFST_STRING_LENGTH_ERR",
        "00000009 0000000c 00001b5e 00000000, PCF_CFBS_LENGTH_ERROR",
        "00000009 00000014 00001b5e 00000005 41414141, PCF_CFBS_STRING_LENGTH_ERR",
        "00000009 00000018 00001b5e 00000004 41414141 41414141, PCF_CFBS_LENGTH_ERROR",
        "00000005 00000014 000003ea 00000002 00000001, PCF_CFIL_LENGTH_ERROR",
        "00000005 00000014 000003ea 80000000 00000001, PCF_CFIL_COUNT_ERROR",
        "00000005 00000014 000003ea 40000001 00000001, PCF_CFIL_LENGTH_ERROR",
        "00000005 00000012 000003ea 00000000 0000, PCF_CFIL_LENGTH_ERROR",
        "00000019 00000018 000003ea 20000001 0000000000000001, PCF_CFIL_LENGTH_ERROR",
        "00000006 00000014 000003ea 00000333 00000000, PCF_CFSL_LENGTH_ERROR",
        "00000006 00000018 000003ea 00000333 ffffffff 00000001, PCF_CFSL_COUNT_ERROR",
        "00000006 00000018 000003ea 00000333 7fffffff 00000000, PCF_CFSL_STRING_LENGTH_ERR",
        "00000006 00000018 000003ea 00000333 00000001 ffffffff, PCF_CFSL_STRING_LENGTH_ERR",
        "00000006 00000018 000003ea 00000333 00000001 00000004, PCF_CFSL_TOTAL_LENGTH_ERROR",
        "00000006 00000018 000003ea 00000333 7fffffff 7fffffff, PCF_CFSL_TOTAL_LENGTH_ERROR",
        "0000000d 00000010 00000003 00000002, PCF_CFIF_LENGTH_ERROR",
        "0000000d 00000014 00000003 00000002, PCF_CFIF_LENGTH_ERROR",
        "0000000e 00000014 000007dd 00000002 00000333, PCF_CFSF_LENGTH_ERROR",
        "0000000e 00000018 000007dd 00000002 00000333 00000001, PCF_CFSF_FILTER_VAL_LEN_ERR",
        "0000000e 0000001c 000007dd 00000002 00000333 00000000 41414141, PCF_CFSF_LENGTH_ERROR",
        "0000000f 00000010 00001b5e 00000002, PCF_CFBF_LENGTH_ERROR",
        "0000000f 00000014 00001b5e 00000002 00000001, PCF_CFBF_FILTER_VAL_LEN_ERR",
        "0000000f 00000018 00001b5e 00000002 00000000 41414141, PCF_CFBF_LENGTH_ERROR",
        "00000014 00000014 00001f41 00000000, PCF_CFGR_LENGTH_ERROR",
        "00000014 00000010 00001f41 00000001, PCF_CFGR_PARM_COUNT_ERROR",
        "00000014 00000010 00001f41 ffffffff, PCF_CFGR_PARM_COUNT_ERROR"
    })
    void refusesAParameterThatLies(String parameter, Reason reason) {
        assertThat(refusal(header(1) + parameter, 273, 819)).isEqualTo(reason);
    }

    @Test
    void refusesAMessageThatEndsInAParameter() {
        String string = "00000004 00000018 000007e0 00000333 00000004 41414141";

        assertThat(refusal(header(2) + string + "00000003 00000010", 273, 819)).isEqualTo(Reason.PCF_MSG_LENGTH_ERROR);
    }

    @Test
    void refusesGroupsThatAreNestedWithoutEnd() {
        String group = "00000014 00000010 00001f41 00000001";

        assertThat(refusal(header(1) + group.repeat(100_000), 273, 819)).isEqualTo(Reason.PCF_CFGR_PARM_COUNT_ERROR);
    }

    private static Reason refusal(String message, int encoding, int ccsid) {
        List<Reason> reasons = new ArrayList<>();
        assertThatExceptionOfType(PcfException.class)
                .isThrownBy(() -> PcfReader.read(hex(message), encoding, ccsid))
                .satisfies(e -> reasons.add(e.reason()))
                .satisfies(e -> assertThat(e).message().isNotBlank());
        return reasons.get(0);
    }

    private static String header(int parameters) {
        return "00000001 00000024 00000003 00000028 00000001 00000001 00000000 00000000 "
                + String.format("%08x", parameters);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }
}
