package io.mooring.jms;

import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.Session;

/** Makes the message of a request, for bodies and properties of any kind. */
@FunctionalInterface
public interface RequestMaker {
    /**
     * A new message; called once for each request, by the thread that makes it.
     *
     * @param session makes messages and destinations, and is for nothing else; it belongs to this call
     * @throws JMSException if it cannot be made; the request is then not put
     */
    Message make(Session session) throws JMSException;
}
