package io.mooring.samples;

import io.mooring.MqException;
import io.mooring.PutReceipt;
import io.mooring.client.MqClient;
import io.mooring.client.MqQueue;
import io.mooring.message.MqMessage;
import io.mooring.reconnect.ReconnectPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Asks whether a queue manager does what applications need, for the health check of a cluster such as LifeKeeper: connects,
 * puts a message to a dedicated test queue, gets that very message back. A listener that answers proves less, for a queue
 * manager whose log is full still listens.
 *
 * <p>The exit code is 0 or 1. It never connects a second time: reconnecting would hide what it is asked about. The message
 * expires, so what a broken probe left is gone soon. Needs a queue nobody else reads and a user who may do nothing else:
 *
 * <pre>
 * DEFINE QLOCAL(HEALTH.PROBE) MAXDEPTH(100) DEFPSIST(YES)
 * SET AUTHREC PROFILE(HEALTH.PROBE) OBJTYPE(QUEUE) PRINCIPAL('probe') AUTHADD(PUT,GET)
 * SET AUTHREC OBJTYPE(QMGR) PRINCIPAL('probe') AUTHADD(CONNECT)
 * </pre>
 */
public final class HealthProbe {
    /** Longer than a slow disk, shorter than the cluster waits for this program. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private HealthProbe() {}

    /** Probes once. Needs MOORING_CONNECTION_NAMES, MOORING_QUEUE_MANAGER, MOORING_CHANNEL. */
    public static void main(String[] args) {
        System.exit(run(System.getenv(), System.out::println));
    }

    static int run(Map<String, String> environment, Consumer<String> out) {
        Instant begin = Instant.now();
        try (MqClient client = Environment.client(environment, "health-probe")
                .reconnect(ReconnectPolicy.never())
                .connectTimeout(PATIENCE)
                .connect()) {
            MqQueue queue = client.queue("HEALTH.PROBE");
            // Persistent: the log is written, which is what fails first.
            PutReceipt receipt =
                    queue.put(MqMessage.ofText("probe").persistent().expiringAfter(Duration.ofMinutes(1)));
            if (queue.get(receipt.messageId(), PATIENCE).isEmpty()) {
                out.accept("not healthy: " + receipt.queueManager() + " has taken " + receipt.messageId()
                        + " and does not give it back");
                return 1;
            }
            long took = Duration.between(begin, Instant.now()).toMillis();
            out.accept("healthy: " + receipt.queueManager() + ", connect, put and get in " + took + " ms");
            return 0;
        } catch (MqException e) {
            out.accept("not healthy: " + e.getMessage());
            return 1;
        }
    }
}
