package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.MQException;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQQueue;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queues that are made by opening a model. */
class DynamicQueueTest extends ClassesForJava {
    @BeforeEach
    void defineModels() {
        mqsc("""
                DEFINE QMODEL(TEMPORARY) DEFTYPE(TEMPDYN) SHARE DEFSOPT(SHARED) MAXDEPTH(9)
                DEFINE QMODEL(PERMANENT) DEFTYPE(PERMDYN)
                """);
    }

    @Test
    void aNameThatEndsWithAnAsteriskIsMadeUnique() throws MQException {
        String first = make("TEMPORARY", "ANSWERS.*").getName().trim();
        String second = make("TEMPORARY", "ANSWERS.*").getName().trim();

        assertThat(first).matches("ANSWERS\\.[0-9A-F]{16}");
        assertThat(second).matches("ANSWERS\\.[0-9A-F]{16}").isNotEqualTo(first);
    }

    @Test
    void aWholeNameIsTakenAsItIsAndOnlyOnce() throws MQException {
        assertThat(make("TEMPORARY", "MINE").getName().trim()).isEqualTo("MINE");

        assertReason(CMQC.MQRC_OBJECT_ALREADY_EXISTS, () -> make("TEMPORARY", "MINE"));
        assertReason(CMQC.MQRC_OBJECT_ALREADY_EXISTS, () -> make("TEMPORARY", "Q"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*IN.FRONT", "NOT A NAME", "THIS.PREFIX.IS.LONGER.THAN.32.CHARS.*"})
    void aNameThatCannotBeMadeIsAnError(String name) {
        assertReason(CMQC.MQRC_DYNAMIC_Q_NAME_ERROR, () -> make("TEMPORARY", name));
    }

    @Test
    void withoutANameItGetsOne() throws MQException {
        assertThat(open("TEMPORARY", INPUT).getName().trim())
                .isNotEqualTo("TEMPORARY")
                .hasSizeGreaterThan(16);
    }

    @Test
    void itIsMadeAsTheModelSays() throws MQException {
        MQQueue queue = open("TEMPORARY", INPUT | INQUIRE);

        assertThat(queue.getMaximumDepth()).isEqualTo(9);
        assertThat(queue.getDefinitionType()).isEqualTo(CMQC.MQQDT_TEMPORARY_DYNAMIC);
        assertThat(queue.getQueueType()).isEqualTo(CMQC.MQQT_LOCAL);
    }

    @Test
    void aTemporaryQueueIsGoneWhenItsMakerClosesIt() throws MQException {
        MQQueue queue = open("TEMPORARY", INPUT | OUTPUT);
        String name = queue.getName().trim();
        queue.put(text("lost with it"));

        queue.close();

        assertReason(CMQC.MQRC_UNKNOWN_OBJECT_NAME, () -> open(name, INPUT));
    }

    @Test
    void othersMayUseATemporaryQueueButDoNotKeepIt() throws MQException {
        MQQueue queue = open("TEMPORARY", INPUT);
        String name = queue.getName().trim();
        MQQueueManager other = connect();
        MQQueue shared = other.accessQueue(name, INPUT | OUTPUT);
        shared.put(text("answer"));
        assertThat(get(queue)).isEqualTo("answer");
        shared.close();
        other.put(name, text("another answer"));
        assertThat(get(queue)).isEqualTo("another answer");
        MQQueue late = other.accessQueue(name, OUTPUT);

        queue.close();

        assertReason(CMQC.MQRC_Q_DELETED, () -> late.put(text("too late")));
    }

    @Test
    void aTemporaryQueueKeepsNoPersistentMessages() throws MQException {
        MQQueue queue = open("TEMPORARY", INPUT | OUTPUT);
        MQMessage message = text("x");
        message.persistence = CMQC.MQPER_PERSISTENT;

        assertReason(CMQC.MQRC_PERSISTENT_NOT_ALLOWED, () -> queue.put(message));
    }

    @Test
    void aPermanentDynamicQueueOutlastsItsMaker() throws MQException {
        MQQueueManager maker = connect();
        MQQueue queue = maker.accessQueue("PERMANENT", OUTPUT, "", "KEPT", "");
        MQMessage message = text("kept");
        message.persistence = CMQC.MQPER_PERSISTENT;
        queue.put(message);
        maker.disconnect();

        assertThat(get(open("KEPT", INPUT))).isEqualTo("kept");
    }

    @Test
    void aModelCannotBePutTo() {
        assertReason(CMQC.MQRC_Q_TYPE_ERROR, () -> connection.put("TEMPORARY", text("x")));
    }

    @Test
    void aModelThatIsRefusedItsOptionsLeavesNoQueue() {
        int before = manager.administration().queues("*").size();

        assertReason(CMQC.MQRC_OPTIONS_ERROR, () -> open("TEMPORARY", CMQC.MQOO_FAIL_IF_QUIESCING));
        assertThat(manager.administration().queues("*")).hasSize(before);
    }

    private MQQueue make(String model, String name) throws MQException {
        return connection.accessQueue(model, INPUT, "", name, "");
    }
}
