package io.mooring.idle;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ibm.mq.MQException;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQQueueManager;
import io.mooring.embedded.EmbeddedCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Instances with IBM's client on three queue managers, and the numbers that these queue managers tell. */
@Timeout(120)
class IdleShutdownOfClusterTest {
    private static final int INSTANCES = 8;
    private static final int FLOOR = 2;

    private static final IdleShutdown SETTINGS =
            IdleShutdown.after(Duration.ofMillis(50)).keeping(FLOOR).tryingAgainAfter(Duration.ofMillis(200));

    private final long seed = Long.getLong("mooring.test.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final EmbeddedCluster cluster =
            EmbeddedCluster.of("QM1", "QM2", "QM3").queue("ORDERS").start();
    private final List<ClusterReader> readers = new ArrayList<>();
    private final List<IdleWatch> watches = new ArrayList<>();

    @BeforeEach
    void openTheQueueInEachInstance() throws MQException {
        for (int i = 0; i < INSTANCES; i++) {
            readers.add(new ClusterReader(cluster, i));
        }
        assertThat(readersOfAllQueueManagers()).isEqualTo(INSTANCES);
    }

    @AfterEach
    void close() {
        watches.forEach(IdleWatch::close);
        readers.forEach(ClusterReader::disconnect);
        cluster.close();
    }

    @Test
    void ofEightThatFallIdleTogetherTwoStay() {
        watchAll();

        await().atMost(60, SECONDS).pollInterval(Duration.ofMillis(5)).untilAsserted(() -> {
            assertThat(left()).as("seed %d", seed).isLessThanOrEqualTo(INSTANCES - FLOOR);
            assertThat(left()).isEqualTo(INSTANCES - FLOOR);
        });
        await().atMost(10, SECONDS).until(() -> readersOfAllQueueManagers() == FLOOR);
        // Those two have tried again in vain, and did not even close their handles for it.
        List<ClusterReader> staying =
                readers.stream().filter(reader -> !reader.hasLeft()).toList();
        int[] pauses = staying.stream().mapToInt(ClusterReader::pauses).toArray();
        int[] counts = staying.stream().mapToInt(ClusterReader::counts).toArray();
        await().atMost(30, SECONDS)
                .until(() -> staying.get(0).counts() > counts[0] + 1
                        && staying.get(1).counts() > counts[1] + 1);
        assertThat(staying.stream().mapToInt(ClusterReader::pauses)).containsExactly(pauses[0], pauses[1]);
        assertThat(left()).isEqualTo(INSTANCES - FLOOR);
    }

    @Test
    void whileAMessageWaitsAnywhereAllStay() throws Exception {
        MQQueueManager producer = ClusterReader.connect(cluster, "QM3");
        producer.put("ORDERS", new MQMessage());
        producer.disconnect();

        watchAll();

        await().atMost(30, SECONDS).until(() -> readers.stream().allMatch(reader -> reader.counts() > 1));
        assertThat(left()).isZero();
        assertThat(readersOfAllQueueManagers()).isEqualTo(INSTANCES);
    }

    /** Its readers count as none: of the others' five, three leave; whether the floor stays is certain throughout. */
    @Test
    void readersOfAQueueManagerThatIsAwayDoNotCount() {
        cluster.queueManager("QM3").stopListening();
        cluster.queueManager("QM3").dropSockets();

        watchAll();

        await().atMost(60, SECONDS)
                .until(() -> readersOf("QM1") + readersOf("QM2") == FLOOR && leftOf("QM1") + leftOf("QM2") == 4);
        assertThat(readersOf("QM1") + readersOf("QM2")).as("seed %d", seed).isEqualTo(FLOOR);
    }

    private void watchAll() {
        readers.forEach(reader -> watches.add(IdleWatch.start(SETTINGS, reader, new Random(random.nextLong()))));
    }

    private long left() {
        return readers.stream().filter(ClusterReader::hasLeft).count();
    }

    private long leftOf(String queueManager) {
        return readers.stream()
                .filter(reader -> reader.queueManager().equals(queueManager) && reader.hasLeft())
                .count();
    }

    private int readersOfAllQueueManagers() {
        return readersOf("QM1") + readersOf("QM2") + readersOf("QM3");
    }

    private int readersOf(String queueManager) {
        try {
            MQQueueManager connection = ClusterReader.connect(cluster, queueManager);
            try {
                return ClusterReader.count(connection, queueManager)
                        .seen()
                        .orElseThrow()
                        .readers();
            } finally {
                connection.disconnect();
            }
        } catch (MQException e) {
            throw new AssertionError("cannot count the readers of " + queueManager, e);
        }
    }
}
