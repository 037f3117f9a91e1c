/**
 * Reason codes: the number a queue manager or the client answers, with its MQRC name, what kind of trouble it means, and
 * one line of advice.
 *
 * <p>{@link io.mooring.reason.ReasonCode} is open, because IBM adds codes with every release; {@link
 * io.mooring.reason.ReasonClass} is closed, so that a program can decide by it. The package knows no other one of
 * Mooring's, and IBM's exceptions only by name.
 */
@NullMarked
package io.mooring.reason;

import org.jspecify.annotations.NullMarked;
