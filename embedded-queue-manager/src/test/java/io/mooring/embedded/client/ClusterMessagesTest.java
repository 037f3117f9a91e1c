package io.mooring.embedded.client;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.ibm.mq.MQException;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQPutMessageOptions;
import com.ibm.mq.MQQueue;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import io.mooring.embedded.EmbeddedCluster;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.admin.EndMode;
import io.mooring.embedded.definition.QueueAttributes;
import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.routing.Router;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client of one queue manager puts to a queue of another one arrives there, exactly once and in order. */
@Tag("client")
class ClusterMessagesTest {
    private static final String DEAD_LETTERS = "SYSTEM.DEAD.LETTER.QUEUE";
    private static final int OUTPUT = CMQC.MQOO_OUTPUT | CMQC.MQOO_FAIL_IF_QUIESCING;

    private final EmbeddedCluster cluster = EmbeddedCluster.of("QM1", "QM2", "QM3")
            .name("TEST")
            .queue("REPLY")
            .with("QM1", only -> only.queue(QueueDefinition.remote("TO.QM2", "ORDERS", "QM2")))
            .with(
                    "QM2",
                    only -> only.queue("ORDERS")
                            .queue(QueueDefinition.local("FULL").with(QueueAttributes.MAXDEPTH, 0))
                            .queue(QueueDefinition.local("INHIBITED").with(QueueAttributes.PUT, 1))
                            .queue(QueueDefinition.local("SMALL").with(QueueAttributes.MAXMSGL, 2)))
            .mqsc("""
                    DEFINE QLOCAL(PAYMENTS) CLUSTER(TEST)
                    DEFINE QLOCAL(SPREAD) CLUSTER(TEST) DEFBIND(NOTFIXED)
                    """)
            .with("QM1", only -> only.mqsc("DELETE QLOCAL(PAYMENTS)\nDELETE QLOCAL(SPREAD)"))
            .start();
    private final EmbeddedQueueManager first = cluster.queueManager("QM1");
    private final EmbeddedQueueManager second = cluster.queueManager("QM2");
    private final EmbeddedQueueManager third = cluster.queueManager("QM3");
    private final List<MQQueueManager> connected = new ArrayList<>();

    @AfterEach
    void close() throws MQException {
        for (MQQueueManager connection : connected) {
            connection.disconnect();
        }
        cluster.close();
    }

    @Test
    void aPutThatNamesTheQueueManagerArrivesThere() throws Exception {
        MQPutMessageOptions options = new MQPutMessageOptions();
        connect(first).put("ORDERS", "QM2", message("hello"), options);

        assertThat(options.resolvedQueueManagerName.trim()).isEqualTo("QM2");
        awaitTexts(second, "ORDERS", "hello");
        assertThat(first.depth(Router.CLUSTER_TRANSMISSION_QUEUE)).isZero();
    }

    @Test
    void aPutToARemoteQueueArrivesAtItsTarget() throws Exception {
        connect(first).accessQueue("TO.QM2", OUTPUT).put(message("hello"));

        awaitTexts(second, "ORDERS", "hello");
    }

    @Test
    void aClusterQueueIsBoundToOneHostAtOpen() throws Exception {
        putTen("PAYMENTS", OUTPUT | CMQC.MQOO_BIND_ON_OPEN);
        await().until(() -> second.depth("PAYMENTS") + third.depth("PAYMENTS") == 10);
        assertThat(List.of(second.depth("PAYMENTS"), third.depth("PAYMENTS"))).containsExactlyInAnyOrder(0, 10);

        putTen("PAYMENTS", OUTPUT);
        await().until(() -> second.depth("PAYMENTS") == 10 && third.depth("PAYMENTS") == 10);
    }

    @Test
    void aClusterQueueThatIsNotFixedSpreadsItsMessages() throws Exception {
        putTen("PAYMENTS", OUTPUT | CMQC.MQOO_BIND_NOT_FIXED);
        await().until(() -> second.depth("PAYMENTS") == 5 && third.depth("PAYMENTS") == 5);

        putTen("SPREAD", OUTPUT | CMQC.MQOO_BIND_AS_Q_DEF);
        await().until(() -> second.depth("SPREAD") == 5 && third.depth("SPREAD") == 5);
    }

    @Test
    void aClusterQueueIsPutWhereItCanBeGotNow() throws Exception {
        second.administration().suspend();
        putTen("SPREAD", OUTPUT);
        await().until(() -> third.depth("SPREAD") == 10);

        second.administration().resume();
        third.mqsc("ALTER QLOCAL(SPREAD) PUT(DISABLED)");
        putTen("SPREAD", OUTPUT);
        await().until(() -> second.depth("SPREAD") == 10);

        second.crash();
        third.mqsc("ALTER QLOCAL(SPREAD) PUT(ENABLED)");
        putTen("SPREAD", OUTPUT);
        await().until(() -> third.depth("SPREAD") == 20);
    }

    @Test
    void aReplyGoesBackToTheQueueManagerOfTheRequester() throws Exception {
        MQMessage request = message("question");
        request.replyToQueueName = "REPLY";
        connect(first).put("ORDERS", "QM2", request, new MQPutMessageOptions());
        awaitTexts(second, "ORDERS", "question");

        MQQueueManager responder = connect(second);
        MQMessage received = new MQMessage();
        responder.accessQueue("ORDERS", CMQC.MQOO_INPUT_SHARED).get(received);
        assertThat(received.replyToQueueManagerName.trim()).isEqualTo("QM1");
        MQMessage reply = message("answer");
        reply.correlationId = received.messageId;
        responder.put(
                received.replyToQueueName.trim(),
                received.replyToQueueManagerName.trim(),
                reply,
                new MQPutMessageOptions());

        awaitTexts(first, "REPLY", "answer");
        assertThat(first.messages("REPLY").get(0).descriptor().correlationId().toBytes())
                .isEqualTo(request.messageId);
        assertThat(second.depth("REPLY")).isZero();
    }

    @Test
    void whileTheTargetIsAwayMessagesWaitOnTheTransmissionQueueAndTheOthersGo() throws Exception {
        second.end(EndMode.IMMEDIATE);
        MQQueueManager connection = connect(first);
        for (int i = 0; i < 5; i++) {
            connection.put("ORDERS", "QM2", message("m" + i), new MQPutMessageOptions());
            connection.put("REPLY", "QM3", message("n" + i), new MQPutMessageOptions());
        }
        awaitTexts(third, "REPLY", "n0", "n1", "n2", "n3", "n4");
        assertThat(first.depth(Router.CLUSTER_TRANSMISSION_QUEUE)).isEqualTo(5);

        second.start();

        awaitTexts(second, "ORDERS", "m0", "m1", "m2", "m3", "m4");
        assertThat(first.depth(Router.CLUSTER_TRANSMISSION_QUEUE)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "NO.SUCH.QUEUE, UNKNOWN_OBJECT_NAME",
        "FULL, Q_FULL",
        "INHIBITED, PUT_INHIBITED",
        "SMALL, MSG_TOO_BIG_FOR_Q"
    })
    void whatCannotBeDeliveredIsADeadLetterThere(String queue, Reason reason) throws Exception {
        connect(first).put(queue, "QM2", message("hello"), new MQPutMessageOptions());

        await().until(() -> second.depth(DEAD_LETTERS) == 1);
        Message letter = second.messages(DEAD_LETTERS).get(0);
        ByteBuffer header = ByteBuffer.wrap(letter.body());
        assertThat(letter.descriptor().format()).isEqualTo("MQDEAD");
        assertThat(ascii(letter, 0, 4)).isEqualTo("DLH ");
        assertThat(header.getInt(8)).isEqualTo(reason.code());
        assertThat(ascii(letter, 12, 48).trim()).isEqualTo(queue);
        assertThat(ascii(letter, 60, 48).trim()).isEqualTo("QM2");
        assertThat(ascii(letter, 116, 8)).isEqualTo("MQSTR   ");
        assertThat(ascii(letter, 172, letter.body().length - 172)).isEqualTo("hello");
        assertThat(first.depth(Router.CLUSTER_TRANSMISSION_QUEUE)).isZero();
    }

    @Test
    void whatFitsNowhereWaitsUntilItFits() throws Exception {
        second.mqsc("ALTER QMGR DEADQ(' ')");
        connect(first).put("FULL", "QM2", message("hello"), new MQPutMessageOptions());
        await().until(() -> first.depth(Router.CLUSTER_TRANSMISSION_QUEUE) == 1);

        second.mqsc("ALTER QLOCAL(FULL) MAXDEPTH(1)");

        awaitTexts(second, "FULL", "hello");
    }

    @Test
    void aUnitOfWorkArrivesAtItsCommitAndNotAtItsBackOut() throws Exception {
        MQQueueManager connection = connect(first);
        MQPutMessageOptions inUnitOfWork = new MQPutMessageOptions();
        inUnitOfWork.options = CMQC.MQPMO_SYNCPOINT;
        MQQueue orders = connection.accessQueue("ORDERS", OUTPUT, "QM2", null, null);
        orders.put(message("dropped"), inUnitOfWork);
        connection.backout();
        orders.put(message("kept"), inUnitOfWork);
        connection.put("REPLY", "QM2", message("outside"), new MQPutMessageOptions());
        awaitTexts(second, "REPLY", "outside");
        assertThat(second.depth("ORDERS")).as("before the commit").isZero();

        connection.commit();

        awaitTexts(second, "ORDERS", "kept");
    }

    @Test
    void theTimeOnTheWayCountsForTheExpiry() throws Exception {
        second.end(EndMode.IMMEDIATE);
        MQMessage shortLived = message("hello");
        shortLived.expiry = 1;
        connect(first).put("ORDERS", "QM2", shortLived, new MQPutMessageOptions());

        await().until(() -> first.depth(Router.CLUSTER_TRANSMISSION_QUEUE) == 0);
        second.start();

        connect(first).put("ORDERS", "QM2", message("later"), new MQPutMessageOptions());
        awaitTexts(second, "ORDERS", "later");
    }

    @Test
    void anUnknownQueueManagerIsRefusedAtOnce() throws Exception {
        MQQueueManager connection = connect(first);

        assertThatExceptionOfType(MQException.class)
                .isThrownBy(() -> connection.put("ORDERS", "QM9", message("x"), new MQPutMessageOptions()))
                .satisfies(refusal -> assertThat(refusal.getReason()).isEqualTo(CMQC.MQRC_UNKNOWN_REMOTE_Q_MGR));
    }

    @Test
    void eachMessageArrivesOnceAndInOrderWhileTheTargetComesAndGoes() throws Exception {
        int senders = 4;
        int each = 300;
        List<CompletableFuture<Void>> sending = IntStream.range(0, senders)
                .mapToObj(sender -> CompletableFuture.runAsync(() -> send(sender, each)))
                .toList();
        for (int i = 0; i < 6; i++) {
            int arrived = second.depth("ORDERS");
            await().atMost(ofSeconds(10))
                    .until(() -> second.depth("ORDERS") >= Math.min(arrived + 50, senders * each - 400));
            second.crash();
            second.start();
        }
        for (CompletableFuture<Void> sender : sending) {
            sender.get(20, TimeUnit.SECONDS);
        }

        await().atMost(ofSeconds(10)).until(() -> second.depth("ORDERS") >= senders * each);
        List<String> texts = texts(second, "ORDERS");
        for (int sender = 0; sender < senders; sender++) {
            String prefix = sender + ":";
            assertThat(texts.stream().filter(text -> text.startsWith(prefix)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, each).mapToObj(i -> prefix + i).toList());
        }
        assertThat(texts).hasSize(senders * each);
    }

    private void send(int sender, int count) {
        try {
            MQQueueManager connection = newConnection(first);
            MQQueue queue = connection.accessQueue("TO.QM2", OUTPUT);
            for (int i = 0; i < count; i++) {
                MQMessage message = message(sender + ":" + i);
                message.persistence = CMQC.MQPER_PERSISTENT;
                queue.put(message);
            }
            connection.disconnect();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void putTen(String queue, int options) throws Exception {
        MQQueue open = connect(first).accessQueue(queue, options);
        for (int i = 0; i < 10; i++) {
            open.put(message("m" + i));
        }
        open.close();
    }

    private MQQueueManager connect(EmbeddedQueueManager queueManager) throws MQException {
        MQQueueManager connection = newConnection(queueManager);
        connected.add(connection);
        return connection;
    }

    private static MQQueueManager newConnection(EmbeddedQueueManager queueManager) throws MQException {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(CMQC.TRANSPORT_PROPERTY, CMQC.TRANSPORT_MQSERIES_CLIENT);
        properties.put(CMQC.HOST_NAME_PROPERTY, "127.0.0.1");
        properties.put(CMQC.PORT_PROPERTY, queueManager.port());
        properties.put(CMQC.CHANNEL_PROPERTY, "APP.SVRCONN");
        return new MQQueueManager(queueManager.name(), properties);
    }

    private static MQMessage message(String text) throws Exception {
        MQMessage message = new MQMessage();
        message.characterSet = 819;
        message.format = CMQC.MQFMT_STRING;
        message.writeString(text);
        return message;
    }

    private static String ascii(Message message, int offset, int length) {
        return new String(message.body(), offset, length, StandardCharsets.ISO_8859_1);
    }

    private static List<String> texts(EmbeddedQueueManager queueManager, String queue) {
        Stream<Message> messages = queueManager.messages(queue).stream();
        return messages.map(message -> ascii(message, 0, message.body().length)).toList();
    }

    private static void awaitTexts(EmbeddedQueueManager queueManager, String queue, String... expected) {
        await().atMost(ofSeconds(10))
                .untilAsserted(() -> assertThat(texts(queueManager, queue)).containsExactly(expected));
    }
}
