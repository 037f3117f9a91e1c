package io.mooring.benchmarks;

import java.util.Objects;
import java.util.function.Consumer;
import javax.jms.ConnectionFactory;
import javax.jms.MessageListener;
import org.jspecify.annotations.Nullable;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.connection.JmsTransactionManager;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.listener.DefaultMessageListenerContainer;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Spring's JmsTemplate over a cache or a pool, with Spring's transaction manager for units of work and its
 * DefaultMessageListenerContainer to listen.
 */
final class TemplateLibrary implements Library {
    /** Spring has a second there, which every round would have to wait for at its end. */
    private static final long ENDS_WITHIN_MILLIS = 100;

    private final ConnectionFactory connections;
    private final Load load;
    private final AutoCloseable closes;

    private TemplateLibrary(ConnectionFactory connections, Load load, AutoCloseable closes) {
        this.connections = connections;
        this.load = load;
        this.closes = closes;
    }

    /** Over CachingConnectionFactory, which keeps a session for each thread and kind, with producer and consumer. */
    static Library withCache(ConnectionFactory factory, Load load) {
        CachingConnectionFactory cache = new CachingConnectionFactory(factory);
        cache.setSessionCacheSize(load.threads());
        return new TemplateLibrary(cache, load, cache::destroy);
    }

    /** Over pooled-jms with one connection, which keeps sessions and producers, and no consumers. */
    static Library withPool(ConnectionFactory factory, Load load) {
        JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();
        pool.setConnectionFactory(factory);
        return new TemplateLibrary(pool, load, pool::stop);
    }

    @Override
    public Worker worker() {
        return new TemplateWorker();
    }

    @Override
    public AutoCloseable listen(int threads, Consumer<byte[]> consumer) {
        DefaultMessageListenerContainer container = new DefaultMessageListenerContainer();
        container.setConnectionFactory(connections);
        container.setDestinationName(JmsLibrary.destination(PUTS));
        container.setConcurrentConsumers(threads);
        container.setMessageListener(
                (MessageListener) message -> consumer.accept(JmsLibrary.bytesOfDelivered(message)));
        container.setReceiveTimeout(ENDS_WITHIN_MILLIS);
        container.afterPropertiesSet();
        container.start();
        return container::destroy;
    }

    @Override
    public void close() throws Exception {
        closes.close();
    }

    private JmsTemplate template() {
        JmsTemplate template = new JmsTemplate(connections);
        template.setExplicitQosEnabled(true);
        template.setDeliveryPersistent(load.persistent());
        template.setReceiveTimeout(JmsLibrary.PATIENCE_MILLIS);
        return template;
    }

    private final class TemplateWorker implements Worker {
        private static final String FIRST = "queue:///" + PUTS + JmsLibrary.WITHOUT_HEADER;
        private static final String SECOND = "queue:///" + GETS + JmsLibrary.WITHOUT_HEADER;

        private final JmsTemplate template = template();
        private final TransactionTemplate units = new TransactionTemplate(new JmsTransactionManager(connections));

        @Override
        public void put(byte[] body) {
            template.convertAndSend(FIRST, body);
        }

        @Override
        public byte[] get() {
            return body(template.receiveAndConvert(SECOND));
        }

        @Override
        public byte[] transfer() {
            return Objects.requireNonNull(units.execute(status -> {
                byte[] body = body(template.receiveAndConvert(FIRST));
                template.convertAndSend(SECOND, body);
                return body;
            }));
        }

        private static byte[] body(@Nullable Object received) {
            if (received instanceof byte[] body) {
                return body;
            }
            throw new IllegalStateException("no message of bytes came, but " + received);
        }
    }
}
