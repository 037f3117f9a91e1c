package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ibm.mq.MQException;
import com.ibm.mq.MQGetMessageOptions;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQQueue;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A get that waits. */
class WaitTest extends ClassesForJava {
    @Test
    void aMessageEndsTheWait() throws Throwable {
        Calls waiting = waitFor("Q", waiting(20_000));

        connect().put("Q", text("here it is"));

        assertThat(waiting.end()).isEqualTo("here it is");
        assertThat(manager.depth("Q")).isZero();
    }

    @Test
    void aCommitEndsTheWait() throws Throwable {
        Calls waiting = waitFor("Q", waiting(20_000));
        MQQueueManager other = connect();
        other.put("Q", text("here it is"), putOptions(CMQC.MQPMO_SYNCPOINT));
        assertThat(waiting.ended()).isFalse();

        other.commit();

        assertThat(waiting.end()).isEqualTo("here it is");
    }

    @Test
    void theWaitEndsWhenItsTimeIsOver() throws MQException {
        MQQueue queue = open("Q", INPUT);
        Instant begin = Instant.now();

        assertReason(CMQC.MQRC_NO_MSG_AVAILABLE, () -> get(queue, waiting(200)));

        assertThat(Duration.between(begin, Instant.now())).isBetween(Duration.ofMillis(195), Duration.ofSeconds(4));
    }

    @Test
    void anUnlimitedWaitEndsWithAMessage() throws Throwable {
        Calls waiting = waitFor("Q", waiting(CMQC.MQWI_UNLIMITED));

        connect().put("Q", text("at last"));

        assertThat(waiting.end()).isEqualTo("at last");
    }

    @Test
    void onlyAMessageThatMatchesEndsTheWait() throws Throwable {
        MQQueue queue = open("Q", INPUT);
        MQMessage wanted = new MQMessage();
        wanted.correlationId = new byte[24];
        wanted.correlationId[3] = 7;
        Calls waiting = Calls.start(() -> {
            queue.get(wanted, waiting(20_000));
            return content(wanted);
        });
        MQQueueManager other = connect();
        other.put("Q", text("for others"));
        MQMessage answer = text("for me");
        answer.correlationId = wanted.correlationId;

        other.put("Q", answer);

        assertThat(waiting.end()).isEqualTo("for me");
        assertThat(manager.depth("Q")).isEqualTo(1);
    }

    @Test
    void aGetForJustThisMessageComesBeforeOneForAny() throws Throwable {
        mqsc("DEFINE CHANNEL(ALONE) CHLTYPE(SVRCONN) SHARECNV(1)");
        MQMessage wanted = new MQMessage();
        wanted.correlationId = new byte[24];
        wanted.correlationId[3] = 7;
        Calls any = waitFor("Q", waiting(20_000));
        MQQueue queue = new MQQueueManager("QM1", properties(CMQC.CHANNEL_PROPERTY, "ALONE")).accessQueue("Q", INPUT);
        long before = received("ALONE");
        Calls justThis = Calls.start(() -> {
            queue.get(wanted, waiting(20_000));
            return content(wanted);
        });
        await().until(() -> received("ALONE") > before);
        MQMessage answer = text("just this");
        answer.correlationId = wanted.correlationId;
        MQQueueManager other = connect();
        other.put("Q", answer);
        assertThat(justThis.end()).isEqualTo("just this");

        other.put("Q", text("any"));

        assertThat(any.end()).isEqualTo("any");
    }

    @Test
    void aMessageEndsOneWaitOnly() throws Throwable {
        Calls first = waitFor("Q", waiting(20_000));
        Calls second = Calls.start(() -> content(get(connect().accessQueue("Q", INPUT), waiting(20_000))));
        await().until(() -> manager.administration().queueStatus("Q").get(0).openInputCount() == 2);
        MQQueueManager other = connect();

        other.put("Q", text("for one"));
        await().until(() -> first.ended() || second.ended());
        other.put("Q", text("for the other"));

        assertThat(first.end()).isNotEqualTo(second.end());
        assertThat(manager.depth("Q")).isZero();
    }

    @Test
    void inhibitingGetsEndsTheWait() throws Exception {
        Calls waiting = waitFor("Q", waiting(20_000));

        mqsc("ALTER QLOCAL(Q) GET(DISABLED)");

        assertReason(CMQC.MQRC_GET_INHIBITED, waiting::end);
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, -1_000})
    void aNegativeWaitIsAnError(int millis) throws MQException {
        MQQueue queue = open("Q", INPUT);

        assertReason(CMQC.MQRC_WAIT_INTERVAL_ERROR, () -> get(queue, waiting(millis)));
    }

    @Test
    void aGetUnderSyncpointThatWaitedIsPartOfTheUnitOfWork() throws Throwable {
        MQGetMessageOptions options = waiting(20_000);
        options.options |= CMQC.MQGMO_SYNCPOINT;
        Calls waiting = waitFor("Q", options);
        connect().put("Q", text("got and backed out"));
        waiting.end();

        connection.backout();

        assertThat(manager.messages("Q"))
                .singleElement()
                .satisfies(message ->
                        assertThat(message.descriptor().backoutCount()).isEqualTo(1));
    }

    /** Waits on the test's connection; returns when the get is on its way, or waits already. */
    private Calls waitFor(String queue, MQGetMessageOptions options) throws MQException {
        MQQueue opened = open(queue, INPUT);
        long before = received("APP.SVRCONN");
        Calls waiting = Calls.start(() -> content(get(opened, options)));
        await().until(() -> received("APP.SVRCONN") > before);
        return waiting;
    }

    private long received(String channel) {
        return manager.administration().channelStatus(channel).get(0).bytesReceived();
    }
}
