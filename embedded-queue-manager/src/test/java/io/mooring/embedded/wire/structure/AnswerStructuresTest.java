package io.mooring.embedded.wire.structure;

import static io.mooring.embedded.wire.Golden.CORRELATION_ID;
import static io.mooring.embedded.wire.Golden.MESSAGE_ID;
import static io.mooring.embedded.wire.Golden.NO_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MessageDescriptor;
import io.mooring.embedded.wire.Bytes;
import io.mooring.embedded.wire.Golden;
import io.mooring.embedded.wire.SegmentWriter;
import io.mooring.embedded.wire.StatusCode;
import io.mooring.embedded.wire.WireReader;
import io.mooring.embedded.wire.WireWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the queue manager answers, spelled by hand after recordings, and the bytes that are written. */
class AnswerStructuresTest {
    private final WireWriter out = new WireWriter(1); // grows

    private static WireReader reader(byte[] bytes) {
        return new WireReader(bytes);
    }

    @Test
    void apiHeaderOfAFailedCall() {
        ApiHeader.write(out, 2, 2085, -1);
        out.zeros(100);
        ApiHeader.finish(out, 50);

        // 36 bytes of segment header, 16 of this one, 100 behind it, 50 of payload
        assertThat(out.toBytes())
                .isEqualTo(Golden.api(202, 2, 2085, -1).zeros(100).array());
    }

    @ParameterizedTest(name = "ID of {0} bytes")
    @ValueSource(ints = {240, 208, 160})
    void initialData(int length) {
        byte[] request = Arrays.copyOf(Golden.clientInitialData("APP.SVRCONN", "QM1"), length);
        InitialData agreed = new InitialData(12, 32748, 4194304, "APP.SVRCONN", "QM7", 300, 5, "MQMM09040500");

        InitialData.writeAnswer(out, reader(request), agreed, "QM7_2026-11-20_a5d600");

        assertThat(out.toBytes())
                .isEqualTo(Golden.initialData(
                        12,
                        32748,
                        4194304,
                        "APP.SVRCONN",
                        "QM7",
                        300,
                        5,
                        0x08,
                        "MQMM09040500",
                        "QM7_2026-11-20_a5d600",
                        "0000ffff ffffffff ffffffff ffffffff ffffffff",
                        length));
    }

    @Test
    void statusThatEndsAChannel() {
        Status.write(out, StatusCode.CHANNEL_UNAVAILABLE);

        assertThat(out.toBytes())
                .isEqualTo(Bytes.begin()
                        .i32(12) // length
                        .i32(22) // code
                        .i32(0) // value
                        .array());
    }

    @Test
    void connect() {
        byte[] request = Golden.connect("*GROUP", "orders", 7, 0x01200000, NO_ID);

        ApiHeader.write(out, 0, 0, 0);
        ConnectRequest.writeAnswer(out, reader(request), "QM1", RequestStructuresTest.id(MESSAGE_ID));
        ApiHeader.finish(out, 0);

        assertThat(out.toBytes()).isEqualTo(Golden.connect("QM1", "orders", 7, 0x01200000, MESSAGE_ID));
    }

    @Test
    void connectOfAClientWithoutAPlaceForTheConnectionId() {
        byte[] request = Arrays.copyOf(Golden.connect("", "old", 0, 0, NO_ID), 148);

        ConnectRequest.writeAnswer(out, reader(request), "QM1", RequestStructuresTest.id(MESSAGE_ID));

        byte[] expected = Arrays.copyOfRange(Golden.connect("QM1", "old", 0, 0, NO_ID), 16, 148);
        assertThat(out.toBytes()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "MQOD version {0}")
    @ValueSource(ints = {1, 2, 3, 4})
    void objectDescriptor(int version) {
        byte[] request = Golden.objectDescriptor(version, 1, "MODEL", "", "AMQ.*", "", "", "a = 1");
        ObjectDescriptor read = ObjectDescriptor.read(reader(request));

        read.writeAnswer(out, reader(request), "AMQ.1234", "AMQ.1234", "QM1");

        byte[] expected = Golden.objectDescriptor(version, 1, "AMQ.1234", "", "AMQ.*", "AMQ.1234", "QM1", "a = 1");
        assertThat(out.toBytes()).isEqualTo(Arrays.copyOf(expected, read.length())); // without what stood behind it
    }

    @ParameterizedTest(name = "MQPMO version {0}")
    @ValueSource(ints = {1, 2, 3})
    void putMessageOptions(int version) {
        byte[] request = Golden.putOptions(version, 0x2042, 3, "", "");

        PutMessageOptions.read(reader(request)).writeAnswer(out, reader(request), "ORDERS", "QM1");

        assertThat(out.toBytes()).isEqualTo(Golden.putOptions(version, 0x2042, 3, "ORDERS", "QM1"));
    }

    @ParameterizedTest(name = "MQGMO version {0}")
    @ValueSource(ints = {1, 2, 3, 4})
    void getMessageOptions(int version) {
        byte[] request = Golden.getOptions(version, 0x2005, 5000, "", 2);

        GetMessageOptions.read(reader(request)).writeAnswer(out, reader(request), "ORDERS", 77, ' ');

        byte[] expected = Golden.getOptions(version, 0x2005, 5000, "ORDERS", 2);
        if (version >= 3) {
            expected[95] = 77; // last byte of the message token
        }
        assertThat(out.toBytes()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "MQMD version {0}")
    @ValueSource(ints = {1, 2})
    void messageDescriptor(int version) {
        byte[] bytes = Golden.messageDescriptor(version, MESSAGE_ID, CORRELATION_ID);
        WireReader in = reader(bytes);

        assertThat(MessageDescriptorLayout.peekVersion(in)).isEqualTo(version);
        MessageDescriptor read = MessageDescriptorLayout.read(in);
        MessageDescriptorLayout.write(out, version, read);

        assertThat(in.remaining()).isZero();
        assertThat(MessageDescriptorLayout.length(version)).isEqualTo(bytes.length);
        assertThat(out.toBytes()).isEqualTo(bytes);
        assertThat(read.report()).isEqualTo(0x40);
        assertThat(read.type()).isEqualTo(MessageDescriptor.REQUEST);
        assertThat(read.expiry()).isEqualTo(600);
        assertThat(read.ccsid()).isEqualTo(1208);
        assertThat(read.format()).isEqualTo("MQSTR");
        assertThat(read.priority()).isEqualTo(4);
        assertThat(read.messageId()).isEqualTo(RequestStructuresTest.id(MESSAGE_ID));
        assertThat(read.correlationId()).isEqualTo(RequestStructuresTest.id(CORRELATION_ID));
        assertThat(read.replyToQueue()).isEqualTo("REPLIES");
        assertThat(read.replyToQueueManager()).isEqualTo("QM2");
        assertThat(read.userIdentifier()).isEqualTo("app");
        assertThat(read.applIdentityData()).isEqualTo("identity");
        assertThat(read.putApplName()).isEqualTo("orders");
        assertThat(read.putDate() + read.putTime()).isEqualTo("2026112011223344");
        assertThat(read.applOriginData()).isEqualTo("orig");
        assertThat(read.sequenceNumber()).isEqualTo(1);
        assertThat(read.originalLength()).isEqualTo(-1);
    }

    @Test
    void openDefaults() {
        byte[] request = Golden.openDefaults(-1, -1, 0, 0);

        new OpenDefaults(1, 2, 1, 3).writeFopa(out, reader(request), 0);

        assertThat(out.toBytes()).isEqualTo(Golden.openDefaults(1, 2, 1, 3));
    }

    @Test
    void spiFrames() {
        record Frame(int verb, String letter, byte[] request, int outLength) {}
        List<Frame> frames = List.of(
                new Frame(Spi.QUERY, "Q", Golden.spiQuery(), 96),
                new Frame(Spi.RESERVE, "R", Golden.spiReserve(10), 44),
                new Frame(Spi.NOTIFY, "N", Golden.spiNotify(MESSAGE_ID), 12),
                new Frame(Spi.OPEN, "O", Golden.spiOpen(0x2010, Golden.queue(2, "Q")), 244));
        for (Frame frame : frames) {
            out.reset();
            new Spi(frame.verb).writeAnswer(out, reader(frame.request), frame.outLength);

            assertThat(out.toBytes())
                    .as("verb %d", frame.verb)
                    .isEqualTo(Golden.spiAnswer(frame.verb, frame.letter, frame.outLength)
                            .array());
        }
    }

    @Test
    void notification() {
        new Notification(7, Notification.EMPTY, 0).write(out);

        assertThat(out.toBytes()).isEqualTo(Golden.notification(7, 15, 0));
    }

    @Test
    void socketAction() {
        SocketAction.of(SocketAction.RECONNECT_CLIENTS, 1).write(out);

        assertThat(out.toBytes()).isEqualTo(Golden.socketAction(0, 0, 9, 1, 0));
    }

    @Test
    void asyncMessageInOneSegment() throws IOException {
        byte[] data = {1, 2, 3, 4, 5};
        List<byte[]> segments = write(data, 32748);

        byte[] body = Bytes.begin()
                .bytes(asyncBegin(5, 0))
                .bytes(asyncFirst(5))
                .bytes(Golden.messageDescriptor(2, MESSAGE_ID, CORRELATION_ID))
                .bytes(data)
                .zeros(3) // to a multiple of four
                .array();
        assertThat(segments).containsExactly(Golden.segment(0x0D, 9, 1, 0x30, body));
    }

    @Test
    void asyncMessageInSeveralSegments() throws IOException {
        byte[] data = new byte[2300];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) i;
        }
        List<byte[]> segments = write(data, 1024);

        // 988 bytes behind the header: 24 + 36 of the first part, 364 of the descriptor, 564 of data
        byte[] first = Bytes.begin()
                .bytes(asyncBegin(564, 0))
                .bytes(asyncFirst(2300))
                .bytes(Golden.messageDescriptor(2, MESSAGE_ID, CORRELATION_ID))
                .bytes(Arrays.copyOf(data, 564))
                .array();
        byte[] second = Bytes.begin()
                .bytes(asyncBegin(964, 1))
                .bytes(Arrays.copyOfRange(data, 564, 1528))
                .array();
        byte[] last = Bytes.begin()
                .bytes(asyncBegin(772, 2))
                .bytes(Arrays.copyOfRange(data, 1528, 2300))
                .array();
        assertThat(segments)
                .containsExactly(
                        Golden.segment(0x0D, 9, 1, 0x10, first),
                        Golden.segment(0x0D, 9, 1, 0x00, second),
                        Golden.segment(0x0D, 9, 1, 0x20, last));
    }

    @Test
    void asyncMessageWithoutData() throws IOException {
        assertThat(write(new byte[0], 1024))
                .singleElement()
                .satisfies(segment -> assertThat(segment).hasSize(36 + 24 + 36 + 364));
    }

    private static List<byte[]> write(byte[] data, int longest) throws IOException {
        MessageDescriptor md =
                MessageDescriptorLayout.read(reader(Golden.messageDescriptor(2, MESSAGE_ID, CORRELATION_ID)));
        AsyncMessage message = new AsyncMessage(3, 4, 5, 1, "Q2", 2, new Message(md, data));
        assertThat(message.credit()).isEqualTo(364 + data.length);
        List<byte[]> segments = new ArrayList<>();
        SegmentWriter writer = new SegmentWriter(
                (bytes, offset, length) -> segments.add(Arrays.copyOfRange(bytes, offset, offset + length)), longest);
        message.write(writer, 9, new WireWriter(1));
        return segments;
    }

    private static byte[] asyncBegin(int dataBytes, int segment) {
        return Bytes.begin()
                .i32(1) // version
                .i32(3) // handle
                .i32(4) // index within the handle
                .i32(5) // index within the conversation
                .i32(dataBytes) // data in this segment
                .i16(segment)
                .i16(1) // selection index
                .array();
    }

    private static byte[] asyncFirst(int length) {
        return Bytes.begin()
                .i32(0) // reason
                .i32(length) // total length
                .i32(length) // actual length
                .zeros(16) // message token
                .i16(0) // status
                .i8(2) // length of the queue name
                .ascii("Q2")
                .zeros(3) // until 3 + length of the name is a multiple of 4
                .array();
    }
}
