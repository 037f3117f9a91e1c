/**
 * The life of a connection as pure functions: from state and news to the next state and what is to be done.
 *
 * <p>No thread, no clock, no socket and no lock: whoever owns a connection applies {@code ConnectionLife} in one place,
 * under its own lock, and carries the effects out after it. A native client does what the effects say; one that only
 * watches IBM's own reconnection raises the events and leaves the rest. Not API: may change with any release.
 */
@NullMarked
package io.mooring.internal.life;

import org.jspecify.annotations.NullMarked;
