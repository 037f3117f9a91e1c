package io.mooring.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.mooring.CorrelationId;
import io.mooring.MessageId;
import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.QueueManagerName;
import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.mqi.Verb;
import io.mooring.embedded.record.RecordedCall;
import io.mooring.observe.Telemetry;
import io.mooring.receipt.PutLedger;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.jms.CompletionListener;
import javax.jms.Connection;
import javax.jms.DeliveryMode;
import javax.jms.JMSContext;
import javax.jms.JMSException;
import javax.jms.JMSProducer;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.MessageProducer;
import javax.jms.Queue;
import javax.jms.QueueConnection;
import javax.jms.QueueSession;
import javax.jms.Session;
import javax.jms.TextMessage;
import javax.jms.TransactionRolledBackException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each kind of send has its receipt, with what came back from the queue manager and nothing asked for. */
@Tag("client")
class ReceiptsTest {
    private static final QueueManagerName QM1 = new QueueManagerName("QM1");

    private final Application application = new Application();

    @AfterEach
    void close() throws JMSException {
        application.close();
    }

    @Test
    void aSendIsStoredWithItsIdAndCostsNoCallMore() throws JMSException {
        Connection connection = application.connect();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue("queue:///ORDERS?persistence=2"));
        TextMessage message = session.createTextMessage("one");
        message.setJMSCorrelationID("order-4711");
        application.qm1.recordCalls();

        producer.send(message);

        PutReceipt receipt = application.receipts.get(0);
        assertThat(application.receipts).hasSize(1);
        assertThat(receipt.messageId()).hasToString(message.getJMSMessageID());
        assertThat(receipt.queue()).isEqualTo("ORDERS");
        assertThat(receipt.queueManager()).isEqualTo(QM1);
        assertThat(receipt.epoch()).isOne();
        assertThat(receipt.state()).isEqualTo(PutState.STORED);
        assertThat(receipt.correlationId().toBytes())
                .startsWith("order-4711".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(application
                        .qm1
                        .messages("ORDERS")
                        .get(0)
                        .descriptor()
                        .correlationId()
                        .toString())
                .contains(receipt.correlationId().toString().substring(3));
        assertThat(callsOfTheSender()).containsExactly(Verb.MQPUT);
        assertThat(MooringConnection.of(connection).receipts().find(receipt.messageId()))
                .contains(receipt);
    }

    /**
     * What was called over the session's conversation since the put. On the conversation of the connection itself IBM's client
     * asks MQSTAT every second, by a thread of its own.
     */
    private List<Verb> callsOfTheSender() {
        List<RecordedCall> calls = application.qm1.recordedCalls();
        Byte24 sender = calls.stream()
                .filter(call -> call.verb() == Verb.MQPUT)
                .findFirst()
                .orElseThrow()
                .connection();
        return calls.stream()
                .filter(call -> call.connection().equals(sender))
                .map(RecordedCall::verb)
                .toList();
    }

    /** Such a producer opens no queue before: IBM's client puts without waiting, and the commit tells. */
    @Test
    void aSendByAProducerWithoutADestinationThatIsRefusedIsBackedOutByTheCommit() throws JMSException {
        Session session = application.connect().createSession(true, Session.SESSION_TRANSACTED);
        MessageProducer anonymous = session.createProducer(null);
        anonymous.send(session.createQueue("ORDERS"), session.createTextMessage("one"));
        anonymous.send(session.createQueue("NO.SUCH.QUEUE"), session.createTextMessage("two"));

        assertThatExceptionOfType(TransactionRolledBackException.class).isThrownBy(session::commit);

        assertThat(application.receipts)
                .extracting(PutReceipt::state)
                .containsExactly(PutState.PENDING, PutState.PENDING, PutState.BACKED_OUT, PutState.BACKED_OUT);
        assertThat(application.qm1.depth("ORDERS")).isZero();
    }

    @Test
    void sendsOfAllKindsHaveReceipts() throws JMSException {
        Session session = application.connect().createSession(false, Session.AUTO_ACKNOWLEDGE);
        Queue orders = session.createQueue("ORDERS");
        MessageProducer own = session.createProducer(orders);
        MessageProducer anonymous = session.createProducer(null);

        own.send(session.createTextMessage("own"));
        own.send(session.createTextMessage("own with options"), DeliveryMode.NON_PERSISTENT, 4, 0);
        anonymous.send(orders, session.createTextMessage("anonymous"));
        anonymous.send(
                session.createQueue("PRICES"),
                session.createTextMessage("with options"),
                DeliveryMode.PERSISTENT,
                4,
                0);
        anonymous.send(orders, session.createTextMessage("back again"));

        assertThat(application.receipts)
                .extracting(PutReceipt::queue)
                .containsExactly("ORDERS", "ORDERS", "ORDERS", "PRICES", "ORDERS");
        assertThat(application.receipts).extracting(PutReceipt::state).containsOnly(PutState.STORED);
    }

    @Test
    void aQueueSenderHasReceipts() throws JMSException {
        try (QueueConnection connection = application.builder().build().createQueueConnection()) {
            QueueSession session = connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE);
            Queue orders = session.createQueue("ORDERS");

            session.createSender(orders).send(session.createTextMessage("one"));
            session.createSender(null).send(orders, session.createTextMessage("two"));
            connection.start();

            assertThat(session.createReceiver(orders).receive(Application.PATIENCE))
                    .isNotNull();
        }
        assertThat(application.receipts).extracting(PutReceipt::queue).containsExactly("ORDERS", "ORDERS");
    }

    @Test
    void aProducerOfAContextHasReceiptsForEachKindOfBody() throws JMSException {
        try (JMSContext context = application.builder().build().createContext()) {
            Queue orders = context.createQueue("ORDERS");
            JMSProducer producer = context.createProducer().setProperty("kind", "order");

            producer.send(orders, "text")
                    .send(orders, Map.<String, Object>of("key", 7))
                    .send(orders, new byte[] {1, 2})
                    .send(orders, (Serializable) Integer.valueOf(8))
                    .send(orders, context.createMessage())
                    .send(orders, (String) null);

            assertThat(application.receipts).hasSize(6);
            try (javax.jms.JMSConsumer consumer = context.createConsumer(orders, "kind = 'order'")) {
                assertThat(consumer.receiveBody(String.class, Application.PATIENCE))
                        .isEqualTo("text");
                assertThat((Object) consumer.receiveBody(Map.class, Application.PATIENCE))
                        .isEqualTo(Map.of("key", 7));
                assertThat(consumer.receiveBody(byte[].class, Application.PATIENCE))
                        .containsExactly(1, 2);
                assertThat(consumer.receiveBody(Integer.class, Application.PATIENCE))
                        .isEqualTo(8);
                assertThat(consumer.receive(Application.PATIENCE)).isNotNull();
                assertThat(((TextMessage) consumer.receive(Application.PATIENCE)).getText())
                        .isNull();
            }
        }
    }

    @Test
    void aBodyThatCannotBeSentFailsAsWithTheClientItself() {
        try (JMSContext context = application.builder().build().createContext()) {
            Queue orders = context.createQueue("ORDERS");
            JMSProducer producer = context.createProducer();

            assertThat(catchThrowable(() -> producer.send(orders, Map.of("key", new Object()))))
                    .isInstanceOf(javax.jms.MessageFormatRuntimeException.class);
            assertThat(catchThrowable(() -> producer.send(null, "text")))
                    .isInstanceOf(javax.jms.InvalidDestinationRuntimeException.class);
        }
        assertThat(application.receipts).isEmpty();
    }

    @Test
    void anAsynchronousSendHasItsReceiptBeforeItsCompletionIsTold() throws JMSException {
        Session session = application.connect().createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue("ORDERS"));
        List<Integer> receiptsAtCompletion = new CopyOnWriteArrayList<>();

        producer.send(
                session.createTextMessage("one"),
                new Completions(() -> receiptsAtCompletion.add(application.receipts.size())));
        await().until(() -> !receiptsAtCompletion.isEmpty());

        assertThat(receiptsAtCompletion).containsExactly(1);
        assertThat(application.receipts).extracting(PutReceipt::state).containsExactly(PutState.STORED);
    }

    @Test
    void anAsynchronousProducerOfAContextHasReceipts() {
        try (JMSContext context = application.builder().build().createContext()) {
            List<Integer> completed = new CopyOnWriteArrayList<>();
            Completions completions = new Completions(() -> completed.add(1));
            JMSProducer producer = context.createProducer().setAsync(completions);

            producer.send(context.createQueue("ORDERS"), "one").send(context.createQueue("ORDERS"), "two");
            await().until(() -> completed.size() == 2);

            assertThat(producer.getAsync()).isSameAs(completions);
            assertThat(application.receipts).extracting(PutReceipt::state).containsOnly(PutState.STORED);
        }
    }

    @Test
    void aSendInAUnitOfWorkIsPendingUntilTheCommit() throws JMSException {
        PutLedger ledger = PutLedger.holding(10);
        Connection connection =
                application.connect(application.builder().ledger(ledger).build());
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(session.createQueue("ORDERS"));

        producer.send(session.createTextMessage("one"));
        producer.send(session.createTextMessage("two"));
        List<PutReceipt> before = ledger.in(PutState.PENDING);
        session.commit();

        assertThat(before).hasSize(2);
        assertThat(ledger.in(PutState.STORED)).hasSize(2);
        assertThat(application.receipts)
                .extracting(PutReceipt::state)
                .containsExactly(PutState.PENDING, PutState.PENDING, PutState.STORED, PutState.STORED);
    }

    @Test
    void aRollbackBacksTheSendsOut() throws JMSException {
        Connection connection = application.connect();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);

        session.createProducer(session.createQueue("ORDERS")).send(session.createTextMessage("one"));
        session.rollback();

        assertThat(MooringConnection.of(connection).receipts().all())
                .extracting(PutReceipt::state)
                .containsExactly(PutState.BACKED_OUT);
        assertThat(application.qm1.depth("ORDERS")).isZero();
    }

    @Test
    void closingASessionOrItsConnectionBacksOutWhatIsPending() throws JMSException {
        Connection connection = application.connect();
        Session closed = connection.createSession(true, Session.SESSION_TRANSACTED);
        Session left = connection.createSession(true, Session.SESSION_TRANSACTED);
        closed.createProducer(closed.createQueue("ORDERS")).send(closed.createTextMessage("one"));
        left.createProducer(left.createQueue("ORDERS")).send(left.createTextMessage("two"));

        closed.close();
        PutLedger ledger = MooringConnection.of(connection).receipts();
        List<PutReceipt> between = ledger.in(PutState.BACKED_OUT);
        connection.close();

        assertThat(between).hasSize(1);
        assertThat(ledger.in(PutState.BACKED_OUT)).hasSize(2);
    }

    @Test
    void aContextSettlesItsUnitsOfWork() {
        PutLedger ledger = PutLedger.holding(10);
        try (JMSContext context =
                application.builder().ledger(ledger).build().createContext(JMSContext.SESSION_TRANSACTED)) {
            Queue orders = context.createQueue("ORDERS");
            context.createProducer().send(orders, "committed");
            context.commit();
            context.createProducer().send(orders, "rolled back");
            context.rollback();
            context.createProducer().send(orders, "left open");
        }

        assertThat(ledger.all())
                .extracting(PutReceipt::state)
                .containsExactly(PutState.STORED, PutState.BACKED_OUT, PutState.BACKED_OUT);
    }

    @Test
    void aReplySentFromAListenerHasAReceipt() throws JMSException {
        Connection connection = application.connect();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageProducer replies = session.createProducer(session.createQueue("PRICES"));
        session.createConsumer(session.createQueue("ORDERS")).setMessageListener(message -> {
            try {
                replies.send(session.createTextMessage("reply"));
                session.commit();
            } catch (JMSException e) {
                throw new IllegalStateException(e);
            }
        });
        Session sending = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);

        sending.createProducer(sending.createQueue("ORDERS")).send(sending.createTextMessage("request"));

        await().untilAsserted(() -> assertThat(application.receipts)
                .filteredOn(receipt -> receipt.queue().equals("PRICES"))
                .extracting(PutReceipt::state)
                .containsExactly(PutState.PENDING, PutState.STORED));
    }

    @Test
    void aSendThatWaitsForNoAnswerIsInDoubtAndNotAnException() throws JMSException {
        Session session = application.connect().createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue("queue:///ORDERS?putAsyncAllowed=1"));
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);

        producer.send(session.createTextMessage("one"));

        assertThat(application.receipts).extracting(PutReceipt::state).containsExactly(PutState.IN_DOUBT);
        assertThat(application.receipts.get(0).messageId()).isNotEqualTo(MessageId.NONE);
    }

    @Test
    void receiptsNameTheQueueManagerThatHoldsTheMessageAcrossAMove() throws JMSException {
        Session session = application.connect().createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue("ORDERS"));
        producer.send(session.createTextMessage("one"));

        application.qm1.stopListening();
        application.qm1.dropSockets();
        application.awaitMove();
        producer.send(session.createTextMessage("two"));

        assertThat(application.receipts)
                .extracting(receipt -> receipt.queueManager().value())
                .containsExactly("QM1", "QM2");
        assertThat(application.qm1.depth("ORDERS")).isOne();
        assertThat(application.qm2.depth("ORDERS")).isOne();
    }

    @Test
    void anObserverThatFailsDoesNotTouchTheSend() throws JMSException {
        Session session = application
                .connect(application
                        .builder()
                        .onPut(receipt -> {
                            throw new IllegalStateException("thrown by an observer");
                        })
                        .build())
                .createSession(false, Session.AUTO_ACKNOWLEDGE);

        session.createProducer(session.createQueue("ORDERS")).send(session.createTextMessage("one"));

        assertThat(application.qm1.depth("ORDERS")).isOne();
    }

    @Test
    void telemetryHearsOfWhatIsReceived() throws JMSException {
        List<String> got = new CopyOnWriteArrayList<>();
        Connection connection = application.connect(application
                .builder()
                .telemetry(new Telemetry() {
                    @Override
                    public void got(String queue, QueueManagerName queueManager) {
                        got.add(queue + " on " + queueManager);
                    }
                })
                .build());
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue("ORDERS"));
        producer.send(session.createTextMessage("one"));
        try (MessageConsumer consumer = session.createConsumer(session.createQueue("ORDERS"))) {
            Message none = consumer.receiveNoWait();
            Message one = none == null ? consumer.receive(Application.PATIENCE) : none;
            assertThat(one).isNotNull();
        }

        assertThat(got).containsExactly("ORDERS on QM1");
    }

    @Test
    void aMessageWithoutACorrelationIdHasNone() throws JMSException {
        Session session = application.connect().createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue("ORDERS"));
        TextMessage bytes = session.createTextMessage("two");
        bytes.setJMSCorrelationIDAsBytes(new byte[] {1, 2, 3});

        producer.send(session.createTextMessage("one"));
        producer.send(bytes);

        assertThat(application.receipts.get(0).correlationId()).isEqualTo(CorrelationId.NONE);
        assertThat(application.receipts.get(1).correlationId())
                .hasToString("ID:010203000000000000000000000000000000000000000000");
    }

    /** Calls back at the end of an asynchronous send, however it ends. */
    record Completions(Runnable ended) implements CompletionListener {
        @Override
        public void onCompletion(Message message) {
            ended.run();
        }

        @Override
        public void onException(Message message, Exception failure) {
            throw new AssertionError(failure);
        }
    }
}
