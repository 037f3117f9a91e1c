package io.mooring.benchmarks.micro;

import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.mqi.MessageDescriptor;
import io.mooring.embedded.wire.SegmentDecoder;
import io.mooring.embedded.wire.SegmentType;
import io.mooring.embedded.wire.SegmentWriter;
import io.mooring.embedded.wire.WireReader;
import io.mooring.embedded.wire.WireWriter;
import io.mooring.embedded.wire.structure.MessageDescriptorLayout;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Segments and message descriptors, to bytes and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CodecBenchmark {
    private static final int LONGEST_SEGMENT = 32_766;

    private final MessageDescriptor descriptor = MessageDescriptor.defaults().toBuilder()
            .format("MQSTR")
            .messageId(new Byte24(1, 2, 3))
            .userIdentifier("app")
            .putApplName("order-intake")
            .putDate("20260101")
            .putTime("12000000")
            .build();
    private final byte[] payload = new byte[1024];
    private final WireWriter out = new WireWriter(600);
    private byte[] descriptorBytes = new byte[0];
    private byte[] segmentBytes = new byte[0];
    private final WireWriter sent = new WireWriter(2048);
    private final SegmentWriter writer = new SegmentWriter(sent::bytes, LONGEST_SEGMENT);
    private final SegmentDecoder decoder = new SegmentDecoder(LONGEST_SEGMENT);

    @Setup
    public void write() {
        descriptorBytes = writeDescriptor().toBytes();
        segmentBytes = encodeSegment().toBytes();
    }

    @Benchmark
    public MessageDescriptor readDescriptor() {
        return MessageDescriptorLayout.read(new WireReader(descriptorBytes));
    }

    @Benchmark
    public WireWriter writeDescriptor() {
        out.reset();
        MessageDescriptorLayout.write(out, 2, descriptor);
        return out;
    }

    @Benchmark
    public void decodeSegment(Blackhole blackhole) {
        decoder.feed(segmentBytes, 0, segmentBytes.length, blackhole::consume);
    }

    @Benchmark
    public WireWriter encodeSegment() {
        sent.reset();
        try {
            writer.write(SegmentType.MQGET_REPLY, 1, 1, writeDescriptor(), payload, payload.length);
        } catch (IOException e) {
            throw new IllegalStateException("an array cannot fail to be written", e);
        }
        return sent;
    }
}
