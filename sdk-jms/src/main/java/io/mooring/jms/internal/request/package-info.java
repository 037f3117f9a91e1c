/**
 * The requester over a JMS connection: its ids, the sessions that it puts with, and the replies that a move leaves behind.
 *
 * <p>Not API: may change with any release.
 */
@NullMarked
package io.mooring.jms.internal.request;

import org.jspecify.annotations.NullMarked;
