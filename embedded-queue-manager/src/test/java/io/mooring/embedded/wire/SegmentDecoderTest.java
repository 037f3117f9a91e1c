package io.mooring.embedded.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes become the same segments in whatever portions they arrive, and what is no segment ends the decoder. */
class SegmentDecoderTest {
    private static final int LONGEST = 1000;
    private static final byte[] BODY = {10, 20, 30, 40, 50};

    /** As it is sent: a segment has a multiple of four bytes. */
    private static final byte[] PADDED = {10, 20, 30, 40, 50, 0, 0, 0};

    /** A socket's, a conversation's and a negotiation's segment behind each other. */
    private static final byte[] THREE = Bytes.begin()
            .bytes(Golden.socketSegment("TSHC", 0x09, 0x31, new byte[0]))
            .bytes(Golden.segment(0x86, 7, 3, 0x30, BODY))
            .bytes(Golden.socketSegment("TSH ", 0x01, 0x32, BODY))
            .array();

    private final List<String> received = new ArrayList<>();
    private final SegmentDecoder decoder = new SegmentDecoder(LONGEST);

    private void feed(byte[] bytes, int offset, int length) {
        decoder.feed(bytes, offset, length, this::note);
    }

    private void note(Segment segment) {
        byte[] body = segment.body().bytes(segment.body().length());
        received.add(segment.kind() + " " + segment.type() + " " + segment.conversation() + " " + segment.request()
                + " " + segment.flags() + " " + Arrays.toString(body));
    }

    private void assertThreeReceived() {
        assertThat(received)
                .containsExactly(
                        "SOCKET HEARTBEAT 0 0 49 []",
                        "CONVERSATION MQPUT 7 3 48 [10, 20, 30, 40, 50]",
                        "NEGOTIATION INITIAL_DATA 0 0 50 [10, 20, 30, 40, 50]");
    }

    @Test
    void severalSegmentsInOnePortion() {
        feed(THREE, 0, THREE.length);

        assertThreeReceived();
    }

    @Test
    void anyTwoPortions() {
        for (int split = 0; split <= THREE.length; split++) {
            received.clear();
            feed(THREE, 0, split);
            feed(THREE, split, THREE.length - split);
            assertThreeReceived();
        }
    }

    @Test
    void byteByByte() {
        for (int i = 0; i < THREE.length; i++) {
            feed(THREE, i, 1);
        }

        assertThreeReceived();
    }

    @Test
    void aPortionBeginsAnywhereInItsArray() {
        byte[] shifted = Bytes.begin().fill(0xFF, 11).bytes(THREE).fill(0xFF, 3).array();
        feed(shifted, 11, THREE.length);

        assertThreeReceived();
    }

    @Test
    void theLongestSegmentIsTaken() {
        byte[] longest = Golden.segment(0x86, 1, 0, 0x30, new byte[LONGEST - 36]);
        feed(longest, 0, 500);
        feed(longest, 500, 500);

        assertThat(received).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 27, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, LONGEST + 1})
    void aLengthThatNoSegmentHasIsRefusedAsSoonAsItIsThere(int length) {
        byte[] begin = Bytes.begin().ascii("TSHC").i32(length).array();

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> feed(begin, 0, 8))
                .withMessageContaining("segment length is " + length)
                .matches(refused -> refused.status() == StatusCode.PROTOCOL_LENGTH);
    }

    @Test
    void aConversationsHeaderIsLonger() {
        byte[] begin = Bytes.begin().ascii("TSHM").i32(35).array();

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> feed(begin, 0, 8))
                .withMessageContaining("has 36 to 1000 bytes");
    }

    @Test
    void anUnknownEyeCatcherIsRefused() {
        byte[] rubbish = Bytes.begin().ascii("TSHX").i32(28).array();

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> feed(rubbish, 0, 8))
                .matches(refused -> refused.status() == StatusCode.PROTOCOL_ID);
    }

    @Test
    void anUnknownTypeIsRefused() {
        byte[] unknown = Golden.segment(0x44, 1, 0, 0x30, BODY);

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> feed(unknown, 0, unknown.length))
                .withMessageContaining("0x44")
                .matches(refused -> refused.status() == StatusCode.PROTOCOL_SEGMENT_TYPE);
    }

    @Test
    void anotherByteOrderIsRefusedButInTheSecurityExchange() {
        byte[] little = Golden.segment(0x86, 1, 0, 0x30, BODY);
        little[16] = 2;
        byte[] security = Golden.segment(0x06, 1, 0, 0x30, BODY);
        security[16] = 2;
        feed(security, 0, security.length);

        assertThat(received).hasSize(1);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> feed(little, 0, little.length))
                .withMessageContaining("byte order is 2");
    }

    @Test
    void aDecoderThatFailedOnceRefusesEverything() {
        byte[] good = Golden.segment(0x86, 1, 0, 0x30, BODY);
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> feed(new byte[8], 0, 8));

        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(ProtocolException.class)
                    .isThrownBy(() -> feed(good, 0, good.length))
                    .withMessageContaining("before this one");
        }
        assertThat(received).isEmpty();
    }

    @Test
    void aSinkThatThrowsEndsTheDecoderToo() {
        byte[] good = Golden.segment(0x86, 1, 0, 0x30, BODY);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> decoder.feed(good, 0, good.length, segment -> {
                    throw new IllegalStateException("sink");
                }));

        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> feed(good, 0, good.length));
    }

    @Test
    void manySegmentsThatAnnounceMuchAndBringLittleCostLittle() {
        byte[] begin = Bytes.begin().ascii("TSHM").i32(100_000_000).i32(1).array();
        List<SegmentDecoder> decoders = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) { // 10 TB, if the length were believed
            SegmentDecoder one = new SegmentDecoder(100_000_000);
            one.feed(begin, 0, begin.length, this::note);
            decoders.add(one);
        }

        assertThat(decoders).hasSize(100_000);
        assertThat(received).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(SegmentType.class)
    void everyTypeIsWrittenWithTheHeaderThatIsRead(SegmentType type) throws IOException {
        List<byte[]> written = new ArrayList<>();
        SegmentWriter writer = new SegmentWriter(
                (bytes, offset, length) -> written.add(Arrays.copyOfRange(bytes, offset, length)), 1000);
        writer.write(type, 7, 3, new WireWriter(8).bytes(BODY));

        assertThat(written).containsExactly(Golden.segment(type.code(), 7, 3, 0x30, PADDED));
        feed(written.get(0), 0, written.get(0).length);
        assertThat(received).containsExactly("CONVERSATION " + type + " 7 3 48 [10, 20, 30, 40, 50, 0, 0, 0]");
    }

    @ParameterizedTest
    @EnumSource(
            value = SegmentKind.class,
            names = {"NEGOTIATION", "SOCKET"})
    void aSocketsSegmentIsWrittenWithTheHeaderThatIsRead(SegmentKind kind) throws IOException {
        List<byte[]> written = new ArrayList<>();
        SegmentWriter writer = new SegmentWriter(
                (bytes, offset, length) -> written.add(Arrays.copyOfRange(bytes, offset, length)), 1000);
        writer.writeSocket(kind, SegmentType.STATUS, 0x3A, new WireWriter(8).bytes(BODY));

        String eyeCatcher = kind == SegmentKind.SOCKET ? "TSHC" : "TSH ";
        assertThat(written).containsExactly(Golden.socketSegment(eyeCatcher, 0x05, 0x3A, PADDED));
    }

    @Test
    void callsAreAnsweredWithTheTypeThatIsSixteenHigher() {
        assertThat(SegmentType.values())
                .filteredOn(SegmentType::isCall)
                .hasSize(25)
                .allMatch(type -> type.reply().code() == type.code() + 0x10);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(SegmentType.MQPUT_REPLY::reply);
    }
}
