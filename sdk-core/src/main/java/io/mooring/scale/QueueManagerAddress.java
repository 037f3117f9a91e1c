package io.mooring.scale;

import io.mooring.Endpoint;
import io.mooring.QueueManagerName;
import java.util.Optional;

/**
 * How to reach one queue manager by its name.
 *
 * @param name of the queue manager; another one that answers is refused (2058)
 * @param endpoint where it listens
 * @param channel server-connection channel
 * @param credentials empty: the user that the process runs as, without a password
 * @param applicationName as DISPLAY CONN shows it; 28 characters at most
 */
public record QueueManagerAddress(
        QueueManagerName name,
        Endpoint endpoint,
        String channel,
        Optional<Credentials> credentials,
        String applicationName) {
    private static final int LONGEST_APPLICATION_NAME = 28;

    /**
     * Checks channel and application name.
     *
     * @throws IllegalArgumentException if one is empty, or the application name is too long
     */
    public QueueManagerAddress {
        if (channel.isBlank()) {
            throw new IllegalArgumentException("The channel to " + name + " is empty; name one, such as APP.SVRCONN.");
        }
        if (applicationName.isBlank() || applicationName.length() > LONGEST_APPLICATION_NAME) {
            throw new IllegalArgumentException("Application name '" + applicationName + "' for " + name + " has "
                    + applicationName.length() + " characters; give 1 to 28.");
        }
    }

    /** Without credentials, as application {@code mooring-backlog}. */
    public static QueueManagerAddress of(QueueManagerName name, Endpoint endpoint, String channel) {
        return new QueueManagerAddress(name, endpoint, channel, Optional.empty(), "mooring-backlog");
    }

    /** The same with credentials. */
    public QueueManagerAddress as(String user, String password) {
        return new QueueManagerAddress(
                name, endpoint, channel, Optional.of(new Credentials(user, password)), applicationName);
    }

    /** The same with another application name. */
    public QueueManagerAddress named(String application) {
        return new QueueManagerAddress(name, endpoint, channel, credentials, application);
    }

    /**
     * User and password.
     *
     * @param user id
     * @param password never shown
     */
    public record Credentials(String user, String password) {
        /** The user only. */
        @Override
        public String toString() {
            return "Credentials[user=" + user + "]";
        }
    }
}
