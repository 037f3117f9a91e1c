/**
 * One handler for each verb, and what a connection has: open objects, a unit of work, consumers.
 *
 * <p>Calls of a connection run on the thread that reads its socket, under the connection's monitor, and never block:
 * a get that waits is kept as a {@link io.mooring.embedded.call.PendingGet} and answered later, on the thread that
 * delivers to the socket, under the same monitor. Lock order: connection, then queue.
 */
@NullMarked
package io.mooring.embedded.call;

import org.jspecify.annotations.NullMarked;
