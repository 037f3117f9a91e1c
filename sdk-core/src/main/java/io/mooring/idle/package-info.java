/**
 * Lets instances of a server program that have nothing to do leave, without ever leaving too few behind.
 *
 * <p>{@link io.mooring.idle.IdleShutdown} is what a program uses. {@link io.mooring.idle.ActivitySource} is what it
 * watches: a consumption of the native client, or whatever else gets messages from a queue.
 */
@NullMarked
package io.mooring.idle;

import org.jspecify.annotations.NullMarked;
