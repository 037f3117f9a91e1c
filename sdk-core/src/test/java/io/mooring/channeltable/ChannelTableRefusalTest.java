package io.mooring.channeltable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, and that the message leads to the place. */
class ChannelTableRefusalTest {
    /** Each attribute in a line of its own. */
    private static final String TABLE = """
            {
             "channel": [
              {
               "name": "APP.SVRCONN",
               "type": "clientConnection",
               "clientConnection": {
                "connection": [
                 { "host": "mq1",
                   "port": 1414 }
                ],
                "queueManager": "QM1"
               },
               "connectionManagement": {
                "clientWeight": 1,
                "affinity": "none",
                "localAddress": [{ "portRange": { "low": 5, "high": 9 } }]
               },
               "compression": {
                "message": ["none"]
               }
              }
             ]
            }
            """;

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            "name": "APP.SVRCONN"    | "name": 5                | 4  | 12 | channel[0].name                            | 5 is not a text; give "..."
            "name": "APP.SVRCONN"    | "name": ""               | 4  | 12 | channel[0].name                            | "" is not the name of a channel; give 1 to 20
            "name": "APP.SVRCONN"    | "name": "A B"            | 4  | 12 | channel[0].name                            | "A B" is not the name of a channel
            "name": "APP.SVRCONN"    | "name": "A.23456789.123456789X" | 4 | 12 | channel[0].name                      | is not the name of a channel; give 1 to 20
            "name": "APP.SVRCONN",   | #                        | 3  | 3  | channel[0].name                            | the field is missing; give the name of the channel
            "clientConnection",      | "serverConnection",      | 5  | 12 | channel[0].type                            | "serverConnection" is no channel of a client; give "clientConnection"
            "type": "clientConnection", | #                     | 3  | 3  | channel[0].type                            | the field is missing
            "port": 1414             | "port": 0                | 9  | 16 | channel[0].clientConnection.connection[0].port | 0 is out of range; give 1 to 65535
            "port": 1414             | "port": 65536            | 9  | 16 | channel[0].clientConnection.connection[0].port | 65536 is out of range; give 1 to 65535
            "port": 1414             | "port": 99999999999999999999 | 9 | 16 | channel[0].clientConnection.connection[0].port | is out of range; give 1 to 65535
            "port": 1414             | "port": "1414"           | 9  | 16 | channel[0].clientConnection.connection[0].port | "1414" is not a whole number; give one, 1 to 65535, without quotation marks
            "port": 1414             | "port": 1414.0           | 9  | 16 | channel[0].clientConnection.connection[0].port | 1414.0 is not a whole number
            "port": 1414             | "port": null             | 9  | 16 | channel[0].clientConnection.connection[0].port | null is not a whole number
            "port": 1414             | "port": 1, "port": 2     | 9  | 19 | channel[0].clientConnection.connection[0].port | the name stands twice, first in line 9
            , "high": 9              | , "high": 4              | 16 | 57 | channel[0].connectionManagement.localAddress[0].portRange.high | 4 is below the low end 5
            "host": "mq1",           | #                        | 8  | 6 | channel[0].clientConnection.connection[0].host | the field is missing; give a name or an address
            "host": "mq1"            | "host": "mq1 "           | 8  | 16 | channel[0].clientConnection.connection[0].host | "mq1 " is empty or has blanks
            "queueManager": "QM1"    | "queueManagers": "QM1"   | 6  | 24 | channel[0].clientConnection.queueManager   | the field is missing; give the name of the queue manager or group, or "" for the default group
            "clientWeight": 1        | "clientWeight": 100      | 14 | 21 | channel[0].connectionManagement.clientWeight | 100 is out of range; give 0 to 99
            "clientWeight": 1        | "clientWeight": -1       | 14 | 21 | channel[0].connectionManagement.clientWeight | -1 is out of range
            "clientWeight": 1        | "clientWeight": true     | 14 | 21 | channel[0].connectionManagement.clientWeight | true is not a whole number
            "clientWeight": 1        | "clientWeight": [1]      | 14 | 21 | channel[0].connectionManagement.clientWeight | an array is not a whole number
            "none",                  | "None",                  | 15 | 17 | channel[0].connectionManagement.affinity   | "None" is none of [none, preferred]; give one of them, in just this spelling
            ["none"]                 | []                       | 19 | 16 | channel[0].compression.message             | an array is empty; give one or more of [any,
            ["none"]                 | ["gzip"]                 | 19 | 17 | channel[0].compression.message[0]          | "gzip" is none of [any, lz4fast,
            ["none"]                 | "none"                   | 19 | 16 | channel[0].compression.message             | "none" is not an array; give [...]
            ["none"]                 | [{}]                     | 19 | 17 | channel[0].compression.message[0]          | an object is not a text
            ["none"]                 | ["none"]]                | 19 | 24 | channel[0].compression                     | this is not JSON
            ["none"]                 | [none]                   | 19 | 17 | channel[0].compression.message             | this is not JSON: Unrecognized token 'none'
            ["none"]                 | ["none"] // sure         | 19 | 25 | channel[0].compression                     | this is not JSON
            """)
    void placeAndValueAreNamed(String good, String bad, int line, int column, String field, String sentence) {
        String json = TABLE.replace(good, bad.equals("#") ? "" : bad);
        assertThat(json).describedAs("the table is another one now").isNotEqualTo(TABLE);

        ChannelTableException refusal = refusal(json);

        assertThat(refusal)
                .hasMessageStartingWith(
                        "Channel table ccdt.json, line " + line + ", column " + column + ", " + field + ": ")
                .hasMessageContaining(sentence);
        assertThat(refusal.line()).hasValue(line);
        assertThat(refusal.field()).hasValue(field);
        assertThat(refusal.origin()).isEqualTo("ccdt.json");
    }

    @Test
    void theTableItselfIsGood() {
        assertThat(Tables.parse(TABLE).entries()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"channel": []}                | line 1, column 13, channel: an array is empty; give at least one object.
            {}                             | line 1, column 1, channel: the field is missing; give an array with at least one object.
            {"channel": {}}                | line 1, column 13, channel: an object is not an array; give [...].
            {"channel": [7]}               | line 1, column 14, channel[0]: 7 is not an object; give {...}.
            []                             | line 1, column 1: an array is not an object; give {...}.
            {"channel": [{"name": "A"}]} x | line 1, column 30: this is not JSON
            {"channel": [{"name": "A"}]} 7 | line 1, column 30: there is something behind the end of the JSON document; delete it.
            {"channel": [{"name": "A       | channel[0].name: this is not JSON
            """)
    void documentOfAnotherShapeIsRefused(String json, String sentence) {
        assertThat(refusal(json)).hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n "})
    void emptyFileIsRefused(String json) {
        assertThat(refusal(json))
                .hasMessage("Channel table ccdt.json is empty; give an object with the array \"channel\".");
        assertThat(refusal(json).line()).isEmpty();
        assertThat(refusal(json).field()).isEmpty();
    }

    @Test
    void entryOfManyIsCounted() {
        String bad = Tables.entryWith("QM1", "C", List.of("mq1", "mq 2"), "");

        assertThat(refusal(Tables.json(Tables.entry("QM1", "A", "mq1"), Tables.entry("QM1", "B", "mq1"), bad)))
                .hasMessageContaining("line 4")
                .hasMessageContaining("channel[2].clientConnection.connection[1].host: \"mq 2\"");
    }

    @Test
    void nameThatIsTooLongIsShownInPart() {
        assertThat(refusal(Tables.json(Tables.entry("Q".repeat(200), "A", "mq1"))))
                .hasMessageContaining("channel[0].clientConnection.queueManager: \"" + "Q".repeat(60)
                        + "...\" has 200 characters; give at most 48.");
    }

    @Test
    void binaryTableIsRefusedWithTheWayToReadIt() {
        byte[] binary = "AMQR\0\0\0\1 SYSTEM.DEF.CLNTCONN".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(refusal(binary))
                .hasMessageContaining("ccdt.json is a binary one (AMQCLCHL.TAB); Mooring reads the JSON form")
                .hasMessageContaining("'runmqsc -n'")
                .hasMessageContaining("DISPLAY CHANNEL(*) ALL");
    }

    @Test
    void byteOrderMarkIsRefusedAsIbmsClientDoes() {
        assertThat(refusal("\uFEFF" + TABLE))
                .hasMessageContaining(
                        "line 1, column 1: the file begins with a byte order mark; save it as UTF-8 without")
                .hasMessageContaining("2278 MQRC_CLIENT_CONN_ERROR");
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWithTheirPlace() {
        byte[] latin1 = TABLE.replace("\"mq1\"", "\"m\u00fc1\"").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(refusal(latin1))
                .hasMessage("Channel table ccdt.json, line 8, column 18: the byte 0xFC is not UTF-8; save the file as"
                        + " UTF-8.");
        byte[] cut = "\"\u20ac".getBytes(StandardCharsets.UTF_8);
        assertThat(refusal(Arrays.copyOf(cut, cut.length - 1))).hasMessageContaining("is not UTF-8");
    }

    @Test
    void depthIsBounded() {
        String deep = "{\"channel\": " + "[".repeat(100_000);

        assertThat(refusal(deep)).hasMessageContaining("this is nested more than 32 levels deep");
    }

    @Test
    void lengthIsBounded() {
        assertThat(refusal(new byte[JsonText.MAX_BYTES + 1]))
                .hasMessage("Channel table ccdt.json has 8388609 bytes; at most 8388608 are read.");
    }

    private static ChannelTableException refusal(String json) {
        return refusal(json.getBytes(StandardCharsets.UTF_8));
    }

    private static ChannelTableException refusal(byte[] bytes) {
        ChannelTableException refusal =
                catchThrowableOfType(ChannelTableException.class, () -> ChannelTable.parse(Tables.ORIGIN, bytes));
        assertThat(refusal).describedAs("refusal").isNotNull();
        return refusal;
    }
}
