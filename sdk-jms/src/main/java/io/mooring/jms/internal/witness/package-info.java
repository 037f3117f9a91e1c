/**
 * How a move is learned: what IBM's client tells its reconnection observer, what its exceptions say, and which queue manager made the id of each message that was sent.
 *
 * <p>Not API: may change with any release.
 */
@NullMarked
package io.mooring.jms.internal.witness;

import org.jspecify.annotations.NullMarked;
