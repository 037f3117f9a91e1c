package io.mooring.jms.internal.ibm;

import com.ibm.mq.MQException;
import com.ibm.mq.MQQueue;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.Endpoint;
import io.mooring.QueueManagerName;
import io.mooring.channeltable.ChannelTableSource;
import io.mooring.channeltable.ClientChannel;
import io.mooring.internal.link.Fleet;
import io.mooring.internal.link.ListedRoutes;
import io.mooring.internal.link.Place;
import io.mooring.internal.link.TableRoutes;
import io.mooring.internal.mq.Route;
import io.mooring.tls.CipherSpec;
import java.net.URI;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.jms.ConnectionFactory;
import javax.jms.JMSException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks queue managers how many read a queue, which JMS cannot, in the name of a JMS connection factory and with the settings
 * that it has then.
 *
 * @param factory IBM's factory, which is not connected with
 * @param table the channel table that it connects by, as far as it is known; null to read the one that the factory names
 */
public record QueueInquiry(
        ConnectionFactory factory, @Nullable ChannelTableSource table) implements Fleet.Teller {
    private static final Logger log = LoggerFactory.getLogger(QueueInquiry.class);

    /**
     * Where the queue managers are that the factory may connect to.
     *
     * @throws IllegalStateException if that cannot be said
     * @throws io.mooring.channeltable.ChannelTableException if there is a channel table that cannot be read
     */
    public List<Place> places() {
        String queueManager = text(WMQConstants.WMQ_QUEUE_MANAGER);
        ChannelTableSource read = table;
        Object address = IbmFactories.property(factory, WMQConstants.WMQ_CCDTURL);
        if (read == null && address != null) {
            read = ChannelTableSource.at(URI.create(address.toString()));
        }
        if (read != null) {
            return new TableRoutes(read, queueManager, new Random()).places();
        }
        Optional<QueueManagerName> wanted = queueManager.isBlank() || queueManager.startsWith("*")
                ? Optional.empty()
                : Optional.of(QueueManagerName.of(queueManager));
        try {
            List<Endpoint> endpoints = Endpoint.parseList(DirectFactories.connectionNames(factory));
            ClientChannel channel = ClientChannel.named(text(WMQConstants.WMQ_CHANNEL));
            return new ListedRoutes(endpoints, channel, wanted, new Random()).places();
        } catch (JMSException e) {
            throw new IllegalStateException("IBM's factory does not say where it connects to.", e);
        }
    }

    @Override
    public Optional<Fleet.Answer> ask(Route way, String queue) {
        MQQueueManager connected = null;
        try {
            connected = new MQQueueManager("", properties(way));
            return Optional.of(new Fleet.Answer(name(connected, way), level(connected, queue)));
        } catch (MQException e) {
            log.debug("{} could not be asked about {}", way, queue, e);
            return Optional.empty();
        } finally {
            ClassesForJava.disconnect(connected);
        }
    }

    /** Who may not inquire the queue manager takes it for the one that the channel table or the factory names. */
    private static QueueManagerName name(MQQueueManager connected, Route way) throws MQException {
        try {
            return QueueManagerName.of(connected.getAttributeString(CMQC.MQCA_Q_MGR_NAME, CMQC.MQ_Q_MGR_NAME_LENGTH));
        } catch (MQException e) {
            return way.queueManager().orElseThrow(() -> e);
        }
    }

    private static Optional<Fleet.Level> level(MQQueueManager connected, String queue) {
        try {
            MQQueue open = connected.accessQueue(queue, CMQC.MQOO_INQUIRE);
            int[] numbers = new int[2];
            open.inquire(new int[] {CMQC.MQIA_CURRENT_Q_DEPTH, CMQC.MQIA_OPEN_INPUT_COUNT}, numbers, new byte[0]);
            open.close();
            return Optional.of(new Fleet.Level(numbers[0], numbers[1]));
        } catch (MQException e) {
            if (e.getReason() == CMQC.MQRC_UNKNOWN_OBJECT_NAME) {
                return Optional.of(Fleet.Level.NO_QUEUE);
            }
            log.debug("queue {} could not be inquired", queue, e);
            return Optional.empty();
        }
    }

    @SuppressWarnings("JdkObsolete") // The classes for Java want this kind of map.
    private Hashtable<String, Object> properties(Route way) {
        Hashtable<String, Object> properties = ClassesForJava.identity(factory);
        properties.put(CMQC.HOST_NAME_PROPERTY, way.endpoint().host());
        properties.put(CMQC.PORT_PROPERTY, way.endpoint().port());
        properties.put(CMQC.CHANNEL_PROPERTY, way.channel().name());
        way.channel()
                .cipherSpecification()
                .ifPresent(cipher -> properties.put(
                        CMQC.SSL_CIPHER_SUITE_PROPERTY, CipherSpec.of(cipher).suite()));
        way.channel().certificatePeerName().ifPresent(name -> properties.put(CMQC.SSL_PEER_NAME_PROPERTY, name));
        return properties;
    }

    private String text(String property) {
        Object value = IbmFactories.property(factory, property);
        return value == null ? "" : value.toString();
    }

    /** The class of the factory: its settings may have secrets. */
    @Override
    public String toString() {
        return "inquiry as " + factory.getClass().getName();
    }
}
