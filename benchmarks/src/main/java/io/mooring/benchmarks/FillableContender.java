package io.mooring.benchmarks;

import javax.jms.ConnectionFactory;
import javax.jms.JMSException;

/** A contender on whose queues very many messages can be put in a short time. */
interface FillableContender extends Contender {
    /** Makes connections for sends whose fate is of no interest. */
    ConnectionFactory connectionsThatDoNotWait() throws JMSException;

    /** What a session of these connections calls a queue. */
    String addressWithoutWaiting(String queue);

    /** How many messages a queue has. */
    long depth(String queue);
}
