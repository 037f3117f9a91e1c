/**
 * One wrapper for each JMS interface: it hands each call on to IBM's object, and looks at what comes back.
 *
 * <p>Not API: may change with any release.
 */
@NullMarked
package io.mooring.jms.internal.wrap;

import org.jspecify.annotations.NullMarked;
