package io.mooring.jms.internal.ibm;

import com.ibm.msg.client.jms.JmsConstants;
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
import java.util.regex.Pattern;
import javax.jms.ConnectionFactory;
import javax.jms.JMSException;
import javax.jms.QueueConnectionFactory;
import javax.jms.TopicConnectionFactory;
import javax.jms.XAConnectionFactory;
import org.jspecify.annotations.Nullable;

/** Makes connection factories of IBM's client: new ones with properties, and copies of what an application has set up. */
public final class IbmFactories {
    /** What may be a secret; a security exit may be given one with its data. */
    private static final Pattern SECRET = Pattern.compile("PASSWORD|SECRET|EXIT_INIT");

    /** Clients that tell an observer nothing: seen with 9.3.0.0; the first one that was seen to speak is 9.3.5.1. */
    private static final Pattern SILENT = Pattern.compile("^(9\\.[0-2]\\.|9\\.3\\.[0-4]\\.)");

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

    /**
     * Has an observer told of reconnections; false if this client does not take one, or takes it and tells it nothing: it
     * takes properties that it does not know.
     */
    public static boolean observe(ConnectionFactory factory, Object observer) {
        String version = JmsFactoryFactory.class.getPackage().getImplementationVersion();
        if (version != null && SILENT.matcher(version).find()) {
            return false;
        }
        try {
            ((JmsPropertyContext) factory).setObjectProperty(CommonConstants.WMQ_RECONNECTION_OBSERVER, observer);
            return true;
        } catch (JMSException refused) {
            return false;
        }
    }

    /**
     * Has the sockets of the connections of a factory watched by a security exit, where that changes nothing else.
     *
     * <p>Not with a channel table, which alone says which exits there are; nor where the application has an exit of its own;
     * nor without a password, because then the client does not send the user where there is an exit (observed); nor without
     * reconnection, because then connections share sockets, and would no more; nor where the client could not find the exit.
     *
     * @param hasPassword whether the connection is made with a password
     * @param key the name by which the connection is told from all others
     * @return whether they will be watched
     */
    public static boolean watchSockets(
            ConnectionFactory factory, boolean hasPassword, String key, SocketExit.Watcher watcher) {
        boolean may = hasPassword
                && Boolean.parseBoolean(String.valueOf(property(factory, WMQConstants.USER_AUTHENTICATION_MQCSP)))
                && isNumber(factory, WMQConstants.WMQ_CONNECTION_MODE, WMQConstants.WMQ_CM_CLIENT)
                && reconnects(factory)
                && isBlank(factory, WMQConstants.WMQ_CCDTURL)
                && isBlank(factory, WMQConstants.WMQ_SECURITY_EXIT)
                && SocketExit.isFound();
        if (!may) {
            return false;
        }
        try {
            JmsPropertyContext watched = (JmsPropertyContext) factory;
            watched.setStringProperty(WMQConstants.WMQ_SECURITY_EXIT, SocketExit.class.getName());
            watched.setStringProperty(WMQConstants.WMQ_SECURITY_EXIT_INIT, key);
        } catch (JMSException refused) {
            return false;
        }
        SocketExit.watch(key, watcher);
        return true;
    }

    private static boolean reconnects(ConnectionFactory factory) {
        return isNumber(factory, WMQConstants.WMQ_CLIENT_RECONNECT_OPTIONS, WMQConstants.WMQ_CLIENT_RECONNECT)
                || isNumber(
                        factory, WMQConstants.WMQ_CLIENT_RECONNECT_OPTIONS, WMQConstants.WMQ_CLIENT_RECONNECT_Q_MGR);
    }

    private static boolean isNumber(ConnectionFactory factory, String name, int number) {
        return String.valueOf(number).equals(String.valueOf(property(factory, name)));
    }

    private static boolean isBlank(ConnectionFactory factory, String name) {
        Object value = property(factory, name);
        return value == null || value.toString().isBlank();
    }

    /** Whether a factory has a password of its own. */
    public static boolean hasPassword(ConnectionFactory factory) {
        return !isBlank(factory, WMQConstants.PASSWORD);
    }

    /** The observer that an application has set on its factory, null if it has set none. */
    public static @Nullable Object observerOf(ConnectionFactory factory) {
        return property(factory, CommonConstants.WMQ_RECONNECTION_OBSERVER);
    }

    /** Has the exception listener of a factory's connections told of all that happens beside the calls. */
    public static void tellAllExceptions(ConnectionFactory factory) throws JMSException {
        ((JmsPropertyContext) factory).setIntProperty(JmsConstants.ASYNC_EXCEPTIONS, JmsConstants.ASYNC_EXCEPTIONS_ALL);
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
            factory.setObjectProperty(name, typed(value, factory.getObjectProperty(name)));
        } catch (JMSException e) {
            if (SECRET.matcher(name).find()) {
                // Not what the client says, which repeats the value.
                throw new IllegalArgumentException("IBM's client refuses property " + name + " with the value it has.");
            }
            throw new IllegalArgumentException(
                    "IBM's client refuses property " + name + " with the value '" + value + "': " + e.getMessage(), e);
        }
    }

    /** A text as the number or truth value that stands there without it: settings from outside are all texts. */
    private static Object typed(Object value, @Nullable Object present) {
        if (!(value instanceof String text) || present == null || present instanceof String) {
            return value;
        }
        try {
            if (present instanceof Integer) {
                return Integer.valueOf(text);
            }
            if (present instanceof Long) {
                return Long.valueOf(text);
            }
        } catch (NumberFormatException e) {
            return value;
        }
        return present instanceof Boolean ? (Object) Boolean.valueOf(text) : value;
    }

    private static Set<String> names(JmsPropertyContext context) throws JMSException {
        return new TreeSet<>(Collections.list(context.getPropertyNames()));
    }
}
