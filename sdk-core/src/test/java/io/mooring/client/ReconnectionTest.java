package io.mooring.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.mooring.CommitInDoubtException;
import io.mooring.ConnectionClosedException;
import io.mooring.ConnectionState;
import io.mooring.MqException;
import io.mooring.PutInDoubtException;
import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.QueueManagerName;
import io.mooring.UnitOfWorkBackedOutException;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.fault.Fault;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.mqi.Verb;
import io.mooring.event.Closed;
import io.mooring.event.Connected;
import io.mooring.event.ConnectionEvent;
import io.mooring.event.ConnectionLost;
import io.mooring.event.Quiescing;
import io.mooring.event.Reconnected;
import io.mooring.event.Reconnecting;
import io.mooring.message.MqMessage;
import io.mooring.message.Persistence;
import io.mooring.reason.ReasonCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of each operation when the connection breaks; the lines of the document on reconnection. */
class ReconnectionTest {
    private static final QueueManagerName QM1 = new QueueManagerName("QM1");
    private static final QueueManagerName QM2 = new QueueManagerName("QM2");

    private final List<ConnectionEvent> events = new CopyOnWriteArrayList<>();
    private EmbeddedQueueManager qm1;
    private EmbeddedQueueManager qm2;
    private MqClient client;

    @BeforeEach
    void connect() {
        qm1 = EmbeddedQueueManager.named("QM1").queue("ORDERS").queue("PAID").start();
        qm2 = EmbeddedQueueManager.named("QM2").queue("ORDERS").queue("PAID").start();
        client = MqClient.builder()
                .connectionNames(qm1.connectionName() + "," + qm2.connectionName())
                .channel("APP.SVRCONN")
                .name("intake")
                .listener(events::add)
                .connect();
        await().until(() -> events.size() == 1);
    }

    @AfterEach
    void close() {
        client.close();
        qm1.close();
        qm2.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("io.mooring.client.Losses#all")
    void lossIsNoticedWithoutACallAndTheNextPutIsOnTheOtherQueueManager(
            String name, Consumer<EmbeddedQueueManager> loss) {
        client.queue("ORDERS").put(MqMessage.ofText("one"));

        loss.accept(qm1);
        await().until(() ->
                client.queueManager().equals(Optional.of(QM2)) && client.state() == ConnectionState.CONNECTED);
        PutReceipt receipt = client.queue("ORDERS").put(MqMessage.ofText("two"));

        assertThat(receipt.queueManager()).isEqualTo(QM2);
        assertThat(receipt.epoch()).isEqualTo(2);
        assertThat(qm2.depth("ORDERS")).isEqualTo(1);
        await().until(() -> events.size() == 4);
        assertThat(events.get(0)).isInstanceOf(Connected.class);
        ConnectionLost lost = (ConnectionLost) events.get(1);
        assertThat(lost.queueManager()).isEqualTo(QM1);
        assertThat(lost.planned()).isFalse();
        assertThat(lost.reason()).contains(ReasonCode.CONNECTION_BROKEN);
        Reconnecting attempt = (Reconnecting) events.get(2);
        assertThat(attempt.attempt()).isEqualTo(1);
        assertThat(attempt.delay()).isZero();
        Reconnected reconnected = (Reconnected) events.get(3);
        assertThat(reconnected.from()).isEqualTo(QM1);
        assertThat(reconnected.to()).isEqualTo(QM2);
        assertThat(reconnected.endpoint()).isEqualTo(qm2.connectionName());
        assertThat(reconnected.attempts()).isEqualTo(1);
        assertThat(client.moves()).containsExactly(reconnected.move());
    }

    @Test
    void queueManagerThatQuiescesIsLeftWithTheNextCallWhichSucceedsElsewhere() {
        client.queue("ORDERS").put(MqMessage.ofText("one"));
        qm1.quiesce();

        PutReceipt receipt = client.queue("ORDERS").put(MqMessage.ofText("two"));

        assertThat(receipt.queueManager()).isEqualTo(QM2);
        assertThat(qm1.depth("ORDERS")).isEqualTo(1);
        assertThat(qm2.depth("ORDERS")).isEqualTo(1);
        await().until(() -> events.size() == 5);
        assertThat(events.get(1))
                .isInstanceOfSatisfying(
                        Quiescing.class,
                        quiescing -> assertThat(quiescing.reason()).contains(ReasonCode.Q_MGR_QUIESCING));
    }

    @Test
    void unitOfWorkOnAQuiescingQueueManagerCanStillBeCommitted() {
        try (UnitOfWork work = client.unitOfWork()) {
            work.put("ORDERS", MqMessage.ofText("one"));
            qm1.quiesce();
            assertThat(client.queue("ORDERS").put(MqMessage.ofText("two")).queueManager())
                    .isEqualTo(QM2);

            List<PutReceipt> receipts = work.commit();

            assertThat(receipts).extracting(PutReceipt::state).containsExactly(PutState.STORED);
            assertThat(qm1.depth("ORDERS")).isEqualTo(1);
        }
        await().until(() -> qm1.connections().isEmpty());
    }

    @Test
    void putInFlightIsInDoubtAndNotPutAgain() {
        qm1.inject(Fault.on(Verb.MQPUT).losesConnectionAfterEffect());

        PutInDoubtException doubt = catchThrowableOfType(
                PutInDoubtException.class,
                () -> client.queue("ORDERS").put(MqMessage.ofText("one").persistent()));

        assertThat(doubt.receipt().state()).isEqualTo(PutState.IN_DOUBT);
        assertThat(doubt.receipt().queueManager()).isEqualTo(QM1);
        assertThat(doubt.reason()).contains(ReasonCode.CONNECTION_BROKEN);
        assertThat(qm1.depth("ORDERS")).isEqualTo(1);
        assertThat(client.queue("ORDERS").put(MqMessage.ofText("two")).epoch()).isEqualTo(2);
        assertThat(qm2.depth("ORDERS")).isEqualTo(1);
        assertThat(client.receipts().in(PutState.IN_DOUBT)).containsExactly(doubt.receipt());
    }

    @Test
    void putWhoseQueueCouldNotBeOpenedOnTheOldLinkGoesToTheNewOne() {
        qm1.inject(Fault.on(Verb.MQOPEN).losesConnectionBeforeEffect());

        PutReceipt receipt = client.queue("ORDERS").put(MqMessage.ofText("one"));

        assertThat(receipt.queueManager()).isEqualTo(QM2);
        assertThat(qm1.depth("ORDERS") + qm2.depth("ORDERS")).isEqualTo(1);
    }

    @Test
    void putDuringAnOutageWaitsForItsEnd() {
        qm2.stopListening();
        qm1.stopListening();
        qm1.dropSockets();
        await().until(() -> client.state() == ConnectionState.RECONNECTING);

        CompletableFuture<PutReceipt> put =
                CompletableFuture.supplyAsync(() -> client.queue("ORDERS").put(MqMessage.ofText("one")));
        await().until(() ->
                events.stream().filter(Reconnecting.class::isInstance).count() >= 2);
        assertThat(put).isNotDone();
        qm2.startListening();

        assertThat(put.join().queueManager()).isEqualTo(QM2);
    }

    @Test
    void lostUnitOfWorkSaysSoAndItsReceiptsAreBackedOut() {
        UnitOfWork work = client.unitOfWork();
        PutReceipt pending = work.put("ORDERS", MqMessage.ofText("one"));
        qm1.dropSockets();
        await().until(() -> client.queueManager().equals(Optional.of(QM2)));

        assertThatThrownBy(work::commit)
                .isInstanceOfSatisfying(
                        UnitOfWorkBackedOutException.class,
                        lost -> assertThat(lost.receipts()).containsExactly(pending.becoming(PutState.BACKED_OUT)));

        assertThat(client.receipts().find(pending.messageId()).orElseThrow().state())
                .isEqualTo(PutState.BACKED_OUT);
        assertThat(qm1.depth("ORDERS")).isZero();
        work.close();
    }

    @Test
    void commitInFlightIsInDoubtAndNotRunAgain() {
        qm1.inject(Fault.on(Verb.MQCMIT).losesConnectionAfterEffect());
        List<String> runs = new ArrayList<>();

        CommitInDoubtException doubt = catchThrowableOfType(
                CommitInDoubtException.class,
                () -> client.doInUnitOfWork(work -> {
                    runs.add("run");
                    work.put("ORDERS", MqMessage.ofText("one"));
                }));

        assertThat(runs).hasSize(1);
        assertThat(doubt.receipts()).extracting(PutReceipt::state).containsExactly(PutState.IN_DOUBT);
        assertThat(qm1.depth("ORDERS")).isEqualTo(1);
        assertThat(qm2.depth("ORDERS")).isZero();
    }

    @Test
    void workInAUnitOfWorkIsRunAgainAfterItsLoss() {
        List<QueueManagerName> runs = new ArrayList<>();

        PutReceipt receipt = client.inUnitOfWork(work -> {
            runs.add(work.queueManager());
            if (runs.size() == 1) {
                qm1.dropSockets();
            }
            return work.put("ORDERS", MqMessage.ofText("one"));
        });

        assertThat(runs).containsExactly(QM1, QM2);
        assertThat(receipt.queueManager()).isEqualTo(QM2);
        assertThat(qm1.depth("ORDERS")).isZero();
        assertThat(qm2.depth("ORDERS")).isEqualTo(1);
    }

    @Test
    void lossThatTheWorkCatchesIsNoSuccess() {
        List<QueueManagerName> runs = new ArrayList<>();

        PutReceipt receipt = client.inUnitOfWork(work -> {
            runs.add(work.queueManager());
            PutReceipt first = work.put("ORDERS", MqMessage.ofText("one"));
            if (runs.size() == 1) {
                qm1.dropSockets();
                await().until(() -> client.queueManager().equals(Optional.of(QM2)));
                assertThatThrownBy(() -> work.put("PAID", MqMessage.ofText("two")))
                        .isInstanceOf(UnitOfWorkBackedOutException.class);
            }
            return first;
        });

        assertThat(runs).containsExactly(QM1, QM2);
        assertThat(receipt.queueManager()).isEqualTo(QM2);
        assertThat(qm2.depth("ORDERS")).isEqualTo(1);
    }

    @Test
    void workThatTheQueueManagerBackedOutIsRunAgain() {
        qm1.inject(Fault.on(Verb.MQCMIT).failsWith(Reason.BACKED_OUT));
        List<QueueManagerName> runs = new ArrayList<>();

        client.doInUnitOfWork(work -> {
            runs.add(work.queueManager());
            work.put("ORDERS", MqMessage.ofText("one"));
        });

        assertThat(runs).containsExactly(QM1, QM1);
        assertThat(qm1.depth("ORDERS")).isEqualTo(1);
    }

    @Test
    void getThatWaitsGoesOnOnTheNextQueueManager() {
        CompletableFuture<Optional<MqMessage>> get =
                CompletableFuture.supplyAsync(() -> client.queue("ORDERS").get(Duration.ofMinutes(1)));
        await().until(() -> client.queue("ORDERS").inquire().readers() == 1);

        qm1.dropSockets();
        await().until(() -> client.queueManager().equals(Optional.of(QM2)));
        client.queue("ORDERS").put(MqMessage.ofText("here"));

        assertThat(get.join().map(MqMessage::text)).contains("here");
    }

    @Test
    void aGetTakesNoMessageButItsOwnWhateverTheQueueSaysOfReadingAhead() {
        qm1.mqsc("ALTER QLOCAL(ORDERS) DEFREADA(YES)");
        for (String text : List.of("one", "two", "three", "four")) {
            client.queue("ORDERS").put(MqMessage.ofText(text).withPersistence(Persistence.NOT_PERSISTENT));
        }

        assertThat(client.queue("ORDERS").get().map(MqMessage::text)).contains("one");
        assertThat(client.queue("ORDERS").get(Duration.ofSeconds(10)).map(MqMessage::text))
                .contains("two");

        assertThat(qm1.depth("ORDERS")).isEqualTo(2);
    }

    @Test
    void messageOfAGetInFlightOutsideAUnitOfWorkIsGone() {
        client.queue("ORDERS").put(MqMessage.ofText("one").persistent());
        qm1.inject(Fault.on(Verb.MQGET).losesConnectionAfterEffect());

        assertThat(client.queue("ORDERS").get(Duration.ofMillis(100))).isEmpty();

        assertThat(qm1.depth("ORDERS")).isZero();
        assertThat(client.queueManager()).contains(QM2);
    }

    @Test
    void messageOfAGetInFlightInAUnitOfWorkIsBackOnItsQueue() {
        client.queue("ORDERS").put(MqMessage.ofText("one").persistent());
        qm1.inject(Fault.on(Verb.MQGET).losesConnectionAfterEffect());

        try (UnitOfWork work = client.unitOfWork()) {
            assertThatThrownBy(() -> work.get("ORDERS")).isInstanceOf(UnitOfWorkBackedOutException.class);
        }

        await().until(() -> qm1.depth("ORDERS") == 1);
    }

    @Test
    void inquiryIsMadeAgainOnTheNextQueueManager() {
        client.queue("ORDERS").inquire();
        qm1.inject(Fault.on(Verb.MQINQ).losesConnectionBeforeEffect());

        assertThat(client.queue("ORDERS").inquire().queueManager()).isEqualTo(QM2);
    }

    @Test
    void unitOfWorkBegunDuringAnOutageIsOnTheNextQueueManager() {
        qm1.stopListening();
        qm1.dropSockets();

        client.doInUnitOfWork(work -> work.put("ORDERS", MqMessage.ofText("one")));

        assertThat(qm2.depth("ORDERS")).isEqualTo(1);
    }

    @Test
    void callThatWaitsForALinkEndsWhenTheClientIsClosed() {
        qm2.stopListening();
        qm1.stopListening();
        qm1.dropSockets();
        await().until(() -> client.state() == ConnectionState.RECONNECTING);
        CompletableFuture<PutReceipt> put =
                CompletableFuture.supplyAsync(() -> client.queue("ORDERS").put(MqMessage.ofText("one")));

        client.close();

        assertThat(put)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseInstanceOf(ConnectionClosedException.class);
    }

    @Test
    void interruptedWaitForALinkSaysThatNothingWasPut() throws InterruptedException {
        qm2.stopListening();
        qm1.stopListening();
        qm1.dropSockets();
        await().until(() -> client.state() == ConnectionState.RECONNECTING);
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread putter = new Thread(() -> {
            try {
                client.queue("ORDERS").put(MqMessage.ofText("one"));
            } catch (MqException e) {
                failure.complete(e);
            }
        });
        putter.start();
        putter.interrupt();
        putter.join();

        assertThat(failure.join()).hasMessageContaining("interrupted").hasMessageContaining("no effect");
    }

    @Test
    void browserBeginsAgainOnTheNextQueueManager() {
        client.queue("ORDERS").put(MqMessage.ofText("one on QM1"));
        try (Browser browser = client.queue("ORDERS").browse()) {
            assertThat(browser.next().map(MqMessage::text)).contains("one on QM1");
            long before = browser.epoch();
            qm1.dropSockets();
            await().until(() -> client.queueManager().equals(Optional.of(QM2)));
            client.queue("ORDERS").put(MqMessage.ofText("one on QM2"));

            assertThat(browser.next().map(MqMessage::text)).contains("one on QM2");
            assertThat(browser.epoch()).isGreaterThan(before);
        }
    }

    @Test
    void closedIsTheLastEvent() {
        client.close();

        await().until(() -> events.size() == 2);
        assertThat(events.get(1)).isInstanceOf(Closed.class);
    }
}
