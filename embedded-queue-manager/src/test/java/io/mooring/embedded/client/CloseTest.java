package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.MQException;
import com.ibm.mq.MQQueue;
import com.ibm.mq.constants.CMQC;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** MQCLOSE, and what it deletes. */
class CloseTest extends ClassesForJava {
    @BeforeEach
    void defineModel() {
        mqsc("DEFINE QMODEL(PERMANENT) DEFTYPE(PERMDYN) SHARE DEFSOPT(SHARED)");
    }

    @Test
    void anEmptyPermanentDynamicQueueIsDeleted() throws MQException {
        MQQueue queue = open("PERMANENT", INPUT | OUTPUT);
        String name = queue.getName().trim();

        close(queue, CMQC.MQCO_DELETE);

        assertThat(manager.administration().queues(name)).isEmpty();
    }

    @Test
    void aPermanentDynamicQueueWithMessagesIsDeletedOnlyWithThem() throws MQException {
        MQQueue queue = open("PERMANENT", INPUT | OUTPUT);
        String name = queue.getName().trim();
        queue.put(text("still here"));
        MQQueue same = open(name, INPUT);

        assertReason(CMQC.MQRC_Q_NOT_EMPTY, () -> close(queue, CMQC.MQCO_DELETE));
        assertThat(manager.depth(name)).isEqualTo(1);
        close(same, CMQC.MQCO_DELETE_PURGE);

        assertThat(manager.administration().queues(name)).isEmpty();
    }

    @Test
    void anOpenUnitOfWorkKeepsAPermanentDynamicQueue() throws MQException {
        MQQueue queue = open("PERMANENT", INPUT | OUTPUT);
        String name = queue.getName().trim();
        queue.put(text("uncommitted"), putOptions(CMQC.MQPMO_SYNCPOINT));

        assertReason(CMQC.MQRC_Q_NOT_EMPTY, () -> close(queue, CMQC.MQCO_DELETE_PURGE));

        connection.commit();
        assertThat(manager.depth(name)).isEqualTo(1);
    }

    @Test
    void aPermanentDynamicQueueOutlastsAPlainClose() throws MQException {
        MQQueue queue = open("PERMANENT", INPUT | OUTPUT);
        String name = queue.getName().trim();
        queue.put(text("still here"));

        queue.close();

        assertThat(get(open(name, INPUT))).isEqualTo("still here");
    }

    @Test
    void aPredefinedQueueCannotBeDeletedByClosingIt() throws MQException {
        MQQueue queue = open("Q", INPUT);

        assertReason(CMQC.MQRC_OPTION_NOT_VALID_FOR_TYPE, () -> close(queue, CMQC.MQCO_DELETE));
        assertThat(manager.administration().queues("Q")).hasSize(1);
    }

    @Test
    void onlyItsMakerDeletesATemporaryQueue() throws MQException {
        String name = open("SYSTEM.DEFAULT.MODEL.QUEUE", OUTPUT).getName().trim();
        MQQueue other = open(name, INPUT);

        assertReason(CMQC.MQRC_OPTION_NOT_VALID_FOR_TYPE, () -> close(other, CMQC.MQCO_DELETE_PURGE));
        assertThat(manager.administration().queues(name)).hasSize(1);
    }

    @Test
    void closeOptionsThatDoNotGoTogetherOrAreNotThereAreErrors() throws MQException {
        MQQueue queue = open("PERMANENT", INPUT);
        MQQueue other = open("PERMANENT", INPUT);

        assertReason(CMQC.MQRC_OPTIONS_ERROR, () -> close(queue, CMQC.MQCO_DELETE | CMQC.MQCO_DELETE_PURGE));
        assertReason(CMQC.MQRC_OPTIONS_ERROR, () -> close(other, 0x1000));
    }

    @Test
    void otherHandlesOfADeletedQueueSayThatItIsDeletedAndCanBeClosed() throws MQException {
        MQQueue queue = open("PERMANENT", INPUT);
        String name = queue.getName().trim();
        MQQueue other = open(name, INPUT | OUTPUT | INQUIRE);
        close(queue, CMQC.MQCO_DELETE);

        assertReason(CMQC.MQRC_Q_DELETED, () -> get(other));
        assertReason(CMQC.MQRC_Q_DELETED, () -> other.put(text("x")));
        assertReason(CMQC.MQRC_Q_DELETED, other::getCurrentDepth);
        other.close();
        assertReason(CMQC.MQRC_UNKNOWN_OBJECT_NAME, () -> open(name, INPUT));
    }

    @Test
    void aGetThatWaitsEndsWhenTheQueueIsDeleted() throws MQException {
        MQQueue queue = open("PERMANENT", INPUT);
        MQQueue waited = connect().accessQueue(queue.getName().trim(), INPUT);
        Calls waiting = Calls.start(() -> get(waited, waiting(20_000)));

        close(queue, CMQC.MQCO_DELETE);

        assertReason(CMQC.MQRC_Q_DELETED, waiting::end);
    }

    @Test
    void closingChangesNothingInTheUnitOfWork() throws MQException {
        put("Q", "got");
        MQQueue queue = open("Q", INPUT);
        get(queue, CMQC.MQGMO_SYNCPOINT);
        queue.close();
        assertThat(manager.messages("Q")).isEmpty();

        connection.backout();

        assertThat(manager.messages("Q")).hasSize(1);
    }

    private static void close(MQQueue queue, int options) throws MQException {
        queue.setCloseOptions(options);
        queue.close();
    }
}
