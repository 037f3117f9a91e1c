/**
 * Queues and units of work: messages in memory, in MQ's order, with MQ's rules of visibility.
 *
 * <p>Knows neither sockets nor the wire. Locks: each {@link io.mooring.embedded.store.LocalQueue} guards itself with its
 * own monitor; no code of others runs under it except the hand-over callbacks of waiting gets, which only queue a task.
 * A {@link io.mooring.embedded.store.UnitOfWork} belongs to one connection and is guarded by it. Order: connection, then
 * queue; never two queues at once.
 */
@NullMarked
package io.mooring.embedded.store;

import org.jspecify.annotations.NullMarked;
