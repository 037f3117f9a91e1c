/**
 * Message selectors: the conditional expressions, in the syntax of JMS 2.0, that say which messages of a queue an
 * application wants to see.
 *
 * <p>A selector is parsed once, when the queue is opened, and then asked about each message. {@link
 * io.mooring.embedded.selector.Selector} and {@link io.mooring.embedded.selector.MessageProperties} are for the rest of
 * the queue manager; this package knows only the words of {@code mqi}.
 */
@NullMarked
package io.mooring.embedded.selector;

import org.jspecify.annotations.NullMarked;
