package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.ibm.mq.MQMessage;
import com.ibm.mq.MQQueue;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import com.ibm.msg.client.jms.JmsConnectionFactory;
import com.ibm.msg.client.jms.JmsFactoryFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.junit5.StartQueueManager;
import java.io.UncheckedIOException;
import java.util.Hashtable;
import javax.jms.JMSContext;
import javax.jms.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The snippet of the README about the queue manager, and those of its page about clients of the program, word for word:
 * DocumentationTest compares them. They are run if their port is free.
 */
@Tag("client")
class ReadmeSnippetsTest {
    @StartQueueManager
    final EmbeddedQueueManager queueManager =
            EmbeddedQueueManager.named("QM1").queue("ORDERS").build();

    private final EmbeddedQueueManager running =
            EmbeddedQueueManager.named("QM1").port(14141).mqsc("""
                    DEFINE QLOCAL(ORDERS)
                    DEFINE CHANNEL(ORDERS.SVRCONN) CHLTYPE(SVRCONN)
                    """).build();

    @BeforeEach
    void start() {
        try {
            running.start();
        } catch (UncheckedIOException inUse) {
            abort("port 14141, which the page names, is in use: " + inUse.getMessage());
        }
    }

    @AfterEach
    void close() {
        running.close();
    }

    @Test
    @SuppressWarnings("UnusedVariable") // the order is the reader's
    void jms() throws Exception {
        JmsConnectionFactory factory =
                JmsFactoryFactory.getInstance(WMQConstants.WMQ_PROVIDER).createConnectionFactory();
        factory.setIntProperty(WMQConstants.WMQ_CONNECTION_MODE, WMQConstants.WMQ_CM_CLIENT);
        factory.setStringProperty(WMQConstants.WMQ_CONNECTION_NAME_LIST, "127.0.0.1(14141)");
        factory.setStringProperty(WMQConstants.WMQ_CHANNEL, "ORDERS.SVRCONN");
        factory.setStringProperty(WMQConstants.WMQ_QUEUE_MANAGER, "QM1");

        try (JMSContext context = factory.createContext()) {
            Queue orders = context.createQueue("queue:///ORDERS");
            context.createProducer().send(orders, "one anchor");
            String order = context.createConsumer(orders).receive(1_000).getBody(String.class);
        }

        assertThat(running.depth("ORDERS")).isZero();
    }

    @Test
    void inATest() {
        assertThat(queueManager.connectionName()).isEqualTo("127.0.0.1(" + queueManager.port() + ")");
        assertThat(queueManager.administration().channels("APP.SVRCONN")).hasSize(1);
    }

    @Test
    void classesForJava() throws Exception {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(CMQC.TRANSPORT_PROPERTY, CMQC.TRANSPORT_MQSERIES_CLIENT);
        properties.put(CMQC.HOST_NAME_PROPERTY, "127.0.0.1");
        properties.put(CMQC.PORT_PROPERTY, 14141);
        properties.put(CMQC.CHANNEL_PROPERTY, "ORDERS.SVRCONN");

        MQQueueManager queueManager = new MQQueueManager("QM1", properties);
        MQQueue orders = queueManager.accessQueue("ORDERS", CMQC.MQOO_OUTPUT | CMQC.MQOO_INPUT_SHARED);
        MQMessage message = new MQMessage();
        message.writeString("one anchor");
        orders.put(message);
        orders.close();
        queueManager.disconnect();

        assertThat(running.depth("ORDERS")).isEqualTo(1);
    }
}
