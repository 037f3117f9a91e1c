package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.MQException;
import com.ibm.mq.MQQueue;
import com.ibm.mq.constants.CMQC;
import org.junit.jupiter.api.Test;

/** MQSET changes what a queue allows. */
class SetTest extends ClassesForJava {
    @Test
    void puttingIsInhibitedAndAllowedAgain() throws MQException {
        MQQueue queue = open("Q", CMQC.MQOO_SET | INQUIRE | OUTPUT);
        queue.setInhibitPut(CMQC.MQQA_PUT_INHIBITED);
        assertThat(queue.getInhibitPut()).isEqualTo(CMQC.MQQA_PUT_INHIBITED);
        assertReason(CMQC.MQRC_PUT_INHIBITED, () -> queue.put(text("x")));
        assertReason(CMQC.MQRC_PUT_INHIBITED, () -> put("Q", text("x")));

        queue.setInhibitPut(CMQC.MQQA_PUT_ALLOWED);
        queue.put(text("x"));

        assertThat(manager.depth("Q")).isEqualTo(1);
    }

    @Test
    void gettingIsInhibitedAndAllowedAgain() throws MQException {
        put("Q", "stays");
        MQQueue queue = open("Q", CMQC.MQOO_SET | INPUT | BROWSE);
        queue.setInhibitGet(CMQC.MQQA_GET_INHIBITED);
        assertReason(CMQC.MQRC_GET_INHIBITED, () -> get(queue));
        assertReason(CMQC.MQRC_GET_INHIBITED, () -> get(queue, CMQC.MQGMO_BROWSE_FIRST));
        assertReason(CMQC.MQRC_GET_INHIBITED, () -> get(queue, waiting(20_000)));

        queue.setInhibitGet(CMQC.MQQA_GET_ALLOWED);

        assertThat(get(queue)).isEqualTo("stays");
    }

    @Test
    void aGetThatWaitsEndsWhenGettingIsInhibited() throws Exception {
        MQQueue waited = open("Q", INPUT);
        Calls waiting = Calls.start(() -> get(waited, waiting(20_000)));
        MQQueue queue = connect().accessQueue("Q", CMQC.MQOO_SET);

        queue.setInhibitGet(CMQC.MQQA_GET_INHIBITED);

        assertReason(CMQC.MQRC_GET_INHIBITED, waiting::end);
    }

    @Test
    void anotherValueOrAttributeIsAnError() throws MQException {
        MQQueue queue = open("Q", CMQC.MQOO_SET);

        assertReason(CMQC.MQRC_INHIBIT_VALUE_ERROR, () -> queue.setInhibitPut(2));
        assertReason(
                CMQC.MQRC_SELECTOR_ERROR,
                () -> queue.set(new int[] {CMQC.MQIA_MAX_Q_DEPTH}, new int[] {1}, new byte[0]));
        assertThat(manager.administration().queues("Q").get(0).values().set()).isEmpty();
    }

    @Test
    void anAliasIsInhibitedWithoutItsBaseQueue() throws MQException {
        mqsc("DEFINE QALIAS(ALIAS) TARGET(Q)");
        open("ALIAS", CMQC.MQOO_SET).setInhibitPut(CMQC.MQQA_PUT_INHIBITED);

        assertReason(CMQC.MQRC_PUT_INHIBITED, () -> put("ALIAS", text("x")));
        put("Q", "by its own name");

        assertThat(manager.depth("Q")).isEqualTo(1);
    }
}
