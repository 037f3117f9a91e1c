package io.mooring.embedded.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.wire.Bytes;
import io.mooring.embedded.wire.Golden;
import io.mooring.embedded.wire.Mutations;
import io.mooring.embedded.wire.Recordings;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Damaged conversations through real sockets: none of them is a defect, none outlives its socket, and a client that behaves
 * goes on working beside them.
 */
class ConversationFuzzTest {
    /** More of them with -Dmooring.segments=1000000. */
    private static final int SEGMENTS = Integer.getInteger("mooring.segments", 40_000);

    private static final String CHANNEL = "SYSTEM.DEF.SVRCONN";
    private static final int BETWEEN_CHECKS = 50;

    @Test
    void damagedConversationsHarmNobodyElse() throws IOException {
        long seed = Long.getLong("mooring.seed", System.nanoTime());
        System.out.println("ConversationFuzzTest: -Dmooring.seed=" + seed);
        Random random = new Random(seed);
        List<byte[]> valid = Recordings.everything(CHANNEL, "QM1", "HOSTILE");
        long begin = System.nanoTime();
        long sent = 0;
        int conversations = 0;
        try (Warnings log = new Warnings();
                EmbeddedQueueManager queueManager = EmbeddedQueueManager.named("QM1")
                        .queue("HOSTILE", "GOOD")
                        .handshakeTimeout(Duration.ofSeconds(60))
                        .start()) {
            long refused = 0;
            try (RawClient good = RawClient.connected(queueManager.port(), CHANNEL, "QM1")) {
                int handle = good.open("GOOD", 0x2030 | 0x2);
                while (sent < SEGMENTS) {
                    List<byte[]> damaged = Mutations.ofConversation(valid, random);
                    sent += damaged.size();
                    conversations++;
                    refused += converse(queueManager.port(), damaged, random) == 0 ? 0 : 1;
                    if (conversations % BETWEEN_CHECKS == 0) {
                        putAndGet(good, handle, conversations);
                        queueManager.mqsc("ALTER QLOCAL(HOSTILE) GET(ENABLED) PUT(ENABLED)");
                        assertThat(log.errors())
                                .as("seed %d, conversation %d", seed, conversations)
                                .isEmpty();
                    }
                }
                putAndGet(good, handle, conversations);
                Awaitility.await("only the client that behaves is left")
                        .until(() -> queueManager.connections().size() == 1);
            }
            System.out.printf(
                    "ConversationFuzzTest: %d segments in %d conversations in %d ms, %d closed with a status%n",
                    sent, conversations, (System.nanoTime() - begin) / 1_000_000, refused);
            assertThat(log.errors()).as("seed %d", seed).isEmpty();
            assertThat(refused).isBetween(conversations / 10L, (long) conversations);
            Awaitility.await("no connection is left")
                    .until(() -> queueManager.connections().isEmpty());
        }
        Threads.awaitNoneOf("QM1");
    }

    /** Sends a conversation, in one piece or in many, and reads until the queue manager has closed. */
    private static int converse(int port, List<byte[]> segments, Random random) throws IOException {
        Bytes all = Bytes.begin();
        segments.forEach(all::bytes);
        byte[] bytes = all.array();
        try (RawClient client = new RawClient(port)) {
            try {
                int at = 0;
                while (at < bytes.length) {
                    int count = random.nextBoolean()
                            ? bytes.length - at
                            : Math.min(bytes.length - at, 1 + random.nextInt(4000));
                    client.send(java.util.Arrays.copyOfRange(bytes, at, at + count));
                    at += count;
                }
                client.finishSending();
            } catch (SocketException closedAlready) {
                // it has heard enough
            }
            return client.statusAtEnd();
        }
    }

    private static void putAndGet(RawClient good, int handle, int number) throws IOException {
        byte[] md = Golden.messageDescriptor(2, Golden.NO_ID, Golden.NO_ID);
        byte[] data = Bytes.begin().i32(number).array();
        RawClient.Frame put = good.call(0x86, Golden.put(handle, md, Golden.putOptions(2, 0x2004, 0, "", ""), data));
        assertThat(put.int32(8)).as("reason of the put").isZero();
        RawClient.Frame got = good.call(0x85, Golden.get(handle, md, Golden.getOptions(2, 0x2005, 5000, "", 0), 4096));
        assertThat(got.int32(8)).as("reason of the get").isZero();
        assertThat(got.int32(got.body().capacity() - 4)).isEqualTo(number);
    }
}
