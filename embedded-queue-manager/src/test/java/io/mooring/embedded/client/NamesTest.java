package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.MQException;
import com.ibm.mq.MQGetMessageOptions;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQPutMessageOptions;
import com.ibm.mq.constants.CMQC;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names that the queue manager fills in: of the reply-to queue manager, and of where a message went or came from. */
class NamesTest extends ClassesForJava {
    @BeforeEach
    void defineQueues() {
        mqsc("""
                DEFINE QALIAS(ALIAS) TARGET(Q)
                DEFINE QLOCAL(QM2) USAGE(XMITQ)
                DEFINE QREMOTE(THERE) RNAME(Q2) RQMNAME(QM2)
                """);
    }

    @Test
    void aReplyToQueueWithoutQueueManagerIsHere() throws MQException {
        MQMessage got = putAndGet("ANSWERS", "");

        assertThat(got.replyToQueueName.trim()).isEqualTo("ANSWERS");
        assertThat(got.replyToQueueManagerName.trim()).isEqualTo("QM1");
    }

    @Test
    void aReplyToQueueManagerThatIsNamedIsKept() throws MQException {
        assertThat(putAndGet("ANSWERS", "QM7").replyToQueueManagerName.trim()).isEqualTo("QM7");
    }

    @Test
    void aReplyToQueueThatIsDefinedAsRemoteIsThatOne() throws MQException {
        MQMessage got = putAndGet("THERE", "");

        assertThat(got.replyToQueueName.trim()).isEqualTo("Q2");
        assertThat(got.replyToQueueManagerName.trim()).isEqualTo("QM2");
    }

    @Test
    void withoutReplyToQueueThereIsNoReplyToQueueManager() throws MQException {
        assertThat(putAndGet("", "").replyToQueueManagerName.trim()).isEmpty();
    }

    @Test
    void aPutTellsWhereTheMessageWent() throws MQException {
        assertThat(destination("Q")).isEqualTo("Q at QM1");
        assertThat(destination("ALIAS")).isEqualTo("Q at QM1");
        assertThat(destination("THERE")).isEqualTo("Q2 at QM2");
    }

    @Test
    void aSingleMessagePutTellsWhereItWent() throws MQException {
        MQPutMessageOptions options = putOptions(0);

        connection.put("ALIAS", text("x"), options);

        assertThat(options.resolvedQueueName.trim()).isEqualTo("Q");
        assertThat(options.resolvedQueueManagerName.trim()).isEqualTo("QM1");
    }

    @Test
    void aGetTellsWhereTheMessageCameFrom() throws MQException {
        put("Q", "x");
        MQGetMessageOptions options = getOptions(0);

        get(open("ALIAS", INPUT), options);

        assertThat(options.resolvedQueueName.trim()).isEqualTo("Q");
    }

    private String destination(String queue) throws MQException {
        MQPutMessageOptions options = putOptions(0);
        open(queue, OUTPUT).put(text("x"), options);
        return options.resolvedQueueName.trim() + " at " + options.resolvedQueueManagerName.trim();
    }

    private MQMessage putAndGet(String replyTo, String replyToQueueManager) throws MQException {
        MQMessage message = text("x");
        message.replyToQueueName = replyTo;
        message.replyToQueueManagerName = replyToQueueManager;
        put("Q", message);
        return get(open("Q", INPUT), getOptions(CMQC.MQGMO_NO_SYNCPOINT));
    }
}
