package io.mooring.internal.mq;

import io.mooring.connect.ConnectAs;
import io.mooring.tls.TlsSettings;
import java.util.Optional;

/**
 * The one place that makes connections: what all conversations of a client or monitor have in common.
 *
 * @param identity who it says it is, and how it speaks TLS
 */
public record Dialer(ConnectAs identity) {
    /**
     * A line for one link, over which its conversations are started.
     *
     * @param socketLost called for each of its sockets that ends without our doing, once the line is armed; on a thread of
     *     IBM's client that must not be kept
     */
    public Line line(Route route, Runnable socketLost) {
        // A cipher that only the channel table names is TLS all the same, with what the Java runtime trusts.
        Optional<TlsSettings> settings =
                identity.tls().or(() -> route.channel().cipherSpecification().map(TlsSettings::cipher));
        return new Line(this, route, new SocketWatch(socketLost), settings);
    }

    /** What a failure to connect most likely means with these TLS settings; empty if TLS has nothing to do with it. */
    public Optional<String> explain(Throwable failure) {
        return identity.tls().flatMap(settings -> settings.explain(failure));
    }
}
