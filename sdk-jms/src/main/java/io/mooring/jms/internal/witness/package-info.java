/**
 * How a move is learned: what IBM's client tells its reconnection observer, what its exceptions say, which queue manager made the id of each message that was sent, and when sockets end.
 *
 * <p>Not API: may change with any release.
 */
@NullMarked
package io.mooring.jms.internal.witness;

import org.jspecify.annotations.NullMarked;
