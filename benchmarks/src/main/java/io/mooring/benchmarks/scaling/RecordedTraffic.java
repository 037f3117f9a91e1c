package io.mooring.benchmarks.scaling;

import io.mooring.Endpoint;
import io.mooring.QueueManagerName;
import io.mooring.client.MqClient;
import io.mooring.client.MqQueue;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.message.MqMessage;
import io.mooring.scale.BacklogListener;
import io.mooring.scale.BacklogMonitor;
import io.mooring.scale.FleetObservation;
import io.mooring.scale.MessageCounts;
import io.mooring.scale.QueueDetail;
import io.mooring.scale.QueueManagerAddress;
import io.mooring.scale.QueueManagerReaders;
import io.mooring.scale.QueueObservation;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Records {@code recorded-load.csv}: thirty senders, each of which sends for a while and then pauses for a while, both as long
 * as a heavy-tailed chance has it, put messages on an embedded queue manager; a backlog monitor looks each second. Prints one
 * line for each look: its number, and messages put since the last one for each second. Argument: how many looks.
 */
public final class RecordedTraffic implements BacklogListener {
    private static final String QUEUE = "RECORDED";
    private static final int SENDERS = 30;
    private static final double PER_SECOND = 3;
    private static final Duration SHORTEST = Duration.ofSeconds(4);
    private static final double TAIL = 1.4;
    private static final long SEED = 6;

    private final CountDownLatch looks;
    private final int wanted;
    private double lastPuts = -1;
    private double lastSecond;

    private RecordedTraffic(int looks) {
        this.wanted = looks;
        this.looks = new CountDownLatch(looks);
    }

    /** Records so many looks. */
    public static void main(String[] arguments) throws Exception {
        RecordedTraffic recording = new RecordedTraffic(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 480);
        ExecutorService pacing = Executors.newFixedThreadPool(4);
        try (EmbeddedQueueManager queueManager = EmbeddedQueueManager.named("QM1")
                        .mqsc("DEF QL(" + QUEUE + ") MAXDEPTH(1000000)")
                        .start();
                MqClient client = MqClient.builder()
                        .connectionNames(queueManager.connectionName())
                        .channel("APP.SVRCONN")
                        .applicationName("recorded-traffic")
                        .connect()) {
            MqQueue queue = client.queue(QUEUE);
            for (int i = 0; i < SENDERS; i++) {
                new Sender(pacing, queue, new Random(SEED + i)).pause();
            }
            QueueManagerAddress address = QueueManagerAddress.of(
                    new QueueManagerName("QM1"), Endpoint.parse(queueManager.connectionName()), "APP.SVRCONN");
            try (BacklogMonitor monitor = BacklogMonitor.over(QueueManagerReaders.to(address))
                    .queue(QUEUE)
                    .every(Duration.ofSeconds(1))
                    .also(QueueDetail.MESSAGE_COUNTS)
                    .alarmAfter(Duration.ofDays(1)) // nobody reads
                    .listener(recording)
                    .start()) {
                recording.looks.await();
                if (monitor.latest(QUEUE).filter(FleetObservation::complete).isEmpty()) {
                    throw new IllegalStateException("the recording is of no use: " + monitor.latest(QUEUE));
                }
            } finally {
                pacing.shutdownNow();
                pacing.awaitTermination(1, TimeUnit.MINUTES);
            }
        }
    }

    @Override
    @SuppressWarnings("SystemOut") // this is what it records
    public void observed(FleetObservation observation) {
        for (QueueObservation.Seen seen : observation.seen()) {
            double puts = seen.counts().map(MessageCounts::in).orElse(0L);
            double second = seen.at().toEpochMilli() / 1e3;
            if (lastPuts >= 0 && looks.getCount() > 0) {
                System.out.printf(
                        Locale.ROOT, "%d,%.1f%n", wanted - looks.getCount(), (puts - lastPuts) / (second - lastSecond));
                looks.countDown();
            }
            lastPuts = puts;
            lastSecond = second;
        }
    }

    /** Sends and pauses by turns. */
    private static final class Sender {
        private final ExecutorService pacing;
        private final MqQueue queue;
        private final Random chance;
        private long until;

        Sender(ExecutorService pacing, MqQueue queue, Random chance) {
            this.pacing = pacing;
            this.queue = queue;
            this.chance = chance;
        }

        void pause() {
            later(this::begin, heavyTailed());
        }

        private void begin() {
            until = System.nanoTime() + heavyTailed();
            send();
        }

        private void send() {
            if (System.nanoTime() >= until) {
                pause();
                return;
            }
            queue.put(MqMessage.ofText("recorded"));
            later(this::send, (long) (-Math.log(1 - chance.nextDouble()) / PER_SECOND * 1e9));
        }

        /** Pareto's distribution: often short, sometimes very long. */
        private long heavyTailed() {
            return (long) (SHORTEST.toNanos() / Math.pow(1 - chance.nextDouble(), 1 / TAIL));
        }

        private void later(Runnable task, long nanos) {
            CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, pacing)
                    .execute(task);
        }
    }
}
