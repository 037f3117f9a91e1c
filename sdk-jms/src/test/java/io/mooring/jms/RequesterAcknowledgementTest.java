package io.mooring.jms;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mooring.QueueManagerName;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.admin.ConnectionStatus;
import io.mooring.embedded.mqi.Verb;
import io.mooring.jms.PriceServer.Style;
import io.mooring.request.ReplyQueue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import javax.jms.JMSException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a requester acknowledges replies, and what becomes of those that it has not, with the real client. */
@Tag("client")
class RequesterAcknowledgementTest {
    private static final Duration LONG = ofSeconds(100);
    private static final String REPLIES = "PRICE.REPLY";

    private final Application application = new Application();
    private final EmbeddedQueueManager qm1 = application.qm1;
    private final EmbeddedQueueManager qm2 = application.qm2;
    private final List<String> strays = new CopyOnWriteArrayList<>();
    private PriceServer server;
    private Requester requester;

    @BeforeEach
    void setUp() throws JMSException {
        for (EmbeddedQueueManager each : List.of(qm1, qm2)) {
            each.mqsc("DEFINE QLOCAL(PRICE.REQUEST)\nDEFINE QLOCAL(PRICE.REPLY)");
        }
        server = PriceServer.on(qm1, Style.MESSAGE_ID);
        requester = application
                .builder()
                .applicationName("prices")
                .build()
                .requesterBuilder("PRICE.REQUEST", ReplyQueue.shared(REPLIES))
                .persistent(false)
                .onStrayReply((kind, reply) -> strays.add(kind + " " + reply.text()))
                .open();
        qm1.recordCalls();
    }

    @AfterEach
    void close() throws Exception {
        requester.close();
        server.close();
        application.close();
    }

    private long commits() {
        return qm1.recordedCalls().stream()
                .filter(call -> call.verb() == Verb.MQCMIT && call.application().equals("prices"))
                .count();
    }

    /** Replies that a session of ours has got and not acknowledged. */
    private int unacknowledged() {
        return qm1.administration().queueStatus(REPLIES).get(0).uncommitted();
    }

    private static boolean isOurs(ConnectionStatus connection) {
        return connection.applicationName().equals("prices");
    }

    /** Some replies were handed over, and a further one is awaited, so that they are not acknowledged at once. */
    private void leaveSomeUnacknowledged() {
        CompletableFuture<Reply> unused = requester.requestAsync(PriceServer.UNANSWERED, LONG);
        assertThat(requester.request("one", LONG).text()).isEqualTo("re: one @QM1");
        assertThat(requester.request("two", LONG).text()).isEqualTo("re: two @QM1");
    }

    @Test
    void manyRepliesAreAcknowledgedSomeAtATimeAndTheLastOfThemInAMoment() {
        server.hold();
        List<CompletableFuture<Reply>> all = IntStream.range(0, 160)
                .mapToObj(i -> requester.requestAsync("r" + i, LONG))
                .toList();
        server.goOn();

        all.forEach(CompletableFuture::join);

        await().atMost(LONG).until(() -> unacknowledged() == 0);
        assertThat(commits()).isBetween(10L, 80L);
        qm1.stopListening();
        qm1.dropSockets(RequesterAcknowledgementTest::isOurs);
        await().atMost(LONG).until(() -> qm1.connections().stream().noneMatch(RequesterAcknowledgementTest::isOurs));
        await().atMost(LONG).until(() -> qm1.depth(REPLIES) == 0);
    }

    @Test
    void aReplyBehindWhichNoneComesIsAcknowledgedAfterAMomentAndReplyingGoesOn() {
        leaveSomeUnacknowledged();

        await().atMost(LONG).until(() -> commits() >= 1);

        assertThat(requester.request("three", LONG).text()).isEqualTo("re: three @QM1");
        await().atMost(LONG).until(() -> commits() >= 2);
        assertThat(requester.request("four", LONG).text()).isEqualTo("re: four @QM1");
        assertThat(strays).isEmpty();
    }

    @Test
    void closingLeavesNoReplyOnTheQueueThatWasHandedOver() {
        leaveSomeUnacknowledged();

        requester.close();

        await().atMost(LONG).until(() -> qm1.connections().stream().noneMatch(RequesterAcknowledgementTest::isOurs));
        assertThat(qm1.depth(REPLIES)).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatWasNotAcknowledgedWhenTheLinkEndedIsToldToNobodyAgain(boolean moves) throws JMSException {
        server.repliesTimes(2);
        leaveSomeUnacknowledged();
        await().atMost(LONG).until(() -> strays.size() == 2);
        server.repliesTimes(1);

        EmbeddedQueueManager other = moves ? qm1 : qm2;
        other.stopListening();
        qm1.dropSockets(RequesterAcknowledgementTest::isOurs);
        String now = moves ? "QM2" : "QM1";
        PriceServer there = moves ? PriceServer.on(qm2, Style.MESSAGE_ID) : server;
        await().atMost(Application.MOVE)
                .until(() -> !requester.connection().moves().isEmpty()
                        && requester.connection().state().isUsable());
        other.startListening();

        assertThat(requester.connection().queueManager()).isEqualTo(new QueueManagerName(now));
        assertThat(requester.request("three", LONG).text()).isEqualTo("re: three @" + now);
        await().atMost(LONG).until(() -> qm1.depth(REPLIES) == 0);
        requester.close();
        assertThat(strays).containsExactly("DUPLICATE re: one @QM1", "DUPLICATE re: two @QM1");
        if (moves) {
            there.close();
        }
    }
}
