package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.MQException;
import com.ibm.mq.MQQueue;
import com.ibm.mq.constants.CMQC;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What does not fit. */
class LimitsTest extends ClassesForJava {
    @Test
    void aMessageLongerThanTheQueueAllowsIsTooBigForIt() throws MQException {
        mqsc("ALTER QLOCAL(Q) MAXMSGL(10)");
        put("Q", "0123456789");

        assertReason(CMQC.MQRC_MSG_TOO_BIG_FOR_Q, () -> put("Q", text("0123456789+")));
        assertThat(manager.depth("Q")).isEqualTo(1);
    }

    @Test
    void aMessageLongerThanTheQueueManagerAllowsIsTooBigForIt() throws MQException {
        mqsc("ALTER QMGR MAXMSGL(32768)");

        put("Q", "x".repeat(32_768));

        assertReason(CMQC.MQRC_MSG_TOO_BIG_FOR_Q_MGR, () -> put("Q", text("x".repeat(32_769))));
    }

    @Test
    void aRefusedMessageOfManySegmentsHarmsNothing() throws MQException {
        mqsc("ALTER QLOCAL(Q) MAXMSGL(1000000)");
        MQQueue queue = open("Q", INPUT | OUTPUT);

        assertReason(CMQC.MQRC_MSG_TOO_BIG_FOR_Q, () -> queue.put(text("x".repeat(1_000_001))));
        queue.put(text("next"));

        assertThat(get(queue)).isEqualTo("next");
    }

    @Test
    void aFullQueueTakesNoMore() throws MQException {
        mqsc("ALTER QLOCAL(Q) MAXDEPTH(2)");
        MQQueue queue = open("Q", INPUT | OUTPUT);
        queue.put(text("one"));
        queue.put(text("two"), putOptions(CMQC.MQPMO_SYNCPOINT));
        assertReason(CMQC.MQRC_Q_FULL, () -> queue.put(text("three")));

        get(queue);
        queue.put(text("three"));

        assertThat(manager.depth("Q")).isEqualTo(2);
    }

    @Test
    void aFullQueueTakesBackWhatIsBackedOut() throws MQException {
        mqsc("ALTER QLOCAL(Q) MAXDEPTH(1)");
        put("Q", "got");
        MQQueue queue = open("Q", INPUT | OUTPUT);
        get(queue, CMQC.MQGMO_SYNCPOINT);
        queue.put(text("put meanwhile"));

        connection.backout();

        assertThat(manager.messages("Q")).hasSize(2);
    }

    @Test
    void moreHandlesThanTheQueueManagerAllowsAreNotAvailable() throws MQException {
        mqsc("ALTER QMGR MAXHANDS(6)"); // the client has the queue manager itself open
        List<MQQueue> opened = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            opened.add(open("Q", INPUT));
        }

        assertReason(CMQC.MQRC_HANDLE_NOT_AVAILABLE, () -> open("Q", INPUT));
        assertThat(manager.administration().handles("Q")).hasSize(5);
        opened.get(0).close();

        assertThat(open("Q", INPUT).isOpen()).isTrue();
    }
}
