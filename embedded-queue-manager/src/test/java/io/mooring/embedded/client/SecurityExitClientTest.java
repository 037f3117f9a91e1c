package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ibm.mq.constants.CMQXC;
import com.ibm.mq.exits.MQCD;
import com.ibm.mq.exits.MQCXP;
import com.ibm.mq.exits.WMQSecurityExit;
import com.ibm.msg.client.jms.JmsConnectionFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.junit5.StartQueueManager;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.jms.Connection;
import javax.jms.JMSContext;
import javax.jms.JMSException;
import javax.jms.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A client with a security exit exchanges security data with the queue manager, and then works as any other. */
@Tag("client")
class SecurityExitClientTest {
    @StartQueueManager
    final EmbeddedQueueManager queueManager =
            EmbeddedQueueManager.named("QM1").queue("ORDERS").build();

    @BeforeEach
    void forgetEarlierCalls() {
        Exit.CALLS.clear();
    }

    @Test
    void theExitSeesTheNameOfTheQueueManagerBeforeTheApplicationIsConnected() throws Exception {
        Connection connection = factory().createConnection();
        try {
            assertThat(Exit.CALLS)
                    .contains(new Call(
                            CMQXC.MQXR_INIT_SEC, "QM1", "127.0.0.1(" + queueManager.port() + ")", "as it likes"));
        } finally {
            connection.close();
        }
    }

    @Test
    void messagesFlowThroughTheChannel() throws Exception {
        try (JMSContext context = factory().createContext()) {
            Queue orders = context.createQueue("queue:///ORDERS");
            context.createProducer().send(orders, "one anchor");

            assertThat(context.createConsumer(orders).receive(10_000).getBody(String.class))
                    .isEqualTo("one anchor");
        }
    }

    @Test
    void theExitLearnsOfTheEndOfTheSocket() throws Exception {
        Connection connection = factory().createConnection();
        assertThat(reasons()).doesNotContain(CMQXC.MQXR_TERM);

        queueManager.dropSockets();

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(reasons()).contains(CMQXC.MQXR_TERM));
        closeLost(connection);
    }

    private JmsConnectionFactory factory() throws Exception {
        JmsConnectionFactory factory = ClientConnections.factory(queueManager, ClientConnections.CHANNEL);
        factory.setStringProperty(WMQConstants.WMQ_QUEUE_MANAGER, "*"); // so that only the wire can tell the name
        factory.setStringProperty(WMQConstants.WMQ_SECURITY_EXIT, Exit.class.getName());
        factory.setStringProperty(WMQConstants.WMQ_SECURITY_EXIT_INIT, "as it likes");
        return factory;
    }

    /** Client 9.1 complains that there is nothing left to close, later ones do not. */
    private static void closeLost(Connection connection) {
        try {
            connection.close();
        } catch (JMSException e) {
            assertThat(ClientVersion.ofThisRun()).startsWith("9.1.");
        }
    }

    private static List<Integer> reasons() {
        return Exit.CALLS.stream().map(Call::reason).toList();
    }

    /**
     * One call of the exit.
     *
     * @param reason why it was called, MQXR_...
     * @param partner name of the queue manager, as far as it is known
     * @param connectionName host and port
     * @param data what the application gave it
     */
    record Call(int reason, String partner, String connectionName, String data) {}

    /** Says yes to everything and writes down who is there. The client makes one for each socket. */
    public static final class Exit implements WMQSecurityExit {
        static final List<Call> CALLS = new CopyOnWriteArrayList<>();

        private final String data;

        public Exit(String data) {
            this.data = data;
        }

        @Override
        public ByteBuffer channelSecurityExit(MQCXP call, MQCD channel, ByteBuffer received) {
            CALLS.add(new Call(
                    call.getExitReason(),
                    call.getPartnerName().strip(),
                    channel.getConnectionName().strip(),
                    data));
            call.setExitResponse(CMQXC.MQXCC_OK);
            return received;
        }
    }
}
