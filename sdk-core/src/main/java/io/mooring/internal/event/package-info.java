/** Delivers events to listeners as {@code ConnectionListener} promises. Not API: may change with any release. */
@NullMarked
package io.mooring.internal.event;

import org.jspecify.annotations.NullMarked;
