package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.MQException;
import com.ibm.mq.MQGetMessageOptions;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQQueue;
import com.ibm.mq.constants.CMQC;
import org.junit.jupiter.api.Test;

/** A message that is longer than the application wants it. */
class TruncationTest extends ClassesForJava {
    @Test
    void aMessageThatIsTooLongStaysUnlessTruncationIsAccepted() throws MQException {
        put("Q", "0123456789");
        MQQueue queue = open("Q", INPUT);
        MQMessage message = new MQMessage();

        assertWarning(CMQC.MQRC_TRUNCATED_MSG_FAILED, () -> queue.get(message, getOptions(0), 4));

        assertThat(message.getTotalMessageLength()).isEqualTo(10);
        assertThat(manager.depth("Q")).isEqualTo(1);
        assertThat(manager.messages("Q").get(0).descriptor().backoutCount()).isZero();
    }

    @Test
    void anAcceptedTruncatedMessageIsTaken() throws Exception {
        put("Q", "0123456789");
        MQQueue queue = open("Q", INPUT);
        MQMessage message = new MQMessage();

        assertWarning(
                CMQC.MQRC_TRUNCATED_MSG_ACCEPTED,
                () -> queue.get(message, getOptions(CMQC.MQGMO_ACCEPT_TRUNCATED_MSG), 4));

        assertThat(message.readStringOfByteLength(4)).isEqualTo("0123");
        assertThat(message.getTotalMessageLength()).isEqualTo(10);
        assertThat(manager.depth("Q")).isZero();
    }

    @Test
    void aBrowseThatTruncatesMovesTheCursorOnlyWhenThatIsAccepted() throws MQException {
        put("Q", "0123456789");
        put("Q", "next");
        MQQueue queue = open("Q", BROWSE);

        assertWarning(
                CMQC.MQRC_TRUNCATED_MSG_FAILED,
                () -> queue.get(new MQMessage(), getOptions(CMQC.MQGMO_BROWSE_NEXT), 4));
        assertWarning(
                CMQC.MQRC_TRUNCATED_MSG_ACCEPTED,
                () -> queue.get(
                        new MQMessage(), getOptions(CMQC.MQGMO_BROWSE_NEXT | CMQC.MQGMO_ACCEPT_TRUNCATED_MSG), 4));
        assertThat(get(queue, CMQC.MQGMO_BROWSE_NEXT)).isEqualTo("next");
    }

    @Test
    void aTruncatedMessageOfAUnitOfWorkIsBackedOutWhole() throws MQException {
        put("Q", "0123456789");
        MQQueue queue = open("Q", INPUT);
        MQGetMessageOptions options = getOptions(CMQC.MQGMO_SYNCPOINT | CMQC.MQGMO_ACCEPT_TRUNCATED_MSG);
        assertWarning(CMQC.MQRC_TRUNCATED_MSG_ACCEPTED, () -> queue.get(new MQMessage(), options, 4));

        connection.backout();

        assertThat(get(queue)).isEqualTo("0123456789");
    }

    @Test
    void withoutALimitTheClientTakesAMessageOfAnyLength() throws MQException {
        String content = "0123456789".repeat(10_000);
        put("Q", content);

        assertThat(get(open("Q", INPUT))).isEqualTo(content);
    }
}
