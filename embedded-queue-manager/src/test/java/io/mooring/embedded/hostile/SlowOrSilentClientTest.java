package io.mooring.embedded.hostile;

import static io.mooring.embedded.wire.Golden.NO_ID;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.admin.ChannelStopMode;
import io.mooring.embedded.definition.ChannelAttributes;
import io.mooring.embedded.definition.ChannelDefinition;
import io.mooring.embedded.wire.Golden;
import io.mooring.embedded.wire.Recordings;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that say nothing, say it slowly, or do not read what they are told: they keep nobody else from working. */
@Timeout(60)
class SlowOrSilentClientTest {
    private static final String CHANNEL = "SYSTEM.DEF.SVRCONN";
    private static final String MANY = "MANY.CONVERSATIONS";
    private static final Duration PATIENT = Duration.ofMinutes(1);
    private static final byte[] MD = Golden.messageDescriptor(2, NO_ID, NO_ID);
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;

    private EmbeddedQueueManager queueManager;
    private Warnings log;

    private void start(Duration handshakeTimeout) {
        queueManager = EmbeddedQueueManager.named("QM1")
                .queue("HOSTILE", "GOOD")
                .channel(ChannelDefinition.named(MANY).with(ChannelAttributes.SHARECNV, 999))
                .handshakeTimeout(handshakeTimeout)
                .start();
    }

    @BeforeEach
    void catchLog() {
        log = new Warnings();
    }

    @AfterEach
    void nothingIsLeft() {
        List<String> errors = log.errors();
        queueManager.close();
        log.close();
        assertThat(errors).isEmpty();
        Threads.awaitNoneOf("QM1");
    }

    @Test
    void silenceBeforeTheNegotiationEndsWithTheHandshakeTimeout() throws IOException {
        start(Duration.ofMillis(300));
        try (RawClient client = new RawClient(queueManager.port())) {
            assertThat(client.readToEnd()).isEmpty();
        }
        assertThat(log.lines()).singleElement().asString().contains("did not connect within PT0.3S");
    }

    @Test
    void silenceAfterHalfAHandshakeEndsWithAStatus() throws IOException {
        start(Duration.ofSeconds(2));
        try (RawClient client = new RawClient(queueManager.port())) {
            client.send(Recordings.handshake(CHANNEL, "QM1", "silent").get(0));

            assertThat(client.statusAtEnd()).isEqualTo(8);
        }
        assertThat(log.lines()).singleElement().asString().contains("did not connect within PT2S");
    }

    @Test
    void dripsDoNotLengthenTheHandshake() throws IOException {
        start(Duration.ofMillis(300));
        byte[] first = Recordings.handshake(CHANNEL, "QM1", "slow").get(0);
        try (RawClient client = new RawClient(queueManager.port())) {
            AtomicLong dripped = new AtomicLong();
            Awaitility.await("the socket ends").pollInterval(10, MILLISECONDS).until(() -> {
                try {
                    client.send(new byte[] {first[(int) dripped.getAndIncrement() % first.length]});
                    return false;
                } catch (SocketException closed) {
                    return true;
                }
            });

            assertThat(dripped).hasValueLessThan(first.length);
        }
    }

    @Test
    void whoDoesNotReadAnswersBeforeMqconnHoldsUpNobodysWait() throws IOException {
        start(Duration.ofSeconds(3));
        try (RawClient deaf = new RawClient(queueManager.port());
                RawClient good = RawClient.connected(queueManager.port(), CHANNEL, "QM1")) {
            deaf.send(Recordings.handshake(CHANNEL, "QM1", "deaf").get(0));
            CompletableFuture<Void> flooding = flood(deaf, Recordings.heartbeat());
            Awaitility.await("the handshake timeout ends it").until(flooding::isDone);
            int handle = good.open("GOOD", 0x2001);

            byte[] waiting = Golden.getOptions(2, 0x2005, 50, "", 0);
            assertThat(good.call(0x85, Golden.get(handle, MD, waiting, 4096)).int32(8))
                    .isEqualTo(2033);
        }
    }

    @Test
    void whoAsksForADeepQueueAndDoesNotReadHoldsUpNeitherPuttersNorAdministrators() throws IOException {
        start(PATIENT);
        try (RawClient deaf = RawClient.connected(queueManager.port(), CHANNEL, "QM1");
                RawClient good = RawClient.connected(queueManager.port(), CHANNEL, "QM1")) {
            int consumed = deaf.open("HOSTILE", 0x2001);
            deaf.send(Recordings.request(Golden.requestMessages(consumed, 0x7fffffff, 0x2004, 0x18, 0)));
            int handle = good.open("HOSTILE", 0x2011);
            byte[] put = Golden.put(handle, MD, Golden.putOptions(2, 4, 0, "", ""), new byte[30_000]);
            for (int i = 0; i < 1000; i++) { // more than the buffers of the socket hold
                assertThat(good.call(0x86, put).int32(8)).isZero();
            }

            assertThat(queueManager.depth("HOSTILE")).isPositive();
            byte[] gmo = Golden.getOptions(2, 0x2004, 0, "", 0);
            assertThat(good.call(0x85, Golden.get(handle, MD, gmo, 40_000)).int32(8))
                    .isZero();
            assertThat(queueManager.connections()).hasSize(2);
            assertThat(queueManager.mqsc("DISPLAY CONN(*) ALL"))
                    .singleElement()
                    .satisfies(result -> assertThat(result.ok()).isTrue());
            assertThat(queueManager.mqsc("DISPLAY QSTATUS(HOSTILE) TYPE(HANDLE)"))
                    .singleElement()
                    .satisfies(result -> assertThat(result.ok()).isTrue());
            queueManager.quiesce();
            queueManager.endQuiesce();
            queueManager.askToReconnect();
            queueManager.administration().stopChannel(CHANNEL, ChannelStopMode.FORCE);
            Awaitility.await("the channel ends")
                    .until(() -> queueManager.connections().isEmpty());
        }
    }

    @Test
    void aNegativeCreditBringsNothing() throws IOException {
        start(PATIENT);
        try (RawClient client = RawClient.connected(queueManager.port(), CHANNEL, "QM1")) {
            int handle = client.open("HOSTILE", 0x2011);
            byte[] put = Golden.put(handle, MD, Golden.putOptions(2, 4, 0, "", ""), new byte[10]);
            client.call(0x86, put);
            client.send(Recordings.request(Golden.requestMessages(handle, 0x80000000, 0x2004, 0x18, 0)));

            assertThat(client.call(0x8A, Golden.headerOnly()).int32(8)).isZero();
            assertThat(queueManager.depth("HOSTILE")).isEqualTo(1);
        }
    }

    @Test
    void closeEndsAClientThatFloodsAndDoesNotRead() throws IOException {
        start(PATIENT);
        try (RawClient deaf = RawClient.connected(queueManager.port(), CHANNEL, "QM1")) {
            CompletableFuture<Void> flooding = flood(deaf, Recordings.heartbeat());
            AtomicLong sent = new AtomicLong();
            Awaitility.await("the queue manager cannot write any more")
                    .pollInterval(100, MILLISECONDS)
                    .until(() -> {
                        long now = bytesSent();
                        return now > 100 * KIB && sent.getAndSet(now) == now;
                    });

            queueManager.close();

            Awaitility.await().until(flooding::isDone);
        }
    }

    @Test
    void aThousandConversationsThatBeginACallOf100MibHoldWhatTheySent() throws IOException {
        start(PATIENT);
        try (RawClient client = new RawClient(queueManager.port())) {
            List<byte[]> handshake = Recordings.handshake(MANY, "QM1", "many");
            byte[] proposal = handshake.get(0);
            System.arraycopy(new byte[] {0, 0, 3, (byte) 0xE7}, 0, proposal, 28 + 128, 4); // 999 conversations
            for (byte[] segment : handshake) {
                client.send(segment);
            }
            assertThat(client.read().int32(128)).as("conversations agreed on").isEqualTo(999);
            client.read();
            assertThat(client.read().int32(8)).as("reason of MQCONN").isZero();
            long before = usedHeap();
            byte[] part =
                    java.util.Arrays.copyOf(Golden.put(2, MD, Golden.putOptions(2, 4, 0, "", ""), new byte[0]), KIB);
            byte[] hundredMib = {6, 64, 0, 0};
            System.arraycopy(hundredMib, 0, part, 0, 4); // call length
            System.arraycopy(hundredMib, 0, part, 532, 4); // data length
            for (int id = 3; id < 2 * 999; id += 2) {
                client.send(Recordings.socket(0x0C, 0x30, Golden.socketAction(id, 0, 1, 0, 0)));
                client.read();
                client.send(Golden.segment(0x81, id, 0, 0x30, Golden.connect("QM1", "many", 7, 0, NO_ID)));
                client.read();
                client.send(Golden.segment(0x86, id, 0, 0x10, part));
            }

            assertThat(client.call(0x8A, Golden.headerOnly()).int32(8)).isZero();
            assertThat(queueManager.connections()).hasSize(999);
            assertThat(usedHeap() - before).isLessThan(20L * MIB);
        }
    }

    @Test
    void ofTooManyHalfOpenSocketsTheOldestGoes() throws IOException {
        start(PATIENT);
        queueManager.close();
        List<RawClient> flood = new ArrayList<>();
        try (EmbeddedQueueManager patient = EmbeddedQueueManager.named("QM1")
                .handshakeTimeout(Duration.ofMinutes(5))
                .start()) {
            for (int i = 0; i < 1025; i++) {
                flood.add(new RawClient(patient.port()));
            }

            assertThat(flood.get(0).readToEnd()).isEmpty();
            RawClient.connected(patient.port(), CHANNEL, "QM1").close();
        } finally {
            for (RawClient client : flood) {
                client.close();
            }
        }
        assertThat(log.lines()).allMatch(line -> line.contains("1024 clients have a socket and no connection yet"));
    }

    private static CompletableFuture<Void> flood(RawClient client, byte[] segment) {
        return CompletableFuture.runAsync(() -> {
            try {
                while (true) {
                    client.send(segment);
                }
            } catch (IOException closed) {
                // that was the aim
            }
        });
    }

    private long bytesSent() {
        return queueManager.administration().channelStatus("*").stream()
                .mapToLong(status -> status.bytesSent())
                .sum();
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
