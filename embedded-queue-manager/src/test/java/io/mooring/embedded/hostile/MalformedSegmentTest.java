package io.mooring.embedded.hostile;

import static io.mooring.embedded.wire.Golden.NO_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.wire.Bytes;
import io.mooring.embedded.wire.Golden;
import io.mooring.embedded.wire.Recordings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who breaks the protocol is told with which status the channel ends, and one warning names the field and its value. */
class MalformedSegmentTest {
    private static final String CHANNEL = "SYSTEM.DEF.SVRCONN";
    private static final int WHOLE = 0x30;

    private EmbeddedQueueManager queueManager;
    private Warnings log;

    @BeforeEach
    void start() {
        log = new Warnings();
        queueManager = EmbeddedQueueManager.named("QM1").queue("HOSTILE").start();
    }

    @AfterEach
    void nothingIsLeft() {
        Awaitility.await("no connection is left")
                .until(() -> queueManager.connections().isEmpty());
        List<String> errors = log.errors();
        queueManager.close();
        log.close();
        assertThat(errors).isEmpty();
        Threads.awaitNoneOf("QM1");
    }

    static Stream<Arguments> firstSegments() {
        byte[] good = Golden.clientInitialData(CHANNEL, "QM1");
        return Stream.of(
                Arguments.of("rubbish", "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII), 14, "0x47455420"),
                Arguments.of("length below the header", length("TSH ", 27), 11, "segment length is 27"),
                Arguments.of("negative length", length("TSH ", -1), 11, "segment length is -1"),
                Arguments.of("longest length", length("TSHM", 0x7fffffff), 11, "segment length is 2147483647"),
                Arguments.of("unknown type", Golden.socketSegment("TSH ", 0x77, WHOLE, good), 10, "segment type 0x77"),
                Arguments.of(
                        "little-endian",
                        littleEndian(Golden.socketSegment("TSH ", 1, WHOLE, good)),
                        12,
                        "byte order is 2"),
                Arguments.of("no negotiation", Recordings.heartbeat(), 13, "the first segment is HEARTBEAT"),
                Arguments.of(
                        "too short an ID",
                        Golden.socketSegment("TSH ", 1, WHOLE, new byte[159]),
                        11,
                        "ID needs 160 bytes"),
                Arguments.of(
                        "unknown channel",
                        Golden.socketSegment("TSH ", 1, WHOLE, Golden.clientInitialData("NO\nSUCH", "QM1")),
                        1,
                        "channel 'NO?SUCH' is not defined"),
                Arguments.of("a segment too small", initialData(100, 10), 11, "MaxTransmissionSize is 100"),
                Arguments.of("no shared conversations", initialData(32748, 0), 12, "ConvPerSocket is 0"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("firstSegments")
    void theNegotiationIsRefused(String name, byte[] bytes, int status, String field) throws IOException {
        try (RawClient client = new RawClient(queueManager.port())) {
            client.send(bytes);

            assertThat(client.statusAtEnd()).as(name).isEqualTo(status);
        }
        assertThat(log.lines()).singleElement().asString().contains(field).contains("status " + status);
    }

    static Stream<Arguments> laterSegments() {
        byte[] md = Golden.messageDescriptor(2, NO_ID, NO_ID);
        byte[] pmo = Golden.putOptions(2, 4, 0, "", "");
        byte[] lying = Golden.put(2, md, pmo, new byte[10]);
        System.arraycopy(Bytes.begin().i32(0x7fffffff).array(), 0, lying, lying.length - 14, 4);
        byte[] selection = Golden.objectDescriptor(4, 1, "HOSTILE", "", "", "", "", "a = 1");
        System.arraycopy(Bytes.begin().i32(0x7ffffff0).array(), 0, selection, 360, 4);
        byte[] oldMd = md.clone();
        oldMd[7] = 9;
        return Stream.of(
                Arguments.of("an answer's type", Recordings.call(0x96, Golden.headerOnly()), 10, "MQPUT_REPLY"),
                Arguments.of(
                        "a second MQCONN",
                        Recordings.handshake(CHANNEL, "QM1", "x").get(3),
                        13,
                        "second MQCONN"),
                Arguments.of(
                        "a second negotiation",
                        Recordings.handshake(CHANNEL, "QM1", "x").get(0),
                        14,
                        "TSH"),
                Arguments.of(
                        "an unknown conversation",
                        Golden.segment(0x8A, 999, 0, WHOLE, Golden.headerOnly()),
                        30,
                        "conversation 999"),
                Arguments.of(
                        "a conversation twice",
                        Recordings.socket(0x0C, WHOLE, Golden.socketAction(1, 0, 1, 0, 0)),
                        30,
                        "conversation 1 cannot begin"),
                Arguments.of("a call without its header", Recordings.call(0x8A, new byte[15]), 11, "API header"),
                Arguments.of("data length that lies", Recordings.call(0x86, lying), 11, "MQPUT data needs 2147483647"),
                Arguments.of(
                        "selection offset outside",
                        Recordings.call(0x83, Golden.open(selection, 0x2001)),
                        11,
                        "VSOffset is 2147483632"),
                Arguments.of(
                        "MQMD version", Recordings.call(0x86, Golden.put(2, oldMd, pmo, md)), 12, "MQMD version is 9"),
                Arguments.of(
                        "a call that goes on but did not begin",
                        Golden.segment(0x86, 1, 0, 0x20, lying),
                        13,
                        "MQPUT goes on, but none began"),
                Arguments.of("too short an action", Recordings.socket(0x0C, WHOLE, new byte[19]), 11, "SOCKET_ACTION"),
                Arguments.of("a call for the socket", Recordings.socket(0x86, WHOLE, lying), 10, "not for the whole"),
                Arguments.of("too short a request", Recordings.request(new byte[39]), 11, "REQUEST_MSGS needs 40"),
                Arguments.of("news too short", Recordings.notification(new byte[15], 1, WHOLE), 11, "NOTIFICATION"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("laterSegments")
    void aConnectionIsEnded(String name, byte[] bytes, int status, String field) throws IOException {
        try (RawClient client = RawClient.connected(queueManager.port(), CHANNEL, "QM1")) {
            client.open("HOSTILE", 0x2010); // handle 2
            client.send(bytes);

            assertThat(client.statusAtEnd()).as(name).isEqualTo(status);
        }
        assertThat(log.lines()).singleElement().asString().contains(field).contains("status " + status);
    }

    @Test
    void theStatusArrivesAlthoughTheClientHasSentMore() throws IOException {
        try (RawClient client = RawClient.connected(queueManager.port(), CHANNEL, "QM1")) {
            client.send(Recordings.call(0x96, Golden.headerOnly()));
            byte[] more = new byte[300_000];
            client.send(more);

            assertThat(client.statusAtEnd()).isEqualTo(10);
        }
    }

    @Test
    void absurdCountsAreAnsweredWithAReasonAndTheConnectionGoesOn() throws IOException {
        byte[] md = Golden.messageDescriptor(2, NO_ID, NO_ID);
        try (RawClient client = RawClient.connected(queueManager.port(), CHANNEL, "QM1")) {
            int handle = client.open("HOSTILE", 0x2031);
            byte[] tooManySelectors = Golden.inquire(handle, 0, 0, 3);
            tooManySelectors[16] = 0x7f;

            assertThat(reason(client, 0x89, tooManySelectors)).isEqualTo(2065);
            assertThat(reason(client, 0x89, Golden.inquire(handle, 0x7fffffff, 0, 3)))
                    .isEqualTo(2021);
            assertThat(reason(client, 0x89, Golden.inquire(handle, -1, 0, 2016)))
                    .isEqualTo(2021);
            assertThat(reason(client, 0x89, Golden.inquire(handle, 1, 0x7fffffff, 3)))
                    .isEqualTo(2006);
            assertThat(reason(client, 0x89, Golden.inquire(handle, 1, -4, 3))).isEqualTo(2006);
            byte[] gmo = Golden.getOptions(2, 0x2004, 0, "", 0);
            assertThat(reason(client, 0x85, Golden.get(handle, md, gmo, -1))).isEqualTo(2005);
            assertThat(reason(client, 0x85, Golden.get(handle, md, gmo, 0x7fffffff)))
                    .isEqualTo(2033);
            byte[] waiting = Golden.getOptions(2, 0x2005, -2, "", 0);
            assertThat(reason(client, 0x85, Golden.get(handle, md, waiting, 4096)))
                    .isEqualTo(2090);
            assertThat(reason(client, 0x84, Golden.close(77, 0))).isEqualTo(2019);
            assertThat(reason(client, 0x89, Golden.inquire(handle, 1, 0, 3))).isZero();
        }
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void aSelectorLongerThanDocumentedIsRefusedBeforeItIsParsed() throws IOException {
        String selector = "a = 1 " + "OR a = 1 ".repeat(2000);
        try (RawClient client = RawClient.connected(queueManager.port(), CHANNEL, "QM1")) {
            byte[] descriptor = Golden.objectDescriptor(4, 1, "HOSTILE", "", "", "", "", selector);

            assertThat(reason(client, 0x8C, Golden.spiOpen(0x2001, descriptor))).isEqualTo(2519);
        }
    }

    @Test
    void aCallAfterMqdiscIsAnsweredWithHconnError() throws IOException {
        try (RawClient client = RawClient.connected(queueManager.port(), CHANNEL, "QM1")) {
            assertThat(reason(client, 0x82, Golden.headerOnly())).isZero();

            assertThat(reason(client, 0x8A, Golden.headerOnly())).isEqualTo(2018);
        }
    }

    @Test
    void aRefusedMessageDoesNotTravelBack() throws IOException {
        byte[] md = Golden.messageDescriptor(2, NO_ID, NO_ID);
        byte[] put = Golden.put(99, md, Golden.putOptions(2, 4, 0, "", ""), new byte[30_000]);
        try (RawClient client = RawClient.connected(queueManager.port(), CHANNEL, "QM1")) {
            RawClient.Frame answer = client.call(0x86, put);

            assertThat(answer.int32(8)).isEqualTo(2019);
            assertThat(answer.body().capacity()).isBetween(16 + 364 + 152, 4096);
        }
    }

    @Test
    void aDynamicQueueFloodEndsAtMaxhands() throws IOException {
        byte[] open = Golden.open(Golden.queue(2, "SYSTEM.DEFAULT.MODEL.QUEUE"), 0x2030);
        try (RawClient client = RawClient.connected(queueManager.port(), CHANNEL, "QM1")) {
            int opened = 0;
            while (reason(client, 0x83, open) == 0) {
                opened++;
            }

            assertThat(opened).isEqualTo(256);
            assertThat(reason(client, 0x83, open)).isEqualTo(2017);
            assertThat(queueManager.mqsc("DISPLAY QLOCAL(AMQ.*)").get(0).lines())
                    .hasSizeBetween(256, 1024);
        }
        Awaitility.await("temporary queues go with their connection")
                .until(() -> queueManager.administration().queues("AMQ.*").isEmpty());
    }

    @Test
    void aConsumerOfAQueueThatIsOpenForOutputGetsNothing() throws IOException {
        byte[] md = Golden.messageDescriptor(2, NO_ID, NO_ID);
        byte[] pmo = Golden.putOptions(2, 4, 0, "", "");
        try (RawClient client = RawClient.connected(queueManager.port(), CHANNEL, "QM1")) {
            int handle = client.open("HOSTILE", 0x2010);
            assertThat(reason(client, 0x86, Golden.put(handle, md, pmo, new byte[1])))
                    .isZero();
            client.send(Recordings.request(Golden.requestMessages(handle, 1000, 0x2004, 0x18, 0)));

            assertThat(reason(client, 0x8A, Golden.headerOnly())).isZero(); // and no message before the answer
            assertThat(queueManager.depth("HOSTILE")).isEqualTo(1);
        }
    }

    private static int reason(RawClient client, int type, byte[] body) throws IOException {
        return client.call(type, body).int32(8);
    }

    private static byte[] length(String eyeCatcher, int length) {
        return Bytes.begin().ascii(eyeCatcher).i32(length).zeros(20).array();
    }

    private static byte[] littleEndian(byte[] segment) {
        segment[8] = 2;
        return segment;
    }

    private static byte[] initialData(int maximumSegment, int conversations) {
        byte[] body = Golden.clientInitialData(CHANNEL, "QM1");
        System.arraycopy(Bytes.begin().i32(maximumSegment).array(), 0, body, 12, 4);
        System.arraycopy(Bytes.begin().i32(conversations).array(), 0, body, 128, 4);
        return Golden.socketSegment("TSH ", 1, WHOLE, body);
    }
}
