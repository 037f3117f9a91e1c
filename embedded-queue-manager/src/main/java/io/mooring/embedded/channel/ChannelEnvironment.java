package io.mooring.embedded.channel;

import io.mooring.embedded.call.CallDispatcher;
import io.mooring.embedded.call.Environment;
import io.mooring.embedded.tls.TlsAcceptor;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What sockets work with.
 *
 * @param calls what calls work on
 * @param dispatcher executes calls
 * @param channels the channel definitions
 * @param tls how to accept TLS, or null if the queue manager has no certificates
 * @param deliveries threads for what others cause
 * @param handshakeTimeout how long a client may take from its TCP connection to its first MQCONN
 */
public record ChannelEnvironment(
        Environment calls,
        CallDispatcher dispatcher,
        Channels channels,
        @Nullable TlsAcceptor tls,
        Executor deliveries,
        Duration handshakeTimeout) {}
