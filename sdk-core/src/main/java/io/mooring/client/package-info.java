/**
 * The native client: put, get, browse, consume and units of work on IBM's MQ classes for Java, with a connection that is
 * made again by itself.
 *
 * <p>Begin with {@link io.mooring.client.MqClient}. The document on reconnection says of each operation what becomes of it
 * when the connection breaks.
 */
@NullMarked
package io.mooring.client;

import org.jspecify.annotations.NullMarked;
