package io.mooring.samples;

import io.mooring.client.MqClient;
import io.mooring.client.MqQueue;
import io.mooring.event.ConnectionListener;
import io.mooring.event.ConnectionLost;
import io.mooring.event.Reconnected;
import io.mooring.message.MqMessage;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One queue manager behind a floating address, as LifeKeeper, Pacemaker or an RDQM group keeps it: when a machine fails, the
 * queue manager starts on another one, with its queues and persistent messages, and the address follows. So there is one
 * connection name, and it has to be that queue manager: MOORING_QUEUE_MANAGER says which. Each line that is typed is an order.
 *
 * <p>What is put while the queue manager starts elsewhere waits, and is put then; for 30 minutes unless a
 * {@code ReconnectPolicy} says otherwise. HBINT of the channel says how soon a machine is missed that is gone without a word:
 * {@code ALTER CHANNEL(APP.SVRCONN) CHLTYPE(SVRCONN) HBINT(5)}. {@link HealthProbe} is what the cluster calls.
 */
public final class FloatingAddress {
    private FloatingAddress() {}

    /** Puts what is typed. Needs MOORING_CONNECTION_NAMES with the floating address, MOORING_QUEUE_MANAGER, MOORING_CHANNEL. */
    public static void main(String[] args) {
        run(System.getenv(), Environment.typed(), System.out::println);
    }

    static void run(Map<String, String> environment, Stream<String> orders, Consumer<String> out) {
        Environment.required(environment, "MOORING_QUEUE_MANAGER");
        try (MqClient client = Environment.client(environment, "order-intake")
                .listener(ConnectionListener.on(ConnectionLost.class, e -> out.accept("lost " + e.queueManager())))
                .listener(ConnectionListener.on(
                        Reconnected.class,
                        e -> out.accept(e.to() + " is back after " + e.outage().toMillis() + " ms")))
                .connect()) {
            MqQueue queue = client.queue("ORDERS");
            // Persistent, or it would not outlast the restart. A put in doubt is dealt with in NativePut.
            orders.forEach(order ->
                    out.accept(queue.put(MqMessage.ofText(order).persistent()).line()));
        }
    }
}
