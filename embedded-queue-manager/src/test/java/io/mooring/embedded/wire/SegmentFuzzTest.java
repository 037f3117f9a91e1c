package io.mooring.embedded.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MessageDescriptor;
import io.mooring.embedded.wire.structure.ApiHeader;
import io.mooring.embedded.wire.structure.ConnectRequest;
import io.mooring.embedded.wire.structure.Credentials;
import io.mooring.embedded.wire.structure.GetMessageOptions;
import io.mooring.embedded.wire.structure.InitialData;
import io.mooring.embedded.wire.structure.MessageDescriptorLayout;
import io.mooring.embedded.wire.structure.Notification;
import io.mooring.embedded.wire.structure.ObjectDescriptor;
import io.mooring.embedded.wire.structure.PutMessageOptions;
import io.mooring.embedded.wire.structure.RequestMessages;
import io.mooring.embedded.wire.structure.SocketAction;
import io.mooring.embedded.wire.structure.Spi;
import io.mooring.embedded.wire.structure.TransmissionHeader;
import io.mooring.embedded.wire.structure.UserIdentification;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Damaged segments through the decoder and every reader: whatever is in them, nothing but a ProtocolException comes out. */
class SegmentFuzzTest {
    /** More of them with -Dmooring.segments=1000000. */
    private static final int SEGMENTS = Integer.getInteger("mooring.segments", 100_000);

    private static final int LONGEST = 32_766;
    private static final List<Consumer<WireReader>> READERS = List.of(
            ApiHeader::read,
            ConnectRequest::read,
            Credentials::read,
            InitialData::read,
            Notification::read,
            RequestMessages::read,
            SocketAction::read,
            Spi::read,
            UserIdentification::read,
            MessageDescriptorLayout::read,
            ObjectDescriptor::read,
            PutMessageOptions::read,
            GetMessageOptions::read,
            SegmentFuzzTest::putBehindTheHeader,
            SegmentFuzzTest::put1BehindTheHeader,
            SegmentFuzzTest::getBehindTheHeader,
            SegmentFuzzTest::openBehindTheFrame,
            SegmentFuzzTest::transmissionHeader);

    private long refused;
    private long read;

    @Test
    void nothingButAProtocolExceptionComesOut() {
        long seed = Long.getLong("mooring.seed", System.nanoTime());
        System.out.println("SegmentFuzzTest: -Dmooring.seed=" + seed);
        Random random = new Random(seed);
        List<byte[]> valid = Recordings.everything("SYSTEM.DEF.SVRCONN", "QM1", "Q");
        long begin = System.nanoTime();
        for (int i = 0; i < SEGMENTS; i++) {
            byte[] segment = random.nextInt(20) == 0
                    ? Mutations.randomBytes(random.nextInt(300), random)
                    : Mutations.ofSegment(valid.get(random.nextInt(valid.size())), random);
            try {
                feed(segment, random);
            } catch (ProtocolException expected) {
                assertThat(expected.getMessage()).isNotBlank().doesNotContain("\n");
                refused++;
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError defect) {
                fail("seed " + seed + ", segment " + i, defect);
            }
        }
        System.out.printf(
                "SegmentFuzzTest: %d segments in %d ms, %d refused by the decoder, %d structures read%n",
                SEGMENTS, (System.nanoTime() - begin) / 1_000_000, refused, read);
        assertThat(refused).isBetween(SEGMENTS / 50L, (long) SEGMENTS);
        assertThat(read).isGreaterThan(SEGMENTS);
    }

    private void feed(byte[] segment, Random random) {
        SegmentDecoder decoder = new SegmentDecoder(LONGEST);
        CallAssembler assembler = new CallAssembler(10_000);
        int at = 0;
        while (at < segment.length) {
            int count = Math.min(segment.length - at, 1 + random.nextInt(segment.length));
            decoder.feed(segment, at, count, received -> use(received, assembler));
            at += count;
        }
    }

    private void use(Segment segment, CallAssembler assembler) {
        for (Consumer<WireReader> reader : READERS) {
            try {
                reader.accept(segment.body().slice(0, segment.body().length()));
                read++;
            } catch (ProtocolException expected) {
                // most bodies are another structure
            }
        }
        assembler.add(segment);
    }

    private static void putBehindTheHeader(WireReader in) {
        in.position(ApiHeader.LENGTH);
        MessageDescriptorLayout.read(in);
        PutMessageOptions options = PutMessageOptions.read(in);
        in.require(4, "length");
        in.bytes(in.int32());
        options.writeAnswer(new WireWriter(16), in, "Q", "QM1");
    }

    private static void put1BehindTheHeader(WireReader in) {
        in.position(ApiHeader.LENGTH);
        ObjectDescriptor.read(in).writeAnswer(new WireWriter(16), in, "Q", "Q", "QM1");
        MessageDescriptorLayout.read(in);
        PutMessageOptions.read(in);
    }

    private static void getBehindTheHeader(WireReader in) {
        in.position(ApiHeader.LENGTH);
        MessageDescriptorLayout.read(in);
        GetMessageOptions.read(in).writeAnswer(new WireWriter(16), in, "Q", 1, ' ');
    }

    private static void openBehindTheFrame(WireReader in) {
        Spi.read(in).writeAnswer(new WireWriter(16), in, 24);
        in.skip(32);
        ObjectDescriptor.read(in);
    }

    private static void transmissionHeader(WireReader in) {
        TransmissionHeader.unwrap(new Message(MessageDescriptor.defaults(), in.bytes(in.length())));
    }
}
