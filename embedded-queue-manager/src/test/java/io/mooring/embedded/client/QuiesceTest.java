package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.MQException;
import com.ibm.mq.MQGetMessageOptions;
import com.ibm.mq.MQQueue;
import com.ibm.mq.constants.CMQC;
import org.junit.jupiter.api.Test;

/** A queue manager that quiesces asks for an end and lets the rest finish. */
class QuiesceTest extends ClassesForJava {
    @Test
    void callsThatSayFailIfQuiescingFail() throws MQException {
        put("Q", "stays");
        MQQueue queue = open("Q", INPUT | OUTPUT);
        manager.quiesce();

        assertReason(CMQC.MQRC_Q_MGR_QUIESCING, () -> get(queue, CMQC.MQGMO_FAIL_IF_QUIESCING));
        assertReason(CMQC.MQRC_Q_MGR_QUIESCING, () -> queue.put(text("x"), putOptions(CMQC.MQPMO_FAIL_IF_QUIESCING)));
        assertReason(CMQC.MQRC_Q_MGR_QUIESCING, () -> open("Q", INPUT | CMQC.MQOO_FAIL_IF_QUIESCING));
        assertThat(manager.depth("Q")).isEqualTo(1);
    }

    @Test
    void otherCallsGoOn() throws MQException {
        MQQueue queue = open("Q", INPUT | OUTPUT);
        manager.quiesce();

        queue.put(text("last words"), putOptions(CMQC.MQPMO_SYNCPOINT));
        connection.commit();

        assertThat(get(queue)).isEqualTo("last words");
    }

    @Test
    void aGetThatWaitsAndSaysSoEnds() throws MQException {
        MQQueue queue = open("Q", INPUT);
        MQGetMessageOptions options = waiting(20_000);
        options.options |= CMQC.MQGMO_FAIL_IF_QUIESCING;
        Calls waiting = Calls.start(() -> get(queue, options));

        manager.quiesce();

        assertReason(CMQC.MQRC_Q_MGR_QUIESCING, waiting::end);
    }

    @Test
    void nobodyConnectsUntilItIsOver() throws MQException {
        manager.quiesce();
        assertReason(CMQC.MQRC_Q_MGR_QUIESCING, this::connect);

        manager.endQuiesce();

        assertThat(connect().isConnected()).isTrue();
    }
}
