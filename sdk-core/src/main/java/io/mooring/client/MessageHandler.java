package io.mooring.client;

import io.mooring.message.MqMessage;

/**
 * Handles the messages of a {@link Consumption}, one call for each.
 *
 * <p>Called on the consumption's threads: with one thread one call at a time, else as many at once as there are threads.
 * Around each call the MDC has the connection, the queue manager, the queue and the ids of the message (see {@link
 * io.mooring.observe.LogFields}).
 */
@FunctionalInterface
public interface MessageHandler {
    /**
     * Handles a message; the message is gone from the queue once this has returned and the commit has succeeded.
     *
     * <p>The same message may come again: after this threw, and after the connection broke before the commit.
     *
     * @throws Exception to have the message backed out and delivered again
     */
    void handle(MqMessage message) throws Exception;
}
