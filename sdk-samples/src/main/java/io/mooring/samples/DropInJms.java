package io.mooring.samples;

import com.ibm.msg.client.jms.JmsConnectionFactory;
import com.ibm.msg.client.jms.JmsFactoryFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.event.ConnectionListener;
import io.mooring.event.Reconnected;
import io.mooring.jms.JmsPutInDoubtRuntimeException;
import io.mooring.jms.MooringConnectionFactory;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.jms.ConnectionFactory;
import javax.jms.JMSContext;
import javax.jms.JMSException;
import javax.jms.JMSProducer;
import javax.jms.Queue;

/**
 * An application on JMS, as it was, with one line more: {@code MooringConnectionFactory} around IBM's factory. Each line that
 * is typed is an order. Stop the queue manager between two lines: the next order goes to another one, and the program says so.
 *
 * <p>Needs the queue ORDERS on each queue manager. A queue manager that is stopped with {@code endmqm -r} tells its clients
 * to reconnect; after {@code endmqm -i} alone IBM's client does not.
 */
public final class DropInJms {
    private DropInJms() {}

    /** Sends what is typed. Needs MOORING_CONNECTION_NAMES and MOORING_CHANNEL. */
    public static void main(String[] args) throws JMSException {
        run(System.getenv(), Environment.typed(), System.out::println);
    }

    static void run(Map<String, String> environment, Stream<String> orders, Consumer<String> out) throws JMSException {
        ConnectionFactory factory = MooringConnectionFactory.builderWrapping(ibmFactory(environment))
                .listener(ConnectionListener.on(
                        Reconnected.class, e -> out.accept("moved from " + e.from() + " to " + e.to())))
                .onPut(receipt -> out.accept(receipt.line()))
                .build();

        // From here on nothing but JMS, and nothing that was not there before.
        try (JMSContext context = factory.createContext()) {
            Queue queue = context.createQueue("queue:///ORDERS");
            JMSProducer producer = context.createProducer();
            orders.forEach(order -> {
                try {
                    producer.send(queue, order);
                } catch (JmsPutInDoubtRuntimeException e) {
                    // IBM's client alone says 2549 at best, and for a non-persistent message nothing at all.
                    out.accept(e.getMessage());
                }
            });
        }
    }

    /** The factory of IBM's client as the application made it until now, or as it came from JNDI. */
    private static JmsConnectionFactory ibmFactory(Map<String, String> environment) throws JMSException {
        JmsConnectionFactory factory =
                JmsFactoryFactory.getInstance(WMQConstants.WMQ_PROVIDER).createConnectionFactory();
        factory.setIntProperty(WMQConstants.WMQ_CONNECTION_MODE, WMQConstants.WMQ_CM_CLIENT);
        factory.setStringProperty(
                WMQConstants.WMQ_CONNECTION_NAME_LIST, Environment.required(environment, "MOORING_CONNECTION_NAMES"));
        factory.setStringProperty(WMQConstants.WMQ_CHANNEL, Environment.required(environment, "MOORING_CHANNEL"));
        // Any queue manager may answer: one name would bind the application to one queue manager.
        factory.setStringProperty(WMQConstants.WMQ_QUEUE_MANAGER, "*");
        factory.setIntProperty(WMQConstants.WMQ_CLIENT_RECONNECT_OPTIONS, WMQConstants.WMQ_CLIENT_RECONNECT);
        factory.setStringProperty(WMQConstants.WMQ_APPLICATIONNAME, "order-intake");
        if (environment.containsKey("MOORING_USER")) {
            factory.setStringProperty(WMQConstants.USERID, environment.get("MOORING_USER"));
            factory.setStringProperty(WMQConstants.PASSWORD, Environment.required(environment, "MOORING_PASSWORD"));
            factory.setBooleanProperty(WMQConstants.USER_AUTHENTICATION_MQCSP, true);
        }
        return factory;
    }
}
