package io.mooring.jms.internal.send;

import io.mooring.jms.internal.witness.Berth;

/**
 * A call that is about to be made: the link it begins on, so that a move meanwhile is seen.
 *
 * @param berth the link
 * @param usable whether calls went to a queue manager then; if not, one that fails has not been sent
 */
public record Attempt(Berth berth, boolean usable) {}
