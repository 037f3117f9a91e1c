package io.mooring.embedded.manager;

import io.mooring.embedded.call.Authentication;
import io.mooring.embedded.tls.Tls;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What a queue manager is built with and keeps.
 *
 * @param name its name
 * @param address it listens on
 * @param port it listens on; 0 for a free one
 * @param authentication who may connect
 * @param tls certificates, or null
 * @param handshakeTimeout how long a client may take to connect
 * @param clock tells the time
 */
public record Settings(
        String name,
        InetAddress address,
        int port,
        Authentication authentication,
        @Nullable Tls tls,
        Duration handshakeTimeout,
        InstantSource clock) {}
