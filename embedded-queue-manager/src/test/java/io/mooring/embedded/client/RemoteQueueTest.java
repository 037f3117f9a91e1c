package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.MQException;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQPutMessageOptions;
import com.ibm.mq.MQQueue;
import com.ibm.mq.constants.CMQC;
import com.ibm.mq.headers.MQXQH;
import org.junit.jupiter.api.Test;

/** Queues of other queue managers: their messages wait on a transmission queue. */
class RemoteQueueTest extends ClassesForJava {
    @Test
    void aMessageWaitsOnTheTransmissionQueueWithItsHeader() throws Exception {
        mqsc("""
                DEFINE QLOCAL(TO.QM2) USAGE(XMITQ)
                DEFINE QREMOTE(THERE) RNAME(Q2) RQMNAME(QM2) XMITQ(TO.QM2)
                """);
        MQMessage sent = text("far away");
        sent.priority = 5;
        put("THERE", sent);

        MQMessage waiting = get(open("TO.QM2", INPUT), getOptions(0));

        assertThat(waiting.format).isEqualTo(CMQC.MQFMT_XMIT_Q_HEADER);
        MQXQH header = new MQXQH(waiting);
        assertThat(header.getRemoteQName().trim()).isEqualTo("Q2");
        assertThat(header.getRemoteQMgrName().trim()).isEqualTo("QM2");
        assertThat(header.getMsgDesc().getFormat()).isEqualTo(CMQC.MQFMT_STRING);
        assertThat(header.getMsgDesc().getPriority()).isEqualTo(5);
        assertThat(header.getMsgDesc().getMsgId()).isEqualTo(sent.messageId);
        assertThat(waiting.readStringOfByteLength(waiting.getDataLength())).isEqualTo("far away");
    }

    @Test
    void theQueueManagersNameMayBeThatOfATransmissionQueue() throws MQException {
        mqsc("DEFINE QLOCAL(QM2) USAGE(XMITQ)");
        MQQueue queue = connection.accessQueue("Q2", OUTPUT, "QM2", "", "");
        MQPutMessageOptions options = putOptions(0);

        queue.put(text("x"), options);

        assertThat(manager.depth("QM2")).isEqualTo(1);
        assertThat(options.resolvedQueueManagerName.trim()).isEqualTo("QM2");
    }

    @Test
    void theDefaultTransmissionQueueTakesTheRest() throws MQException {
        mqsc("""
                DEFINE QLOCAL(TO.ANYWHERE) USAGE(XMITQ)
                ALTER QMGR DEFXMITQ(TO.ANYWHERE)
                """);

        connection.accessQueue("Q2", OUTPUT, "QM9", "", "").put(text("x"));

        assertThat(manager.depth("TO.ANYWHERE")).isEqualTo(1);
    }

    @Test
    void withoutAWayAQueueManagerIsUnknown() {
        mqsc("DEFINE QREMOTE(THERE) RNAME(Q2) RQMNAME(QM2)");

        assertReason(CMQC.MQRC_UNKNOWN_REMOTE_Q_MGR, () -> connection.accessQueue("Q2", OUTPUT, "QM2", "", ""));
        assertReason(CMQC.MQRC_UNKNOWN_REMOTE_Q_MGR, () -> open("THERE", OUTPUT));
    }

    @Test
    void aDefinitionThatLeadsBackOrNowhereIsAnError() {
        mqsc("""
                DEFINE QREMOTE(BACK) RNAME(BACK) RQMNAME(QM1)
                DEFINE QLOCAL(QM2) USAGE(XMITQ)
                DEFINE QREMOTE(NAMELESS) RNAME(' ') RQMNAME(QM2)
                """);

        assertReason(CMQC.MQRC_UNKNOWN_REMOTE_Q_MGR, () -> open("BACK", OUTPUT));
        assertReason(CMQC.MQRC_REMOTE_Q_NAME_ERROR, () -> open("NAMELESS", OUTPUT));
    }

    @Test
    void theTransmissionQueueMustBeOne() {
        mqsc("""
                DEFINE QREMOTE(UNKNOWN) RNAME(Q2) RQMNAME(QM2) XMITQ(NO.SUCH.QUEUE)
                DEFINE QREMOTE(USAGE) RNAME(Q2) RQMNAME(QM2) XMITQ(Q)
                DEFINE QALIAS(ALIAS) TARGET(Q)
                DEFINE QREMOTE(TYPE) RNAME(Q2) RQMNAME(QM2) XMITQ(ALIAS)
                """);

        assertReason(CMQC.MQRC_UNKNOWN_XMIT_Q, () -> open("UNKNOWN", OUTPUT));
        assertReason(CMQC.MQRC_XMIT_Q_USAGE_ERROR, () -> open("USAGE", OUTPUT));
        assertReason(CMQC.MQRC_XMIT_Q_TYPE_ERROR, () -> open("TYPE", OUTPUT));
    }

    @Test
    void aQueueThatIsElsewhereCanOnlyBePutTo() {
        mqsc("""
                DEFINE QLOCAL(QM2) USAGE(XMITQ)
                DEFINE QREMOTE(THERE) RNAME(Q2) RQMNAME(QM2)
                """);

        assertReason(CMQC.MQRC_OPTION_NOT_VALID_FOR_TYPE, () -> open("THERE", INPUT));
        assertReason(CMQC.MQRC_OPTION_NOT_VALID_FOR_TYPE, () -> open("THERE", BROWSE));
        assertReason(CMQC.MQRC_OPTION_NOT_VALID_FOR_TYPE, () -> connection.accessQueue("Q2", INQUIRE, "QM2", "", ""));
    }

    @Test
    void theQueueManagersOwnNameIsHere() throws MQException {
        MQQueue queue = connection.accessQueue("Q", INPUT | OUTPUT, "QM1", "", "");
        queue.put(text("here"));

        assertThat(get(queue)).isEqualTo("here");
    }

    @Test
    void anAliasOfAQueueManagerLeadsWhereItSays() throws MQException {
        mqsc("""
                DEFINE QREMOTE(OLD.NAME) RNAME(' ') RQMNAME(QM1)
                DEFINE QLOCAL(QM2) USAGE(XMITQ)
                DEFINE QREMOTE(OTHER.NAME) RNAME(' ') RQMNAME(QM2)
                """);

        connection.accessQueue("Q", OUTPUT, "OLD.NAME", "", "").put(text("here"));
        connection.accessQueue("Q2", OUTPUT, "OTHER.NAME", "", "").put(text("there"));

        assertThat(manager.depth("Q")).isEqualTo(1);
        assertThat(manager.depth("QM2")).isEqualTo(1);
    }
}
