package io.mooring.client;

import io.mooring.message.MqMessage;

/**
 * Handles the messages of a {@link Consumption} as {@link MessageHandler} does, and puts and gets in the same unit of work.
 *
 * <pre>
 *   client.queue("ORDERS").consume((message, work) -&gt; work.reply(message, MqMessage.ofText("ok")));
 * </pre>
 */
@FunctionalInterface
public interface UnitOfWorkHandler {
    /**
     * Handles a message; it is gone, and what was put is there, once this has returned and the commit has succeeded.
     *
     * <p>The consumption commits. A handler that commits by itself is done with the message; what it puts and gets later
     * fails, and what it throws later is only logged. One that backs out by itself is taken for one that threw.
     *
     * @param work the unit of work that the message was got in; not to be used after this has returned
     * @throws Exception to have all of it backed out and the message delivered again
     */
    void handle(MqMessage message, UnitOfWork work) throws Exception;
}
