package io.mooring.embedded.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Long calls are cut by the writer and put together again, and what cannot follow each other is refused. */
class CallAssemblerTest {
    private static final int LONGEST_MESSAGE = 100_000;
    private static final int FIRST = 0x10;
    private static final int LAST = 0x20;

    private final CallAssembler assembler = new CallAssembler(LONGEST_MESSAGE);

    private static Segment segment(SegmentType type, int flags, int length) {
        return new Segment(SegmentKind.CONVERSATION, type, 1, 0, flags, new WireReader(pattern(length)));
    }

    private static byte[] pattern(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + i / 251);
        }
        return bytes;
    }

    @Test
    void aWholeCallIsNotCopied() {
        Segment whole = segment(SegmentType.MQPUT, FIRST | LAST, 10);

        assertThat(assembler.add(whole)).isSameAs(whole.body());
        assertThat(assembler.held()).isZero();
    }

    @Test
    void aCallOfAnyLengthSurvivesCuttingAndAssembling() throws IOException {
        for (int length : new int[] {0, 1, 963, 964, 965, 1928, 1929, 50_000}) {
            for (int inPayload : new int[] {0, length / 3, length}) {
                byte[] all = pattern(length);
                List<Segment> segments = new ArrayList<>();
                SegmentDecoder decoder = new SegmentDecoder(1000);
                SegmentWriter writer = new SegmentWriter(
                        (bytes, offset, count) -> decoder.feed(
                                Arrays.copyOfRange(bytes, offset, offset + count), 0, count, segments::add),
                        1000);
                WireWriter body = new WireWriter(16).bytes(all, 0, length - inPayload);
                byte[] payload = Arrays.copyOfRange(all, length - inPayload, length);
                writer.write(SegmentType.MQGET_REPLY, 1, 0, body, payload, inPayload);

                CallAssembler reading = new CallAssembler(LONGEST_MESSAGE);
                WireReader read = null;
                for (Segment segment : segments) {
                    assertThat(read).as("complete before the last segment").isNull();
                    read = reading.add(segment);
                }
                assertThat(Objects.requireNonNull(read).bytes(length)).isEqualTo(all);
                assertThat(segments).hasSize(Math.max(1, (length + 963) / 964));
            }
        }
    }

    @Test
    void whatGoesOnMustHaveBegun() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> assembler.add(segment(SegmentType.MQPUT, 0, 10)))
                .withMessageContaining("none began");
    }

    @Test
    void whatBeganMustEndBeforeSomethingElseBegins() {
        assembler.add(segment(SegmentType.MQPUT, FIRST, 10));

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> assembler.add(segment(SegmentType.MQPUT, FIRST | LAST, 10)))
                .withMessageContaining("has not ended");
    }

    @Test
    void aCallIsOfOneType() {
        assembler.add(segment(SegmentType.MQPUT, FIRST, 10));

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> assembler.add(segment(SegmentType.MQGET, LAST, 10)))
                .withMessageContaining("stands within MQPUT");
    }

    @Test
    void aCallThatIsTooLongIsRefusedBeforeItIsKept() {
        for (int length = 0; length < LONGEST_MESSAGE + 65_536 - 32_000; length += 32_000) {
            assembler.add(segment(SegmentType.MQPUT, length == 0 ? FIRST : 0, 32_000));
        }
        int held = assembler.held();

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> assembler.add(segment(SegmentType.MQPUT, 0, 32_000)))
                .matches(refused -> refused.status() == StatusCode.MESSAGE_LENGTH);
        assertThat(assembler.held()).isEqualTo(held).isLessThanOrEqualTo(LONGEST_MESSAGE + 65_536);
    }

    @Test
    void aCallThatHasNoMessageIsShort() {
        assembler.add(segment(SegmentType.MQGET, FIRST, 60_000));

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> assembler.add(segment(SegmentType.MQGET, LAST, 6_000)))
                .withMessageContaining("65536");
    }

    @Test
    void theLongestMessageThatAnIntHoldsIsNoOverflow() {
        CallAssembler generous = new CallAssembler(Integer.MAX_VALUE);

        assertThat(generous.add(segment(SegmentType.MQPUT, FIRST, 10))).isNull();
        assertThat(generous.add(segment(SegmentType.MQPUT, LAST, 10))).isNotNull();
    }

    @Test
    void oneCallAfterTheOther() {
        assembler.add(segment(SegmentType.MQPUT, FIRST, 10));
        assertThat(assembler.held()).isEqualTo(10);
        WireReader first = assembler.add(segment(SegmentType.MQPUT, LAST, 5));
        assertThat(assembler.held()).isZero();
        assembler.add(segment(SegmentType.MQPUT1, FIRST, 3));
        WireReader second = assembler.add(segment(SegmentType.MQPUT1, LAST, 4));

        assertThat(Objects.requireNonNull(first).length()).isEqualTo(15);
        assertThat(Objects.requireNonNull(second).length()).isEqualTo(7);
    }
}
