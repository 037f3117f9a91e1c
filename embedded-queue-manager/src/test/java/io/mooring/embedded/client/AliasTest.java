package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.MQException;
import com.ibm.mq.MQQueue;
import com.ibm.mq.constants.CMQC;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Other names for queues. */
class AliasTest extends ClassesForJava {
    @BeforeEach
    void defineAlias() {
        mqsc("DEFINE QALIAS(ALIAS) TARGET(Q)");
    }

    @Test
    void anAliasLeadsToItsQueue() throws MQException {
        MQQueue alias = open("ALIAS", INPUT | OUTPUT | BROWSE);
        alias.put(text("by the alias"));

        assertThat(manager.depth("Q")).isEqualTo(1);
        assertThat(get(alias, CMQC.MQGMO_BROWSE_FIRST)).isEqualTo("by the alias");
        assertThat(get(alias)).isEqualTo("by the alias");
    }

    @Test
    void anAliasMayAllowLessThanItsQueue() throws MQException {
        put("Q", "stays");
        mqsc("ALTER QALIAS(ALIAS) GET(DISABLED) PUT(DISABLED)");
        MQQueue alias = open("ALIAS", INPUT | OUTPUT);

        assertReason(CMQC.MQRC_GET_INHIBITED, () -> get(alias));
        assertReason(CMQC.MQRC_PUT_INHIBITED, () -> alias.put(text("x")));
        assertThat(get(open("Q", INPUT))).isEqualTo("stays");
    }

    @Test
    void anAliasAllowsNoMoreThanItsQueue() throws MQException {
        mqsc("ALTER QLOCAL(Q) GET(DISABLED) PUT(DISABLED)");
        MQQueue alias = open("ALIAS", INPUT | OUTPUT);

        assertReason(CMQC.MQRC_GET_INHIBITED, () -> get(alias));
        assertReason(CMQC.MQRC_PUT_INHIBITED, () -> alias.put(text("x")));
    }

    @Test
    void defaultsAreThoseOfTheAlias() throws MQException {
        mqsc("ALTER QALIAS(ALIAS) DEFPRTY(7) DEFPSIST(YES)");

        put("ALIAS", text("x"));

        assertThat(manager.messages("Q").get(0).descriptor().priority()).isEqualTo(7);
        assertThat(manager.messages("Q").get(0).descriptor().persistent()).isTrue();
    }

    @Test
    void exclusiveInputByAnAliasIsExclusive() throws MQException {
        open("ALIAS", CMQC.MQOO_INPUT_EXCLUSIVE);

        assertReason(CMQC.MQRC_OBJECT_IN_USE, () -> open("Q", INPUT));
    }

    @Test
    void anAliasOfNothingHasNoBaseQueue() {
        mqsc("DEFINE QALIAS(NOWHERE) TARGET(NO.SUCH.QUEUE)");

        assertReason(CMQC.MQRC_UNKNOWN_ALIAS_BASE_Q, () -> open("NOWHERE", OUTPUT));
    }

    @Test
    void anAliasOfAnAliasOrAModelIsAnError() {
        mqsc("""
                DEFINE QALIAS(TWICE) TARGET(ALIAS)
                DEFINE QALIAS(MODEL) TARGET(SYSTEM.DEFAULT.MODEL.QUEUE)
                """);

        assertReason(CMQC.MQRC_ALIAS_BASE_Q_TYPE_ERROR, () -> open("TWICE", OUTPUT));
        assertReason(CMQC.MQRC_ALIAS_BASE_Q_TYPE_ERROR, () -> open("MODEL", OUTPUT));
    }

    @Test
    void anAliasOfARemoteQueueLeadsThere() throws MQException {
        mqsc("""
                DEFINE QLOCAL(QM2) USAGE(XMITQ)
                DEFINE QREMOTE(THERE) RNAME(Q2) RQMNAME(QM2)
                DEFINE QALIAS(OVER.THERE) TARGET(THERE)
                """);

        put("OVER.THERE", "x");

        assertThat(manager.depth("QM2")).isEqualTo(1);
    }
}
