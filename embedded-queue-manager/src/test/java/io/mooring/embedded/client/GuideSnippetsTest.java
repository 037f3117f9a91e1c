package io.mooring.embedded.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import com.ibm.msg.client.jms.JmsConnectionFactory;
import com.ibm.msg.client.jms.JmsFactoryFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.embedded.EmbeddedCluster;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.RequestAnswers;
import io.mooring.embedded.definition.ChannelAttributes;
import io.mooring.embedded.definition.ChannelDefinition;
import io.mooring.embedded.definition.QueueAttributes;
import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.embedded.fault.Fault;
import io.mooring.embedded.junit5.StartQueueManager;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.mqi.Verb;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Hashtable;
import javax.jms.JMSContext;
import javax.jms.JMSException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippets of {@code docs/embedded-queue-manager.md}, word for word: DocumentationTest compares them. */
@Tag("client")
class GuideSnippetsTest {
    @Nested
    class OrdersTest {
        @StartQueueManager
        final EmbeddedQueueManager queueManager =
                EmbeddedQueueManager.named("QM1").queue("ORDERS").build();

        @Test
        void anOrderArrives() throws JMSException {
            JmsConnectionFactory factory =
                    JmsFactoryFactory.getInstance(WMQConstants.WMQ_PROVIDER).createConnectionFactory();
            factory.setIntProperty(WMQConstants.WMQ_CONNECTION_MODE, WMQConstants.WMQ_CM_CLIENT);
            factory.setStringProperty(WMQConstants.WMQ_CONNECTION_NAME_LIST, queueManager.connectionName());
            factory.setStringProperty(WMQConstants.WMQ_CHANNEL, "APP.SVRCONN");

            try (JMSContext context = factory.createContext()) {
                context.createProducer().send(context.createQueue("queue:///ORDERS"), "one anchor");
            }

            assertThat(queueManager.depth("ORDERS")).isEqualTo(1);
        }
    }

    @Test
    void aQueueManagerIsAnOrdinaryObject() throws Exception {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(CMQC.TRANSPORT_PROPERTY, CMQC.TRANSPORT_MQSERIES_CLIENT);

        try (EmbeddedQueueManager queueManager =
                EmbeddedQueueManager.named("QM1").queue("ORDERS").start()) {
            properties.put(CMQC.HOST_NAME_PROPERTY, "127.0.0.1");
            properties.put(CMQC.PORT_PROPERTY, queueManager.port());
            properties.put(CMQC.CHANNEL_PROPERTY, "APP.SVRCONN");
            new MQQueueManager("QM1", properties).disconnect();
        }

        assertThat(properties).containsKey(CMQC.PORT_PROPERTY);
    }

    @Test
    void aQueueManagerHasWhatTheBuilderIsTold() {
        EmbeddedQueueManager queueManager = EmbeddedQueueManager.named("QM1")
                .queue("ORDERS", "BILLS")
                .queue(QueueDefinition.local("SMALL").with(QueueAttributes.MAXDEPTH, 10))
                .channel(ChannelDefinition.named("ORDERS.SVRCONN").with(ChannelAttributes.SHARECNV, 1))
                .user("app", "secret")
                .mqsc("DEFINE QALIAS(ORDERS.IN) TARGET(ORDERS)")
                .start();

        try (queueManager) {
            assertThat(queueManager.administration().queues("ORDERS*")).hasSize(2);
            assertThat(queueManager.administration().channels("ORDERS.SVRCONN")).hasSize(1);
        }
    }

    @Test
    @SuppressWarnings("CheckReturnValue")
    void oneCanLookInside() {
        try (EmbeddedQueueManager queueManager =
                EmbeddedQueueManager.named("QM1").queue("ORDERS").start()) {
            queueManager.depth("ORDERS"); // messages on the queue, uncommitted ones included
            queueManager.messages("ORDERS"); // those that a get could get, in order
            queueManager.connections(); // application name, user, channel, client version, unit of work

            queueManager.recordCalls();
            // ... the application works ...
            queueManager.recordedCalls(); // verb, connection, application, queue, reason, message id: the latest 10,000
            queueManager.calls(Verb.MQPUT); // counted always

            assertThat(queueManager.recordedCalls()).isEmpty();
        }
    }

    @Test
    @SuppressWarnings("CheckReturnValue")
    void requestsAreAnswered() {
        try (EmbeddedQueueManager queueManager =
                EmbeddedQueueManager.named("QM1").queue("ORDERS").start()) {
            try (RequestAnswers answers = queueManager.answer("ORDERS", order -> "accepted".getBytes(UTF_8))) {
                // ... the application asks and has its replies ...
                answers.given(); // how many
            }

            assertThat(queueManager.depth("ORDERS")).isZero();
        }
    }

    @Test
    @SuppressWarnings("CheckReturnValue")
    void aClusterIsSeveralOfThem(@TempDir Path directory) {
        try (EmbeddedCluster cluster =
                EmbeddedCluster.of("QM1", "QM2", "QM3").queue("ORDERS").start()) {
            cluster.writeCcdt(directory.resolve("ccdt.json")); // a JSON channel table; *ANY_QM is any of them
            cluster.connectionNames(); // or their addresses as a list

            cluster.queueManager("QM1").askToReconnect(); // all that a queue manager alone can do
            cluster.queueManager("QM2").administration().suspend(); // its clients are to leave, until resume()
            cluster.balanceEvery(Duration.ofMillis(100)); // as many instances of each application everywhere
            cluster.instances("orders"); // how many each queue manager has
        }

        assertThat(directory.resolve("ccdt.json")).exists();
    }

    @Test
    void faultsAreOneLineEach() {
        try (EmbeddedQueueManager queueManager =
                EmbeddedQueueManager.named("QM1").queue("ORDERS").start()) {
            queueManager.inject(Fault.on(Verb.MQPUT).failsWith(Reason.Q_FULL));
            queueManager.inject(Fault.on(Verb.MQPUT).onQueue("ORDERS").call(3).failsWith(2030));
            queueManager.inject(Fault.on(Verb.MQCMIT).ofApplication("orders").losesConnectionAfterEffect());
            queueManager.inject(Fault.on(Verb.MQCMIT).losesConnectionBeforeEffect());
            queueManager.inject(Fault.on(Verb.MQGET).everyCall().isDelayedBy(Duration.ofMillis(50)));
            queueManager.clearFaults();

            assertThat(queueManager
                            .inject(Fault.on(Verb.MQPUT).failsWith(Reason.Q_FULL))
                            .fired())
                    .isZero();
        }
    }
}
