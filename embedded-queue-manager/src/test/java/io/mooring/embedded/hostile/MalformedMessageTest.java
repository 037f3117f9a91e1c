package io.mooring.embedded.hostile;

import static io.mooring.embedded.wire.Golden.NO_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.wire.Bytes;
import io.mooring.embedded.wire.Golden;
import io.mooring.embedded.wire.Mutations;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that are not what they say: whoever puts them harms neither those who select among them nor the mover. */
class MalformedMessageTest {
    private static final String CHANNEL = "SYSTEM.DEF.SVRCONN";
    private static final int MUTATIONS = 3000;
    private static final String SELECTOR = "colour = 'blue' AND size > 3 OR JMSType LIKE 'a%' OR grp.x IS NOT NULL";

    private EmbeddedQueueManager queueManager;
    private Warnings log;

    @BeforeEach
    void start() {
        log = new Warnings();
        queueManager = EmbeddedQueueManager.named("QM1").queue("HOSTILE").start();
        queueManager.mqsc("ALTER QLOCAL(HOSTILE) MAXDEPTH(100000)");
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
    void aSelectorPassesOverDamagedProperties() throws IOException {
        long seed = Long.getLong("mooring.seed", System.nanoTime());
        System.out.println("MalformedMessageTest: -Dmooring.seed=" + seed);
        Random random = new Random(seed);
        byte[] rfh2 = rfh2("<jms><Typ>a</Typ></jms> ", "<usr><colour>red</colour><size dt='i4'>2</size></usr>");
        byte[] md = Golden.messageDescriptor(2, NO_ID, NO_ID);
        System.arraycopy(Bytes.begin().text("MQHRF2", 8).array(), 0, md, 32, 8);
        try (RawClient putter = RawClient.connected(queueManager.port(), CHANNEL, "QM1");
                RawClient reader = RawClient.connected(queueManager.port(), CHANNEL, "QM1")) {
            int output = putter.open("HOSTILE", 0x2010);
            int input = reader.call(
                            0x8C,
                            Golden.spiOpen(0x2001, Golden.objectDescriptor(4, 1, "HOSTILE", "", "", "", "", SELECTOR)))
                    .int32(12);
            byte[] gmo = Golden.getOptions(2, 0x2044, 0, "", 0);
            byte[] waiting = Golden.getOptions(2, 0x2045, 60_000, "", 0);
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] body = Mutations.ofSegment(rfh2, random);
                byte[] put = Golden.put(output, md, Golden.putOptions(2, 4, 0, "", ""), body);
                assertThat(putter.call(0x86, put).int32(8))
                        .as("seed %d, mutation %d", seed, i)
                        .isZero();
                if (i % 100 == 0) {
                    assertThat(reader.call(0x85, Golden.get(input, md, gmo, 4096))
                                    .int32(8))
                            .as("seed %d, mutation %d", seed, i)
                            .isIn(0, 2033);
                }
            }
            // A reader that waits while damaged messages come: they are judged on the putter's thread.
            while (reader.call(0x85, Golden.get(input, md, gmo, 4096)).int32(8) == 0) {
                // until nothing fits any more
            }
            reader.send(io.mooring.embedded.wire.Recordings.call(0x85, Golden.get(input, md, waiting, 4096)));
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] body = Mutations.ofSegment(rfh2, random);
                byte[] put = Golden.put(output, md, Golden.putOptions(2, 4, 0, "", ""), body);
                assertThat(putter.call(0x86, put).int32(8))
                        .as("seed %d, mutation %d", seed, i)
                        .isZero();
            }
        }
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void rubbishOnTheClusterTransmissionQueueStaysThereAndIsNamedOnce() throws IOException {
        byte[] md = Golden.messageDescriptor(2, NO_ID, NO_ID);
        try (RawClient client = RawClient.connected(queueManager.port(), CHANNEL, "QM1")) {
            int output = client.open("SYSTEM.CLUSTER.TRANSMIT.QUEUE", 0x2010);
            for (int i = 0; i < 3; i++) {
                byte[] put = Golden.put(output, md, Golden.putOptions(2, 4, 0, "", ""), new byte[500]);
                assertThat(client.call(0x86, put).int32(8)).isZero();
            }
        }
        Awaitility.await().untilAsserted(() -> assertThat(log.lines()).hasSize(3));
        assertThat(log.lines()).allMatch(line -> line.contains("stays there"));
        assertThat(queueManager.depth("SYSTEM.CLUSTER.TRANSMIT.QUEUE")).isEqualTo(3);
    }

    private static byte[] rfh2(String... folders) {
        Bytes all = Bytes.begin();
        for (String folder : folders) {
            String padded = folder + " ".repeat(-folder.length() & 3);
            all.i32(padded.length()).ascii(padded);
        }
        byte[] rest = all.array();
        return Bytes.begin()
                .ascii("RFH ")
                .i32(2) // version
                .i32(36 + rest.length) // length
                .i32(273) // encoding of what follows
                .i32(1208) // ccsid of what follows
                .text("MQSTR", 8) // format of what follows
                .i32(0) // flags
                .i32(1208) // ccsid of names and values
                .bytes(rest)
                .ascii("the data")
                .array();
    }
}
