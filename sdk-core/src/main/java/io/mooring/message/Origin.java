package io.mooring.message;

import java.time.Instant;

/**
 * What a queue manager has noted about the put of a message.
 *
 * @param user the user id of the putter
 * @param application the name of the putting program, at most 28 characters
 * @param at when it was put, by the clock of the queue manager, to a hundredth of a second
 * @param backoutCount how often the message was got and backed out before, 0 for the first time
 */
public record Origin(String user, String application, Instant at, int backoutCount) {}
