/**
 * What happens to a connection, told as events: one record for each, and the listener that hears them.
 *
 * <p>Knows {@code io.mooring} and {@code io.mooring.reason}. Who delivers the events is internal.
 */
@NullMarked
package io.mooring.event;

import org.jspecify.annotations.NullMarked;
