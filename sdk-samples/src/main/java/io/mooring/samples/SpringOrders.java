package io.mooring.samples;

import io.mooring.event.ConnectionListener;
import io.mooring.event.Reconnected;
import io.mooring.jms.MooringConnectionFactory;
import io.mooring.jms.Settings;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.jms.ConnectionFactory;
import javax.jms.JMSException;
import javax.jms.MessageProducer;
import javax.jms.Session;
import javax.jms.TextMessage;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.listener.DefaultMessageListenerContainer;
import org.springframework.jms.listener.SessionAwareMessageListener;

/**
 * Spring 5.3 around the drop-in factory: a {@code JmsTemplate} sends each line that is typed as an order, a listener container
 * writes a bill for each. Which options are set, and which are better not, is in {@code docs/frameworks.md}; with Spring Boot
 * the three methods below are beans.
 *
 * <p>Needs the queues ORDERS and BILLS on each queue manager, and some instances of the program: an order that was left on a
 * queue manager waits there until somebody reads it.
 */
public final class SpringOrders {
    private SpringOrders() {}

    /** Sends what is typed. Takes the settings of {@code docs/jms.md} from the environment. */
    public static void main(String[] args) {
        run(System.getenv(), Environment.typed(), System.out::println);
    }

    static void run(Map<String, String> environment, Stream<String> orders, Consumer<String> out) {
        CachingConnectionFactory connections = connections(environment, out);
        DefaultMessageListenerContainer container = container(connections, out);
        JmsTemplate template = template(connections);
        try {
            orders.forEach(order -> template.convertAndSend("ORDERS", order));
        } finally {
            container.shutdown();
            connections.destroy();
        }
    }

    /** One connection for template and container. It moves below Spring, which is told nothing and has nothing to do. */
    private static CachingConnectionFactory connections(Map<String, String> environment, Consumer<String> out) {
        MooringConnectionFactory factory = MooringConnectionFactory.builder()
                .settings(Settings.of(environment))
                .property("XMSC_ASYNC_EXCEPTIONS", -1) // a give-up is told, so that Spring connects anew
                .listener(ConnectionListener.on(
                        Reconnected.class, e -> out.accept("moved from " + e.from() + " to " + e.to())))
                .build();
        CachingConnectionFactory connections = new CachingConnectionFactory(factory);
        connections.setSessionCacheSize(10);
        connections.setCacheConsumers(false); // cached ones would keep the queue open after the container shrinks
        return connections;
    }

    private static JmsTemplate template(ConnectionFactory connections) {
        JmsTemplate template = new JmsTemplate(connections);
        template.setReceiveTimeout(5_000); // without it a receive waits for ever
        return template;
    }

    private static DefaultMessageListenerContainer container(ConnectionFactory connections, Consumer<String> out) {
        DefaultMessageListenerContainer container = new DefaultMessageListenerContainer();
        container.setConnectionFactory(connections);
        container.setDestinationName("ORDERS");
        container.setSessionTransacted(true); // what a move interrupts is delivered again
        container.setConcurrency("1-5");
        container.setMaxMessagesPerTask(10);
        container.setMessageListener((SessionAwareMessageListener<TextMessage>) (order, session) -> {
            bill(order, session); // in the same session, so an order and its bill are one unit of work
            out.accept("billed " + order.getText());
        });
        container.afterPropertiesSet();
        container.start();
        return container;
    }

    private static void bill(TextMessage order, Session session) throws JMSException {
        try (MessageProducer bills = session.createProducer(session.createQueue("BILLS"))) {
            bills.send(session.createTextMessage("bill for " + order.getText()));
        }
    }
}
