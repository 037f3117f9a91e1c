package io.mooring.embedded.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A reader gives what is in its part of an array and nothing else. */
class WireReaderTest {
    private final WireReader middle = new WireReader(new byte[100], 40, 10);

    static Stream<Consumer<WireReader>> readsBeside() {
        return Stream.of(
                in -> in.position(11),
                in -> in.position(-1),
                in -> in.skip(11),
                in -> in.skip(-1),
                in -> in.skip(Integer.MAX_VALUE),
                in -> in.bytes(11),
                in -> in.bytes(-1),
                in -> in.bytes(Integer.MAX_VALUE),
                in -> in.text(11),
                in -> in.text(-1),
                in -> in.utf8(11),
                in -> in.utf8(Integer.MIN_VALUE),
                in -> in.peekInt32(7),
                in -> in.peekInt32(-1),
                in -> in.peekInt32(Integer.MAX_VALUE),
                in -> in.slice(0, 11),
                in -> in.slice(5, 6),
                in -> in.slice(-1, 1),
                in -> in.slice(Integer.MAX_VALUE, Integer.MAX_VALUE),
                WireReader::byte24,
                in -> at(in, 10).int8(),
                in -> at(in, 9).int16(),
                in -> at(in, 7).int32(),
                in -> at(in, 3).int64(),
                in -> in.require(11, "test"),
                in -> in.require(-1, "test"),
                in -> at(in, 7).identifier(0, "test"),
                in -> new WireWriter(1).copy(in, 5, 6),
                in -> new WireWriter(1).copy(in, 0, Integer.MAX_VALUE));
    }

    private static WireReader at(WireReader in, int offset) {
        in.position(offset);
        return in;
    }

    @ParameterizedTest
    @MethodSource("readsBeside")
    void whatStandsBesideIsNotReadAndNothingIsAllocatedForIt(Consumer<WireReader> read) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read.accept(middle))
                .matches(refused -> refused.status() == StatusCode.PROTOCOL_LENGTH);
    }

    @Test
    void theEndItselfCanBeReached() {
        middle.position(6);

        assertThat(middle.int32()).isZero();
        assertThat(middle.position()).isEqualTo(10);
        assertThat(middle.remaining()).isZero();
        assertThat(middle.text(0)).isEmpty();
        assertThat(middle.slice(10, 0).length()).isZero();
    }

    @Test
    void numbersAreBigEndianAndBytesUnsigned() {
        WireReader in = new WireReader(
                Bytes.begin().hex("ff fffe 80000001 0102030405060708").array());

        assertThat(in.int8()).isEqualTo(255);
        assertThat(in.int16()).isEqualTo(65534);
        assertThat(in.int32()).isEqualTo(0x80000001);
        assertThat(in.int64()).isEqualTo(0x0102030405060708L);
    }

    @Test
    void textEndsBeforeItsBlanksAndZeros() {
        WireReader in = new WireReader(
                Bytes.begin().text("A B", 6).ascii("C").zeros(3).zeros(4).array());

        assertThat(in.text(6)).isEqualTo("A B");
        assertThat(in.text(4)).isEqualTo("C");
        assertThat(in.text(4)).isEmpty();
    }

    @Test
    void aWrongIdentifierIsNamedWithItsPlace() {
        WireReader in = new WireReader(Bytes.begin().ascii("XX  ").array());

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> in.identifier(0x4D442020, "MQMD"))
                .withMessage("MQMD should begin with 0x4d442020 at offset 0, but 0x58582020 stands there")
                .matches(refused -> refused.status() == StatusCode.PROTOCOL_INVALID_DATA);
    }

    @Test
    void aMessageHasNoLineBreaksFromThePeer() {
        assertThat(new ProtocolException(StatusCode.PROTOCOL_ID, "a\r\nforged line\u0000"))
                .hasMessage("a??forged line?");
    }
}
