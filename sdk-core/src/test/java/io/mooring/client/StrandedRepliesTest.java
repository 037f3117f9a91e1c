package io.mooring.client;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mooring.ConnectionState;
import io.mooring.Move;
import io.mooring.PutInDoubtException;
import io.mooring.QueueManagerName;
import io.mooring.ReplyTimeoutException;
import io.mooring.ReplyTimeoutException.Reach;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.admin.ConnectionStatus;
import io.mooring.embedded.admin.EndMode;
import io.mooring.internal.link.Link;
import io.mooring.internal.link.LinkKeeper;
import io.mooring.message.MqMessage;
import io.mooring.observe.Telemetry;
import io.mooring.request.ReplyQueue;
import io.mooring.request.StrayReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a pending request when the connection moves; lines of the document on reconnection. */
class StrandedRepliesTest {
    private static final String REQUESTS = "PRICE.REQUEST";
    private static final String REPLIES = "PRICE.REPLY";
    private static final QueueManagerName QM1 = new QueueManagerName("QM1");
    private static final QueueManagerName QM2 = new QueueManagerName("QM2");

    private static final Logger log = LoggerFactory.getLogger(StrandedRepliesTest.class);

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<EchoServer> servers = new ArrayList<>();
    private EmbeddedQueueManager qm1;
    private EmbeddedQueueManager qm2;
    private MqClient client;

    @BeforeEach
    void connect() {
        qm1 = start("QM1");
        qm2 = start("QM2");
        client = MqClient.builder()
                .connectionNames(qm1.connectionName() + "," + qm2.connectionName())
                .channel("APP.SVRCONN")
                .name("quotes")
                .applicationName("quotes")
                .telemetry(new Telemetry() {
                    @Override
                    public void strandedReplySeen(String replyQueue, QueueManagerName queueManager) {
                        told.add("seen " + replyQueue + " " + queueManager);
                    }

                    @Override
                    public void strandedReplyFetched(String replyQueue, QueueManagerName queueManager) {
                        told.add("fetched " + replyQueue + " " + queueManager);
                    }
                })
                .connect();
    }

    private static EmbeddedQueueManager start(String name) {
        return EmbeddedQueueManager.named(name)
                .queue(REQUESTS, REPLIES)
                .mqsc("DEFINE QMODEL(PERM.MODEL) DEFTYPE(PERMDYN)")
                .start();
    }

    @AfterEach
    void close() {
        servers.forEach(EchoServer::close);
        client.close();
        qm1.close();
        qm2.close();
    }

    private static boolean isClient(ConnectionStatus connection) {
        return connection.applicationName().equals("quotes");
    }

    private void awaitMove(QueueManagerName to) {
        await().until(() ->
                client.queueManager().equals(Optional.of(to)) && client.state() == ConnectionState.CONNECTED);
    }

    static List<ReplyQueue> queuesThatStay() {
        return List.of(
                ReplyQueue.permanentDynamic("PERM.MODEL"),
                ReplyQueue.exclusive(REPLIES),
                ReplyQueue.shared(REPLIES),
                ReplyQueue.shared(REPLIES).passingIds());
    }

    @ParameterizedTest
    @MethodSource("queuesThatStay")
    void replyOnAQueueManagerThatWasLeftIsFetchedFromThere(ReplyQueue replyQueue) {
        try (Requester requester = client.requester(REQUESTS, replyQueue)) {
            CompletableFuture<MqMessage> pending = requester.requestAsync(MqMessage.ofText("one"), ofSeconds(60));
            qm1.dropSockets(StrandedRepliesTest::isClient);
            awaitMove(QM2);

            servers.add(EchoServer.on(qm1, REQUESTS));

            assertThat(pending.join().text()).isEqualTo("re: one @QM1");
            await().untilAsserted(() -> assertThat(told)
                    .containsExactly("seen " + replyQueue.name() + " QM1", "fetched " + replyQueue.name() + " QM1"));
            servers.add(EchoServer.on(qm2, REQUESTS));
            assertThat(requester.request(MqMessage.ofText("two"), ofSeconds(20)).text())
                    .isEqualTo("re: two @QM2");
            await().untilAsserted(() -> assertThat(qm1.connections()).noneMatch(StrandedRepliesTest::isClient));
            assertThat(qm1.administration().queues("MOORING.*")).isEmpty();
        }
        assertThat(qm2.administration().queues("MOORING.*")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("queuesThatStay")
    void replyIsFetchedWhenTheQueueManagerIsBackBeforeTheDeadline(ReplyQueue replyQueue) {
        try (Requester requester = client.requester(REQUESTS, replyQueue)) {
            CompletableFuture<MqMessage> pending =
                    requester.requestAsync(MqMessage.ofText("one").persistent(), ofSeconds(60));
            qm1.end(EndMode.IMMEDIATE);
            awaitMove(QM2);
            assertThat(pending).isNotDone();

            qm1.start();
            servers.add(EchoServer.on(qm1, REQUESTS));

            assertThat(pending.join().text()).isEqualTo("re: one @QM1");
            assertThat(client.queueManager()).contains(QM2);
        }
    }

    @Test
    void queueManagerThatStaysAwayIsNotReachableAndTheTimeoutTellsAll() {
        try (Requester requester = client.requester(REQUESTS, ReplyQueue.shared(REPLIES))) {
            CompletableFuture<MqMessage> pending = requester.requestAsync(MqMessage.ofText("one"), ofSeconds(2));
            qm1.end(EndMode.IMMEDIATE);
            awaitMove(QM2);

            ReplyTimeoutException timeout = timeoutOf(pending);

            assertThat(timeout.reach()).isEqualTo(Reach.NOT_REACHED);
            assertThat(timeout.request().queueManager()).isEqualTo(QM1);
            assertThat(timeout.moves()).extracting(Move::to).containsExactly(QM2);
            assertThat(timeout)
                    .hasMessageContaining(
                            "No reply within PT2S: request " + timeout.request().messageId())
                    .hasMessageContaining("was put to PRICE.REQUEST on QM1 at ")
                    .hasMessageContaining("connection moved QM1 -> QM2 at ")
                    .hasMessageContaining("QM1 has not been reachable since.");
        }
    }

    private static ReplyTimeoutException timeoutOf(CompletableFuture<MqMessage> pending) {
        return (ReplyTimeoutException) pending.handle(
                        (reply, failure) -> failure instanceof CompletionException ? failure.getCause() : failure)
                .join();
    }

    @Test
    void queueManagerThatWasAskedAndHadNoReplyWasReached() {
        try (Requester requester = client.requester(REQUESTS, ReplyQueue.shared(REPLIES))) {
            CompletableFuture<MqMessage> pending = requester.requestAsync(MqMessage.ofText("one"), ofSeconds(2));
            qm1.dropSockets();
            awaitMove(QM2);

            ReplyTimeoutException timeout = timeoutOf(pending);

            assertThat(timeout.reach()).isEqualTo(Reach.REACHED);
            assertThat(timeout).hasMessageContaining("QM1 was asked directly and had no reply.");
            await().untilAsserted(() -> assertThat(qm1.connections()).isEmpty());
        }
    }

    @Test
    void temporaryReplyQueueEndsWithItsLinkAndTheTimeoutSaysSo() {
        try (Requester requester = client.requester(REQUESTS, ReplyQueue.temporary())) {
            CompletableFuture<MqMessage> pending = requester.requestAsync(MqMessage.ofText("one"), ofSeconds(1));
            qm1.dropSockets();
            awaitMove(QM2);
            servers.add(EchoServer.on(qm2, REQUESTS));
            assertThat(requester.request(MqMessage.ofText("two"), ofSeconds(20)).text())
                    .isEqualTo("re: two @QM2");

            ReplyTimeoutException timeout = timeoutOf(pending);

            assertThat(timeout.reach()).isEqualTo(Reach.REPLY_QUEUE_GONE);
            assertThat(timeout).hasMessageContaining("The temporary reply queue on QM1 ended with its link.");
        }
    }

    @ParameterizedTest
    @MethodSource("queuesThatStay")
    void requestsOfBeforeAndAfterGetTheirRepliesWhenTheClientIsBack(ReplyQueue replyQueue) {
        try (Requester requester = client.requester(REQUESTS, replyQueue)) {
            CompletableFuture<MqMessage> pending = requester.requestAsync(MqMessage.ofText("one"), ofSeconds(60));
            qm1.dropSockets();
            awaitMove(QM2);
            awaitReader(qm1);
            CompletableFuture<MqMessage> elsewhere = requester.requestAsync(MqMessage.ofText("two"), ofSeconds(60));

            qm2.dropSockets();
            awaitMove(QM1);
            CompletableFuture<MqMessage> back = requester.requestAsync(MqMessage.ofText("three"), ofSeconds(60));
            servers.add(EchoServer.on(qm1, REQUESTS));
            servers.add(EchoServer.on(qm2, REQUESTS));

            assertThat(pending.join().text()).isEqualTo("re: one @QM1");
            assertThat(elsewhere.join().text()).isEqualTo("re: two @QM2");
            assertThat(back.join().text()).isEqualTo("re: three @QM1");
        }
    }

    /** Waits until the fetcher has the reply queue open. */
    private static void awaitReader(EmbeddedQueueManager queueManager) {
        await().until(() -> queueManager.administration().handles("*").stream()
                .anyMatch(handle -> isClient(handle.connection())
                        && (handle.queue().equals(REPLIES) || handle.queue().startsWith("MOORING."))));
    }

    @Test
    void replyOnAQueueManagerThatQuiescedIsFetchedFromThere() {
        try (Requester requester = client.requester(REQUESTS, ReplyQueue.shared(REPLIES))) {
            CompletableFuture<MqMessage> pending = requester.requestAsync(MqMessage.ofText("one"), ofSeconds(60));
            qm1.quiesce();
            awaitMove(QM2);
            qm1.endQuiesce();
            servers.add(EchoServer.on(qm1, REQUESTS));

            assertThat(pending.join().text()).isEqualTo("re: one @QM1");
        }
    }

    @Test
    void plannedMoveWaitsForAPendingRequest() {
        RequesterBuilder builder = client.requesterBuilder(REQUESTS, ReplyQueue.shared(REPLIES));
        LinkKeeper keeper = builder.caller.keeper();
        Link link = builder.caller.link();
        try (Requester requester = builder.open()) {
            CompletableFuture<MqMessage> pending = requester.requestAsync(MqMessage.ofText("one"), ofSeconds(60));
            assertThat(keeper.moveIfUnused(link)).isFalse();

            servers.add(EchoServer.on(qm1, REQUESTS));
            assertThat(pending.join().text()).isEqualTo("re: one @QM1");
            await().until(() -> keeper.moveIfUnused(link));

            awaitMove(QM2);
            servers.add(EchoServer.on(qm2, REQUESTS));
            assertThat(requester.request(MqMessage.ofText("two"), ofSeconds(20)).text())
                    .isEqualTo("re: two @QM2");
        }
    }

    @Test
    void manyRequestsOnTheFormerQueueManagerAreFetchedByOneConversation() {
        List<StrayReply> strays = new CopyOnWriteArrayList<>();
        try (Requester requester = client.requesterBuilder(REQUESTS, ReplyQueue.shared(REPLIES))
                .onStrayReply((kind, reply) -> strays.add(kind))
                .open()) {
            List<CompletableFuture<MqMessage>> pending = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                pending.add(requester.requestAsync(MqMessage.ofText("n" + i), ofSeconds(60)));
            }
            qm1.dropSockets();
            awaitMove(QM2);
            await().untilAsserted(() -> assertThat(qm1.connections()).hasSize(1));

            servers.add(EchoServer.on(qm1, REQUESTS));

            for (int i = 0; i < 500; i++) {
                assertThat(pending.get(i).join().text()).isEqualTo("re: n" + i + " @QM1");
            }
            assertThat(strays).isEmpty();
        }
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(qm1.connections()).noneMatch(StrandedRepliesTest::isClient));
    }

    @ParameterizedTest
    @MethodSource("queuesThatStay")
    void eachRequestEndsOnceWhateverTheConnectionDoes(ReplyQueue replyQueue) throws InterruptedException {
        long seed = Long.getLong("mooring.seed", System.nanoTime());
        log.info("seed {} (-Dmooring.seed={})", seed, seed);
        Random random = new Random(seed);
        servers.add(EchoServer.on(qm1, REQUESTS));
        servers.add(EchoServer.on(qm2, REQUESTS));
        AtomicInteger asked = new AtomicInteger();
        Map<String, AtomicInteger> ends = new ConcurrentHashMap<>();
        AtomicBoolean stop = new AtomicBoolean();
        try (Requester requester = client.requesterBuilder(REQUESTS, replyQueue)
                .outstandingAtMost(50)
                .open()) {
            Thread asking = new Thread(() -> {
                while (!stop.get()) {
                    asked.incrementAndGet();
                    CompletableFuture<MqMessage> unused = requester
                            .requestAsync(MqMessage.ofText("n").persistent(), ofSeconds(30))
                            .whenComplete((reply, failure) -> ends.computeIfAbsent(
                                            reply != null ? "reply" : String.valueOf(failure.getClass()),
                                            key -> new AtomicInteger())
                                    .incrementAndGet());
                }
            });
            asking.start();
            for (int move = 1; move <= 12; move++) {
                int enough = asked.get() + random.nextInt(200);
                await().atMost(ofSeconds(40)).until(() -> asked.get() >= enough);
                (random.nextBoolean() ? qm1 : qm2).dropSockets(StrandedRepliesTest::isClient);
            }
            stop.set(true);
            asking.join();
            await().atMost(ofSeconds(40)).until(() -> requester.outstanding() == 0);

            await().untilAsserted(() -> assertThat(
                            ends.values().stream().mapToInt(AtomicInteger::get).sum())
                    .isEqualTo(asked.get()));
            // A put may be in transit when the link ends; a persistent reply is got again.
            assertThat(ends.keySet()).isSubsetOf("reply", PutInDoubtException.class.toString());
            assertThat(ends.get("reply").get()).isGreaterThanOrEqualTo(asked.get() * 9 / 10);
            log.info("{} requests over {} moves: {}", asked, client.moves().size(), ends);
        }
    }
}
