/**
 * What became of each send: its receipt, its unit of work, and its doubt.
 *
 * <p>Not API: may change with any release.
 */
@NullMarked
package io.mooring.jms.internal.send;

import org.jspecify.annotations.NullMarked;
