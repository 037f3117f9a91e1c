package io.mooring.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mooring.CorrelationId;
import io.mooring.MessageId;
import io.mooring.MqException;
import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.QueueManagerName;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.fault.Fault;
import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MessageDescriptor;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.mqi.Verb;
import io.mooring.message.Encoding;
import io.mooring.message.MqMessage;
import io.mooring.message.Persistence;
import io.mooring.message.ReplyTo;
import io.mooring.observe.Telemetry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a message that cannot be handled. */
class PoisonMessageTest {
    private static final Encoding LITTLE_ENDIAN = new Encoding("MYFORMAT", 819, 546);

    private final List<Integer> backouts = new CopyOnWriteArrayList<>();
    private final List<String> requeued = new CopyOnWriteArrayList<>();
    private final List<ConsumeTrouble> troubles = new CopyOnWriteArrayList<>();
    private EmbeddedQueueManager qm1;
    private MqClient client;
    private MqClient putter;

    @BeforeEach
    void connect() {
        qm1 = EmbeddedQueueManager.named("QM1")
                .queue("ORDERS", "PLAIN", "TO.ITSELF", "SICK", "DLQ")
                .mqsc("ALTER QLOCAL(ORDERS) BOTHRESH(2) BOQNAME(SICK)")
                .mqsc("ALTER QLOCAL(TO.ITSELF) BOTHRESH(1) BOQNAME(TO.ITSELF)")
                .mqsc("DEFINE QALIAS(ORDERS.ALIAS) TARGET(ORDERS)")
                .mqsc("ALTER QMGR DEADQ(DLQ)")
                .start();
        client = connect("consumer", new Telemetry() {
            @Override
            public void requeued(String queue, QueueManagerName queueManager) {
                requeued.add(queue + " " + queueManager);
            }
        });
        putter = connect("first putter", Telemetry.none());
    }

    private MqClient connect(String application, Telemetry telemetry) {
        return MqClient.builder()
                .connectionNames(qm1.connectionName())
                .channel("APP.SVRCONN")
                .applicationName(application)
                .telemetry(telemetry)
                .connect();
    }

    @AfterEach
    void close() {
        client.close();
        putter.close();
        qm1.close();
    }

    private Consumption consume(String queue, int threshold) {
        return client.queue(queue)
                .consume(ConsumeSettings.threads(1).backoutThreshold(threshold).onTrouble(troubles::add), message -> {
                    if (message.origin().orElseThrow().application().equals("first putter")
                            && Arrays.equals(message.bytes(), POISON)) {
                        backouts.add(message.origin().orElseThrow().backoutCount());
                        throw new IllegalArgumentException("cannot be handled");
                    }
                });
    }

    private static final byte[] POISON = {1, 2, 3};

    /** With its properties in its bytes: only so its body keeps its byte order and character set when it is put. */
    private PutReceipt putPoison(String queue) {
        return putter.queue(queue)
                .put(MqMessage.ofBytes(withProperties(POISON), new Encoding("MQHRF2", 1208, 273))
                        .persistent()
                        .withPriority(7)
                        .withCorrelationId(
                                CorrelationId.of("twenty-four bytes of id.".getBytes(StandardCharsets.US_ASCII)))
                        .withReplyTo(new ReplyTo("REPLIES", Optional.empty()))
                        .expiringAfter(Duration.ofHours(1)));
    }

    /** An MQRFH2 by hand, then the body. */
    private static byte[] withProperties(byte[] body) {
        byte[] folder = "<usr><kind>order</kind></usr>   ".getBytes(StandardCharsets.UTF_8);
        int length = 36 + 4 + folder.length;
        return ByteBuffer.allocate(length + body.length)
                .put("RFH ".getBytes(StandardCharsets.US_ASCII))
                .putInt(2)
                .putInt(length)
                .putInt(LITTLE_ENDIAN.numbers())
                .putInt(LITTLE_ENDIAN.ccsid())
                .put("MYFORMAT".getBytes(StandardCharsets.US_ASCII))
                .putInt(0)
                .putInt(1208)
                .putInt(folder.length)
                .put(folder)
                .put(body)
                .array();
    }

    /** Everything but what the move itself changes. */
    private void assertSurvived(Message moved, PutReceipt receipt) {
        MessageDescriptor md = moved.descriptor();
        assertThat(MessageId.of(md.messageId().toBytes())).isEqualTo(receipt.messageId());
        assertThat(CorrelationId.of(md.correlationId().toBytes())).isEqualTo(receipt.correlationId());
        assertThat(md.persistence()).isEqualTo(1);
        assertThat(md.priority()).isEqualTo(7);
        assertThat(md.type()).isEqualTo(MessageDescriptor.REQUEST);
        assertThat(md.replyToQueue()).isEqualTo("REPLIES");
        assertThat(md.expiry()).isBetween(1, 36_000);
        assertThat(md.backoutCount()).isZero();
    }

    @Test
    void messageIsPutToTheBackoutQueueAsItCameOnceItWasBackedOutAsOftenAsTheQueueSays() {
        PutReceipt receipt = putPoison("ORDERS");
        putter.queue("ORDERS").put(MqMessage.ofText("good"));

        try (Consumption orders = consume("ORDERS", 9)) {
            await().until(() -> orders.handled() == 1);
        }

        assertThat(backouts).containsExactly(0, 1);
        assertThat(qm1.depth("ORDERS")).isZero();
        Message moved = qm1.messages("SICK").get(0);
        assertSurvived(moved, receipt);
        assertThat(moved.descriptor().putApplName()).isEqualTo("first putter");
        MqMessage got = client.queue("SICK").get().orElseThrow();
        assertThat(got.bytes()).isEqualTo(POISON);
        assertThat(got.encoding()).isEqualTo(LITTLE_ENDIAN);
        assertThat(got.properties()).containsOnlyKeys("kind").containsEntry("kind", "order");
        assertThat(requeued).containsExactly("ORDERS QM1");
        assertThat(troubles)
                .extracting(ConsumeTrouble::kind)
                .containsExactly(
                        ConsumeTrouble.Kind.BACKED_OUT, ConsumeTrouble.Kind.BACKED_OUT, ConsumeTrouble.Kind.SET_ASIDE);
        assertThat(troubles.get(2).receipts()).singleElement().satisfies(to -> {
            assertThat(to.queue()).isEqualTo("SICK");
            assertThat(to.state()).isEqualTo(PutState.STORED);
            assertThat(to.messageId()).isEqualTo(receipt.messageId());
        });
    }

    @Test
    void aliasHasTheThresholdOfTheQueueBehindIt() {
        putPoison("ORDERS");

        try (Consumption orders = consume("ORDERS.ALIAS", 9)) {
            await().until(() -> qm1.depth("SICK") == 1);
            assertThat(orders.whenEnded()).isNotDone();
        }

        assertThat(backouts).containsExactly(0, 1);
    }

    @Test
    void whereTheQueueSaysNothingTheThresholdIsFive() {
        putPoison("PLAIN");

        try (Consumption plain = client.queue("PLAIN").consume(message -> {
            backouts.add(message.origin().orElseThrow().backoutCount());
            throw new IllegalArgumentException("cannot be handled");
        })) {
            await().until(() -> qm1.depth("DLQ") == 1);
            assertThat(plain.handled()).isZero();
        }

        assertThat(backouts).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void whereThereIsNoBackoutQueueTheMessageGoesToTheDeadLetterQueueBehindItsHeader() {
        PutReceipt receipt = putPoison("PLAIN");

        try (Consumption plain = consume("PLAIN", 1)) {
            await().until(() -> qm1.depth("DLQ") == 1);
            assertThat(plain.whenEnded()).isNotDone();
        }

        Message moved = qm1.messages("DLQ").get(0);
        assertSurvived(moved, receipt);
        assertThat(moved.descriptor().putApplName()).isEqualTo("first putter");
        assertThat(moved.descriptor().format()).isEqualTo("MQDEAD");
        assertThat(moved.descriptor().encoding()).isEqualTo(273);
        assertThat(moved.descriptor().ccsid()).isEqualTo(1208);
        // The layout of MQDLH, field by field.
        ByteBuffer header = ByteBuffer.wrap(moved.body());
        assertThat(text(header, 4)).isEqualTo("DLH");
        assertThat(header.getInt()).isEqualTo(1);
        assertThat(header.getInt()).isEqualTo(2362);
        assertThat(text(header, 48)).isEqualTo("PLAIN");
        assertThat(text(header, 48)).isEqualTo("QM1");
        assertThat(header.getInt()).isEqualTo(273);
        assertThat(header.getInt()).isEqualTo(1208);
        assertThat(text(header, 8)).isEqualTo("MQHRF2");
        assertThat(header.getInt()).isEqualTo(28);
        assertThat(text(header, 28)).isEqualTo("consumer");
        assertThat(text(header, 8)).matches("20\\d{6}");
        assertThat(text(header, 8)).matches("\\d{8}");
        byte[] rest = new byte[header.remaining()];
        header.get(rest);
        assertThat(rest).isEqualTo(withProperties(POISON));
    }

    @Test
    void headerOfADeadLetterSaysOfABodyWithoutPropertiesWhatItIs() {
        putter.queue("PLAIN").put(MqMessage.ofBytes(POISON, LITTLE_ENDIAN));

        try (Consumption plain = consume("PLAIN", 1)) {
            await().until(() -> qm1.depth("DLQ") == 1);
            assertThat(plain.whenEnded()).isNotDone();
        }

        ByteBuffer header =
                ByteBuffer.wrap(client.queue("DLQ").get().orElseThrow().bytes());
        assertThat(header.position(108).getInt()).isEqualTo(546);
        assertThat(header.getInt()).isEqualTo(819);
        assertThat(text(header, 8)).isEqualTo("MYFORMAT");
        byte[] rest = new byte[header.position(172).remaining()];
        header.get(rest);
        assertThat(rest).isEqualTo(POISON);
    }

    @Test
    void messageInHandOfNobodyElseIsSetAsideOnceByManyThreads() {
        for (int i = 0; i < 10; i++) {
            putPoison("ORDERS");
        }
        try (Consumption orders = client.queue("ORDERS").consume(ConsumeSettings.threads(4), message -> {
            throw new IllegalArgumentException("cannot be handled");
        })) {
            await().until(() -> qm1.depth("SICK") == 10 && qm1.depth("ORDERS") == 0);
            assertThat(orders.whenEnded()).isNotDone();
        }

        assertThat(qm1.depth("SICK")).isEqualTo(10);
        assertThat(requeued).hasSize(10);
    }

    private static String text(ByteBuffer from, int length) {
        byte[] bytes = new byte[length];
        from.get(bytes);
        return new String(bytes, StandardCharsets.US_ASCII).strip();
    }

    @Test
    void whereTheBackoutQueueTakesNothingTheMessageGoesToTheDeadLetterQueue() {
        qm1.inject(Fault.on(Verb.MQPUT).onQueue("SICK").failsWith(Reason.Q_FULL));
        putPoison("ORDERS");

        try (Consumption orders = consume("ORDERS", 1)) {
            await().until(() -> qm1.depth("DLQ") == 1);
            assertThat(orders.whenEnded()).isNotDone();
        }

        assertThat(qm1.depth("SICK")).isZero();
        assertThat(qm1.depth("ORDERS")).isZero();
    }

    @Test
    void whoMayNotPassTheContextOnPutsTheMessageInHisOwnName() {
        qm1.inject(Fault.on(Verb.MQOPEN).onQueue("SICK").failsWith(Reason.NOT_AUTHORIZED));
        PutReceipt receipt = putPoison("ORDERS");

        try (Consumption orders = consume("ORDERS", 1)) {
            await().until(() -> qm1.depth("SICK") == 1);
            assertThat(orders.whenEnded()).isNotDone();
        }

        assertSurvived(qm1.messages("SICK").get(0), receipt);
        assertThat(qm1.messages("SICK").get(0).descriptor().putApplName()).isEqualTo("consumer");
    }

    @Test
    void whoMayNotInquireGetsMessagesAllTheSame() {
        qm1.inject(Fault.on(Verb.MQOPEN).onQueue("ORDERS").failsWith(Reason.NOT_AUTHORIZED));
        // The fault is for the open of the consumption: this put must not meet it.
        try (Consumption orders = consume("ORDERS", 3)) {
            putPoison("ORDERS");
            await().until(() -> qm1.depth("DLQ") == 1);
            assertThat(orders.whenEnded()).isNotDone();
        }

        assertThat(backouts).containsExactly(0, 1, 2);
    }

    @Test
    void messageThatCanBePutNowhereEndsTheConsumptionAndStaysOnItsQueue() {
        qm1.inject(Fault.on(Verb.MQPUT).onQueue("SICK").everyCall().failsWith(Reason.Q_FULL));
        qm1.inject(Fault.on(Verb.MQOPEN).onQueue("DLQ").everyCall().failsWith(Reason.NOT_AUTHORIZED));
        PutReceipt receipt = putPoison("ORDERS");

        Consumption orders = consume("ORDERS", 1);

        assertThatThrownBy(orders::await)
                .isInstanceOf(MqException.class)
                .hasMessageContaining(receipt.messageId().toString())
                .hasMessageContaining("SICK (2053 MQRC_Q_FULL)")
                .hasMessageContaining("DLQ (2035 MQRC_NOT_AUTHORIZED)")
                .hasMessageContaining("still on ORDERS");
        assertThat(orders.whenEnded()).isCompletedExceptionally();
        assertThat(qm1.messages("ORDERS"))
                .singleElement()
                .satisfies(left -> assertThat(left.descriptor().persistence()).isEqualTo(1));
        assertThat(putter.queue("ORDERS").inquire().readers()).isZero();
        assertThat(requeued).isEmpty();
    }

    @ParameterizedTest(name = "commit done: {0}")
    @ValueSource(booleans = {true, false})
    void messageWhoseMoveIsInDoubtIsOnOneQueueInTheEnd(boolean done) {
        Fault.Calls commit = Fault.on(Verb.MQCMIT).ofApplication("consumer");
        putPoison("ORDERS");

        qm1.inject(done ? commit.losesConnectionAfterEffect() : commit.losesConnectionBeforeEffect());
        try (Consumption orders = consume("ORDERS", 1)) {
            await().until(() -> qm1.depth("SICK") == 1 && qm1.depth("ORDERS") == 0);
            await().until(() -> troubles.stream()
                    .map(ConsumeTrouble::kind)
                    .anyMatch(kind -> kind == ConsumeTrouble.Kind.COMMIT_IN_DOUBT));
            assertThat(orders.whenEnded()).isNotDone();
        }

        assertThat(qm1.depth("SICK")).isEqualTo(1);
        assertThat(requeued).hasSize(done ? 0 : 1);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(
            value = Verb.class,
            names = {"MQPUT", "MQBACK"})
    void lossWhileAMessageIsMovedLosesNothing(Verb verb) {
        putPoison("ORDERS");
        // The call of the move: MQBACK is called for the two failures of the handler before.
        qm1.inject(Fault.on(verb)
                .ofApplication("consumer")
                .call(verb == Verb.MQBACK ? 3 : 1)
                .losesConnectionBeforeEffect());

        try (Consumption orders = consume("ORDERS", 1)) {
            await().until(() -> qm1.depth("SICK") == 1 && qm1.depth("ORDERS") == 0);
            await().until(() -> requeued.size() == 1);
            assertThat(orders.whenEnded()).isNotDone();
        }

        assertThat(qm1.depth("SICK")).isEqualTo(1);
        assertThat(client.moves()).hasSize(1);
    }

    @Test
    void queueManagerWithoutDeadLetterQueueEndsTheConsumption() {
        qm1.mqsc("ALTER QMGR DEADQ(' ')");
        putPoison("PLAIN");

        Consumption plain = consume("PLAIN", 1);

        assertThatThrownBy(plain::await)
                .hasMessageContaining("there is no backout queue (BOQNAME)")
                .hasMessageContaining("there is no dead-letter queue");
        assertThat(qm1.depth("PLAIN")).isEqualTo(1);
    }

    @Test
    void messageIsNeverPutBackToTheQueueThatItComesFrom() {
        putPoison("TO.ITSELF");

        try (Consumption queue = consume("TO.ITSELF", 9)) {
            await().until(() -> qm1.depth("DLQ") == 1);
            assertThat(queue.whenEnded()).isNotDone();
        }
        assertThat(qm1.depth("TO.ITSELF")).isZero();
        Consumption deadLetters = consume("DLQ", 1);
        putPoison("DLQ");

        assertThatThrownBy(deadLetters::await).hasMessageContaining("DLQ is consumed itself");
        assertThat(qm1.depth("DLQ")).isEqualTo(1);
        assertThat(client.queue("DLQ").get().orElseThrow().persistence()).isEqualTo(Persistence.PERSISTENT);
    }
}
