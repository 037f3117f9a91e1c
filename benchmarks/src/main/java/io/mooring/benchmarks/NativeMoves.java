package io.mooring.benchmarks;

import io.mooring.PutInDoubtException;
import io.mooring.PutReceipt;
import io.mooring.client.MqClient;
import io.mooring.client.MqQueue;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.message.MqMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How long it takes from the loss of a queue manager to the first put that is stored on another, by a program that does
 * nothing but put.
 */
final class NativeMoves {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final String QUEUE = "BENCH.MOVES";

    private NativeMoves() {}

    /**
     * Milliseconds of each move.
     *
     * @param abreast how many pairs of queue managers suffer at the same time; for losses that take long to be noticed
     */
    static Samples measure(Loss loss, int losses, int abreast) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(abreast);
        try {
            List<Callable<List<Double>>> pairs = new ArrayList<>();
            for (int i = 0; i < abreast; i++) {
                pairs.add(() -> onePair(loss, (losses + abreast - 1) / abreast));
            }
            List<Double> all = new ArrayList<>();
            for (Future<List<Double>> pair : threads.invokeAll(pairs)) {
                all.addAll(pair.get());
            }
            return new Samples(all);
        } finally {
            threads.shutdown();
        }
    }

    private static List<Double> onePair(Loss loss, int losses) {
        List<Double> times = new ArrayList<>();
        try (EmbeddedQueueManager one = start("QM1");
                EmbeddedQueueManager two = start("QM2");
                MqClient client = MqClient.builder()
                        .connectionNames(one.connectionName() + "," + two.connectionName())
                        .channel("APP.SVRCONN")
                        .applicationName("moves")
                        .connect()) {
            MqQueue queue = client.queue(QUEUE);
            for (int i = 0; i < losses + 2; i++) {
                PutReceipt before = put(queue);
                EmbeddedQueueManager lost = before.queueManager().value().equals("QM1") ? one : two;
                long start = System.nanoTime();
                loss.happen().accept(lost);
                PutReceipt after = put(queue);
                while (after.queueManager().equals(before.queueManager())) {
                    after = put(queue);
                }
                double millis = (System.nanoTime() - start) / NANOS_PER_MILLI;
                loss.heal().accept(lost);
                // The first move of each direction loads classes.
                if (i >= 2) {
                    times.add(millis);
                }
                while (queue.get().isPresent()) {
                    // No queue must fill up.
                }
            }
        }
        return times;
    }

    private static PutReceipt put(MqQueue queue) {
        while (true) {
            try {
                return queue.put(MqMessage.ofText("somewhere"));
            } catch (PutInDoubtException e) {
                // This one was in flight when the link ended; the next one waits for a link.
            }
        }
    }

    private static EmbeddedQueueManager start(String name) {
        return EmbeddedQueueManager.named(name).queue(QUEUE).start();
    }
}
