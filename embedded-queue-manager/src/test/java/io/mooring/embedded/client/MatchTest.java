package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.MQException;
import com.ibm.mq.MQGetMessageOptions;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQQueue;
import com.ibm.mq.constants.CMQC;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A get takes the message that its match options name. */
class MatchTest extends ClassesForJava {
    private static final int SEED = 20_261_120;

    @Test
    void theMessageIdNamesTheMessage() throws MQException {
        put("Q", "first");
        MQMessage second = put("Q", "second");
        MQQueue queue = open("Q", INPUT);

        MQMessage got = new MQMessage();
        got.messageId = second.messageId;
        queue.get(got, getOptions(0));

        assertThat(content(got)).isEqualTo("second");
        assertThat(get(queue)).isEqualTo("first");
    }

    @Test
    void theCorrelationIdNamesTheMessage() throws MQException {
        putCorrelated("one", "a");
        putCorrelated("two", "b");
        putCorrelated("three", "b");
        MQQueue queue = open("Q", INPUT);

        assertThat(getCorrelated(queue, "b")).isEqualTo("two");
        assertThat(getCorrelated(queue, "b")).isEqualTo("three");
        assertReason(CMQC.MQRC_NO_MSG_AVAILABLE, () -> getCorrelated(queue, "b"));
        assertThat(get(queue)).isEqualTo("one");
    }

    @Test
    void bothIdsMustMatch() throws MQException {
        MQMessage message = putCorrelated("one", "a");
        MQQueue queue = open("Q", INPUT);
        MQMessage wrong = new MQMessage();
        wrong.messageId = message.messageId;
        wrong.correlationId = id("b");

        assertReason(CMQC.MQRC_NO_MSG_AVAILABLE, () -> queue.get(wrong));
        assertThat(manager.depth("Q")).isEqualTo(1);
    }

    @Test
    void idsAreIgnoredWithoutMatchOptions() throws MQException {
        putCorrelated("one", "a");
        MQGetMessageOptions options = getOptions(0);
        options.matchOptions = CMQC.MQMO_NONE;
        MQMessage got = new MQMessage();
        got.messageId = id("nobody's");
        got.correlationId = id("nobody's");

        open("Q", INPUT).get(got, options);

        assertThat(content(got)).isEqualTo("one");
    }

    @Test
    void theGroupIdAndTheNumberInTheGroupNameTheMessage() throws MQException {
        putGrouped("one of a", "a", 1);
        putGrouped("one of b", "b", 1);
        putGrouped("two of b", "b", 2);
        MQQueue queue = open("Q", INPUT);
        MQGetMessageOptions options = getOptions(0);
        options.matchOptions = CMQC.MQMO_MATCH_GROUP_ID | CMQC.MQMO_MATCH_MSG_SEQ_NUMBER;
        MQMessage got = new MQMessage();
        got.groupId = id("b");
        got.messageSequenceNumber = 2;

        queue.get(got, options);

        assertThat(content(got)).isEqualTo("two of b");
        assertThat(options.groupStatus).isEqualTo(CMQC.MQGS_MSG_IN_GROUP);
        assertThat(got.messageFlags).isEqualTo(CMQC.MQMF_MSG_IN_GROUP);
    }

    @Test
    void aGroupWithoutIdGetsOneAndAMessageOutsideAGroupHasNone() throws MQException {
        MQMessage grouped = text("first of a group");
        grouped.messageFlags = CMQC.MQMF_LAST_MSG_IN_GROUP;
        put("Q", grouped);
        MQMessage single = text("in no group");
        single.groupId = id("meaningless");
        put("Q", single);
        MQQueue queue = open("Q", INPUT);

        MQMessage first = get(queue, getOptions(0));
        MQMessage second = get(queue, getOptions(0));

        assertThat(first.groupId).isNotEqualTo(CMQC.MQGI_NONE);
        assertThat(first.messageFlags).isEqualTo(CMQC.MQMF_LAST_MSG_IN_GROUP | CMQC.MQMF_MSG_IN_GROUP);
        assertThat(second.groupId).isEqualTo(CMQC.MQGI_NONE);
    }

    @Test
    void theTokenOfABrowsedMessageNamesIt() throws MQException {
        put("Q", "first");
        put("Q", "second");
        put("Q", "third");
        MQQueue queue = open("Q", INPUT | BROWSE);
        get(queue, CMQC.MQGMO_BROWSE_FIRST);
        MQGetMessageOptions browse = getOptions(CMQC.MQGMO_BROWSE_NEXT);
        get(queue, browse);

        MQGetMessageOptions options = getOptions(0);
        options.matchOptions = CMQC.MQMO_MATCH_MSG_TOKEN;
        options.msgToken = browse.msgToken;

        assertThat(content(get(queue, options))).isEqualTo("second");
    }

    @Test
    void anUnknownMatchOptionIsAnError() throws MQException {
        put("Q", "stays");
        MQQueue queue = open("Q", INPUT);
        MQGetMessageOptions options = getOptions(0);
        options.matchOptions = 0x4000;

        assertReason(CMQC.MQRC_MATCH_OPTIONS_ERROR, () -> get(queue, options));
    }

    @Test
    void eachMessageOfADeepQueueIsFoundByItsId() throws MQException {
        List<byte[]> ids = new ArrayList<>();
        MQQueue queue = open("Q", INPUT | OUTPUT);
        for (int i = 0; i < 500; i++) {
            MQMessage message = text("message " + i);
            message.correlationId = id("c" + i % 50);
            queue.put(message);
            ids.add(message.messageId);
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(SEED));

        for (int i : order.subList(0, 400)) {
            MQMessage got = new MQMessage();
            got.messageId = ids.get(i);
            queue.get(got);
            assertThat(content(got)).as("seed %s", SEED).isEqualTo("message " + i);
        }

        int first = Collections.min(order.subList(400, 500));
        assertThat(getCorrelated(queue, "c" + first % 50)).as("seed %s", SEED).isEqualTo("message " + first);
        assertThat(manager.depth("Q")).isEqualTo(99);
    }

    private MQMessage putCorrelated(String content, String correlation) throws MQException {
        MQMessage message = text(content);
        message.correlationId = id(correlation);
        put("Q", message);
        return message;
    }

    private void putGrouped(String content, String group, int number) throws MQException {
        MQMessage message = text(content);
        message.groupId = id(group);
        message.messageSequenceNumber = number;
        message.messageFlags = CMQC.MQMF_MSG_IN_GROUP;
        put("Q", message);
    }

    private static String getCorrelated(MQQueue queue, String correlation) throws MQException {
        MQMessage message = new MQMessage();
        message.correlationId = id(correlation);
        queue.get(message);
        return content(message);
    }

    private static byte[] id(String name) {
        return Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), 24);
    }
}
