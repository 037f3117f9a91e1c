package io.mooring.connect;

import io.mooring.tls.TlsSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who a program says it is when it connects, and how it speaks TLS: said once, for clients and monitors alike. Immutable,
 * safe for use by many threads; each method answers a changed copy.
 *
 * <pre>{@code
 * ConnectAs orders = ConnectAs.application("orders").credentials("app", secret).tls(tls);
 * MqClient client = MqClient.builder().channelTable(uri).queueManager("*ANY_QM").as(orders).connect();
 * BacklogMonitor backlog = BacklogMonitor.over(table, orders).queue("ORDERS").start();
 * }</pre>
 *
 * <p>Defaults: no user, so that the queue manager takes that of the channel (MCAUSER) or the one that its channel
 * authentication rules map to; and TLS as the channel table says, else none.
 */
public final class ConnectAs {
    /** The longest name of an application that a queue manager shows, in characters. */
    public static final int MAX_APPLICATION_NAME = 28;

    private final String applicationName;
    private final @Nullable String user;
    private final char @Nullable [] password;
    private final Optional<TlsSettings> tls;

    private ConnectAs(
            String applicationName, @Nullable String user, char @Nullable [] password, Optional<TlsSettings> tls) {
        this.applicationName = applicationName;
        this.user = user;
        this.password = password;
        this.tls = tls;
    }

    /**
     * An application, with all defaults.
     *
     * @param name as the queue manager shows it and balances by it, 1 to {@value #MAX_APPLICATION_NAME} characters
     * @throws IllegalArgumentException if it is blank or longer
     */
    public static ConnectAs application(String name) {
        return new ConnectAs(checked(name), null, null, Optional.empty());
    }

    /**
     * The same by another name.
     *
     * @param name 1 to {@value #MAX_APPLICATION_NAME} characters
     * @throws IllegalArgumentException if it is blank or longer
     */
    public ConnectAs named(String name) {
        return new ConnectAs(checked(name), user, password, tls);
    }

    /** The same with a user, and the password that the queue manager checks. */
    public ConnectAs credentials(String user, String password) {
        return new ConnectAs(applicationName, user, password.toCharArray(), tls);
    }

    /**
     * The same with a user whom the queue manager takes on trust, as IBM's client sends the user of the process; for channels
     * that are set up for that.
     *
     * <p>A connection of such an identity notices that its queue manager is gone only when a call fails: IBM's client sends
     * a user without a password only where there is no security exit (observed), and it is such an exit that tells of the end
     * of a socket.
     *
     * @param user such as {@code System.getProperty("user.name")}
     */
    public ConnectAs assertedUser(String user) {
        return new ConnectAs(applicationName, user, null, tls);
    }

    /** The same with TLS. */
    public ConnectAs tls(TlsSettings settings) {
        return new ConnectAs(applicationName, user, password, Optional.of(settings));
    }

    /** The name of the application. */
    public String applicationName() {
        return applicationName;
    }

    /** The user to connect as; empty for that of the channel. */
    public Optional<String> user() {
        return Optional.ofNullable(user);
    }

    /** A copy of the password; empty for none, so that the user is taken on trust. */
    public Optional<char[]> password() {
        return Optional.ofNullable(password).map(char[]::clone);
    }

    /** How it speaks TLS; empty if it was not told. */
    public Optional<TlsSettings> tls() {
        return tls;
    }

    private static String checked(String name) {
        if (name.isBlank() || name.length() > MAX_APPLICATION_NAME) {
            throw new IllegalArgumentException("Application name '" + name + "' has " + name.length()
                    + " characters; a queue manager takes 1 to " + MAX_APPLICATION_NAME + ".");
        }
        return name;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return applicationName
                + (user == null ? "" : " as user " + user)
                + tls.map(settings -> ", TLS " + settings.describe()).orElse("");
    }
}
