/**
 * Answers requests: sessions that receive, handle, answer and commit, and the life of the connection that they are on.
 *
 * <p>Not API: may change with any release.
 */
@NullMarked
package io.mooring.jms.internal.respond;

import org.jspecify.annotations.NullMarked;
