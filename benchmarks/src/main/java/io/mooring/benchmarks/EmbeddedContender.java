package io.mooring.benchmarks;

import com.ibm.mq.MQException;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import com.ibm.msg.client.jms.JmsConnectionFactory;
import com.ibm.msg.client.jms.JmsFactoryFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.client.MqClient;
import io.mooring.embedded.EmbeddedQueueManager;
import java.util.Hashtable;
import java.util.function.UnaryOperator;
import javax.jms.ConnectionFactory;
import javax.jms.JMSException;

/** The embedded queue manager with IBM's client, both as they are without any setting that is about speed. */
public final class EmbeddedContender implements FillableContender {
    static final String NAME = "Mooring";

    /** Its name, with which those of its threads begin. */
    static final String QUEUE_MANAGER = "QM1";

    private static final String SHARING = "APP.SVRCONN";
    private static final String NOT_SHARING = "ONE.SVRCONN";

    private final EmbeddedQueueManager queueManager;

    /** Starts a queue manager with these queues. */
    public EmbeddedContender(String... queues) {
        StringBuilder script = new StringBuilder("DEF CHL(" + NOT_SHARING + ") CHLTYPE(SVRCONN) SHARECNV(1)\n");
        for (String queue : queues) {
            script.append("DEF QL(").append(queue).append(") MAXDEPTH(2000000)\n");
        }
        queueManager = EmbeddedQueueManager.named(QUEUE_MANAGER)
                .mqsc(script.toString())
                .start();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ConnectionFactory connections() throws JMSException {
        JmsConnectionFactory factory =
                JmsFactoryFactory.getInstance(WMQConstants.WMQ_PROVIDER).createConnectionFactory();
        factory.setIntProperty(WMQConstants.WMQ_CONNECTION_MODE, WMQConstants.WMQ_CM_CLIENT);
        factory.setStringProperty(WMQConstants.WMQ_CONNECTION_NAME_LIST, queueManager.connectionName());
        factory.setStringProperty(WMQConstants.WMQ_CHANNEL, SHARING);
        factory.setStringProperty(WMQConstants.WMQ_QUEUE_MANAGER, QUEUE_MANAGER);
        return factory;
    }

    /** A connection of MQ classes for Java, on a socket of its own. */
    public MQQueueManager connect() throws MQException {
        return connect(NOT_SHARING);
    }

    /** A connection of MQ classes for Java over the channel that the JMS factories use, where up to ten share a socket. */
    MQQueueManager connectShared() throws MQException {
        return connect(SHARING);
    }

    @SuppressWarnings("JdkObsolete") // IBM's constructor takes a Hashtable
    private MQQueueManager connect(String channel) throws MQException {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(CMQC.TRANSPORT_PROPERTY, CMQC.TRANSPORT_MQSERIES_CLIENT);
        properties.put(CMQC.HOST_NAME_PROPERTY, "127.0.0.1");
        properties.put(CMQC.PORT_PROPERTY, queueManager.port());
        properties.put(CMQC.CHANNEL_PROPERTY, channel);
        return new MQQueueManager(QUEUE_MANAGER, properties);
    }

    /** A client of the SDK over the same channel, without anything that is about speed. */
    public MqClient connectClient() {
        return connectClient(NOT_SHARING);
    }

    /** A client of the SDK over the channel that the JMS factories use, where up to ten conversations share a socket. */
    MqClient connectSharingClient() {
        return connectClient(SHARING);
    }

    private MqClient connectClient(String channel) {
        return MqClient.builder()
                .connectionNames("127.0.0.1(" + queueManager.port() + ")")
                .channel(channel)
                .applicationName("benchmark")
                .connect();
    }

    @Override
    public ConnectionFactory connectionsThatDoNotWait() throws JMSException {
        return connections();
    }

    @Override
    public String addressWithoutWaiting(String queue) {
        return "queue:///" + queue + "?putAsyncAllowed=1";
    }

    @Override
    public long depth(String queue) {
        return queueManager.depth(queue);
    }

    /** Has the queue manager itself answer requests with what they hold, so that no program uses the processors for it. */
    AutoCloseable echo(String requests) {
        return queueManager.answer(requests, UnaryOperator.identity());
    }

    /** Time and again what an administrator asks: DISPLAY QSTATUS. */
    void displayStatus(String queue, int times) {
        for (int i = 0; i < times; i++) {
            queueManager.mqsc("DISPLAY QSTATUS(" + queue + ") ALL");
        }
    }

    @Override
    public void clear(String queue) {
        queueManager.administration().clearQueue(queue);
    }

    @Override
    public void close() {
        queueManager.close();
    }
}
