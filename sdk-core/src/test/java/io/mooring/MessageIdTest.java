package io.mooring;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mooring.MessageId.Maker;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIdTest {
    private static final Charset EBCDIC = Charset.forName("IBM037");

    // "AMQ ", the name padded to 12, 8 unique bytes
    private static final String FROM_QM1 = "ID:414d5120" + "514d31202020202020202020" + "8c2b3f6701d40040";

    @Test
    void idOfADistributedQueueManagerTellsItsName() {
        MessageId id = MessageId.parse(FROM_QM1);

        assertThat(id.maker()).isEqualTo(Maker.QUEUE_MANAGER);
        assertThat(id.queueManagerPrefix()).contains("QM1");
        assertThat(id.mayBeMadeBy(QueueManagerName.of("QM1"))).isTrue();
        assertThat(id.mayBeMadeBy(QueueManagerName.of("QM10"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "AMQ, US-ASCII, QUEUE_MANAGER",
        "CSQ, US-ASCII, Z_OS_QUEUE_MANAGER",
        "AMQ, IBM037, QUEUE_MANAGER",
        "CSQ, IBM037, Z_OS_QUEUE_MANAGER",
        "CSQ, IBM1047, Z_OS_QUEUE_MANAGER"
    })
    void everyProductAndCharacterSetIsRead(String product, String charset, Maker maker) {
        MessageId id = made(product + " ", "MQ.Z/9_a%", Charset.forName(charset));

        assertThat(id.maker()).isEqualTo(maker);
        assertThat(id.queueManagerPrefix()).contains("MQ.Z/9_a%");
    }

    @Test
    void everyCharacterOfANameIsReadFromEbcdic() {
        String all = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789./_%";
        for (int i = 0; i < all.length(); i++) {
            String name = "Q" + all.charAt(i);
            assertThat(made("CSQ ", name, EBCDIC).queueManagerPrefix()).contains(name);
        }
    }

    @Test
    void onlyCharactersOfANameAreReadFromEbcdic() {
        for (int octet = 0; octet < 256; octet++) {
            byte[] bytes = made("CSQ ", "QQ", EBCDIC).toBytes();
            bytes[5] = (byte) octet;
            String name = new String(bytes, 4, 12, EBCDIC).replaceAll(" +$", "");

            assertThat(MessageId.of(bytes).queueManagerPrefix().isPresent())
                    .as("octet %02x", octet)
                    .isEqualTo(name.matches("[A-Za-z0-9./_%]+"));
        }
    }

    @Test
    void aLongNameIsKnownByItsFirstTwelveCharacters() {
        QueueManagerName one = QueueManagerName.of("PAYMENTS.LONDON.1");
        QueueManagerName other = QueueManagerName.of("PAYMENTS.LONDON.2");
        MessageId id = made("AMQ ", one.messageIdPrefix(), US_ASCII);

        assertThat(id.mayBeMadeBy(one)).isTrue();
        assertThat(id.mayBeMadeBy(other)).isTrue();
        assertThat(id.madeBy(List.of(one, QueueManagerName.of("ORDERS")))).contains(one);
        assertThat(id.madeBy(List.of(one, other)))
                .as("twelve characters leave a choice")
                .isEmpty();
        assertThat(id.madeBy(List.of(one, one))).contains(one);
        assertThat(id.madeBy(List.of(QueueManagerName.of("ORDERS")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ID:000000000000000000000000000000000000000000000001",
                "ID:414d5120514d31002020202020202020" + "8c2b3f6701d40040", // a zero within the name
                "ID:414d5120514d3120514d202020202020" + "8c2b3f6701d40040", // a blank within the name
                "ID:414d5120202020202020202020202020" + "8c2b3f6701d40040", // no name
                "ID:414d5130514d31202020202020202020" + "8c2b3f6701d40040", // AMQ0
                "ID:414d5120aaaaaaaaaaaaaaaaaaaaaaaa" + "aaaaaaaaaaaaaaaa"
            })
    void anIdThatHoldsNoNameWasMadeByAProgram(String text) {
        MessageId id = MessageId.parse(text);

        assertThat(id.maker()).isEqualTo(Maker.PROGRAM);
        assertThat(id.queueManagerPrefix()).isEmpty();
        assertThat(id.madeBy(List.of(QueueManagerName.of("QM1")))).isEmpty();
    }

    @Test
    void allZerosWereMadeByNobody() {
        MessageId id = MessageId.of(new byte[24]);

        assertThat(id).isEqualTo(MessageId.NONE);
        assertThat(id.isNone()).isTrue();
        assertThat(id.maker()).isEqualTo(Maker.NOBODY);
        assertThat(MessageId.parse(FROM_QM1).isNone()).isFalse();
        assertThat(new MessageId(0, 1, 0).isNone()).isFalse();
    }

    @Test
    void jmsFormIsReadInEitherCaseAndWrittenInLowerCase() {
        assertThat(MessageId.parse("ID:" + FROM_QM1.substring(3).toUpperCase(Locale.ROOT)))
                .hasToString(FROM_QM1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ID:",
                "ID:414d",
                "id:414d5120514d312020202020202020208c2b3f6701d40040",
                "414d5120514d312020202020202020208c2b3f6701d40040",
                "ID:414d5120514d312020202020202020208c2b3f6701d4004x",
                "ID:414d5120514d312020202020202020208c2b3f6701d4004000"
            })
    void anotherFormIsRefusedWithTheText(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MessageId.parse(text))
                .withMessage("Message id '" + text + "' is not in JMS form; that is 'ID:' and 48 hex digits.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CorrelationId.parse(text))
                .withMessageContaining("Correlation id '" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 23, 25})
    void anotherLengthIsRefused(int length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MessageId.of(new byte[length]))
                .withMessageContaining("of " + length + " bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CorrelationId.of(new byte[length]))
                .withMessageContaining("of " + length + " bytes");
    }

    @Test
    void anyBytesSurviveEveryForm() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = new byte[24];
            random.nextBytes(bytes);
            MessageId id = MessageId.of(bytes);
            CorrelationId correlation = CorrelationId.of(bytes);

            assertThat(id.toBytes()).as("seed %d", seed).isEqualTo(bytes);
            assertThat(MessageId.parse(id.toString())).as("seed %d", seed).isEqualTo(id);
            assertThat(id.asCorrelationId()).as("seed %d", seed).isEqualTo(correlation);
            assertThat(correlation.toBytes()).as("seed %d", seed).isEqualTo(bytes);
            assertThat(CorrelationId.parse(correlation.toString()))
                    .as("seed %d", seed)
                    .isEqualTo(correlation);
        }
    }

    @Test
    void laterChangesOfTheArrayDoNotReachTheId() {
        byte[] bytes = new byte[24];
        MessageId id = MessageId.of(bytes);
        bytes[0] = 1;

        assertThat(id).isEqualTo(MessageId.NONE);
    }

    @Test
    void aCorrelationIdOfZerosIsNone() {
        assertThat(CorrelationId.of(new byte[24])).isEqualTo(CorrelationId.NONE);
        assertThat(CorrelationId.NONE.isNone()).isTrue();
        assertThat(new CorrelationId(0, 0, 1).isNone()).isFalse();
    }

    static MessageId made(String product, String name, Charset charset) {
        byte[] bytes = new byte[24];
        byte[] text = (product + String.format("%-12s", name)).getBytes(charset);
        System.arraycopy(text, 0, bytes, 0, 16);
        bytes[23] = 7;
        return MessageId.of(bytes);
    }
}
