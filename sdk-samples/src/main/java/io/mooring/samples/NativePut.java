package io.mooring.samples;

import io.mooring.CorrelationId;
import io.mooring.PutInDoubtException;
import io.mooring.client.Browser;
import io.mooring.client.MqClient;
import io.mooring.client.MqQueue;
import io.mooring.event.ConnectionListener;
import io.mooring.event.Reconnected;
import io.mooring.message.MqMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Puts an order for each line that is typed, and knows where it is: the receipt says queue manager, message id and instant.
 * When the connection breaks in the middle of a put, that put is in doubt, and is never made again by Mooring. This program
 * then looks for the order, and puts it again only if it is not there.
 *
 * <p>Needs the queue ORDERS, and the authority to put, browse and inquire: {@code SET AUTHREC PROFILE(ORDERS) OBJTYPE(QUEUE)
 * PRINCIPAL('app') AUTHADD(PUT,BROWSE,INQ)}.
 */
public final class NativePut {
    private NativePut() {}

    /** Puts what is typed. Needs MOORING_CONNECTION_NAMES and MOORING_CHANNEL. */
    public static void main(String[] args) {
        run(System.getenv(), Environment.typed(), System.out::println);
    }

    static void run(Map<String, String> environment, Stream<String> orders, Consumer<String> out) {
        try (MqClient client = Environment.client(environment, "order-intake")
                .listener(ConnectionListener.on(
                        Reconnected.class, e -> out.accept("moved from " + e.from() + " to " + e.to())))
                .connect()) {
            MqQueue queue = client.queue("ORDERS");
            orders.forEach(order -> put(queue, order, out));
        }
    }

    private static void put(MqQueue queue, String order, Consumer<String> out) {
        MqMessage message = MqMessage.ofText(order).persistent().withCorrelationId(idOf(order));
        try {
            out.accept(queue.put(message).line());
        } catch (PutInDoubtException e) {
            out.accept(e.getMessage());
            settle(queue, message, e, out);
        }
    }

    /**
     * What becomes of an order in doubt. That the order is on its queue is certain; that it is not may also mean that somebody
     * has got it already, so this puts again only because whoever reads ORDERS knows an order by its id and drops a second one.
     */
    private static void settle(MqQueue queue, MqMessage message, PutInDoubtException doubt, Consumer<String> out) {
        String asked = doubt.receipt().queueManager().value();
        String present = queue.inquire().queueManager().value();
        if (!present.equals(asked)) {
            out.accept("now on " + present + ": look for " + message.correlationId() + " on " + asked);
            return;
        }
        try (Browser browser = queue.browse()) {
            for (Optional<MqMessage> next = browser.next(); next.isPresent(); next = browser.next()) {
                if (next.get().correlationId().equals(message.correlationId())) {
                    out.accept("it is there, as " + next.get().messageId());
                    return;
                }
            }
        }
        out.accept("it is not there, so it is put again: " + queue.put(message).line());
    }

    /** The same order has the same id, also after a restart of this program: 24 bytes of a digest. */
    static CorrelationId idOf(String order) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(order.getBytes(StandardCharsets.UTF_8));
            return CorrelationId.of(Arrays.copyOf(digest, 24));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java runtime has no SHA-256, which each must have.", e);
        }
    }
}
