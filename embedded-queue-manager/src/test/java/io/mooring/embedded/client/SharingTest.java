package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.MQException;
import com.ibm.mq.MQQueue;
import com.ibm.mq.constants.CMQC;
import org.junit.jupiter.api.Test;

/** Who may have a queue open for input together. */
class SharingTest extends ClassesForJava {
    private static final int EXCLUSIVE = CMQC.MQOO_INPUT_EXCLUSIVE;
    private static final int AS_DEFINED = CMQC.MQOO_INPUT_AS_Q_DEF;

    @Test
    void exclusiveInputKeepsOthersOutUntilItIsClosed() throws MQException {
        MQQueue exclusive = open("Q", EXCLUSIVE);
        assertReason(CMQC.MQRC_OBJECT_IN_USE, () -> connect().accessQueue("Q", INPUT));
        assertReason(CMQC.MQRC_OBJECT_IN_USE, () -> connect().accessQueue("Q", EXCLUSIVE));
        assertReason(CMQC.MQRC_OBJECT_IN_USE, () -> open("Q", INPUT));

        exclusive.close();

        assertThat(connect().accessQueue("Q", INPUT).isOpen()).isTrue();
    }

    @Test
    void sharedInputKeepsExclusiveInputOut() throws MQException {
        open("Q", INPUT);

        assertReason(CMQC.MQRC_OBJECT_IN_USE, () -> connect().accessQueue("Q", EXCLUSIVE));
        assertThat(connect().accessQueue("Q", INPUT).isOpen()).isTrue();
    }

    @Test
    void puttingBrowsingAndInquiringAreNobodysPrivilege() throws MQException {
        put("Q", "x");
        open("Q", EXCLUSIVE);

        MQQueue other = connect().accessQueue("Q", OUTPUT | BROWSE | INQUIRE);

        assertThat(get(other, CMQC.MQGMO_BROWSE_FIRST)).isEqualTo("x");
    }

    @Test
    void aQueueThatIsNotSharedHasOneReader() throws MQException {
        mqsc("ALTER QLOCAL(Q) NOSHARE");
        MQQueue reader = open("Q", INPUT);

        assertReason(CMQC.MQRC_OBJECT_IN_USE, () -> connect().accessQueue("Q", INPUT));
        reader.close();

        assertThat(connect().accessQueue("Q", INPUT).isOpen()).isTrue();
    }

    @Test
    void theQueueSaysHowItIsOpenedByDefault() throws MQException {
        mqsc("DEFINE QLOCAL(EXCLUSIVE) DEFSOPT(EXCL)");
        open("EXCLUSIVE", AS_DEFINED);
        open("Q", AS_DEFINED);

        assertReason(CMQC.MQRC_OBJECT_IN_USE, () -> open("EXCLUSIVE", AS_DEFINED));
        assertThat(open("Q", AS_DEFINED).isOpen()).isTrue();
    }

    @Test
    void aLostReaderMakesRoomForTheNext() throws MQException {
        open("Q", EXCLUSIVE);

        manager.dropSockets();

        assertThat(connectAgain().accessQueue("Q", EXCLUSIVE).isOpen()).isTrue();
    }
}
