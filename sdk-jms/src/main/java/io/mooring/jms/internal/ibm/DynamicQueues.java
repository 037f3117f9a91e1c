package io.mooring.jms.internal.ibm;

import com.ibm.mq.MQException;
import com.ibm.mq.MQQueue;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.Endpoint;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.Hashtable;
import javax.jms.ConnectionFactory;
import javax.jms.JMSException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes permanent dynamic queues on queue managers that a connection has left. JMS deletes only what its connection has
 * made where that is now; IBM's classes for Java delete what they have open.
 */
public final class DynamicQueues {
    private static final Logger log = LoggerFactory.getLogger(DynamicQueues.class);

    private DynamicQueues() {}

    /** Deletes a queue with what is on it; tries each way to this queue manager once. */
    public static void delete(String queue, String queueManager, ConnectionFactory factory) {
        try {
            for (ConnectionFactory way : DirectFactories.to(queueManager, factory)) {
                if (deleted(queue, queueManager, way)) {
                    return;
                }
            }
        } catch (JMSException | RuntimeException e) {
            log.debug("queue {} on {} could not be deleted", queue, queueManager, e);
        }
        log.info(
                "Queue {} on {} is left there: the queue manager was not reached, or it is in use.",
                queue,
                queueManager);
    }

    @SuppressWarnings("JdkObsolete") // The classes for Java want this kind of map.
    private static boolean deleted(String queue, String queueManager, ConnectionFactory way) {
        MQQueueManager connected = null;
        try {
            Hashtable<String, Object> properties = properties(way);
            connected = IbmFactories.property(way, WMQConstants.WMQ_CCDTURL) instanceof String table
                    ? new MQQueueManager(queueManager, properties, new URL(table))
                    : new MQQueueManager(queueManager, properties);
            MQQueue open = connected.accessQueue(queue, CMQC.MQOO_INQUIRE);
            open.setCloseOptions(CMQC.MQCO_DELETE_PURGE);
            open.close();
            return true;
        } catch (MQException e) {
            return e.getReason() == CMQC.MQRC_UNKNOWN_OBJECT_NAME; // it is not there any more
        } catch (JMSException | MalformedURLException e) {
            log.debug("queue {} on {} could not be deleted", queue, queueManager, e);
            return false;
        } finally {
            ClassesForJava.disconnect(connected);
        }
    }

    @SuppressWarnings("JdkObsolete")
    private static Hashtable<String, Object> properties(ConnectionFactory way) throws JMSException {
        Hashtable<String, Object> properties = ClassesForJava.identity(way);
        if (IbmFactories.property(way, WMQConstants.WMQ_CCDTURL) == null) {
            Endpoint endpoint =
                    Endpoint.parseList(DirectFactories.connectionNames(way)).get(0);
            properties.put(CMQC.HOST_NAME_PROPERTY, endpoint.host());
            properties.put(CMQC.PORT_PROPERTY, endpoint.port());
            properties.put(CMQC.CHANNEL_PROPERTY, String.valueOf(IbmFactories.property(way, WMQConstants.WMQ_CHANNEL)));
        }
        return properties;
    }
}
