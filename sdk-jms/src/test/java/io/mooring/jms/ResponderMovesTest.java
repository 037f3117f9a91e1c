package io.mooring.jms;

import static io.mooring.jms.PriceDesk.REPLIES;
import static io.mooring.jms.PriceDesk.REQUESTS;
import static io.mooring.jms.PriceDesk.RESPONDERS;
import static io.mooring.jms.PriceDesk.receive;
import static io.mooring.jms.PriceDesk.request;
import static io.mooring.jms.PriceDesk.send;
import static io.mooring.jms.PriceDesk.text;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.mooring.PutState;
import io.mooring.ReconnectFailedException;
import io.mooring.client.ConsumeTrouble;
import io.mooring.client.ConsumeTrouble.Kind;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.fault.Fault;
import io.mooring.embedded.mqi.Verb;
import io.mooring.event.ConnectionListener;
import io.mooring.event.Reconnected;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests are answered once, wherever the responder's connection goes meanwhile. */
@Tag("client")
class ResponderMovesTest {
    /** Moves of a random kind, after one of each. */
    private static final int MOVES = Integer.getInteger("mooring.moves", 2);

    private static final int BATCH = 8;

    private final PriceDesk desk = new PriceDesk();
    private final List<ConsumeTrouble> troubles = new CopyOnWriteArrayList<>();
    private final AtomicInteger reconnections = new AtomicInteger();
    private final Map<EmbeddedQueueManager, Session> asking = new HashMap<>();
    private int batches;

    @AfterEach
    void close() throws JMSException {
        desk.close();
    }

    private Responder responder(int threads, RequestHandler<String> handler) throws JMSException {
        MooringConnectionFactory factory = desk.builder()
                .listener(ConnectionListener.on(Reconnected.class, event -> reconnections.incrementAndGet()))
                .build();
        return desk.closing(factory.responderBuilder(REQUESTS)
                .threads(threads)
                .onTrouble(troubles::add)
                .answeringText(handler));
    }

    @Test
    void aRequestWhoseLinkIsLostInItsHandlerIsDeliveredAgain() throws Exception {
        CountDownLatch inHand = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<Integer> deliveries = new CopyOnWriteArrayList<>();
        Responder responder = responder(1, request -> {
            deliveries.add(request.deliveryCount());
            inHand.countDown();
            assertThat(goOn.await(60, TimeUnit.SECONDS)).isTrue();
            return "sold";
        });
        Session asking = desk.session(desk.qm1);
        send(asking, request(asking, "price?"));
        assertThat(inHand.await(30, TimeUnit.SECONDS)).isTrue();

        loseLink(desk.qm1);
        awaitMoves(1);
        goOn.countDown();
        await().atMost(ofSeconds(60)).until(() -> responder.backedOut() == 1);
        assertThat(desk.qm2.depth(REPLIES)).isZero();
        assertThat(desk.qm1.depth(REQUESTS)).isOne();
        desk.qm1.startListening();
        loseLink(desk.qm2);
        awaitMoves(2);

        assertThat(text(receive(asking, REPLIES))).isEqualTo("sold");
        assertThat(deliveries).containsExactly(1, 2);
        await().until(() -> responder.handled() == 1);
        assertThat(responder.backedOut()).isOne();
        assertThat(troubles).extracting(ConsumeTrouble::kind).containsExactly(Kind.LOST_WITH_LINK);
        assertThat(troubles.get(0).queueManager()).hasToString("QM1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCommitInFlightIsInDoubtAndAnsweredOnce(boolean committed) throws JMSException {
        Responder responder = responder(1, request -> request.text() + "!");
        Session asking = desk.session(desk.qm1);
        Fault.Calls commit = Fault.on(Verb.MQCMIT).ofApplication("prices");
        desk.qm1.inject(committed ? commit.losesConnectionAfterEffect() : commit.losesConnectionBeforeEffect());

        send(asking, request(asking, "one"));
        await().atMost(ofSeconds(60)).until(() -> responder.inDoubt() == 1);
        send(asking, request(asking, "two"));
        List<String> replies = List.of(text(receive(asking, REPLIES)), text(receive(asking, REPLIES)));

        assertThat(replies).containsExactlyInAnyOrder("one!", "two!");
        await().until(() -> responder.handled() == (committed ? 1 : 2));
        assertThat(desk.qm1.depth(REPLIES)).isZero();
        assertThat(desk.qm1.depth(REQUESTS)).isZero();
        assertThat(troubles).extracting(ConsumeTrouble::kind).containsExactly(Kind.COMMIT_IN_DOUBT);
        assertThat(troubles.get(0).receipts()).hasSize(1).allSatisfy(receipt -> {
            assertThat(receipt.queue()).isEqualTo(REPLIES);
            assertThat(receipt.state()).isEqualTo(PutState.IN_DOUBT);
        });
        assertThat(responder.backedOut()).isZero();
    }

    @Test
    void aResponderWhoseConnectionIsGivenUpEndsAndSaysSo() throws Exception {
        MooringConnectionFactory factory =
                desk.builder().reconnect(Reconnection.OFF).build();
        Responder responder = desk.closing(factory.responder(REQUESTS, Request::text));

        desk.qm1.dropSockets(RESPONDERS);
        Throwable thrown = catchThrowable(responder::await);

        assertThat(thrown).isInstanceOf(ReconnectFailedException.class).hasMessageContaining("QM1");
        assertThat(responder.isOpen()).isFalse();
        assertThat(responder.whenEnded()).isCompletedExceptionally();
    }

    /** Each move begins when requests have just appeared on both queue managers, all at once, so most find some in hand. */
    @Test
    void eachRequestIsAnsweredOnceAcrossMoves() throws JMSException {
        long seed = Long.getLong("mooring.seed", System.nanoTime());
        System.out.println("eachRequestIsAnsweredOnceAcrossMoves: -Dmooring.seed=" + seed);
        Random random = new Random(seed);
        Responder responder = responder(2, request -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            return request.text();
        });
        for (EmbeddedQueueManager queueManager : desk.cluster.queueManagers()) {
            asking.put(queueManager, desk.transactedSession(queueManager));
        }
        for (Move kind : Move.someOf(random, MOVES)) {
            move(kind, TimeUnit.MICROSECONDS.toNanos(random.nextInt(10_000)));
        }
        drain(responder);

        for (EmbeddedQueueManager queueManager : desk.cluster.queueManagers()) {
            List<String> expected = new ArrayList<>();
            for (int number = 1; number <= asked(); number++) {
                expected.add(queueManager.name() + " " + number);
            }
            assertThat(repliesOn(asking.get(queueManager)))
                    .as("seed %s", seed)
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
        assertThat(responder.handled()).isBetween(2L * asked() - responder.inDoubt(), 2L * asked());
        assertThat(troubles)
                .as("seed %s", seed)
                .extracting(ConsumeTrouble::kind)
                .isNotEmpty()
                .containsOnly(Kind.LOST_WITH_LINK, Kind.COMMIT_IN_DOUBT);
    }

    /** How the connection is made to move. */
    private enum Move {
        SOCKET_LOST,
        LISTENER_GONE,
        ASKED,
        AFTER_COMMIT,
        BEFORE_COMMIT;

        /** A commit in flight may take IBM's client five seconds, so there are fewer of these. */
        static final List<Move> OF_EIGHT = List.of(
                SOCKET_LOST, SOCKET_LOST, LISTENER_GONE, LISTENER_GONE, ASKED, ASKED, AFTER_COMMIT, BEFORE_COMMIT);

        /** Each once, in any order, and so many more. */
        static List<Move> someOf(Random random, int more) {
            List<Move> moves = new ArrayList<>(List.of(values()));
            Collections.shuffle(moves, random);
            for (int i = 0; i < more; i++) {
                moves.add(OF_EIGHT.get(random.nextInt(OF_EIGHT.size())));
            }
            return moves;
        }
    }

    private void move(Move kind, long afterNanos) throws JMSException {
        EmbeddedQueueManager from = present();
        int before = reconnections.get();
        if (kind != Move.SOCKET_LOST) {
            from.stopListening();
        }
        Fault.Calls commit = Fault.on(Verb.MQCMIT).ofApplication("prices");
        if (kind == Move.AFTER_COMMIT) {
            from.inject(commit.losesConnectionAfterEffect());
        } else if (kind == Move.BEFORE_COMMIT) {
            from.inject(commit.losesConnectionBeforeEffect());
        }
        ask();
        LockSupport.parkNanos(afterNanos);
        if (kind == Move.ASKED) {
            from.askToReconnect(RESPONDERS);
        } else if (kind == Move.SOCKET_LOST || kind == Move.LISTENER_GONE) {
            from.dropSockets(RESPONDERS);
        }
        awaitMoves(before + 1);
        from.clearFaults();
        from.startListening();
    }

    /** Some requests more on each queue manager. */
    private void ask() throws JMSException {
        batches++;
        for (EmbeddedQueueManager queueManager : desk.cluster.queueManagers()) {
            Session session = asking.get(queueManager);
            for (int number = asked() - BATCH + 1; number <= asked(); number++) {
                send(session, request(session, queueManager.name() + " " + number));
            }
            session.commit();
        }
    }

    private int asked() {
        return batches * BATCH;
    }

    /** Goes to and fro until nothing waits anywhere. */
    private void drain(Responder responder) {
        for (int i = 0; i < 2; i++) {
            EmbeddedQueueManager here = present();
            await().atMost(ofSeconds(60)).until(() -> here.depth(REQUESTS) == 0 && !responder.hasRequestInHand());
            int before = reconnections.get();
            loseLink(here);
            awaitMoves(before + 1);
            here.startListening();
        }
    }

    private EmbeddedQueueManager present() {
        await().atMost(ofSeconds(60))
                .until(() -> desk.cluster.queueManagers().stream().anyMatch(ResponderMovesTest::hasResponder));
        return desk.cluster.queueManagers().stream()
                .filter(ResponderMovesTest::hasResponder)
                .findFirst()
                .orElseThrow();
    }

    private static boolean hasResponder(EmbeddedQueueManager queueManager) {
        return queueManager.connections().stream().anyMatch(RESPONDERS);
    }

    private static void loseLink(EmbeddedQueueManager queueManager) {
        queueManager.stopListening();
        queueManager.dropSockets(RESPONDERS);
    }

    private void awaitMoves(int number) {
        await().atMost(Application.MOVE).until(() -> reconnections.get() >= number);
    }

    private static List<String> repliesOn(Session session) throws JMSException {
        List<String> texts = new ArrayList<>();
        try (MessageConsumer consumer = session.createConsumer(session.createQueue(REPLIES))) {
            for (Message reply = consumer.receiveNoWait(); reply != null; reply = consumer.receiveNoWait()) {
                texts.add(text(reply));
            }
        }
        return texts;
    }
}
