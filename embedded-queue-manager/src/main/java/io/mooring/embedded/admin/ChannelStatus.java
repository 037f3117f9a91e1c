package io.mooring.embedded.admin;

import java.time.Instant;

/**
 * One running instance of a channel: a socket (DISPLAY CHSTATUS).
 *
 * @param channel the channel's name
 * @param connectionName the client's address
 * @param user the user id of its first conversation
 * @param conversations conversations on it now (CURSHCNV)
 * @param maximumConversations agreed at connect (MAXSHCNV)
 * @param calls calls and messages carried (MSGS)
 * @param bytesSent to the client
 * @param bytesReceived from the client
 * @param productId product and version of the client, 12 characters
 * @param cipherSuite the TLS suite in JSSE's spelling, empty without TLS
 * @param startedAt when the client connected
 */
public record ChannelStatus(
        String channel,
        String connectionName,
        String user,
        int conversations,
        int maximumConversations,
        long calls,
        long bytesSent,
        long bytesReceived,
        String productId,
        String cipherSuite,
        Instant startedAt) {}
