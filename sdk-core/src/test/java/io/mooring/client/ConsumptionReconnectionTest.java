package io.mooring.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mooring.CommitInDoubtException;
import io.mooring.ConnectionState;
import io.mooring.Endpoint;
import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.QueueManagerName;
import io.mooring.ReconnectFailedException;
import io.mooring.UnitOfWorkBackedOutException;
import io.mooring.channeltable.ClientChannel;
import io.mooring.connect.ConnectAs;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.fault.Fault;
import io.mooring.embedded.fault.InjectedFault;
import io.mooring.embedded.mqi.Verb;
import io.mooring.internal.event.EventDispatcher;
import io.mooring.internal.event.MoveHistory;
import io.mooring.internal.link.Link;
import io.mooring.internal.link.LinkKeeper;
import io.mooring.internal.link.ListedRoutes;
import io.mooring.internal.mq.Dialer;
import io.mooring.internal.receipt.ReceiptBook;
import io.mooring.message.MqMessage;
import io.mooring.observe.Telemetry;
import io.mooring.receipt.PutLedger;
import io.mooring.reconnect.ConnectionLifetime;
import io.mooring.reconnect.ReconnectPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a consumption when the connection breaks. */
class ConsumptionReconnectionTest {
    private static final QueueManagerName QM1 = new QueueManagerName("QM1");
    private static final QueueManagerName QM2 = new QueueManagerName("QM2");

    private final List<ConsumeTrouble> troubles = new CopyOnWriteArrayList<>();
    private final List<String> handled = new CopyOnWriteArrayList<>();
    private EmbeddedQueueManager qm1;
    private EmbeddedQueueManager qm2;
    private LinkKeeper keeper;
    private MqClient client;
    private ReconnectPolicy policy = ReconnectPolicy.fixed(Duration.ofMillis(20));

    /** As the builder makes it, with the keeper in our hands. */
    @BeforeEach
    void connect() {
        qm1 = EmbeddedQueueManager.named("QM1").queue("ORDERS").queue("PAID").start();
        qm2 = EmbeddedQueueManager.named("QM2").queue("ORDERS").queue("PAID").start();
        EventDispatcher events = new EventDispatcher("worker");
        ListedRoutes routes = new ListedRoutes(
                Endpoint.parseList(qm1.connectionName() + "," + qm2.connectionName()),
                ClientChannel.named("APP.SVRCONN"),
                Optional.empty(),
                new Random(1));
        MoveHistory moves = new MoveHistory();
        keeper = new LinkKeeper(
                "worker",
                Clock.systemUTC(),
                routes,
                new Dialer(ConnectAs.application("worker")),
                Duration.ofSeconds(2),
                attempt -> policy.delayBefore(attempt),
                ConnectionLifetime.unlimited(),
                event -> {
                    moves.note(event);
                    events.raise(event);
                });
        keeper.connect();
        Receipts receipts = new Receipts(
                Clock.systemUTC(), new ReceiptBook("worker", PutLedger.holding(100), List.of(), Telemetry.none()));
        client =
                new MqClient("worker", keeper, events, new Caller("worker", keeper, receipts, Telemetry.none()), moves);
    }

    @AfterEach
    void close() {
        client.close();
        qm1.close();
        qm2.close();
    }

    private void put(String... texts) {
        for (String text : texts) {
            client.queue("ORDERS").put(MqMessage.ofText(text).persistent());
        }
    }

    private void putOn(EmbeddedQueueManager queueManager, String text) {
        try (MqClient other = MqClient.builder()
                .connectionNames(queueManager.connectionName())
                .channel("APP.SVRCONN")
                .connect()) {
            other.queue("ORDERS").put(MqMessage.ofText(text).persistent());
        }
    }

    private Consumption consume(UnitOfWorkHandler handler) {
        return client.queue("ORDERS").consume(ConsumeSettings.threads(1).onTrouble(troubles::add), handler);
    }

    private static int readersOf(EmbeddedQueueManager queueManager) {
        return queueManager.administration().queueStatus("ORDERS").get(0).openInputCount();
    }

    private static void awaitLatch(CountDownLatch latch) {
        await().until(() -> latch.getCount() == 0);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.mooring.client.Losses#all")
    void consumptionThatWaitsGoesOnOnTheNextQueueManager(String name, Consumer<EmbeddedQueueManager> loss) {
        try (Consumption orders = consume((message, work) -> handled.add(message.text() + " " + work.queueManager()))) {
            assertThat(readersOf(qm1)).isEqualTo(1);

            loss.accept(qm1);
            await().until(() -> readersOf(qm2) == 1);
            putOn(qm2, "one");

            await().until(() -> orders.handled() == 1);
        }
        assertThat(handled).containsExactly("one QM2");
        assertThat(troubles).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.mooring.client.Losses#all")
    void messageThatIsHandledDuringTheLossStaysOnItsQueueManagerAndComesAgain(
            String name, Consumer<EmbeddedQueueManager> loss) {
        AtomicBoolean first = new AtomicBoolean(true);
        put("one", "two", "three");
        try (Consumption orders = consume((message, work) -> {
            handled.add(message.text());
            work.put("PAID", MqMessage.ofText(message.text()).persistent());
            if (message.text().equals("two") && first.getAndSet(false)) {
                loss.accept(qm1);
                await().until(() ->
                        client.queueManager().equals(Optional.of(QM2)) && client.state() == ConnectionState.CONNECTED);
            }
        })) {
            await().until(() -> readersOf(qm2) == 1);
            assertThat(orders.handled()).isEqualTo(1);
        }

        assertThat(handled).containsExactly("one", "two");
        assertThat(troubles).singleElement().satisfies(trouble -> {
            assertThat(trouble.kind()).isEqualTo(ConsumeTrouble.Kind.LOST_WITH_LINK);
            assertThat(trouble.queueManager()).isEqualTo(QM1);
            assertThat(trouble.receipts()).extracting(PutReceipt::state).containsExactly(PutState.BACKED_OUT);
            assertThat(trouble.cause().orElseThrow()).isInstanceOf(UnitOfWorkBackedOutException.class);
        });
        // Whoever comes there finds what was not handled, and of the rest exactly one.
        if (!qm1.running()) {
            qm1.start();
        }
        qm1.endBlackHole();
        qm1.startListening();
        await().until(() -> qm1.depth("ORDERS") == 2 && qm1.depth("PAID") == 1);
        try (MqClient there = MqClient.builder()
                        .connectionNames(qm1.connectionName())
                        .channel("APP.SVRCONN")
                        .connect();
                Consumption rest = there.queue("ORDERS").consume((message, work) -> {
                    handled.add(message.text());
                    work.put("PAID", MqMessage.ofText(message.text()).persistent());
                })) {
            await().until(() -> rest.handled() == 2);
        }
        assertThat(handled).containsExactly("one", "two", "two", "three");
        assertThat(qm1.depth("PAID")).isEqualTo(3);
        assertThat(qm1.depth("ORDERS") + qm2.depth("ORDERS")).isZero();
    }

    @Test
    void commitThatWasDoneWithoutAnAnswerIsInDoubtAndItsMessageDoesNotComeAgain() {
        put("one", "two");
        qm2.stopListening();
        qm1.inject(Fault.on(Verb.MQCMIT).losesConnectionAfterEffect());

        try (Consumption orders = consume((message, work) -> {
            handled.add(message.text());
            work.put("PAID", MqMessage.ofText(message.text()).persistent());
        })) {
            await().until(() -> orders.handled() == 1);
        }

        assertThat(handled).containsExactly("one", "two");
        assertThat(qm1.depth("PAID")).isEqualTo(2);
        assertInDoubt();
    }

    @Test
    void commitThatWasNotDoneIsInDoubtAndItsMessageComesAgain() {
        put("one", "two");
        qm2.stopListening();
        qm1.inject(Fault.on(Verb.MQCMIT).losesConnectionBeforeEffect());

        try (Consumption orders = consume((message, work) -> {
            handled.add(message.text());
            work.put("PAID", MqMessage.ofText(message.text()).persistent());
        })) {
            await().until(() -> orders.handled() == 2);
        }

        assertThat(handled).containsExactly("one", "one", "two");
        assertThat(qm1.depth("PAID")).isEqualTo(2);
        assertInDoubt();
    }

    private void assertInDoubt() {
        assertThat(troubles).singleElement().satisfies(trouble -> {
            assertThat(trouble.kind()).isEqualTo(ConsumeTrouble.Kind.COMMIT_IN_DOUBT);
            assertThat(trouble.receipts()).singleElement().satisfies(receipt -> {
                assertThat(receipt.state()).isEqualTo(PutState.IN_DOUBT);
                assertThat(receipt.queue()).isEqualTo("PAID");
            });
            assertThat(trouble.cause().orElseThrow()).isInstanceOf(CommitInDoubtException.class);
        });
    }

    @Test
    void oneThreadKeepsTheOrderOverLossesAndRepeatsOnlyWhatWasInHand() {
        String[] texts = new String[20];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = String.valueOf(i);
        }
        put(texts);
        qm2.stopListening();
        List<String> committed = new ArrayList<>();

        try (Consumption orders = consume((message, work) -> {
            handled.add(message.text());
            work.put("PAID", MqMessage.ofText(message.text()));
            boolean again = message.origin().orElseThrow().backoutCount() > 0;
            if (Integer.parseInt(message.text()) % 5 == 4 && !again) {
                qm1.dropSockets();
                await().until(() -> client.moves().size() == (Integer.parseInt(message.text()) + 1) / 5
                        && client.state() == ConnectionState.CONNECTED);
            }
        })) {
            await().until(() -> orders.handled() == texts.length);
        }
        for (Optional<MqMessage> paid = client.queue("PAID").get();
                paid.isPresent();
                paid = client.queue("PAID").get()) {
            committed.add(paid.get().text());
        }

        assertThat(committed).containsExactly(texts);
        assertThat(handled).hasSize(texts.length + 4);
        assertThat(troubles).extracting(ConsumeTrouble::kind).containsOnly(ConsumeTrouble.Kind.LOST_WITH_LINK);
    }

    @Test
    void queueManagerThatQuiescesEndsTheWaitAndTheConsumptionGoesOnElsewhere() {
        try (Consumption orders = consume((message, work) -> handled.add(message.text()))) {
            qm1.quiesce();

            await().until(() -> readersOf(qm2) == 1);
            putOn(qm2, "one");
            await().until(() -> orders.handled() == 1);
            assertThat(readersOf(qm1)).isZero();
        }
        assertThat(troubles).isEmpty();
    }

    @Test
    void messageInHandOnAQueueManagerThatQuiescesIsCommittedThere() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        put("one", "two");
        try (Consumption orders = consume((message, work) -> {
            begun.countDown();
            awaitLatch(goOn);
        })) {
            awaitLatch(begun);
            qm1.quiesce();
            assertThat(client.queue("PAID").put(MqMessage.ofText("elsewhere")).queueManager())
                    .isEqualTo(QM2);
            goOn.countDown();

            await().until(() -> readersOf(qm2) == 1);
            assertThat(orders.handled()).isEqualTo(1);
        }
        assertThat(qm1.depth("ORDERS")).isEqualTo(1);
        assertThat(troubles).isEmpty();
    }

    @Test
    void plannedMoveWaitsForAMessageInHandButNotForAWait() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicReference<Link> link = new AtomicReference<>(keeper.linkOrNull());
        put("one");
        try (Consumption orders = consume((message, work) -> {
            begun.countDown();
            awaitLatch(goOn);
        })) {
            awaitLatch(begun);
            assertThat(keeper.moveIfUnused(link.get())).isFalse();
            goOn.countDown();
            await().until(() -> orders.handled() == 1);

            await().until(() -> keeper.moveIfUnused(link.get()));
            await().until(() -> readersOf(qm2) == 1 && readersOf(qm1) == 0);
        }
        assertThat(troubles).isEmpty();
    }

    @Test
    void messageThatComesOverALinkThatWasJustLeftIsHandledAllTheSame() {
        // Short of the heartbeat, which waits with the call; the get itself then waits a second more.
        InjectedFault delay =
                qm1.inject(Fault.on(Verb.MQGET).ofApplication("worker").isDelayedBy(Duration.ofMillis(500)));
        Link link = keeper.linkOrNull();
        try (MqClient other = MqClient.builder()
                        .connectionNames(qm1.connectionName())
                        .channel("APP.SVRCONN")
                        .connect();
                Consumption orders =
                        consume((message, work) -> handled.add(message.text() + " " + work.queueManager()))) {
            await().until(() -> delay.fired() == 1);
            assertThat(keeper.moveIfUnused(link)).isTrue();
            other.queue("ORDERS").put(MqMessage.ofText("late").persistent());

            await().until(() -> orders.handled() == 1);
            await().until(() -> readersOf(qm2) == 1 && readersOf(qm1) == 0);
        }
        assertThat(handled).containsExactly("late QM1");
        assertThat(qm1.depth("ORDERS")).isZero();
        assertThat(troubles).isEmpty();
    }

    @Test
    void manyThreadsHandleEachMessageOnceOverManyLosses() {
        String[] texts = new String[60];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = String.valueOf(i);
        }
        put(texts);
        qm2.stopListening();
        ConsumeSettings settings =
                ConsumeSettings.threads(4).backoutThreshold(100).onTrouble(troubles::add);

        try (Consumption orders = client.queue("ORDERS").consume(settings, (message, work) -> {
            work.put("PAID", MqMessage.ofText(message.text()).persistent());
            boolean again = message.origin().orElseThrow().backoutCount() > 0;
            if (Integer.parseInt(message.text()) % 10 == 9 && !again) {
                qm1.dropSockets();
            }
        })) {
            await().until(() ->
                    qm1.depth("ORDERS") == 0 && qm1.depth("PAID") >= texts.length && !orders.hasMessageInHand());
            await().until(() -> readersOf(qm1) == 4);
        }

        List<String> paid = new ArrayList<>();
        for (Optional<MqMessage> one = client.queue("PAID").get();
                one.isPresent();
                one = client.queue("PAID").get()) {
            paid.add(one.get().text());
        }
        // On the same queue manager what was committed is there, and what was not came again.
        assertThat(paid).containsExactlyInAnyOrder(texts);
        assertThat(troubles)
                .isNotEmpty()
                .allMatch(trouble -> trouble.kind() == ConsumeTrouble.Kind.LOST_WITH_LINK
                        || trouble.kind() == ConsumeTrouble.Kind.COMMIT_IN_DOUBT);
    }

    @Test
    void queueThatTheNextQueueManagerHasNotIsAskedForUntilItHas() {
        try (Consumption orders = consume((message, work) -> handled.add(message.text()))) {
            qm2.administration().deleteQueue("ORDERS", true);
            qm1.stopListening();
            qm1.dropSockets();
            await().until(() -> troubles.size() >= 2);

            qm2.mqsc("DEFINE QLOCAL(ORDERS)");
            putOn(qm2, "one");
            await().until(() -> orders.handled() == 1);
        }
        assertThat(troubles).extracting(ConsumeTrouble::kind).containsOnly(ConsumeTrouble.Kind.REFUSED);
        assertThat(troubles.get(0).queueManager()).isEqualTo(QM2);
    }

    @Test
    void consumptionEndsWithTheReasonOnceReconnectionIsGivenUp() {
        policy = ReconnectPolicy.never();
        Consumption orders = consume((message, work) -> handled.add(message.text()));

        qm1.dropSockets();

        assertThatThrownBy(orders::await).isInstanceOf(ReconnectFailedException.class);
        assertThat(orders.whenEnded()).isCompletedExceptionally();
        assertThatThrownBy(orders::resume).hasMessageContaining("has ended");
    }

    @Test
    void consumptionIsPausedAndClosedDuringAnOutageToo() {
        Consumption orders = consume((message, work) -> handled.add(message.text()));
        qm2.stopListening();
        qm1.stopListening();
        qm1.dropSockets();
        await().until(() -> client.state() == ConnectionState.RECONNECTING);

        orders.pause();
        orders.resume();
        orders.close();

        assertThat(orders.whenEnded()).isCompleted();
    }
}
