package io.mooring.jms.internal.ibm;

import com.ibm.msg.client.jms.JmsFactoryFactory;
import com.ibm.msg.client.jms.JmsPropertyContext;
import com.ibm.msg.client.jms.JmsReadablePropertyContext;
import com.ibm.msg.client.wmq.WMQConstants;
import com.ibm.msg.client.wmq.common.CommonConstants;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.jms.ConnectionFactory;
import javax.jms.JMSException;
import javax.jms.QueueConnectionFactory;
import javax.jms.TopicConnectionFactory;
import javax.jms.XAConnectionFactory;
import org.jspecify.annotations.Nullable;

/** Makes connection factories of IBM's client: new ones with properties, and copies of what an application has set up. */
public final class IbmFactories {
    private IbmFactories() {}

    /**
     * A new factory with these properties, which are set in the order of their names.
     *
     * @throws IllegalArgumentException if the client refuses one of them; the message names it and its value
     */
    public static ConnectionFactory make(FactoryKind kind, Map<String, Object> properties) {
        JmsPropertyContext factory = empty(kind);
        for (Map.Entry<String, Object> property : new TreeMap<>(properties).entrySet()) {
            set(factory, property.getKey(), property.getValue());
        }
        return (ConnectionFactory) factory;
    }

    /**
     * Checks that we can stand around a factory.
     *
     * @throws IllegalArgumentException if it is for XA, or not of IBM's client; the message says what would do
     */
    public static void requireCopyable(ConnectionFactory factory) {
        if (factory instanceof XAConnectionFactory) {
            throw new IllegalArgumentException(factory.getClass().getName()
                    + " is for XA transactions, which Mooring does not take part in; give IBM's factory without XA, or"
                    + " leave this one as it is.");
        }
        if (!(factory instanceof JmsPropertyContext)) {
            throw new IllegalArgumentException(factory.getClass().getName()
                    + " is not a connection factory of IBM's MQ client (javax.jms); give the one that IBM's client made,"
                    + " and put pools and caches around Mooring's.");
        }
    }

    /**
     * A copy of an application's factory, for one connection.
     *
     * @param kind what the connection is for; a factory for both domains can be copied for one, others only for theirs
     * @throws JMSException if the client refuses to copy a property
     */
    public static ConnectionFactory copy(ConnectionFactory original, FactoryKind kind) throws JMSException {
        JmsPropertyContext copy = like(original, kind);
        JmsPropertyContext given = (JmsPropertyContext) original;
        for (String name : names(given)) {
            Object value = given.getObjectProperty(name);
            // What is as in a new one is left alone: the client refuses some of its own defaults.
            if (value != null && !Objects.deepEquals(value, copy.getObjectProperty(name))) {
                copy.setObjectProperty(name, value);
            }
        }
        return (ConnectionFactory) copy;
    }

    /**
     * A copy of an application's factory with other values for some properties; those that this client does not have are
     * left out.
     *
     * @throws JMSException if the client refuses to copy a property, or a value
     */
    public static ConnectionFactory copyWith(ConnectionFactory original, Map<String, Object> properties)
            throws JMSException {
        JmsPropertyContext copy = (JmsPropertyContext) copy(original, FactoryKind.UNIFIED);
        for (Map.Entry<String, Object> property : new TreeMap<>(properties).entrySet()) {
            if (copy.propertyExists(property.getKey())) {
                copy.setObjectProperty(property.getKey(), property.getValue());
            }
        }
        return (ConnectionFactory) copy;
    }

    /** A property of a factory, connection or destination of the client; null if it has none of the name. */
    public static @Nullable Object property(Object context, String name) {
        try {
            return context instanceof JmsReadablePropertyContext readable && readable.propertyExists(name)
                    ? readable.getObjectProperty(name)
                    : null;
        } catch (JMSException e) {
            return null;
        }
    }

    /** Has an observer told of reconnections; false if this client does not take one. */
    public static boolean observe(ConnectionFactory factory, Object observer) {
        try {
            ((JmsPropertyContext) factory).setObjectProperty(CommonConstants.WMQ_RECONNECTION_OBSERVER, observer);
            return true;
        } catch (JMSException refused) {
            return false;
        }
    }

    /** The observer that an application has set on its factory, null if it has set none. */
    public static @Nullable Object observerOf(ConnectionFactory factory) {
        return property(factory, CommonConstants.WMQ_RECONNECTION_OBSERVER);
    }

    private static JmsPropertyContext like(ConnectionFactory original, FactoryKind kind) throws JMSException {
        boolean fits = kind == FactoryKind.UNIFIED
                || (kind == FactoryKind.QUEUE && original instanceof QueueConnectionFactory)
                || (kind == FactoryKind.TOPIC && original instanceof TopicConnectionFactory);
        if (!fits && (original instanceof QueueConnectionFactory || original instanceof TopicConnectionFactory)) {
            throw new javax.jms.IllegalStateException(
                    original.getClass().getName() + " is not for " + kind.words() + "; use a factory that is.");
        }
        if (fits && original.getClass().getName().startsWith("com.ibm.mq.jms.")) {
            try {
                return (JmsPropertyContext) original.getClass().getConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(
                        original.getClass().getName() + " cannot be copied; it has no public constructor.", e);
            }
        }
        return empty(fits ? kindOf(original) : kind);
    }

    private static FactoryKind kindOf(ConnectionFactory factory) {
        if (factory instanceof QueueConnectionFactory) {
            return FactoryKind.QUEUE;
        }
        return factory instanceof TopicConnectionFactory ? FactoryKind.TOPIC : FactoryKind.UNIFIED;
    }

    private static JmsPropertyContext empty(FactoryKind kind) {
        try {
            JmsFactoryFactory factories = JmsFactoryFactory.getInstance(WMQConstants.WMQ_PROVIDER);
            return (JmsPropertyContext)
                    switch (kind) {
                        case UNIFIED -> factories.createConnectionFactory();
                        case QUEUE -> factories.createQueueConnectionFactory();
                        case TOPIC -> factories.createTopicConnectionFactory();
                    };
        } catch (JMSException e) {
            throw new IllegalStateException("IBM's MQ client could not make a connection factory.", e);
        }
    }

    private static void set(JmsPropertyContext factory, String name, Object value) {
        try {
            factory.setObjectProperty(name, value);
        } catch (JMSException e) {
            throw new IllegalArgumentException(
                    "IBM's client refuses property " + name + " with the value '"
                            + (name.equals(WMQConstants.PASSWORD) ? "..." : value) + "': " + e.getMessage(),
                    e);
        }
    }

    private static Set<String> names(JmsPropertyContext context) throws JMSException {
        return new TreeSet<>(Collections.list(context.getPropertyNames()));
    }
}
