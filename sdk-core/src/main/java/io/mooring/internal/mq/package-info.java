/**
 * Calls to IBM's MQ classes for Java: a route to a queue manager, a conversation with it, and messages in both forms.
 *
 * <p>The only place that knows IBM's classes for messages. Nothing here reconnects, waits for a link, or takes a lock; a
 * conversation belongs to one thread at a time. Not API: may change with any release.
 */
@NullMarked
package io.mooring.internal.mq;

import org.jspecify.annotations.NullMarked;
