package io.mooring.jms;

import com.ibm.mq.jms.MQConnectionFactory;
import com.ibm.msg.client.jms.JmsDestination;
import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.MessageId;
import io.mooring.embedded.EmbeddedQueueManager;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.jms.BytesMessage;
import javax.jms.Connection;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.MessageProducer;
import javax.jms.Session;
import javax.jms.TextMessage;

/** Answers requests on one queue manager with IBM's client alone, in units of work; can be held back. */
final class PriceServer implements AutoCloseable {
    /** What a server does with the ids of a request. */
    enum Style {
        /** The correlation id of the reply is the message id of the request. */
        MESSAGE_ID,
        /** It is the correlation id of the request, or the message id of one without. */
        CORRELATION_ID,
        /** The reply has both ids of the request. */
        PASSES_BOTH
    }

    /** The text of a request that it takes and does not answer. */
    static final String UNANSWERED = "unanswered";

    private static final long PATIENCE_SECONDS = 60;

    private final String name;
    private final Style style;
    private final Connection connection;
    private final Semaphore open = new Semaphore(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicInteger served = new AtomicInteger();
    private volatile int copies = 1;
    private volatile boolean closed;

    private PriceServer(EmbeddedQueueManager queueManager, Style style) throws JMSException {
        this.name = queueManager.name();
        this.style = style;
        MQConnectionFactory factory = new MQConnectionFactory();
        factory.setIntProperty(WMQConstants.WMQ_CONNECTION_MODE, WMQConstants.WMQ_CM_CLIENT);
        factory.setConnectionNameList(queueManager.connectionName());
        factory.setChannel("APP.SVRCONN");
        factory.setAppName("server");
        connection = factory.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(session.createQueue("PRICE.REQUEST"));
        MessageProducer producer = session.createProducer(null);
        connection.start();
        Thread thread = new Thread(() -> serve(session, consumer, producer), "price server on " + name);
        thread.start();
    }

    static PriceServer on(EmbeddedQueueManager queueManager, Style style) throws JMSException {
        return new PriceServer(queueManager, style);
    }

    /** Answers nothing until {@link #goOn()}. */
    PriceServer hold() {
        open.acquireUninterruptibly();
        return this;
    }

    void goOn() {
        open.release();
    }

    /** So many replies to each request. */
    PriceServer repliesTimes(int times) {
        copies = times;
        return this;
    }

    int served() {
        return served.get();
    }

    private void serve(Session session, MessageConsumer consumer, MessageProducer producer) {
        try {
            while (!closed) {
                open.acquireUninterruptibly();
                try {
                    Message request = consumer.receive(20);
                    if (request != null) {
                        boolean ignored = request instanceof TextMessage text && UNANSWERED.equals(text.getText());
                        for (int copy = 0; copy < (ignored ? 0 : copies); copy++) {
                            reply(session, producer, request);
                        }
                        session.commit();
                        served.incrementAndGet();
                    }
                } finally {
                    open.release();
                }
            }
        } catch (JMSException e) {
            if (!closed) {
                throw new IllegalStateException("the server on " + name + " failed", e);
            }
        } finally {
            ended.countDown();
        }
    }

    private void reply(Session session, MessageProducer producer, Message request) throws JMSException {
        Message reply = request instanceof TextMessage text
                ? session.createTextMessage("re: " + text.getText() + " @" + name)
                : session.createBytesMessage();
        if (reply instanceof BytesMessage bytes) {
            bytes.writeBytes(((BytesMessage) request).getBody(byte[].class));
        }
        if (request.propertyExists("currency")) {
            reply.setStringProperty("currency", request.getStringProperty("currency"));
        }
        JmsDestination to = (JmsDestination) request.getJMSReplyTo();
        boolean hasOwn = request.getJMSCorrelationID() != null;
        if (style == Style.PASSES_BOTH) {
            to.setBooleanProperty(WMQConstants.WMQ_MQMD_WRITE_ENABLED, true);
            reply.setObjectProperty(
                    "JMS_IBM_MQMD_MsgId",
                    MessageId.parse(request.getJMSMessageID()).toBytes());
        }
        boolean messageId = style == Style.MESSAGE_ID || (style == Style.CORRELATION_ID && !hasOwn);
        reply.setJMSCorrelationID(messageId ? request.getJMSMessageID() : request.getJMSCorrelationID());
        producer.send(to, reply, request.getJMSDeliveryMode(), Message.DEFAULT_PRIORITY, 0);
    }

    @Override
    public void close() throws JMSException {
        closed = true;
        if (open.availablePermits() == 0) {
            open.release();
        }
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the server on " + name + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}
