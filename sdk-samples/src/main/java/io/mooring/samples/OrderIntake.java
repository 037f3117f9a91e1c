package io.mooring.samples;

import io.mooring.client.Consumption;
import io.mooring.client.MqClient;
import io.mooring.message.MqMessage;
import java.util.Map;

/**
 * A small application to be tested: each message on ORDERS is a number of anchors, for which it puts a bill to BILLS. {@code
 * OrderIntakeTest} shows how to test it, on its worst day as well, with no queue manager installed anywhere.
 *
 * <p>Needs the queues ORDERS, with BOTHRESH and BOQNAME, and BILLS.
 */
public final class OrderIntake implements AutoCloseable {
    private static final int PRICE = 12;

    private final MqClient client;
    private final Consumption orders;

    /** Connects, and begins. */
    OrderIntake(Map<String, String> environment) {
        client = Environment.client(environment, "order-intake").connect();
        orders = client.queue("ORDERS").consume((order, work) -> {
            int anchors = Integer.parseInt(order.text()); // not a number: backed out, and set aside in the end
            work.put(
                    "BILLS",
                    MqMessage.ofText(anchors * PRICE + " for " + anchors + " anchors")
                            .persistent());
        });
    }

    /** Bills until the program is stopped. Needs MOORING_CONNECTION_NAMES and MOORING_CHANNEL. */
    public static void main(String[] args) throws InterruptedException {
        try (OrderIntake intake = new OrderIntake(System.getenv())) {
            intake.orders.await();
        }
    }

    @Override
    public void close() {
        orders.close();
        client.close();
    }
}
