package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ibm.mq.MQException;
import com.ibm.mq.MQGetMessageOptions;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQQueue;
import com.ibm.mq.constants.CMQC;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A browse shows messages and leaves them where they are; the cursor says where it is. */
class BrowseTest extends ClassesForJava {
    private static final int FIRST = CMQC.MQGMO_BROWSE_FIRST;
    private static final int NEXT = CMQC.MQGMO_BROWSE_NEXT;

    @BeforeEach
    void putThree() throws MQException {
        put("Q", "one");
        put("Q", "two");
        put("Q", "three");
    }

    @Test
    void firstAndNextShowTheMessagesInOrderAndLeaveThem() throws MQException {
        MQQueue queue = open("Q", BROWSE);

        assertThat(get(queue, FIRST)).isEqualTo("one");
        assertThat(get(queue, NEXT)).isEqualTo("two");
        assertThat(get(queue, NEXT)).isEqualTo("three");
        assertReason(CMQC.MQRC_NO_MSG_AVAILABLE, () -> get(queue, NEXT));
        assertThat(get(queue, FIRST)).isEqualTo("one");
        assertThat(manager.depth("Q")).isEqualTo(3);
    }

    @Test
    void nextBeginsWithTheFirstMessage() throws MQException {
        assertThat(get(open("Q", BROWSE), NEXT)).isEqualTo("one");
    }

    @Test
    void eachHandleHasACursorOfItsOwn() throws MQException {
        MQQueue queue = open("Q", BROWSE);
        MQQueue other = open("Q", BROWSE);

        assertThat(get(queue, NEXT)).isEqualTo("one");
        assertThat(get(queue, NEXT)).isEqualTo("two");
        assertThat(get(other, NEXT)).isEqualTo("one");
    }

    @Test
    void theMessageUnderTheCursorIsTaken() throws MQException {
        MQQueue queue = open("Q", BROWSE | INPUT);
        get(queue, FIRST);
        get(queue, NEXT);

        assertThat(get(queue, CMQC.MQGMO_MSG_UNDER_CURSOR)).isEqualTo("two");
        assertReason(CMQC.MQRC_NO_MSG_UNDER_CURSOR, () -> get(queue, CMQC.MQGMO_MSG_UNDER_CURSOR));
        assertThat(get(queue, NEXT)).isEqualTo("three");
        assertThat(manager.depth("Q")).isEqualTo(2);
    }

    @Test
    void theMessageUnderTheCursorIsShownAgain() throws MQException {
        MQQueue queue = open("Q", BROWSE);
        get(queue, FIRST);
        get(queue, NEXT);

        assertThat(get(queue, CMQC.MQGMO_BROWSE_MSG_UNDER_CURSOR)).isEqualTo("two");
        assertThat(get(queue, CMQC.MQGMO_BROWSE_MSG_UNDER_CURSOR)).isEqualTo("two");
        assertThat(get(queue, NEXT)).isEqualTo("three");
    }

    @Test
    void nothingIsUnderACursorThatIsBeforeTheFirstMessageOrWhoseMessageIsGone() throws MQException {
        MQQueue queue = open("Q", BROWSE | INPUT);
        assertReason(CMQC.MQRC_NO_MSG_UNDER_CURSOR, () -> get(queue, CMQC.MQGMO_MSG_UNDER_CURSOR));
        get(queue, FIRST);

        get(open("Q", INPUT));

        assertReason(CMQC.MQRC_NO_MSG_UNDER_CURSOR, () -> get(queue, CMQC.MQGMO_BROWSE_MSG_UNDER_CURSOR));
        assertThat(get(queue, NEXT)).isEqualTo("two");
    }

    @Test
    void takingTheMessageUnderTheCursorNeedsBrowseAndInput() throws MQException {
        MQQueue input = open("Q", INPUT);
        MQQueue browse = open("Q", BROWSE);
        get(browse, FIRST);

        assertReason(CMQC.MQRC_NOT_OPEN_FOR_BROWSE, () -> get(input, CMQC.MQGMO_MSG_UNDER_CURSOR));
        assertReason(CMQC.MQRC_NOT_OPEN_FOR_INPUT, () -> get(browse, CMQC.MQGMO_MSG_UNDER_CURSOR));
    }

    @Test
    void aBrowseMayWaitForTheNextMessage() throws Throwable {
        MQQueue queue = open("Q", BROWSE);
        for (int i = 0; i < 3; i++) {
            get(queue, NEXT);
        }
        MQGetMessageOptions options = waiting(20_000);
        options.options |= NEXT;
        Calls browsing = Calls.start(() -> content(get(queue, options)));

        connect().put("Q", text("four"));

        assertThat(browsing.end()).isEqualTo("four");
        assertThat(manager.depth("Q")).isEqualTo(4);
    }

    @Test
    void aMessageWakesEveryBrowserAndOneGetter() throws Throwable {
        mqsc("DEFINE QLOCAL(EMPTY)");
        MQGetMessageOptions browse = waiting(20_000);
        browse.options |= NEXT;
        Calls getting = Calls.start(() -> content(get(connect().accessQueue("EMPTY", INPUT), waiting(20_000))));
        awaitHandles(1);
        Calls browsing = Calls.start(() -> content(get(connect().accessQueue("EMPTY", BROWSE), browse)));
        awaitHandles(2);

        put("EMPTY", "for all");

        assertThat(getting.end()).isEqualTo("for all");
        connection.put("EMPTY", text("if the browser was late"));
        assertThat((String) browsing.end()).isNotEmpty();
    }

    @Test
    void aBrowseFindsByCorrelationIdBehindTheCursor() throws MQException {
        MQMessage correlated = text("four");
        correlated.correlationId = new byte[24];
        correlated.correlationId[0] = 1;
        put("Q", correlated);
        MQQueue queue = open("Q", BROWSE);
        MQMessage wanted = new MQMessage();
        wanted.correlationId = correlated.correlationId;

        queue.get(wanted, getOptions(NEXT));

        assertThat(content(wanted)).isEqualTo("four");
    }

    @Test
    void aHigherPriorityBehindTheCursorIsSeenByTheNextBrowseFromTheStart() throws MQException {
        MQQueue queue = open("Q", BROWSE);
        get(queue, FIRST);
        MQMessage urgent = text("urgent");
        urgent.priority = 9;
        put("Q", urgent);

        assertThat(get(queue, NEXT)).isEqualTo("two");
        assertThat(get(queue, FIRST)).isEqualTo("urgent");
    }

    private void awaitHandles(int count) {
        await().until(() -> manager.administration().handles("EMPTY").size() == count);
    }
}
