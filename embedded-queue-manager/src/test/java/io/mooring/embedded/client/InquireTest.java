package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.MQException;
import com.ibm.mq.MQQueue;
import com.ibm.mq.constants.CMQC;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What MQINQ tells of queues and of the queue manager. */
class InquireTest extends ClassesForJava {
    @Test
    void aQueueTellsItsAttributes() throws MQException {
        mqsc("ALTER QLOCAL(Q) DESCR('a queue') MAXDEPTH(77) MAXMSGL(1000) BOTHRESH(3) BOQNAME(Q.BACKOUT) DEFPRTY(4)");
        MQQueue queue = open("Q", INQUIRE);
        int[] selectors = {
            CMQC.MQIA_MAX_Q_DEPTH,
            CMQC.MQCA_BACKOUT_REQ_Q_NAME,
            CMQC.MQIA_BACKOUT_THRESHOLD,
            CMQC.MQIA_DEF_PRIORITY,
            CMQC.MQIA_Q_TYPE,
            CMQC.MQCA_Q_NAME
        };
        int[] integers = new int[4];
        byte[] characters = new byte[96];

        queue.inquire(selectors, integers, characters);

        assertThat(integers).containsExactly(77, 3, 4, CMQC.MQQT_LOCAL);
        assertThat(text(characters, 0, 48)).isEqualTo("Q.BACKOUT");
        assertThat(text(characters, 48, 48)).isEqualTo("Q");
        assertThat(queue.getDescription().trim()).isEqualTo("a queue");
        assertThat(queue.getMaximumDepth()).isEqualTo(77);
        assertThat(queue.getMaximumMessageLength()).isEqualTo(1000);
        assertThat(queue.getQueueType()).isEqualTo(CMQC.MQQT_LOCAL);
        assertThat(queue.getShareability()).isEqualTo(CMQC.MQQA_SHAREABLE);
        assertThat(queue.getInhibitGet()).isEqualTo(CMQC.MQQA_GET_ALLOWED);
        assertThat(queue.getInhibitPut()).isEqualTo(CMQC.MQQA_PUT_ALLOWED);
    }

    @Test
    void theDepthCountsUncommittedPutsAndNotUncommittedGets() throws MQException {
        MQQueue queue = open("Q", INPUT | OUTPUT | INQUIRE);
        queue.put(text("committed"));
        queue.put(text("committed too"));
        queue.put(text("uncommitted"), putOptions(CMQC.MQPMO_SYNCPOINT));
        assertThat(queue.getCurrentDepth()).isEqualTo(3);

        get(queue, CMQC.MQGMO_SYNCPOINT);
        assertThat(queue.getCurrentDepth()).isEqualTo(2);

        connection.backout();
        assertThat(queue.getCurrentDepth()).isEqualTo(2);
    }

    @Test
    void openHandlesAreCounted() throws MQException {
        MQQueue queue = open("Q", INQUIRE);
        open("Q", INPUT);
        open("Q", INPUT | OUTPUT);
        MQQueue closed = open("Q", OUTPUT);
        closed.close();

        assertThat(queue.getOpenInputCount()).isEqualTo(2);
        assertThat(queue.getOpenOutputCount()).isEqualTo(1);
    }

    @Test
    void theQueueManagerTellsItsAttributes() throws MQException {
        assertThat(connection.getAttributeString(CMQC.MQCA_Q_MGR_NAME, 48).trim())
                .isEqualTo("QM1");
        assertThat(connection.getAttributeString(CMQC.MQCA_Q_MGR_IDENTIFIER, 48).trim())
                .isEqualTo(manager.id());
        assertThat(connection
                        .getAttributeString(CMQC.MQCA_DEAD_LETTER_Q_NAME, 48)
                        .trim())
                .isEqualTo("SYSTEM.DEAD.LETTER.QUEUE");
        assertThat(connection.getCommandLevel()).isGreaterThanOrEqualTo(900);
        assertThat(connection.getMaximumPriority()).isEqualTo(9);
        assertThat(connection.getSyncpointAvailability()).isEqualTo(CMQC.MQSP_AVAILABLE);
        assertThat(connection.getMaximumMessageLength()).isEqualTo(104_857_600);
        assertThat(connection.getCommandInputQueueName().trim()).isEqualTo("SYSTEM.ADMIN.COMMAND.QUEUE");
        assertThat(connection.getCharacterSet()).isEqualTo(819);
    }

    @Test
    void anUnknownSelectorIsAnError() throws MQException {
        MQQueue queue = open("Q", INQUIRE);

        assertReason(CMQC.MQRC_SELECTOR_ERROR, () -> queue.inquire(new int[] {1999}, new int[1], new byte[0]));
        assertReason(
                CMQC.MQRC_SELECTOR_ERROR,
                () -> connection.inquire(new int[] {CMQC.MQIA_CURRENT_Q_DEPTH}, new int[1], new byte[0]));
    }

    @Test
    void aSelectorThatIsNotForThisTypeOfQueueIsAWarning() throws MQException {
        mqsc("DEFINE QALIAS(ALIAS) TARGET(Q)");
        MQQueue alias = open("ALIAS", INQUIRE);
        MQQueue local = open("Q", INQUIRE);

        assertWarning(CMQC.MQRC_SELECTOR_NOT_FOR_TYPE, alias::getCurrentDepth);
        assertWarning(
                CMQC.MQRC_SELECTOR_NOT_FOR_TYPE,
                () -> local.inquire(new int[] {CMQC.MQCA_BASE_Q_NAME}, new int[0], new byte[48]));
    }

    @Test
    void anAliasTellsItsOwnAttributes() throws MQException {
        mqsc("DEFINE QALIAS(ALIAS) TARGET(Q) DESCR('other name') PUT(DISABLED)");
        MQQueue alias = open("ALIAS", INQUIRE);

        assertThat(alias.getAttributeString(CMQC.MQCA_BASE_Q_NAME, 48).trim()).isEqualTo("Q");
        assertThat(alias.getDescription().trim()).isEqualTo("other name");
        assertThat(alias.getInhibitPut()).isEqualTo(CMQC.MQQA_PUT_INHIBITED);
        assertThat(alias.getQueueType()).isEqualTo(CMQC.MQQT_ALIAS);
    }

    @Test
    void aRemoteDefinitionTellsItsOwnAttributes() throws MQException {
        mqsc("""
                DEFINE QLOCAL(TO.QM2) USAGE(XMITQ)
                DEFINE QREMOTE(THERE) RNAME(Q2) RQMNAME(QM2) XMITQ(TO.QM2)
                """);
        MQQueue remote = open("THERE", INQUIRE);

        assertThat(remote.getAttributeString(CMQC.MQCA_REMOTE_Q_NAME, 48).trim())
                .isEqualTo("Q2");
        assertThat(remote.getAttributeString(CMQC.MQCA_REMOTE_Q_MGR_NAME, 48).trim())
                .isEqualTo("QM2");
        assertThat(remote.getAttributeString(CMQC.MQCA_XMIT_Q_NAME, 48).trim()).isEqualTo("TO.QM2");
        assertThat(remote.getQueueType()).isEqualTo(CMQC.MQQT_REMOTE);
    }

    @Test
    void tooLittleRoomIsAWarning() throws MQException {
        MQQueue queue = open("Q", INQUIRE);
        int[] two = {CMQC.MQIA_MAX_Q_DEPTH, CMQC.MQIA_Q_TYPE};

        assertWarning(CMQC.MQRC_INT_ATTR_COUNT_TOO_SMALL, () -> queue.inquire(two, new int[1], new byte[0]));
        assertWarning(
                CMQC.MQRC_CHAR_ATTRS_TOO_SHORT,
                () -> queue.inquire(new int[] {CMQC.MQCA_Q_NAME}, new int[0], new byte[10]));
    }

    private static String text(byte[] characters, int offset, int length) {
        return new String(characters, offset, length, StandardCharsets.US_ASCII).trim();
    }
}
