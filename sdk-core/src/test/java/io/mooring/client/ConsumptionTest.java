package io.mooring.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.mooring.ConnectionClosedException;
import io.mooring.CorrelationId;
import io.mooring.MqException;
import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.QueueManagerName;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.fault.Fault;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.mqi.Verb;
import io.mooring.message.MqMessage;
import io.mooring.message.ReplyTo;
import io.mooring.observe.LogFields;
import io.mooring.observe.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** A consumption whose connection stays where it is. */
class ConsumptionTest {
    private final List<String> handled = new CopyOnWriteArrayList<>();
    private final List<String> counted = new CopyOnWriteArrayList<>();
    private final List<ConsumeTrouble> troubles = new CopyOnWriteArrayList<>();
    private EmbeddedQueueManager qm1;
    private MqClient client;

    @BeforeEach
    void connect() {
        qm1 = EmbeddedQueueManager.named("QM1").queue("ORDERS").queue("REPLIES").start();
        client = MqClient.builder()
                .connectionNames(qm1.connectionName())
                .channel("APP.SVRCONN")
                .name("intake")
                .telemetry(new Telemetry() {
                    @Override
                    public void got(String queue, QueueManagerName queueManager) {
                        counted.add("got " + queue + " " + queueManager);
                    }

                    @Override
                    public void backedOut(String queue, QueueManagerName queueManager) {
                        counted.add("backed out " + queue + " " + queueManager);
                    }
                })
                .connect();
    }

    @AfterEach
    void close() {
        client.close();
        qm1.close();
    }

    private PutReceipt put(String text) {
        return client.queue("ORDERS").put(MqMessage.ofText(text).persistent());
    }

    private int readers() {
        return client.queue("ORDERS").inquire().readers();
    }

    private static void awaitLatch(CountDownLatch latch) {
        await().until(() -> latch.getCount() == 0);
    }

    @Test
    void messagesAreHandledInOrderEachInAUnitOfWorkOfItsOwn() {
        List.of("one", "two", "three").forEach(this::put);
        List<Integer> uncommitted = new CopyOnWriteArrayList<>();

        try (Consumption orders = client.queue("ORDERS").consume(message -> {
            uncommitted.add(qm1.administration().queueStatus("ORDERS").get(0).uncommitted());
            handled.add(message.text());
        })) {
            await().until(() -> orders.handled() == 3);
        }

        assertThat(handled).containsExactly("one", "two", "three");
        assertThat(uncommitted).containsExactly(1, 1, 1);
        assertThat(qm1.depth("ORDERS")).isZero();
        assertThat(counted).containsOnly("got ORDERS QM1").hasSize(3);
    }

    @Test
    void replyIsThereWhenTheMessageIsGone() {
        CountDownLatch replied = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        PutReceipt request = client.queue("ORDERS")
                .put(MqMessage.ofText("question").withReplyTo(new ReplyTo("REPLIES", Optional.empty())));

        try (Consumption orders = client.queue("ORDERS").consume((message, work) -> {
            work.reply(message, MqMessage.ofText("ok"));
            replied.countDown();
            awaitLatch(goOn);
        })) {
            awaitLatch(replied);
            assertThat(client.queue("REPLIES").get()).isEmpty();
            goOn.countDown();

            MqMessage reply =
                    client.queue("REPLIES").get(Duration.ofSeconds(10)).orElseThrow();
            assertThat(reply.text()).isEqualTo("ok");
            assertThat(reply.correlationId()).isEqualTo(request.messageId().asCorrelationId());
            await().until(() -> orders.handled() == 1);
        }
        assertThat(client.receipts().in(PutState.STORED)).hasSize(2);
    }

    @Test
    void eachThreadIsADaemonAndCountsAsOneReaderUntilTheEnd() {
        CountDownLatch goOn = new CountDownLatch(1);
        Set<String> names = ConcurrentHashMap.newKeySet();
        List.of("one", "two", "three").forEach(this::put);
        // A get of the program's own before, whose handle is kept open for a while, is none of them.
        assertThat(client.queue("ORDERS").get()).isPresent();
        put("four");

        try (Consumption orders = client.queue("ORDERS").consume(ConsumeSettings.threads(3), message -> {
            names.add(Thread.currentThread().getName() + (Thread.currentThread().isDaemon() ? " daemon" : ""));
            awaitLatch(goOn);
        })) {
            assertThat(readers()).isEqualTo(3);
            await().until(() -> names.size() == 3);
            goOn.countDown();
            await().until(() -> orders.handled() == 3);
            assertThat(readers()).isEqualTo(3);
        }

        assertThat(names)
                .containsExactlyInAnyOrder(
                        "mooring-consume intake ORDERS-1 daemon",
                        "mooring-consume intake ORDERS-2 daemon",
                        "mooring-consume intake ORDERS-3 daemon");
        assertThat(readers()).isZero();
    }

    @Test
    void messageWhoseHandlerThrowsIsBackedOutAndComesAgain() {
        PutReceipt receipt = put("a secret of the customer");
        List<Integer> backouts = new CopyOnWriteArrayList<>();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Logger logger = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Consumption.class);
        logger.addAppender(lines);

        try (Consumption orders = client.queue("ORDERS")
                .consume(ConsumeSettings.threads(1).onTrouble(troubles::add), (message, work) -> {
                    work.put("REPLIES", MqMessage.ofText("done"));
                    int before = message.origin().orElseThrow().backoutCount();
                    backouts.add(before);
                    if (before < 2) {
                        throw new IllegalStateException("no stock");
                    }
                })) {
            await().until(() -> orders.handled() == 1);
        } finally {
            logger.detachAppender(lines);
        }

        assertThat(backouts).containsExactly(0, 1, 2);
        assertThat(qm1.depth("REPLIES")).isEqualTo(1);
        assertThat(counted)
                .containsExactly(
                        "got ORDERS QM1",
                        "backed out ORDERS QM1",
                        "got ORDERS QM1",
                        "backed out ORDERS QM1",
                        "got ORDERS QM1");
        assertThat(troubles)
                .extracting(ConsumeTrouble::kind)
                .containsOnly(ConsumeTrouble.Kind.BACKED_OUT)
                .hasSize(2);
        assertThat(troubles.get(1).message().orElseThrow())
                .isEqualTo(new ConsumeTrouble.Message(receipt.messageId(), CorrelationId.NONE, 1));
        assertThat(troubles.get(1).receipts()).extracting(PutReceipt::state).containsExactly(PutState.BACKED_OUT);
        assertThat(troubles.get(1).cause().orElseThrow()).hasMessage("no stock");
        List<String> texts =
                lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        assertThat(texts)
                .anyMatch(text ->
                        text.contains(receipt.messageId().toString()) && text.contains("backed out 1 time(s) before"));
        assertThat(texts).noneMatch(text -> text.contains("secret"));
    }

    @Test
    void errorOfTheHandlerEndsNoThread() {
        put("one");
        AtomicInteger calls = new AtomicInteger();

        try (Consumption orders = client.queue("ORDERS").consume(message -> {
            if (calls.incrementAndGet() == 1) {
                throw new StackOverflowError();
            }
        })) {
            await().until(() -> orders.handled() == 1);
        }

        assertThat(calls).hasValue(2);
    }

    @Test
    void interruptThatTheHandlerLeavesBehindTouchesNoLaterMessage() {
        put("one");
        put("two");

        try (Consumption orders = client.queue("ORDERS").consume(message -> {
            handled.add(message.text() + Thread.currentThread().isInterrupted());
            Thread.currentThread().interrupt();
        })) {
            await().until(() -> orders.handled() == 2);
        }

        assertThat(handled).containsExactly("onefalse", "twofalse");
    }

    @Test
    void handlerThatCommitsByItselfIsDoneWithTheMessageEvenIfItThrowsLater() {
        put("one");
        try (Consumption orders = client.queue("ORDERS").consume((message, work) -> {
            handled.add(message.text());
            work.commit();
            work.put("REPLIES", MqMessage.ofText("too late"));
        })) {
            await().until(() -> orders.handled() == 1);
        }

        assertThat(handled).containsExactly("one");
        assertThat(qm1.depth("ORDERS") + qm1.depth("REPLIES")).isZero();
    }

    @Test
    void handlerThatBacksOutByItselfGetsTheMessageAgain() {
        put("one");
        try (Consumption orders = client.queue("ORDERS")
                .consume(ConsumeSettings.threads(1).onTrouble(troubles::add), (message, work) -> {
                    handled.add(message.text());
                    if (handled.size() == 1) {
                        work.backOut();
                    }
                })) {
            await().until(() -> orders.handled() == 1);
        }

        assertThat(handled).containsExactly("one", "one");
        assertThat(troubles).singleElement().satisfies(trouble -> {
            assertThat(trouble.kind()).isEqualTo(ConsumeTrouble.Kind.BACKED_OUT);
            assertThat(trouble.cause()).isEmpty();
        });
    }

    @Test
    void fieldsOfTheMessageAreInTheMdcOfItsHandlerAndNotLater() {
        List<Map<String, String>> fields = new CopyOnWriteArrayList<>();
        PutReceipt first = put("one");
        CorrelationId correlation = first.messageId().asCorrelationId();
        PutReceipt second = client.queue("ORDERS").put(MqMessage.ofText("two").withCorrelationId(correlation));

        try (Consumption orders = client.queue("ORDERS").consume(message -> fields.add(MDC.getCopyOfContextMap()))) {
            await().until(() -> orders.handled() == 2);
        }

        Map<String, String> common =
                Map.of(LogFields.CONNECTION, "intake", LogFields.QUEUE_MANAGER, "QM1", LogFields.QUEUE, "ORDERS");
        assertThat(fields.get(0))
                .containsAllEntriesOf(common)
                .containsEntry(LogFields.MESSAGE_ID, first.messageId().toString())
                .doesNotContainKey(LogFields.CORRELATION_ID);
        assertThat(fields.get(1))
                .containsAllEntriesOf(common)
                .containsEntry(LogFields.MESSAGE_ID, second.messageId().toString())
                .containsEntry(LogFields.CORRELATION_ID, correlation.toString());
    }

    @Test
    void closeWaitsForTheMessageInHandAndItsCommit() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        put("one");
        put("two");
        Consumption orders = client.queue("ORDERS").consume(message -> {
            begun.countDown();
            awaitLatch(goOn);
        });
        awaitLatch(begun);

        CompletableFuture<Void> closing = CompletableFuture.runAsync(orders::close);
        await().until(() -> orders.phase() == Consumption.Phase.ENDING);
        assertThat(closing).isNotDone();
        assertThat(orders.whenEnded()).isNotDone();
        goOn.countDown();
        closing.join();

        assertThat(orders.whenEnded()).isCompleted();
        assertThat(orders.handled()).isEqualTo(1);
        assertThat(qm1.depth("ORDERS")).isEqualTo(1);
        assertThat(readers()).isZero();
    }

    @Test
    void closeWaitsNoLongerThanToldAndTheMessageIsCommittedLater() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        put("one");
        Consumption orders = client.queue("ORDERS").consume(message -> {
            begun.countDown();
            awaitLatch(goOn);
        });
        awaitLatch(begun);

        orders.close(Duration.ofMillis(20));
        assertThat(orders.whenEnded()).isNotDone();
        goOn.countDown();
        orders.await();

        assertThat(orders.handled()).isEqualTo(1);
        assertThat(qm1.depth("ORDERS")).isZero();
    }

    @Test
    void handlerMayCloseItsConsumption() throws InterruptedException {
        put("last");
        CompletableFuture<Consumption> itself = new CompletableFuture<>();
        Consumption orders =
                client.queue("ORDERS").consume(message -> itself.join().close());
        itself.complete(orders);

        orders.await();

        assertThat(orders.handled()).isEqualTo(1);
        assertThat(qm1.depth("ORDERS")).isZero();
    }

    @Test
    void clientThatClosesLetsMessagesInHandBeCommittedFirst() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        put("one");
        Consumption orders = client.queue("ORDERS").consume((message, work) -> {
            begun.countDown();
            awaitLatch(goOn);
            work.put("REPLIES", MqMessage.ofText("done"));
        });
        awaitLatch(begun);

        CompletableFuture<Void> closing = CompletableFuture.runAsync(client::close);
        await().until(() -> orders.phase() == Consumption.Phase.ENDING);
        goOn.countDown();
        closing.join();

        assertThat(orders.whenEnded()).isCompleted();
        assertThat(qm1.depth("ORDERS")).isZero();
        assertThat(qm1.depth("REPLIES")).isEqualTo(1);
        assertThatThrownBy(() -> client.queue("ORDERS").consume(message -> {}))
                .isInstanceOf(ConnectionClosedException.class);
    }

    @Test
    void pausedConsumptionIsNoReaderUntilItIsResumed() {
        try (Consumption orders =
                client.queue("ORDERS").consume(ConsumeSettings.threads(2), message -> handled.add(message.text()))) {
            assertThat(readers()).isEqualTo(2);

            orders.pause();
            orders.pause();
            assertThat(readers()).isZero();
            put("meanwhile");
            assertThat(qm1.depth("ORDERS")).isEqualTo(1);
            assertThat(handled).isEmpty();

            orders.resume();
            await().until(() -> orders.handled() == 1);
            await().until(() -> readers() == 2);
        }
    }

    @Test
    void pauseWaitsForTheMessageInHandAndSaysSoIfThatTakesTooLong() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        put("one");
        try (Consumption orders = client.queue("ORDERS").consume(message -> {
            begun.countDown();
            awaitLatch(goOn);
        })) {
            awaitLatch(begun);

            assertThatThrownBy(() -> orders.pause(Duration.ofMillis(20)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("ORDERS")
                    .hasMessageContaining("a message is in hand");
            goOn.countDown();
            orders.pause();

            assertThat(orders.handled()).isEqualTo(1);
            assertThat(readers()).isZero();
        }
    }

    @Test
    void handlerCannotPauseItsConsumption() {
        put("one");
        CompletableFuture<Consumption> itself = new CompletableFuture<>();
        CompletableFuture<Throwable> refusal = new CompletableFuture<>();
        try (Consumption orders = client.queue("ORDERS").consume(message -> {
            try {
                itself.join().pause();
            } catch (IllegalStateException e) {
                refusal.complete(e);
            }
        })) {
            itself.complete(orders);

            assertThat(refusal.join()).hasMessageContaining("let another thread pause it");
            await().until(() -> orders.handled() == 1);
        }
    }

    @Test
    void whatHasEndedCannotBeResumed() {
        Consumption orders = client.queue("ORDERS").consume(message -> {});
        orders.close();
        orders.close();
        orders.pause();

        assertThatThrownBy(orders::resume)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("consume again");
    }

    @Test
    void idleTimeIsZeroWhileAMessageIsInHandAndCountsFromItsEnd() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Instant before = Instant.now();
        try (Consumption orders = client.queue("ORDERS").consume(message -> {
            begun.countDown();
            awaitLatch(goOn);
        })) {
            Instant start = orders.lastActivity();
            assertThat(start).isBetween(before, Instant.now());
            await().until(() -> orders.idleFor().compareTo(Duration.ofMillis(1)) > 0);
            put("one");
            awaitLatch(begun);
            assertThat(orders.hasMessageInHand()).isTrue();
            assertThat(orders.idleFor()).isZero();
            Instant inHand = Instant.now();
            goOn.countDown();

            await().until(() -> !orders.hasMessageInHand());
            assertThat(orders.lastActivity()).isBetween(inHand, Instant.now());
            assertThat(orders.queue()).isEqualTo("ORDERS");
        }
    }

    @Test
    void queueThatCannotBeOpenedIsRefusedAtOnce() {
        assertThatThrownBy(() -> client.queue("NO.SUCH.QUEUE").consume(ConsumeSettings.threads(2), message -> {}))
                .isInstanceOf(MqException.class)
                .hasMessageContaining("NO.SUCH.QUEUE")
                .hasMessageContaining("2085");
        assertThat(qm1.connections()).hasSize(1);
    }

    @Test
    void refusedGetIsToldAndAskedAgain() {
        qm1.inject(Fault.on(Verb.MQGET).failsWith(Reason.GET_INHIBITED));
        put("one");

        try (Consumption orders = client.queue("ORDERS")
                .consume(
                        ConsumeSettings.threads(1).onTrouble(trouble -> {
                            troubles.add(trouble);
                            throw new IllegalStateException("a hook that fails");
                        }),
                        message -> handled.add(message.text()))) {
            await().until(() -> orders.handled() == 1);
        }

        assertThat(troubles).singleElement().satisfies(trouble -> {
            assertThat(trouble.kind()).isEqualTo(ConsumeTrouble.Kind.REFUSED);
            assertThat(trouble.message()).isEmpty();
            assertThat(trouble.cause().orElseThrow()).hasMessageContaining("2016");
        });
    }

    @Test
    void queueThatTheHandlerGetsFromInItsUnitOfWorkIsNoFurtherReader() {
        put("one");
        put("two");
        try (Consumption orders = client.queue("ORDERS").consume((message, work) -> {
            handled.add(message.text());
            work.get("ORDERS").ifPresent(more -> handled.add(more.text()));
        })) {
            await().until(() -> orders.handled() == 1 && !orders.hasMessageInHand());
            assertThat(readers()).isEqualTo(1);
        }
        assertThat(handled).containsExactly("one", "two");
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> ConsumeSettings.threads(0)).hasMessageContaining("0 threads");
        assertThatThrownBy(() -> ConsumeSettings.threads(1).backoutThreshold(0)).hasMessageContaining("threshold of 0");
    }
}
