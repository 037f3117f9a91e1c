package io.mooring.jms.internal.ibm;

import com.ibm.msg.client.wmq.WMQConstants;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.jms.Destination;

/**
 * What connections, contexts and destinations of IBM's client say of themselves.
 *
 * <p>A connection says it with its properties. A context has none; but from client 9.2 on its text says the same (observed,
 * 9.2.5 to 9.4.5), in a form like this, with more around it:
 *
 * <pre>
 *   {"Connection":{"Port":"1414","Host":"mq1/10.0.0.1","ResolvedQueueManager":"QM1","QueueManager":"*"}}
 * </pre>
 */
public final class IbmConnections {
    private static final Pattern NAME_IN_TEXT =
            Pattern.compile("\"ResolvedQueueManager\"\\s*:\\s*\"([A-Za-z0-9./_%]{1,48}) *\"");

    private static final Pattern HOST_IN_TEXT = Pattern.compile("\"Host\"\\s*:\\s*\"([^\"]+)\"");

    private static final Pattern PORT_IN_TEXT = Pattern.compile("\"Port\"\\s*:\\s*\"([0-9]+)\"");

    private IbmConnections() {}

    /**
     * The queue manager that a connection or context was made to. Only to be asked right after that: it stays as it was
     * when the connection moves. Empty if it does not say, as a context of older clients.
     */
    public static Optional<String> firstQueueManager(Object connection) {
        return text(connection, WMQConstants.WMQ_RESOLVED_QUEUE_MANAGER).or(() -> inText(connection, NAME_IN_TEXT));
    }

    /** Where that queue manager answered, as {@code host(port)}; the empty text if that is not known. */
    public static String firstEndpoint(Object connection) {
        Optional<String> host = text(connection, WMQConstants.WMQ_HOST_NAME).or(() -> inText(connection, HOST_IN_TEXT));
        Optional<String> port = Optional.ofNullable(IbmFactories.property(connection, WMQConstants.WMQ_PORT))
                .map(Object::toString)
                .or(() -> inText(connection, PORT_IN_TEXT));
        return host.map(IbmConnections::host)
                .flatMap(name -> port.map(number -> name + "(" + number + ")"))
                .orElse("");
    }

    private static Optional<String> inText(Object connection, Pattern pattern) {
        String text;
        try {
            text = connection.toString();
        } catch (RuntimeException | LinkageError | AssertionError e) {
            // The client needs org.json to say it, which not every application has brought along; and 9.3.0 fails in an
            // assertion of its own, where they are switched on.
            return Optional.empty();
        }
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The application name that a factory has; empty if it has none. */
    public static Optional<String> applicationName(Object factory) {
        return text(factory, WMQConstants.WMQ_APPLICATIONNAME);
    }

    /** How long the client tries to reconnect, as its factory says; 30 minutes where it does not say. */
    public static Duration reconnectTimeout(Object factory) {
        return IbmFactories.property(factory, WMQConstants.WMQ_CLIENT_RECONNECT_TIMEOUT) instanceof Number seconds
                ? Duration.ofSeconds(seconds.longValue())
                : Duration.ofMinutes(30);
    }

    /** Whether a destination says that sends to it do not wait for the queue manager's answer. */
    public static boolean sendsWithoutAnswer(Destination destination) {
        return putAsyncAllowed(destination, WMQConstants.WMQ_PUT_ASYNC_ALLOWED_ENABLED);
    }

    /** Whether a destination says that sends to it wait for the queue manager's answer, whatever the queue says. */
    public static boolean sendsWithAnswer(Destination destination) {
        return putAsyncAllowed(destination, WMQConstants.WMQ_PUT_ASYNC_ALLOWED_DISABLED);
    }

    private static boolean putAsyncAllowed(Destination destination, int value) {
        // A destination keeps as text what its URI says, and as a number what was set by a method.
        return String.valueOf(IbmFactories.property(destination, WMQConstants.WMQ_PUT_ASYNC_ALLOWED))
                .equals(String.valueOf(value));
    }

    private static Optional<String> text(Object context, String name) {
        return IbmFactories.property(context, name) instanceof String text && !text.isBlank()
                ? Optional.of(text.strip())
                : Optional.empty();
    }

    /** The client writes a host as Java does: {@code name/address}, where the name may be missing. */
    private static String host(String written) {
        int slash = written.indexOf('/');
        return slash == 0 ? written.substring(1) : slash < 0 ? written : written.substring(0, slash);
    }
}
