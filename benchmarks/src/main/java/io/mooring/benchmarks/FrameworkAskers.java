package io.mooring.benchmarks;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import javax.jms.BytesMessage;
import javax.jms.ConnectionFactory;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.core.JmsTemplate;

/**
 * Requests as Spring and Camel make them, over a pool or cache as is usual.
 *
 * @param factory what is behind the pool or cache
 * @param requests the queue that servers read
 * @param load how many threads ask, and with what
 */
record FrameworkAskers(ConnectionFactory factory, String requests, Load load) {
    /** {@code JmsTemplate.sendAndReceive}, which makes a temporary queue for each request; one connection, cached sessions. */
    Workload templateWithCache() {
        CachingConnectionFactory cache = new CachingConnectionFactory(factory);
        cache.setSessionCacheSize(load.threads());
        return template(cache, cache::destroy);
    }

    /** The same, with a connection for each thread in pooled-jms. */
    Workload templateWithPool() {
        JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();
        pool.setConnectionFactory(factory);
        pool.setMaxConnections(load.threads());
        return template(pool, pool::stop);
    }

    private Workload template(ConnectionFactory connections, AutoCloseable closes) {
        JmsTemplate template = new JmsTemplate(connections);
        template.setExplicitQosEnabled(true);
        template.setDeliveryPersistent(load.persistent());
        template.setTimeToLive(Asking.TIMEOUT.toMillis());
        template.setReceiveTimeout(Asking.TIMEOUT.toMillis());
        Asking.Asker asker =
                body -> JmsLibrary.bytes(template.sendAndReceive(JmsLibrary.destination(requests), session -> {
                    BytesMessage request = session.createBytesMessage();
                    request.writeBytes(body);
                    return request;
                }));
        return Asking.shared(asker, load, closes);
    }

    /**
     * Camel's producer with a fixed reply queue.
     *
     * @param replyToType as Camel calls it: Shared or Exclusive
     */
    Workload camel(String replies, String replyToType) {
        Camel camel = connectCamel(replies, replyToType);
        return Asking.shared(camel::ask, load, camel::close);
    }

    /** Camel, connected. */
    Camel connectCamel(String replies, String replyToType) {
        CachingConnectionFactory cache = new CachingConnectionFactory(factory);
        cache.setSessionCacheSize(load.threads());
        // A shared reply queue has ever new selectors: cached, their consumers would use up the handles (2017).
        cache.setCacheConsumers(false);
        JmsComponent jms = JmsComponent.jmsComponent(cache);
        jms.setDestinationResolver((session, name, topic) -> session.createQueue(JmsLibrary.destination(name)));
        CamelContext context = new DefaultCamelContext();
        context.addComponent("jms", jms);
        context.start();
        String endpoint = "jms:queue:" + requests + "?deliveryPersistent=" + load.persistent() + "&requestTimeout="
                + Asking.TIMEOUT.toMillis() + "&replyTo=" + replies + "&replyToType=" + replyToType;
        return new Camel(context, context.createProducerTemplate(), endpoint, cache, new AtomicLong());
    }

    /** Camel's producer and what belongs to it. Used by any number of threads. */
    record Camel(
            CamelContext context,
            ProducerTemplate producer,
            String endpoint,
            CachingConnectionFactory cache,
            AtomicLong number) {
        private static final String ID = "JMSCorrelationID";
        private static final int ID_BYTES = 24;

        byte[] ask(byte[] body) {
            return present(producer.requestBodyAndHeader(endpoint, body, ID, nextId(), byte[].class));
        }

        CompletableFuture<byte[]> askAsync(byte[] body) {
            return producer.asyncRequestBodyAndHeader(endpoint, body, ID, nextId(), byte[].class)
                    .thenApply(Camel::present);
        }

        /** An id in the form of MQ, which the servers can keep: Camel's own are longer than MQ's field. */
        private String nextId() {
            byte[] id = ByteBuffer.allocate(ID_BYTES)
                    .putLong(Long.MAX_VALUE)
                    .putLong(number.incrementAndGet())
                    .array();
            return "ID:" + HexFormat.of().formatHex(id);
        }

        private static byte[] present(byte @Nullable [] reply) {
            if (reply == null) {
                throw new IllegalStateException("a reply is missing");
            }
            return reply;
        }

        void close() throws Exception {
            producer.close();
            context.close();
            cache.destroy();
        }
    }
}
