package io.mooring.benchmarks;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.jms.BytesMessage;
import javax.jms.ConnectionFactory;
import javax.jms.JMSException;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.core.JmsTemplate;

/** Requests by some threads as Spring and Camel make them, each with IBM's factory behind a pool or cache as is usual. */
final class FrameworkAsking {
    /** The servers would take the header of JMS for a part of the body. */
    private static final String WITHOUT_HEADER = "?targetClient=1";

    private FrameworkAsking() {}

    /** {@code JmsTemplate.sendAndReceive}, which makes a temporary queue for each request; one connection, cached sessions. */
    static Workload templateWithCache(EmbeddedContender queueManager, String requests, int count, int bytes)
            throws JMSException {
        CachingConnectionFactory cache = new CachingConnectionFactory(queueManager.connections());
        cache.setSessionCacheSize(count);
        return template(cache, requests, count, bytes, cache::destroy);
    }

    /** The same, with a connection for each thread in pooled-jms. */
    static Workload templateWithPool(EmbeddedContender queueManager, String requests, int count, int bytes)
            throws JMSException {
        JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();
        pool.setConnectionFactory(queueManager.connections());
        pool.setMaxConnections(count);
        return template(pool, requests, count, bytes, pool::stop);
    }

    private static Workload template(
            ConnectionFactory connections, String requests, int count, int bytes, AutoCloseable closes) {
        JmsTemplate template = new JmsTemplate(connections);
        template.setExplicitQosEnabled(true);
        template.setDeliveryPersistent(false);
        template.setTimeToLive(Asking.TIMEOUT.toMillis());
        template.setReceiveTimeout(Asking.TIMEOUT.toMillis());
        byte[] body = new byte[bytes];
        return asking(count, closes, () -> {
            BytesMessage reply =
                    (BytesMessage) template.sendAndReceive("queue:///" + requests + WITHOUT_HEADER, session -> {
                        BytesMessage request = session.createBytesMessage();
                        request.writeBytes(body);
                        return request;
                    });
            if (reply == null || reply.getBodyLength() != bytes) {
                throw new IllegalStateException("a reply is missing or cut");
            }
        });
    }

    /**
     * Camel's producer with a fixed reply queue.
     *
     * @param replyToType as Camel calls it: Shared or Exclusive
     */
    static Workload camel(
            EmbeddedContender queueManager, String requests, String replies, String replyToType, int count, int bytes)
            throws JMSException {
        CachingConnectionFactory cache = new CachingConnectionFactory(queueManager.connections());
        cache.setSessionCacheSize(count);
        // A shared reply queue has ever new selectors: cached, their consumers would use up the handles (2017).
        cache.setCacheConsumers(false);
        JmsComponent jms = JmsComponent.jmsComponent(cache);
        jms.setDestinationResolver((session, name, topic) -> session.createQueue("queue:///" + name + WITHOUT_HEADER));
        CamelContext context = new DefaultCamelContext();
        context.addComponent("jms", jms);
        context.start();
        ProducerTemplate producer = context.createProducerTemplate();
        String endpoint = "jms:queue:" + requests + "?deliveryPersistent=false&requestTimeout="
                + Asking.TIMEOUT.toMillis() + "&replyTo=" + replies + "&replyToType=" + replyToType;
        byte[] body = new byte[bytes];
        AtomicLong number = new AtomicLong();
        AutoCloseable closes = () -> {
            producer.close();
            context.close();
            cache.destroy();
        };
        return asking(count, closes, () -> {
            // An id in the form of MQ, which the servers can keep: Camel's own are longer than MQ's field.
            byte[] id = ByteBuffer.allocate(24)
                    .putLong(Long.MAX_VALUE)
                    .putLong(number.incrementAndGet())
                    .array();
            String correlationId = "ID:" + HexFormat.of().formatHex(id);
            byte[] reply =
                    producer.requestBodyAndHeader(endpoint, body, "JMSCorrelationID", correlationId, byte[].class);
            if (reply == null || reply.length != bytes) {
                throw new IllegalStateException("a reply is missing or cut");
            }
        });
    }

    private static Workload asking(int count, AutoCloseable closes, Asking.Asker asker) {
        List<Asking.Asker> askers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            askers.add(asker);
        }
        return new Asking(askers, closes);
    }
}
