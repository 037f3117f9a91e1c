package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.MQException;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQQueue;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import io.mooring.embedded.mqi.Message;
import org.junit.jupiter.api.Test;

/** What commits and backs out together. */
class UnitOfWorkTest extends ClassesForJava {
    private static final int IN_UNIT_OF_WORK = CMQC.MQGMO_SYNCPOINT;

    @Test
    void aPutIsSeenByNobodyBeforeTheCommit() throws MQException {
        MQQueue queue = open("Q", INPUT | OUTPUT | BROWSE);
        queue.put(text("uncommitted"), putOptions(CMQC.MQPMO_SYNCPOINT));
        assertReason(CMQC.MQRC_NO_MSG_AVAILABLE, () -> get(queue));
        assertReason(CMQC.MQRC_NO_MSG_AVAILABLE, () -> get(queue, CMQC.MQGMO_BROWSE_FIRST));
        assertThat(manager.depth("Q")).isEqualTo(1);
        assertThat(manager.connections().get(0).inUnitOfWork()).isTrue();

        connection.commit();

        assertThat(get(queue)).isEqualTo("uncommitted");
        assertThat(manager.connections().get(0).inUnitOfWork()).isFalse();
    }

    @Test
    void aPutThatIsBackedOutNeverWas() throws MQException {
        MQQueue queue = open("Q", OUTPUT);
        queue.put(text("uncommitted"), putOptions(CMQC.MQPMO_SYNCPOINT));

        connection.backout();

        assertThat(manager.depth("Q")).isZero();
    }

    @Test
    void aGetThatIsBackedOutIsCountedAndKeepsItsPlace() throws MQException {
        put("Q", "one");
        put("Q", "two");
        put("Q", "three");
        MQQueue queue = open("Q", INPUT);
        get(queue, IN_UNIT_OF_WORK);
        get(queue, IN_UNIT_OF_WORK);

        connection.backout();

        MQMessage first = get(queue, getOptions(0));
        assertThat(content(first)).isEqualTo("one");
        assertThat(first.backoutCount).isEqualTo(1);
        assertThat(get(queue)).isEqualTo("two");
        MQMessage third = get(queue, getOptions(0));
        assertThat(content(third)).isEqualTo("three");
        assertThat(third.backoutCount).isZero();
    }

    @Test
    void everyBackoutIsCounted() throws MQException {
        put("Q", "again and again");
        MQQueue queue = open("Q", INPUT);

        for (int count = 0; count < 4; count++) {
            MQMessage message = get(queue, getOptions(IN_UNIT_OF_WORK));
            assertThat(message.backoutCount).isEqualTo(count);
            connection.backout();
        }
    }

    @Test
    void whatOneHasGotNobodyElseGets() throws MQException {
        put("Q", "taken");
        get(open("Q", INPUT), IN_UNIT_OF_WORK);
        MQQueue other = connect().accessQueue("Q", INPUT | BROWSE);

        assertReason(CMQC.MQRC_NO_MSG_AVAILABLE, () -> get(other));
        assertReason(CMQC.MQRC_NO_MSG_AVAILABLE, () -> get(other, CMQC.MQGMO_BROWSE_FIRST));
        connection.backout();

        assertThat(get(other)).isEqualTo("taken");
    }

    @Test
    void putsAndGetsOfSeveralQueuesCommitTogether() throws MQException {
        mqsc("DEFINE QLOCAL(NEXT)");
        put("Q", "moved");
        MQMessage message = get(open("Q", INPUT), getOptions(IN_UNIT_OF_WORK));
        MQQueue next = open("NEXT", OUTPUT);
        next.put(message, putOptions(CMQC.MQPMO_SYNCPOINT));

        connection.commit();

        assertThat(manager.depth("Q")).isZero();
        assertThat(manager.messages("NEXT")).hasSize(1);
    }

    @Test
    void syncpointIfPersistentTakesPersistentMessagesOnly() throws MQException {
        put("Q", "fleeting");
        MQMessage persistent = text("persistent");
        persistent.persistence = CMQC.MQPER_PERSISTENT;
        put("Q", persistent);
        MQQueue queue = open("Q", INPUT);
        get(queue, CMQC.MQGMO_SYNCPOINT_IF_PERSISTENT);
        get(queue, CMQC.MQGMO_SYNCPOINT_IF_PERSISTENT);

        connection.backout();

        assertThat(get(queue)).isEqualTo("persistent");
        assertThat(manager.depth("Q")).isZero();
    }

    @Test
    void moreMessagesThanTheQueueManagerAllowsDoNotFit() throws MQException {
        mqsc("ALTER QMGR MAXUMSGS(3)");
        MQQueueManager limited = connect();
        MQQueue queue = limited.accessQueue("Q", INPUT | OUTPUT);
        queue.put(text("before"));
        for (int i = 0; i < 3; i++) {
            queue.put(text("message " + i), putOptions(CMQC.MQPMO_SYNCPOINT));
        }

        assertReason(CMQC.MQRC_SYNCPOINT_LIMIT_REACHED, () -> queue.put(text("x"), putOptions(CMQC.MQPMO_SYNCPOINT)));
        assertReason(CMQC.MQRC_SYNCPOINT_LIMIT_REACHED, () -> get(queue, IN_UNIT_OF_WORK));
        limited.commit();

        assertThat(manager.messages("Q")).hasSize(4);
        assertThat(get(queue, IN_UNIT_OF_WORK)).isEqualTo("before");
    }

    @Test
    void disconnectingCommits() throws MQException {
        connection.accessQueue("Q", OUTPUT).put(text("uncommitted"), putOptions(CMQC.MQPMO_SYNCPOINT));

        connection.disconnect();

        assertThat(manager.messages("Q")).hasSize(1);
    }

    @Test
    void anEmptyUnitOfWorkCommitsAndBacksOut() throws MQException {
        connection.commit();
        connection.backout();

        assertThat(manager.connections()).hasSize(1);
    }

    @Test
    void backoutCountsStartAgainWithANewPut() throws MQException {
        put("Q", "passed on");
        MQQueue queue = open("Q", INPUT | OUTPUT);
        get(queue, IN_UNIT_OF_WORK);
        connection.backout();
        MQMessage message = get(queue, getOptions(0));

        queue.put(message);

        assertThat(manager.messages("Q"))
                .extracting((Message it) -> it.descriptor().backoutCount())
                .containsExactly(0);
    }
}
