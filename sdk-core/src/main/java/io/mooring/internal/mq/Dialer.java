package io.mooring.internal.mq;

import io.mooring.tls.TlsSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What all conversations of a client have in common: who it says it is, and how it speaks TLS.
 *
 * @param applicationName what the queue manager shows as the program's name, at most 28 characters
 * @param user the user id to connect with, null for that of the process
 * @param password its password, null for none
 * @param tls how it speaks TLS, empty for a client that was not told
 */
public record Dialer(
        String applicationName, @Nullable String user, char @Nullable [] password, Optional<TlsSettings> tls) {
    /**
     * A line for one link, over which its conversations are started.
     *
     * @param socketLost called for each of its sockets that ends without our doing, once the line is armed; on a thread of
     *     IBM's client that must not be kept
     */
    public Line line(Route route, Runnable socketLost) {
        // A cipher that only the channel table names is TLS all the same, with what the Java runtime trusts.
        Optional<TlsSettings> settings =
                tls.or(() -> route.channel().cipherSpecification().map(TlsSettings::cipher));
        return new Line(this, route, new SocketWatch(socketLost), settings);
    }

    /** What a failure to connect most likely means with these TLS settings; empty if TLS has nothing to do with it. */
    public Optional<String> explain(Throwable failure) {
        return tls.flatMap(settings -> settings.explain(failure));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Dialer[" + applicationName + ", user " + user + "]";
    }
}
