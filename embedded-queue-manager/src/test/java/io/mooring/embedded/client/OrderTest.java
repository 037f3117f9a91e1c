package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.MQException;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQQueue;
import com.ibm.mq.constants.CMQC;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In which order messages are got. */
class OrderTest extends ClassesForJava {
    @Test
    void higherPrioritiesComeFirstAndEqualOnesInTheOrderOfArrival() throws MQException {
        put("low", 1);
        put("high", 8);
        put("low too", 1);
        put("high too", 8);
        put("middle", 5);

        assertThat(all()).containsExactly("high", "high too", "middle", "low", "low too");
    }

    @Test
    void aQueueInOrderOfArrivalDisregardsPriorities() throws MQException {
        mqsc("ALTER QLOCAL(Q) MSGDLVSQ(FIFO)");
        put("first", 0);
        put("second", 9);
        put("third", 4);

        assertThat(all()).containsExactly("first", "second", "third");
    }

    @Test
    void thePriorityOfTheQueueIsTheDefault() throws MQException {
        mqsc("ALTER QLOCAL(Q) DEFPRTY(6)");
        put("five", 5);
        put("default", CMQC.MQPRI_PRIORITY_AS_Q_DEF);

        assertThat(manager.messages("Q").get(0).descriptor().priority()).isEqualTo(6);
        assertThat(all()).containsExactly("default", "five");
    }

    @Test
    void aPriorityAboveTheHighestIsAWarningAndCountsAsTheHighest() throws MQException {
        put("nine", 9);
        MQMessage message = text("twelve");
        message.priority = 12;
        MQQueue queue = open("Q", INPUT | OUTPUT);

        assertWarning(CMQC.MQRC_PRIORITY_EXCEEDS_MAXIMUM, () -> queue.put(message));

        assertThat(get(queue)).isEqualTo("nine");
        assertThat(get(queue, getOptions(0)).priority).isEqualTo(12);
    }

    @Test
    void aMessageComesIntoItsPlaceWhenItIsPutNotWhenItIsCommitted() throws MQException {
        MQQueue queue = open("Q", OUTPUT);
        queue.put(text("first"), putOptions(CMQC.MQPMO_SYNCPOINT));
        queue.put(text("second"));

        connection.commit();

        assertThat(all()).containsExactly("first", "second");
    }

    private void put(String content, int priority) throws MQException {
        MQMessage message = text(content);
        message.priority = priority;
        put("Q", message);
    }

    private List<String> all() throws MQException {
        MQQueue queue = open("Q", INPUT);
        List<String> contents = new ArrayList<>();
        for (int i = manager.depth("Q"); i > 0; i--) {
            contents.add(get(queue));
        }
        return contents;
    }
}
