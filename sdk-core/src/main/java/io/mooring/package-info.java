/**
 * The words an application writes: queue manager names, message ids, receipts, the state of a connection, and the
 * exceptions.
 *
 * <p>Everything here is a value or an exception: it needs no connection and no client library. Each type may be used by
 * any thread. The records are serializable, so that they can travel in a log event or an exception.
 */
@NullMarked
package io.mooring;

import org.jspecify.annotations.NullMarked;
