package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.ibm.mq.MQException;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQQueue;
import com.ibm.mq.constants.CMQC;
import com.ibm.msg.client.jms.JmsConnectionFactory;
import com.ibm.msg.client.jms.JmsFactoryFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import javax.jms.JMSConsumer;
import javax.jms.JMSContext;
import javax.jms.JMSException;
import javax.jms.MessageFormatRuntimeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A browse can lock its message: others do not see it until the handle gives it up, moves on, takes it or is closed. */
class BrowseLockTest extends ClassesForJava {
    private static final int FIRST_LOCKED = CMQC.MQGMO_BROWSE_FIRST | CMQC.MQGMO_LOCK;
    private static final int NEXT_LOCKED = CMQC.MQGMO_BROWSE_NEXT | CMQC.MQGMO_LOCK;
    private static final int NO_MSG_LOCKED = 2209;

    private MQQueue queue;
    private MQQueue other;

    @BeforeEach
    void putTwoAndOpenTwice() throws MQException {
        put("Q", "one");
        put("Q", "two");
        queue = open("Q", BROWSE | INPUT);
        other = open("Q", BROWSE | INPUT);
    }

    @Test
    void aLockedMessageIsHiddenFromOthersAndStillCounts() throws MQException {
        assertThat(get(queue, FIRST_LOCKED)).isEqualTo("one");

        assertThat(get(other, CMQC.MQGMO_BROWSE_FIRST)).isEqualTo("two");
        assertThat(manager.depth("Q")).isEqualTo(2);
    }

    @Test
    void theHandleTakesAndShowsTheMessageThatItHasLocked() throws MQException {
        get(queue, FIRST_LOCKED);

        assertThat(get(queue, CMQC.MQGMO_BROWSE_MSG_UNDER_CURSOR)).isEqualTo("one");
        assertThat(get(queue, CMQC.MQGMO_MSG_UNDER_CURSOR)).isEqualTo("one");
        assertThat(manager.depth("Q")).isEqualTo(1);
        assertThat(get(other, CMQC.MQGMO_NO_SYNCPOINT)).isEqualTo("two");
    }

    @Test
    void aGetOfTheHandleThatHasLockedAMessageSeesIt() throws MQException {
        get(queue, FIRST_LOCKED);

        assertThat(get(queue, CMQC.MQGMO_NO_SYNCPOINT)).isEqualTo("one");
        assertThat(manager.depth("Q")).isEqualTo(1);
    }

    @Test
    void theLockMovesOnWithTheCursor() throws MQException {
        get(queue, FIRST_LOCKED);
        assertThat(get(queue, NEXT_LOCKED)).isEqualTo("two");

        assertThat(get(other, CMQC.MQGMO_NO_SYNCPOINT)).isEqualTo("one");
        assertReason(CMQC.MQRC_NO_MSG_AVAILABLE, () -> get(other, CMQC.MQGMO_NO_SYNCPOINT));
    }

    @Test
    void anUnlockedMessageIsBackInItsPlace() throws MQException {
        get(queue, FIRST_LOCKED);
        queue.get(new MQMessage(), getOptions(CMQC.MQGMO_UNLOCK));

        assertThat(get(other, CMQC.MQGMO_NO_SYNCPOINT)).isEqualTo("one");
    }

    @Test
    void unlockingNothingIsAWarning() {
        assertThatExceptionOfType(MQException.class)
                .isThrownBy(() -> queue.get(new MQMessage(), getOptions(CMQC.MQGMO_UNLOCK)))
                .satisfies(warning -> {
                    assertThat(warning.getCompCode()).isEqualTo(CMQC.MQCC_WARNING);
                    assertThat(warning.getReason()).isEqualTo(NO_MSG_LOCKED);
                });
    }

    @Test
    void closingTheHandleGivesTheLockUp() throws MQException {
        get(queue, FIRST_LOCKED);
        queue.close();

        assertThat(get(other, CMQC.MQGMO_NO_SYNCPOINT)).isEqualTo("one");
    }

    @Test
    void aLockIsOnlyForABrowseAndUnlockGoesWithNoOther() {
        assertReason(CMQC.MQRC_OPTIONS_ERROR, () -> get(queue, CMQC.MQGMO_LOCK));
        assertReason(CMQC.MQRC_OPTIONS_ERROR, () -> get(queue, CMQC.MQGMO_UNLOCK | CMQC.MQGMO_BROWSE_FIRST));
    }

    @Test
    void jmsReceivesABodyAndLeavesAMessageWhoseBodyIsOfAnotherType() throws JMSException {
        JmsConnectionFactory factory =
                JmsFactoryFactory.getInstance(WMQConstants.WMQ_PROVIDER).createConnectionFactory();
        factory.setIntProperty(WMQConstants.WMQ_CONNECTION_MODE, WMQConstants.WMQ_CM_CLIENT);
        factory.setStringProperty(WMQConstants.WMQ_CONNECTION_NAME_LIST, manager.connectionName());
        factory.setStringProperty(WMQConstants.WMQ_CHANNEL, "APP.SVRCONN");
        try (JMSContext context = factory.createContext("app", "secret")) {
            JMSConsumer consumer = context.createConsumer(context.createQueue("queue:///Q"));

            assertThatExceptionOfType(MessageFormatRuntimeException.class)
                    .isThrownBy(() -> consumer.receiveBody(Integer.class, 1000));
            assertThat(consumer.receiveBody(String.class, 1000)).isEqualTo("one");
            assertThat(consumer.receiveBody(String.class, 1000)).isEqualTo("two");
            assertThat(consumer.receiveBody(String.class, 50)).isNull();
        }
    }
}
