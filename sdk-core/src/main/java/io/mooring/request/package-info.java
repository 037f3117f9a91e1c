/**
 * Requests that wait for their replies: each is registered before it is put and ends exactly once.
 *
 * <p>{@link io.mooring.request.PendingRequests} is the registry that requesters stand on; it knows neither a queue manager
 * nor a kind of message. {@link io.mooring.request.ReplyQueue} is where the replies come, for native and JMS requesters
 * alike. The package knows {@code io.mooring} only.
 */
@NullMarked
package io.mooring.request;

import org.jspecify.annotations.NullMarked;
