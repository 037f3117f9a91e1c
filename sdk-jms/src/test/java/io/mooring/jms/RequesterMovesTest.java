package io.mooring.jms;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.mooring.ConnectionClosedException;
import io.mooring.ConnectionState;
import io.mooring.MqException;
import io.mooring.PutInDoubtException;
import io.mooring.QueueManagerName;
import io.mooring.ReplyTimeoutException;
import io.mooring.ReplyTimeoutException.Reach;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.admin.ConnectionStatus;
import io.mooring.embedded.cluster.ChannelTable;
import io.mooring.embedded.mqi.Reason;
import io.mooring.jms.PriceServer.Style;
import io.mooring.observe.Telemetry;
import io.mooring.request.ReplyQueue;
import io.mooring.request.StrayReply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.jms.JMSException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a pending request when the connection moves, with the real client. */
@Tag("client")
class RequesterMovesTest {
    private static final Logger log = LoggerFactory.getLogger(RequesterMovesTest.class);
    private static final Duration LONG = ofSeconds(100);

    /** Some of them take IBM's client 5 seconds. */
    private static final int MOVES = Integer.getInteger("mooring.moves", 4);

    private static final QueueManagerName QM1 = new QueueManagerName("QM1");
    private static final QueueManagerName QM2 = new QueueManagerName("QM2");

    private final Application application = new Application();
    private final EmbeddedQueueManager qm1 = application.qm1;
    private final EmbeddedQueueManager qm2 = application.qm2;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> strays = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeEach
    void setUp() {
        for (EmbeddedQueueManager each : List.of(qm1, qm2)) {
            each.mqsc("DEFINE QLOCAL(PRICE.REQUEST)\nDEFINE QLOCAL(PRICE.REPLY)\n"
                    + "DEFINE QMODEL(PERM.MODEL) DEFTYPE(PERMDYN)");
        }
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
        application.close();
    }

    private MooringConnectionFactoryBuilder builder() {
        return application.builder().applicationName("prices").telemetry(new Telemetry() {
            @Override
            public void strandedReplySeen(String replyQueue, QueueManagerName queueManager) {
                told.add("seen " + queueManager);
            }

            @Override
            public void strandedReplyFetched(String replyQueue, QueueManagerName queueManager) {
                told.add("fetched " + queueManager);
            }
        });
    }

    private Requester requester(ReplyQueue replyQueue) {
        return requester(builder().build(), replyQueue, false);
    }

    private Requester requester(MooringConnectionFactory factory, ReplyQueue replyQueue, boolean persistent) {
        Requester requester = factory.requesterBuilder("PRICE.REQUEST", replyQueue)
                .persistent(persistent)
                .onStrayReply((kind, reply) -> strays.add(kind + " " + reply.text()))
                .open();
        opened.add(requester);
        assertThat(requester.connection().queueManager()).isEqualTo(QM1);
        return requester;
    }

    private PriceServer server(EmbeddedQueueManager queueManager, ReplyQueue replyQueue) throws JMSException {
        PriceServer server =
                PriceServer.on(queueManager, replyQueue.passesIds() ? Style.PASSES_BOTH : Style.MESSAGE_ID);
        opened.add(server);
        return server;
    }

    private static boolean isOurs(ConnectionStatus connection) {
        return connection.applicationName().equals("prices");
    }

    private void awaitMoves(Requester requester, int moves) {
        await().atMost(Application.MOVE)
                .until(() -> requester.connection().moves().size() >= moves
                        && requester.connection().state().isUsable());
    }

    /** Away from QM1, which answers others all the same. */
    private void leaveQm1(Requester requester) {
        qm1.stopListening();
        qm1.dropSockets(RequesterMovesTest::isOurs);
        awaitMoves(requester, 1);
        assertThat(requester.connection().queueManager()).isEqualTo(QM2);
        qm1.startListening();
    }

    static Stream<Arguments> queuesThatStay() {
        return Stream.of(
                        ReplyQueue.permanentDynamic("PERM.MODEL"),
                        ReplyQueue.exclusive("PRICE.REPLY"),
                        ReplyQueue.shared("PRICE.REPLY"),
                        ReplyQueue.shared("PRICE.REPLY").passingIds())
                .flatMap(queue -> Stream.of(Arguments.of(queue, true), Arguments.of(queue, false)));
    }

    @ParameterizedTest
    @MethodSource("queuesThatStay")
    void aReplyOnAQueueManagerThatWasLeftIsFetchedFromThere(ReplyQueue replyQueue, boolean persistent)
            throws JMSException {
        Requester requester = requester(builder().build(), replyQueue, persistent);
        CompletableFuture<Reply> before = requester.requestAsync("before", LONG);
        leaveQm1(requester);
        CompletableFuture<Reply> after = requester.requestAsync("after", LONG);

        server(qm1, replyQueue);
        server(qm2, replyQueue);

        assertThat(before.join().text()).isEqualTo("re: before @QM1");
        assertThat(before.join().queueManager()).isEqualTo(QM1);
        assertThat(before.join().request().queueManager()).isEqualTo(QM1);
        assertThat(after.join().text()).isEqualTo("re: after @QM2");
        assertThat(after.join().queueManager()).isEqualTo(QM2);
        assertThat(after.join().request().queueManager()).isEqualTo(QM2);
        await().untilAsserted(() -> assertThat(told).containsExactly("seen QM1", "fetched QM1"));
        await().atMost(LONG).until(() -> qm1.connections().stream().noneMatch(RequesterMovesTest::isOurs));
        assertThat(strays).isEmpty();
    }

    @Test
    void permanentDynamicQueuesGoFromWhereTheyWereLeftWhenTheRequesterIsClosed() {
        Requester requester = requester(ReplyQueue.permanentDynamic("PERM.MODEL"));
        leaveQm1(requester);
        assertThat(dynamicQueues(qm1)).isEqualTo(1);
        assertThat(dynamicQueues(qm2)).isEqualTo(1);

        requester.close();

        await().atMost(LONG).until(() -> dynamicQueues(qm1) == 0 && dynamicQueues(qm2) == 0);
    }

    private static long dynamicQueues(EmbeddedQueueManager queueManager) {
        return queueManager.mqsc("DISPLAY QLOCAL(AMQ.*)").get(0).lines().stream()
                .filter(line -> line.contains("QUEUE(AMQ."))
                .count();
    }

    enum Way {
        SOCKET_DROPPED,
        LISTENER_GONE,
        ASKED_TO_MOVE,
        SUSPENDED,
        CALLS_REFUSED
    }

    static Stream<Arguments> waysAndQueues() {
        return Stream.of(Way.values())
                .flatMap(way -> Stream.of(ReplyQueue.temporary(), ReplyQueue.shared("PRICE.REPLY"))
                        .map(queue -> Arguments.of(way, queue)));
    }

    @ParameterizedTest
    @MethodSource("waysAndQueues")
    void requestsGoOnAfterEachKindOfMove(Way way, ReplyQueue replyQueue) throws JMSException {
        server(qm1, replyQueue);
        server(qm2, replyQueue);
        Requester requester = requester(replyQueue);
        assertThat(requester.request("one", LONG).text()).isEqualTo("re: one @QM1");

        move(way, qm1);
        awaitMoves(requester, 1);
        String now = requester.connection().queueManager().value();

        assertThat(requester.request("two", LONG).text()).isEqualTo("re: two @" + now);
        assertThat(requester.request("three", LONG).queueManager()).hasToString(now);
        assertThat(told).isEmpty();
    }

    private void move(Way way, EmbeddedQueueManager from) {
        switch (way) {
            case SOCKET_DROPPED -> from.dropSockets(RequesterMovesTest::isOurs);
            case LISTENER_GONE -> {
                from.stopListening();
                from.dropSockets(RequesterMovesTest::isOurs);
            }
            case ASKED_TO_MOVE -> from.askToReconnect(RequesterMovesTest::isOurs);
            case SUSPENDED -> from.administration().suspend();
            default -> {
                from.refuseConnects(Reason.Q_MGR_QUIESCING);
                from.askToReconnectAfterEndingWaits(RequesterMovesTest::isOurs);
            }
        }
    }

    @Test
    void aTimeoutAfterAMoveTellsOfItAndThatTheFormerQueueManagerWasAsked() {
        Requester requester = requester(ReplyQueue.shared("PRICE.REPLY"));
        CompletableFuture<Reply> pending = requester.requestAsync("one", ofSeconds(5));
        leaveQm1(requester);

        CompletionException failed = catchThrowableOfType(CompletionException.class, pending::join);

        ReplyTimeoutException timeout = (ReplyTimeoutException) failed.getCause();
        assertThat(timeout.reach()).isEqualTo(Reach.REACHED);
        assertThat(timeout.moves()).isEqualTo(requester.connection().moves());
        assertThat(timeout)
                .hasMessageContaining(" on QM1 at ")
                .hasMessageContaining("connection moved QM1 -> QM2 at ")
                .hasMessageEndingWith("QM1 was asked directly and had no reply.");
    }

    @Test
    void aTimeoutTellsThatTheFormerQueueManagerIsAway() {
        Requester requester = requester(ReplyQueue.exclusive("PRICE.REPLY"));
        CompletableFuture<Reply> pending = requester.requestAsync("one", ofSeconds(5));
        qm1.stopListening();
        qm1.dropSockets();
        awaitMoves(requester, 1);

        CompletionException failed = catchThrowableOfType(CompletionException.class, pending::join);

        assertThat(failed.getCause()).hasMessageEndingWith("QM1 has not been reachable since.");
    }

    @Test
    void aTemporaryReplyQueueEndsWithItsLinkAndTheTimeoutSaysSo() throws JMSException {
        Requester requester = requester(ReplyQueue.temporary());
        CompletableFuture<Reply> pending = requester.requestAsync("one", ofSeconds(5));
        leaveQm1(requester);
        server(qm2, ReplyQueue.temporary());

        assertThat(requester.request("two", LONG).text()).isEqualTo("re: two @QM2");
        CompletionException failed = catchThrowableOfType(CompletionException.class, pending::join);

        assertThat(failed.getCause()).hasMessageEndingWith("The temporary reply queue on QM1 ended with its link.");
    }

    @Test
    void theReplyIsFetchedOnceTheFormerQueueManagerIsBack() throws JMSException {
        ReplyQueue replyQueue = ReplyQueue.shared("PRICE.REPLY");
        Requester requester = requester(replyQueue);
        CompletableFuture<Reply> pending = requester.requestAsync("one", LONG);
        qm1.stopListening();
        qm1.dropSockets();
        awaitMoves(requester, 1);

        assertThat(pending).isNotDone();
        qm1.startListening();
        server(qm1, replyQueue);

        assertThat(pending.join().text()).isEqualTo("re: one @QM1");
        assertThat(pending.join().queueManager()).isEqualTo(QM1);
    }

    @Test
    void aChannelTableLeadsToTheFormerQueueManagerByName(@TempDir Path folder) throws JMSException {
        ReplyQueue replyQueue = ReplyQueue.shared("PRICE.REPLY").passingIds();
        Path table = application.cluster.writeCcdt(folder.resolve("ccdt.json"), ChannelTable.ofAnyQueueManager());
        qm2.stopListening();
        Requester requester = requester(
                MooringConnectionFactory.builder()
                        .channelTable(table.toUri())
                        .queueManager("*ANY_QM")
                        .applicationName("prices")
                        .build(),
                replyQueue,
                false);
        qm2.startListening();
        CompletableFuture<Reply> pending = requester.requestAsync("one", LONG);
        leaveQm1(requester);

        server(qm1, replyQueue);

        assertThat(pending.join().queueManager()).isEqualTo(QM1);
    }

    @Test
    void withoutALinkARequestWaitsForOneNoLongerThanItsTime() {
        Requester requester = requester(ReplyQueue.exclusive("PRICE.REPLY"));
        qm2.stopListening();
        qm1.stopListening();
        qm1.dropSockets();
        await().atMost(Application.MOVE)
                .until(() -> !requester.connection().state().isUsable());

        Throwable failed = catchThrowableOfType(MqException.class, () -> requester.request("one", ofMillis(300)));

        assertThat(failed).hasMessageContaining("was not put").hasMessageContaining("no connection");
        qm2.startListening();
        awaitMoves(requester, 1);
    }

    @Test
    void aRequesterCanBeClosedWhileThereIsNoLink() {
        Requester requester = requester(ReplyQueue.permanentDynamic("PERM.MODEL"));
        CompletableFuture<Reply> pending = requester.requestAsync("one", LONG);
        qm2.stopListening();
        qm1.stopListening();
        qm1.dropSockets();
        await().atMost(Application.MOVE)
                .until(() -> !requester.connection().state().isUsable());

        requester.close();

        assertThat(catchThrowableOfType(CompletionException.class, pending::join))
                .hasCauseInstanceOf(ConnectionClosedException.class);
        qm2.startListening();
        await().atMost(Application.MOVE)
                .untilAsserted(() -> assertThat(requester.connection().state()).isEqualTo(ConnectionState.CLOSED));
    }

    /** Requests from several threads while the connection moves to and fro: each ends once, none is lost, none is doubled. */
    @ParameterizedTest
    @MethodSource("queuesUnderLoad")
    void nothingIsLostAndNothingComesTwiceOverManyMoves(ReplyQueue replyQueue) throws Exception {
        long seed = Long.getLong("mooring.seed", System.nanoTime());
        log.info("seed {}", seed);
        Random random = new Random(seed);
        server(qm1, replyQueue);
        server(qm2, replyQueue);
        Requester requester = requester(replyQueue);
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger answered = new AtomicInteger();
        AtomicInteger inDoubt = new AtomicInteger();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        ExecutorService callers = Executors.newFixedThreadPool(4);
        for (int caller = 0; caller < 4; caller++) {
            int own = caller;
            callers.execute(() -> {
                for (int i = 0; !over.get(); i++) {
                    String text = own + "/" + i;
                    try {
                        Reply reply = requester.request(text, LONG);
                        assertThat(reply.text()).startsWith("re: " + text + " @");
                        answered.incrementAndGet();
                    } catch (PutInDoubtException e) {
                        inDoubt.incrementAndGet();
                    } catch (RuntimeException | AssertionError e) {
                        failures.add(e);
                    }
                }
            });
        }

        for (int move = 0; move < MOVES; move++) {
            int enough = answered.get() + 1 + random.nextInt(20);
            await().atMost(LONG).until(() -> answered.get() >= enough || !failures.isEmpty());
            EmbeddedQueueManager from = requester.connection().queueManager().equals(QM1) ? qm1 : qm2;
            int before = requester.connection().moves().size();
            boolean away = random.nextBoolean();
            if (away) {
                from.stopListening();
            }
            if (random.nextBoolean()) {
                from.dropSockets(RequesterMovesTest::isOurs);
            } else {
                from.askToReconnect(RequesterMovesTest::isOurs);
            }
            awaitMoves(requester, before + 1);
            if (away) {
                from.startListening();
            }
        }
        over.set(true);
        callers.shutdown();

        assertThat(callers.awaitTermination(120, TimeUnit.SECONDS)).isTrue();
        assertThat(failures).as("seed " + seed).isEmpty();
        assertThat(requester.outstanding()).isZero();
        assertThat(strays).as("seed " + seed).noneMatch(stray -> stray.startsWith(StrayReply.DUPLICATE.name()));
        assertThat(strays.size())
                .as("only requests in doubt have strays, seed " + seed)
                .isLessThanOrEqualTo(inDoubt.get());
        log.info("{} answered, {} in doubt, {} strays, {}", answered, inDoubt, strays.size(), told.size());
    }

    static Stream<ReplyQueue> queuesUnderLoad() {
        return Stream.of(
                ReplyQueue.exclusive("PRICE.REPLY"),
                ReplyQueue.shared("PRICE.REPLY"),
                ReplyQueue.shared("PRICE.REPLY").passingIds());
    }
}
