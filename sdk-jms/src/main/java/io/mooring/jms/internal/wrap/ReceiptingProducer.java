package io.mooring.jms.internal.wrap;

import io.mooring.PutReceipt;
import javax.jms.JMSException;
import javax.jms.Message;

/** A producer that hands out the receipt of what it sends; each producer of our sessions is one. */
public interface ReceiptingProducer {
    /**
     * Sends a message, as the method of JMS does.
     *
     * @return its receipt, stored or, in a transacted session, pending
     * @throws io.mooring.jms.JmsPutInDoubtException if it is in doubt
     */
    PutReceipt sendForReceipt(Message message, int deliveryMode, int priority, long timeToLive) throws JMSException;
}
