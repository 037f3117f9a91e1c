/**
 * The drop-in for JMS: {@code MooringConnectionFactory} stands where IBM's connection factory stood, and what comes out of
 * it knows which queue manager it is on, and where each message went.
 *
 * <p>JMS 1.1 and 2.0 in the package {@code javax.jms}, queues and topics. IBM's client does the work and reconnects; what is
 * here watches.
 */
@NullMarked
package io.mooring.jms;

import org.jspecify.annotations.NullMarked;
