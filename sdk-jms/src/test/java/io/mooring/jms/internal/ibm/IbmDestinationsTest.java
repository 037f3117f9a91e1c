package io.mooring.jms.internal.ibm;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.jms.MQQueue;
import com.ibm.mq.jms.MQTopic;
import com.ibm.msg.client.wmq.WMQConstants;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.jms.Destination;
import javax.jms.JMSException;
import javax.jms.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A variant of an application's queue is that queue in all but one thing. */
class IbmDestinationsTest {
    @Test
    void aVariantThatReadsAheadIsLikeTheQueueInAllElse() throws Exception {
        MQQueue queue = queueWithEverythingSet();
        Map<String, Object> before = settings(queue);

        Destination variant = IbmDestinations.readingAhead(queue);

        assertThat(variant).isInstanceOf(MQQueue.class).isNotSameAs(queue);
        assertThat(settings(queue)).isEqualTo(before);
        Map<String, Object> expected = new TreeMap<>(before);
        expected.put("getReadAheadAllowed", WMQConstants.WMQ_READ_AHEAD_ALLOWED_ENABLED);
        assertThat(settings((MQQueue) variant)).isEqualTo(expected);
    }

    @Test
    void aPlainQueueStaysPlain() throws Exception {
        MQQueue queue = new MQQueue("ORDERS");

        Map<String, Object> variant = settings((MQQueue) IbmDestinations.readingAhead(queue));

        Map<String, Object> expected = settings(queue);
        expected.put("getReadAheadAllowed", WMQConstants.WMQ_READ_AHEAD_ALLOWED_ENABLED);
        assertThat(variant).isEqualTo(expected);
    }

    @Test
    void aVariantThatDoesNotReadAheadIsLikeTheQueueInAllElse() throws Exception {
        MQQueue queue = queueWithEverythingSet();
        Map<String, Object> expected = settings(queue);
        expected.put("getReadAheadAllowed", WMQConstants.WMQ_READ_AHEAD_ALLOWED_DISABLED);

        assertThat(settings((MQQueue) IbmDestinations.notReadingAhead(queue))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {WMQConstants.WMQ_READ_AHEAD_ALLOWED_DISABLED, WMQConstants.WMQ_READ_AHEAD_ALLOWED_ENABLED})
    void whatTheApplicationSaysHolds(int allowed) throws JMSException {
        MQQueue queue = new MQQueue("ORDERS");
        queue.setReadAheadAllowed(allowed);

        assertThat(IbmDestinations.readingAhead(queue)).isSameAs(queue);
    }

    @Test
    void othersThanQueuesOfTheClientAreLeftAsTheyAre() throws JMSException {
        Destination topic = new MQTopic("NEWS");
        Queue foreign = () -> "ORDERS";

        assertThat(IbmDestinations.readingAhead(topic)).isSameAs(topic);
        assertThat(IbmDestinations.readingAhead(foreign)).isSameAs(foreign);
    }

    private static MQQueue queueWithEverythingSet() throws JMSException {
        MQQueue queue = new MQQueue("QM1", "ORDERS");
        queue.setAlternateUserId("other");
        queue.setCCSID(1208);
        queue.setDescription("where orders are");
        queue.setEncoding(546);
        queue.setExpiry(5_000);
        queue.setFailIfQuiesce(0);
        queue.setMQMDMessageContext(1);
        queue.setMQMDReadEnabled(true);
        queue.setMQMDWriteEnabled(true);
        queue.setMessageBodyStyle(1);
        queue.setPersistence(2);
        queue.setPriority(7);
        queue.setPutAsyncAllowed(1);
        queue.setReadAheadClosePolicy(1);
        queue.setReceiveCCSID(819);
        queue.setReceiveConversion(2);
        queue.setReplyToStyle(1);
        queue.setTargetClient(1);
        queue.setUnmappableAction("REPORT");
        return queue;
    }

    /** What its getters say; the options in a URI have no order. */
    private static Map<String, Object> settings(MQQueue queue) throws ReflectiveOperationException {
        Map<String, Object> settings = new TreeMap<>();
        List<Class<?>> owners = List.of(MQQueue.class, MQQueue.class.getSuperclass());
        for (Method method : MQQueue.class.getMethods()) {
            boolean asks = method.getName().startsWith("get")
                    && method.getParameterCount() == 0
                    && owners.contains(method.getDeclaringClass());
            if (asks
                    && !List.of("getReference", "getQueueURI", "getQueueName", "getStringFromDestination")
                            .contains(method.getName())) {
                settings.put(method.getName(), String.valueOf(method.invoke(queue)));
            }
        }
        settings.replaceAll(
                (name, value) -> name.equals("getReadAheadAllowed") ? Integer.valueOf((String) value) : value);
        String[] options = queue.getQueueURI().split("[?&]", -1);
        Arrays.sort(options);
        settings.put(
                "URI",
                Arrays.stream(options)
                        .filter(option -> !option.startsWith("readAheadAllowed"))
                        .toList());
        return settings;
    }
}
