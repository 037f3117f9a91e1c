/**
 * When a client connects again: after a loss ({@link io.mooring.reconnect.ReconnectPolicy}), and on purpose ({@link
 * io.mooring.reconnect.ConnectionLifetime}).
 *
 * <p>Values for whoever builds a client. They have no thread and no clock; the client applies them.
 */
@NullMarked
package io.mooring.reconnect;

import org.jspecify.annotations.NullMarked;
