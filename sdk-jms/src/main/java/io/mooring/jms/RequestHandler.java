package io.mooring.jms;

import org.jspecify.annotations.Nullable;

/**
 * Makes the reply to a request.
 *
 * <p>It is called by several threads at a time if the responder has several, and with the ids of the request, its queue and
 * queue manager in the MDC.
 *
 * @param <R> what the reply is made of: a text, bytes or a message
 */
@FunctionalInterface
public interface RequestHandler<R> {
    /**
     * Handles a request; when it returns, the reply is sent, and all of it committed.
     *
     * @return the reply, null if there is to be none
     * @throws Exception whatever it may be: the request is backed out, and delivered again
     */
    @Nullable
    R handle(Request request) throws Exception;
}
