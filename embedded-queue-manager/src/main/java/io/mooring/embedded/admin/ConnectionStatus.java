package io.mooring.embedded.admin;

import io.mooring.embedded.mqi.Byte24;
import java.time.Instant;

/**
 * One connection of a client: a conversation after its MQCONN (DISPLAY CONN).
 *
 * @param id the connection id; {@code EXTCONN} is its first 16 bytes, {@code CONN} the last 8
 * @param applicationName the application's name (APPLTAG)
 * @param user the user id that it runs under (USERID)
 * @param channel the channel that it came by
 * @param connectionName the client's address (CONNAME)
 * @param productId product and version of the client, for example {@code MQJB09040500}
 * @param reconnectable whether it asked for automatic reconnection
 * @param inUnitOfWork whether it has an open unit of work
 * @param connectedAt when it connected
 */
public record ConnectionStatus(
        Byte24 id,
        String applicationName,
        String user,
        String channel,
        String connectionName,
        String productId,
        boolean reconnectable,
        boolean inUnitOfWork,
        Instant connectedAt) {}
