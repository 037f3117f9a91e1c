/**
 * The listener, the sockets of clients and the conversations on them: handshake, heartbeats, dispatch, clean-up.
 *
 * <p>Threads: one accepts, one reads each socket and executes its calls; a shared pool delivers what others cause (a
 * message for a get that waits, a consumer's message), one task at a time for each socket. Locks: each socket has one for
 * writing, which is always the innermost. See {@code docs/embedded-queue-manager.md}.
 */
@NullMarked
package io.mooring.embedded.channel;

import org.jspecify.annotations.NullMarked;
