package io.mooring.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mooring.ConnectionState;
import io.mooring.client.MqClient;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.fault.Fault;
import io.mooring.embedded.junit5.StartQueueManager;
import io.mooring.embedded.mqi.Verb;
import io.mooring.message.MqMessage;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How to test your own application: this class is the sample. Each test has a queue manager of its own, in this process and
 * on a free port, which does what a real one does on its worst day, when it is told to.
 */
class OrderIntakeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The definitions can be the file that your administrators use: {@code mqsc(Path.of("orders.mqsc"))}. */
    @StartQueueManager
    final EmbeddedQueueManager queueManager =
            EmbeddedQueueManager.named("QM1").mqsc("""
                    DEFINE QLOCAL(BILLS)
                    DEFINE QLOCAL(ORDERS.BACKOUT)
                    DEFINE QLOCAL(ORDERS) BOTHRESH(3) BOQNAME(ORDERS.BACKOUT)
                    """).build();

    private OrderIntake intake;
    private MqClient customer;

    @BeforeEach
    void startTheApplication() {
        Map<String, String> environment =
                Map.of("MOORING_CONNECTION_NAMES", queueManager.connectionName(), "MOORING_CHANNEL", "APP.SVRCONN");
        intake = new OrderIntake(environment);
        customer = Environment.client(environment, "customer").connect();
    }

    @AfterEach
    void stopTheApplication() {
        intake.close();
        customer.close();
    }

    @Test
    void anOrderIsBilled() {
        customer.queue("ORDERS").put(MqMessage.ofText("3"));

        assertThat(nextBill()).isEqualTo("36 for 3 anchors");
    }

    @Test
    void anOrderThatIsNoNumberIsSetAsideAndTheNextOneBilled() {
        customer.queue("ORDERS").put(MqMessage.ofText("some anchors"));
        customer.queue("ORDERS").put(MqMessage.ofText("1"));

        assertThat(nextBill()).isEqualTo("12 for 1 anchors");
        assertThat(queueManager.messages("ORDERS.BACKOUT")).hasSize(1);
    }

    @Test
    void aLostConnectionBillsNothingTwice() {
        // The first commit never arrives: the order is backed out, comes again, and is billed once.
        queueManager.inject(Fault.on(Verb.MQCMIT).ofApplication("order-intake").losesConnectionBeforeEffect());

        customer.queue("ORDERS").put(MqMessage.ofText("2").persistent());

        assertThat(nextBill()).isEqualTo("24 for 2 anchors");
        await().atMost(PATIENCE).until(() -> queueManager.depth("ORDERS") == 0);
        assertThat(queueManager.depth("BILLS")).isZero();
    }

    @Test
    void anOrderWaitsForARestart() {
        customer.queue("ORDERS").put(MqMessage.ofText("1").persistent());
        assertThat(nextBill()).isEqualTo("12 for 1 anchors");

        queueManager.crash();
        // A put before the client has missed its queue manager would be in doubt.
        await().atMost(PATIENCE).until(() -> customer.state() == ConnectionState.RECONNECTING);
        queueManager.start();
        customer.queue("ORDERS").put(MqMessage.ofText("2").persistent());

        assertThat(nextBill()).isEqualTo("24 for 2 anchors");
    }

    private String nextBill() {
        Optional<MqMessage> bill = customer.queue("BILLS").get(PATIENCE);
        return bill.orElseThrow(() -> new AssertionError("No bill within " + PATIENCE + "."))
                .text();
    }
}
