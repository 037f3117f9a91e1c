package io.mooring.embedded.selector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.embedded.mqi.Message;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The MQRFH2 header: golden bytes, byte orders, data types, and everything that is wrong with it. */
class Rfh2Test {
    private static final String[] NAMES = {
        "color",
        "n",
        "x",
        "g.y",
        "jms.Tms",
        "mcd.Type",
        "JMSType",
        "JMSTimestamp",
        "JMS_IBM_Format",
        "usr",
        "a..b",
        ".",
        ""
    };

    // As the client wrote it (recorded), with a folder of properties added.
    private static final String GOLDEN = "52464820" // StrucId "RFH "
            + "00000002" // Version
            + "0000007c" // StrucLength 124
            + "00000111" // Encoding 273
            + "000004b8" // CodedCharSetId 1208
            + "4d51535452202020" // Format "MQSTR   "
            + "00000000" // Flags
            + "000004b8" // NameValueCCSID 1208
            + "00000020" // NameValueLength 32
            + "3c6d63643e3c4d73643e6a6d735f746578743c2f4d73643e3c2f6d63643e2020" // <mcd><Msd>jms_text</Msd></mcd>
            + "00000030" // NameValueLength 48
            + "3c7573723e3c636f6c6f723e7265643c2f636f6c6f723e" // <usr><color>red</color>
            + "3c6e2064743d276934273e353c2f6e3e3c2f7573723e" // <n dt='i4'>5</n></usr>
            + "202020" // padding
            + "68656c6c6f"; // "hello", the body behind the header

    @Test
    void goldenBytesHaveTheirProperties() {
        byte[] body = HexFormat.of().parseHex(GOLDEN);
        MessageProperties properties = new MessageProperties(Rfh2Bytes.message(273, body));

        assertThat(properties.property("mcd.Msd")).isEqualTo("jms_text");
        assertThat(properties.property("color")).isEqualTo("red");
        assertThat(properties.property("n")).isEqualTo(5);
        assertThat(properties.property("JMS_IBM_Format")).isEqualTo("MQSTR");
    }

    @ParameterizedTest
    @CsvSource({"273, 1208", "546, 1208", "273, 1200", "546, 1200", "273, 13488", "273, 17584"})
    void foldersAreReadInEachByteOrderAndCharacterSet(int encoding, int ccsid) {
        byte[] body = Rfh2Bytes.body(encoding, ccsid, "<mcd><Msd>x</Msd></mcd>", "<usr><größe>ü€😀</größe></usr>");
        MessageProperties properties = new MessageProperties(Rfh2Bytes.message(encoding, body));

        assertThat(properties.property("größe")).isEqualTo("ü€😀");
        assertThat(properties.property("JMS_IBM_Encoding")).isEqualTo(encoding);
    }

    @Test
    void foldersInAnotherCharacterSetAreNotRead() {
        byte[] body = Rfh2Bytes.body(273, 1208, "<usr><color>red</color></usr>");
        ByteBuffer.wrap(body).putInt(32, 819);

        assertThat(new MessageProperties(Rfh2Bytes.message(273, body)).property("color"))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<x>a</x>                      | String  | a",
                "<x></x>                       | String  | ``",
                "<x/>                          | String  | ``",
                "<x />                         | String  | ``",
                "<x dt='string'> a </x>        | String  | ` a `",
                "<x dt=\"char\">5</x>          | String  | 5",
                "<x dt='boolean'>1</x>         | Boolean | true",
                "<x dt='boolean'> 0 </x>       | Boolean | false",
                "<x dt='i1'>-128</x>           | Byte    | -128",
                "<x dt='i2'>32767</x>          | Short   | 32767",
                "<x dt = 'i4' >-7</x >         | Integer | -7",
                "<x other='>' dt='i4'>8</x>    | Integer | 8",
                "<x dt='i8'>9223372036854775807</x> | Long | 9223372036854775807",
                "<x dt='int'>5</x>             | Long    | 5",
                "<x dt='r4'>1.5</x>            | Float   | 1.5",
                "<x dt='r8'>-2.5e3</x>         | Double  | -2500.0",
                "<x>&lt;&gt;&amp;&quot;&apos;&#65;&#x20AC;&#x1F600;!</x> | String | <>&\"'A€😀!",
                "<y><x>no</x></y><x>yes</x>    | String  | yes",
                "<x><y>no</y></x><x>yes</x>    | String  | yes",
                "<x><y/></x><x>yes</x>         | String  | yes",
                "<x>first</x><x>second</x>     | String  | first",
                "<x dt='i4'>1</x><x>second</x> | Integer | 1",
                "<xx>no</xx><x>yes</x>         | String  | yes",
                "<x>a>b</x>                    | String  | a>b",
            })
    void anElementHasTheTypeThatItsAttributeNames(String element, String type, String value) {
        Object found = property("<usr>" + element + "</usr>", "x");

        assertThat(found).isNotNull();
        assertThat(found.getClass().getSimpleName()).isEqualTo(type);
        assertThat(found).hasToString(value);
    }

    @Test
    void aByteStringIsAnArray() {
        assertThat(property("<usr><x dt='bin.hex'>0aFC23</x></usr>", "x"))
                .isEqualTo(new byte[] {10, (byte) 0xfc, 0x23});
        assertThat(property("<usr><x dt='bin.hex'></x></usr>", "x")).isEqualTo(new byte[0]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<x xsi:nil='true'></x>",
                "<x xsi:nil='true'/>",
                "<x xsi:nil=\"1\"></x>",
                "<x dt='boolean'>true</x>",
                "<x dt='i1'>128</x>",
                "<x dt='i2'>32768</x>",
                "<x dt='i4'>2147483648</x>",
                "<x dt='i8'>9223372036854775808</x>",
                "<x dt='i4'></x>",
                "<x dt='i4'>1.0</x>",
                "<x dt='r4'>one</x>",
                "<x dt='r8'></x>",
                "<x dt='bin.hex'>0</x>",
                "<x dt='bin.hex'>0G</x>",
                "<x>&nbsp;</x>",
                "<x>&</x>",
                "<x>&;</x>",
                "<x>&#;</x>",
                "<x>&#x;</x>",
                "<x>&#0;</x>",
                "<x>&#xD800;</x>",
                "<x>&#x110000;</x>",
                "<x>&#xG;</x>",
                "<x>&#99999999999;</x>",
                "<x>&amp</x>",
                "<x><y>group</y></x>",
                "<y><x>inner</x></y>",
                "<X>a</X>"
            })
    void whatIsNullOrNoValueOfItsTypeIsNotThereButItsNeighbourIs(String element) {
        String folder = "<usr>" + element + "<z>neighbour</z></usr>";

        assertThat(property(folder, "x")).isNull();
        assertThat(property(folder, "z")).isEqualTo("neighbour");
    }

    @Test
    void aNilThatIsFalseChangesNothing() {
        assertThat(property("<usr><x xsi:nil='false'>a</x><y xsi:nil=''>b</y></usr>", "x"))
                .isEqualTo("a");
        assertThat(property("<usr><x xsi:nil='false'>a</x><y xsi:nil=''>b</y></usr>", "y"))
                .isEqualTo("b");
    }

    @Test
    void aNumberOfEndlessDigitsIsNoNumber() {
        assertThat(property("<usr><x dt='i8'>" + "0".repeat(100) + "1</x></usr>", "x"))
                .isNull();
        assertThat(property("<usr><x dt='r8'>" + "0".repeat(100) + "1</x></usr>", "x"))
                .isNull();
    }

    @Test
    void namesOfGroupsAreJoinedByPeriods() {
        String folder = "<app><g><x>1</x><h><y>2</y></h></g><g><z>3</z></g><x>4</x></app>";

        assertThat(property(folder, "app.g.x")).isEqualTo("1");
        assertThat(property(folder, "app.g.h.y")).isEqualTo("2");
        assertThat(property(folder, "app.g.z")).isEqualTo("3");
        assertThat(property(folder, "app.x")).isEqualTo("4");
        assertThat(property(folder, "app.g")).isNull();
        assertThat(property(folder, "app.h.y")).isNull();
        assertThat(property(folder, "x")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<usr><x>a</x>",
                "<usr><x>a</y></usr>",
                "<usr><x>a</x></usr",
                "<usr><x>a</x></us>",
                "<usr><x>a</x></usr>rest",
                "<usr><x>a</x></usr><usr></usr>",
                "<usr><x>a</x><y</usr>",
                "<usr><x>a</x><y z></y></usr>",
                "<usr><x>a</x><y z=></y></usr>",
                "<usr><x>a</x><y z=1></y></usr>",
                "<usr><x>a</x><y z='></y></usr>",
                "<usr><x>a</x><y =''></y></usr>",
                "<usr><x>a</x><></></usr>",
                "<usr><x>a</x><!-- y --></usr>",
                "<usr><x>a</x><?y?></usr>",
                "<usr><x>a</x><y/ ></usr>",
                "<usr><x>a</x></usr></usr>",
                "<usr><x>a</x><y/></usr/>",
                "<usr",
                "<usr>",
                "usr",
                "",
                "<",
                "</usr>",
                "<usrx><x>a</x></usrx>",
                "<usr><x>a</x>text"
            })
    void aMalformedFolderHasNoPropertiesButTheNextOneHas(String folder) {
        MessageProperties properties =
                new MessageProperties(Rfh2Bytes.message(folder, "<mcd><Type>order</Type></mcd>"));

        assertThat(properties.property("x")).isNull();
        assertThat(properties.property("JMSType")).isEqualTo("order");
    }

    @Test
    void aFolderMayBePaddedWithBlanksOrNul() {
        assertThat(property(" \n<usr>\n <x>a</x>\n</usr>\t\0\0\0", "x")).isEqualTo("a");
        assertThat(property("<usr a='1'><x>a</x></usr>", "x")).isEqualTo("a");
    }

    @Test
    void aFolderMayNestSixteenLevelsAndNoMore() {
        assertThat(property(nested(14), "x")).isEqualTo("deep enough");
        assertThat(property(nested(15), "x")).isNull();
        assertThat(property(nested(100_000), "x")).isNull();
    }

    private static String nested(int groups) {
        return "<usr><x>deep enough</x>" + "<g>".repeat(groups) + "<y/>" + "</g>".repeat(groups) + "</usr>";
    }

    @Test
    void theFirstFolderThatHasTheElementAnswers() {
        MessageProperties properties = new MessageProperties(
                Rfh2Bytes.message("<usr><y>1</y></usr>", "<usr><x>2</x></usr>", "<usr><x>3</x><y>4</y></usr>"));

        assertThat(properties.property("x")).isEqualTo("2");
        assertThat(properties.property("y")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0x52464831", // not RFH
        "4, 1",
        "4, 0x02000000", // another version, or numbers in the other order
        "8, 35",
        "8, -1",
        "8, 0x7fffffff",
        "8, 37",
        "8, 82", // a header shorter than its fixed part, or longer than the body
        "36, -1",
        "36, 0x7fffffff",
        "36, 41",
        "36, 32",
        "36, 39" // a folder that leaves the header, or a gap behind it
    })
    void aHeaderWithALengthThatCannotBeHasNoProperties(int offset, String value) {
        byte[] body = Rfh2Bytes.body(273, 1208, "<usr><color>red</color><n>5</n>   </usr>");
        assertThat(new MessageProperties(Rfh2Bytes.message(273, body)).property("color"))
                .isEqualTo("red");
        ByteBuffer.wrap(body).putInt(offset, Integer.decode(value));

        assertThat(new MessageProperties(Rfh2Bytes.message(273, body)).property("color"))
                .isNull();
    }

    @Test
    void aTruncatedHeaderHasNoProperties() {
        byte[] body = Rfh2Bytes.body(273, 1208, "<usr><color>red</color></usr>");
        int headerLength = body.length - "hello".length();
        for (int length = 0; length < headerLength; length++) {
            Message message = Rfh2Bytes.message(273, Arrays.copyOf(body, length));

            assertThat(new MessageProperties(message).property("color"))
                    .as("%d bytes", length)
                    .isNull();
        }
        assertThat(new MessageProperties(Rfh2Bytes.message(273, Arrays.copyOf(body, headerLength))).property("color"))
                .isEqualTo("red");
    }

    @Test
    void aHeaderWithoutFoldersHasNoProperties() {
        MessageProperties properties = new MessageProperties(Rfh2Bytes.message());

        assertThat(properties.property("color")).isNull();
        assertThat(properties.property("JMS_IBM_Format")).isEqualTo("MQSTR");
    }

    @Test
    void noChangeOfBytesMakesAPropertyThrow() {
        long seed = new Random().nextLong();
        System.out.println("Rfh2Test seed " + seed);
        Random random = new Random(seed);
        byte[] markup = "<>/='\"&;# ".getBytes(ISO_8859_1);
        int found = 0;
        for (int i = 0; i < 60_000; i++) {
            int encoding = random.nextBoolean() ? 273 : 546;
            byte[] body = Rfh2Bytes.body(
                    encoding,
                    random.nextInt(4) == 0 ? 1200 : 1208,
                    "<mcd><Type>order</Type></mcd>",
                    "<jms><Tms>1700000000000</Tms></jms>",
                    "<usr><color>r&#233;d</color><n dt='i4'>5</n><x xsi:nil='true'/><g><y dt=\"r8\">1.5</y></g></usr>");
            for (int changes = random.nextInt(6); changes > 0; changes--) {
                int at = random.nextInt(body.length);
                body[at] = random.nextBoolean() ? (byte) random.nextInt() : markup[random.nextInt(markup.length)];
            }
            if (random.nextInt(10) == 0) {
                body = Arrays.copyOf(body, random.nextInt(body.length));
            }
            MessageProperties properties = new MessageProperties(Rfh2Bytes.message(encoding, body));
            try {
                for (String name : NAMES) {
                    found += properties.property(name) == null ? 0 : 1;
                }
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + HexFormat.of().formatHex(body), e);
            }
        }
        assertThat(found).as("some headers survive").isGreaterThan(60_000);
    }

    private static @Nullable Object property(String folder, String name) {
        return new MessageProperties(Rfh2Bytes.message(folder)).property(name);
    }
}
