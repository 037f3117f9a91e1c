package io.mooring.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.ibm.msg.client.jms.JmsConnectionFactory;
import com.ibm.msg.client.jms.JmsPropertyContext;
import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.fault.Fault;
import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.mqi.Verb;
import io.mooring.embedded.record.RecordedCall;
import io.mooring.event.Reconnected;
import io.mooring.reason.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.jms.Connection;
import javax.jms.DeliveryMode;
import javax.jms.JMSContext;
import javax.jms.JMSException;
import javax.jms.JMSProducer;
import javax.jms.JMSRuntimeException;
import javax.jms.MessageProducer;
import javax.jms.Queue;
import javax.jms.Session;
import javax.jms.TransactionRolledBackException;
import javax.jms.TransactionRolledBackRuntimeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Units of work whose link is lost between their sends and their commit, by each kind of producer and each kind of loss. */
@Tag("client")
class UnitOfWorkMovesTest {
    private final Application application = new Application();
    private final Outages outage = new Outages(application);
    private final List<JMSContext> contexts = new ArrayList<>();

    /** Something that sends in units of work. */
    private interface Sender {
        void send(String text) throws JMSException;

        void commit() throws JMSException;

        void rollback() throws JMSException;
    }

    private static final Map<String, Consumer<EmbeddedQueueManager>> LOSSES = Map.of(
            "sockets are lost", EmbeddedQueueManager::dropSockets,
            "the listener is gone",
                    queueManager -> {
                        queueManager.stopListening();
                        queueManager.dropSockets();
                    },
            "asked to move", EmbeddedQueueManager::askToReconnect);

    @AfterEach
    void close() throws JMSException {
        contexts.forEach(JMSContext::close);
        outage.close();
    }

    static Stream<Arguments> sendersAndLosses() {
        return Stream.of("producer", "producer without a destination", "context")
                .flatMap(sender -> LOSSES.keySet().stream().map(loss -> Arguments.of(sender, loss)));
    }

    @ParameterizedTest
    @MethodSource("sendersAndLosses")
    void aUnitOfWorkThatSpansALossIsBackedOutAsAWhole(String kind, String loss) throws JMSException {
        for (int deliveryMode : new int[] {DeliveryMode.PERSISTENT, DeliveryMode.NON_PERSISTENT}) {
            Sender sender = sender(kind, deliveryMode);
            int before = depth();
            application.receipts.clear();
            application.events.clear();

            sender.send("before one");
            sender.send("before two");
            LOSSES.get(loss).accept(application.present());
            application.awaitEvent(Reconnected.class);
            sender.send("after");
            Throwable thrown = catchThrowable(sender::commit);

            assertThat(thrown)
                    .isInstanceOfAny(TransactionRolledBackException.class, TransactionRolledBackRuntimeException.class);
            assertThat(ReasonCode.of(thrown)).contains(ReasonCode.BACKED_OUT);
            assertThat(depth()).isEqualTo(before);
            assertThat(last(3)).containsOnly(PutState.BACKED_OUT);
            sender.send("next");
            sender.commit();
            assertThat(depth()).isEqualTo(before + 1);
            assertThat(last(1)).containsOnly(PutState.STORED);
            application.qm1.startListening();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"producer", "producer without a destination", "context"})
    void aCommitThatDoesNotWaitForTheMoveIsNotTakenForStoredEither(String kind) throws JMSException {
        Sender sender = sender(kind, DeliveryMode.PERSISTENT);
        for (int i = 0; i < 2; i++) {
            int before = depth();
            application.receipts.clear();
            sender.send("one");
            sender.send("two");
            application.present().dropSockets();
            Throwable thrown = catchThrowable(sender::commit);

            if (thrown == null) {
                assertThat(last(2)).containsOnly(PutState.STORED);
                assertThat(depth()).isEqualTo(before + 2);
            } else {
                assertThat(last(2)).containsAnyOf(PutState.BACKED_OUT, PutState.IN_DOUBT);
                sender.rollback();
                assertThat(depth()).isIn(before, before + (last(1).contains(PutState.IN_DOUBT) ? 2 : 0));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"producer", "producer without a destination", "context"})
    void nothingIsRolledBackAndNothingMoreIsCalledWhereNoLinkIsLost(String kind) throws JMSException {
        Sender sender = sender(kind, DeliveryMode.PERSISTENT);
        sender.send("warm");
        sender.commit();
        application.qm1.recordCalls();

        for (int i = 0; i < 100; i++) {
            sender.send("one");
            sender.send("two");
            sender.commit();
        }

        assertThat(application.receipts)
                .filteredOn(receipt -> receipt.state() == PutState.STORED)
                .hasSize(201);
        assertThat(application.qm1.depth("ORDERS")).isEqualTo(201);
        // IBM's client asks how the sends ended that it has not waited for.
        List<Verb> unit = kind.equals("producer")
                ? List.of(Verb.MQPUT, Verb.MQPUT, Verb.MQCMIT)
                : List.of(Verb.MQPUT1, Verb.MQPUT1, Verb.MQCMIT, Verb.MQSTAT);
        assertThat(callsOfTheSender().subList(0, unit.size())).isEqualTo(unit);
        assertThat(callsOfTheSender()).hasSize(100 * unit.size());
    }

    /** What the guard rests on: the client tells that it leaves a link before any call goes over another one. */
    @ParameterizedTest
    @ValueSource(strings = {"sockets are lost", "the listener is gone", "asked to move"})
    void theClientTellsThatItLeavesALinkBeforeAnyCallGoesOverAnother(String loss) throws Exception {
        assumeTrue(ClientVersion.tellsOfMoves());
        JmsConnectionFactory factory = application.builder().build().unwrap(JmsConnectionFactory.class);
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        ((JmsPropertyContext) factory).setObjectProperty("XMSC_WMQ_RECONNECTION_OBSERVER", observer(told, mayGoOn));
        try (JMSContext context = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
            Queue orders = context.createQueue("ORDERS");
            context.createProducer().send(orders, "warm");
            context.commit();
            application.qm1.recordCalls();
            application.qm2.recordCalls();

            LOSSES.get(loss).accept(application.qm1);
            assertThat(told.await(Application.MOVE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            CompletableFuture<Void> sent = outage.meanwhile(() -> {
                context.createProducer().send(orders, "during");
                context.commit();
                return null;
            });
            outage.awaitThatAllWait();
            assertThat(sent).isNotDone();
            assertThat(application.qm1.recordedCalls()).isEmpty();
            assertThat(application.qm2.recordedCalls()).isEmpty();
            mayGoOn.countDown();
            Outages.resultOf(sent);
        }
        assertThat(depth()).isEqualTo(2);
    }

    @SuppressWarnings("deprecation") // the client takes this type only
    private static java.util.Observer observer(CountDownLatch told, CountDownLatch mayGoOn) {
        return (source, text) -> {
            told.countDown();
            try {
                if (!mayGoOn.await(Application.MOVE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new AssertionError("never let go on");
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        };
    }

    /**
     * Where IBM's client has not waited for answers, it asks after the commit how the sends ended. If the link is lost then, it
     * says nothing, and from outside that cannot be told from a commit on the next link.
     */
    @Test
    void aCommitDuringWhichTheLinkIsLeftIsInDoubtThoughTheClientSaysNothing() throws JMSException {
        Sender sender = sender("context", DeliveryMode.PERSISTENT);
        Throwable thrown = null;
        // The client asks every second, too: should that have lost the link, the unit of work is rolled back.
        for (int i = 0; i < 5 && !(thrown instanceof JmsCommitInDoubtRuntimeException); i++) {
            sender.send("one");
            application.present().inject(Fault.on(Verb.MQSTAT).losesConnectionBeforeEffect());
            thrown = catchThrowable(sender::commit);
        }

        assertThat(thrown).isInstanceOf(JmsCommitInDoubtRuntimeException.class);
        assertThat(((JmsCommitInDoubtRuntimeException) thrown).receipts())
                .extracting(PutReceipt::state)
                .containsExactly(PutState.IN_DOUBT);
        assertThat(last(1)).containsExactly(PutState.IN_DOUBT);
        assertThat(depth()).isOne();
        sender.send("next");
        sender.commit();
        assertThat(last(1)).containsExactly(PutState.STORED);
    }

    @Test
    void aRollbackWhileTheMoveIsUnderWayLeavesNothingBehind() throws JMSException {
        Sender sender = sender("context", DeliveryMode.PERSISTENT);
        sender.send("one");
        application.qm1.dropSockets();
        sender.rollback();
        application.awaitEvent(Reconnected.class);

        assertThat(last(1)).containsExactly(PutState.BACKED_OUT);
        await().untilAsserted(() -> assertThat(depth()).isZero());
    }

    private int depth() {
        return application.qm1.depth("ORDERS") + application.qm2.depth("ORDERS");
    }

    /** The states of the last receipts. */
    private List<PutState> last(int number) {
        List<PutReceipt> all = List.copyOf(application.receipts);
        return all.subList(Math.max(0, all.size() - number), all.size()).stream()
                .map(PutReceipt::state)
                .toList();
    }

    private List<Verb> callsOfTheSender() {
        List<RecordedCall> calls = application.qm1.recordedCalls();
        Byte24 sender = calls.stream()
                .filter(call -> call.verb() == Verb.MQCMIT)
                .findFirst()
                .orElseThrow()
                .connection();
        return calls.stream()
                .filter(call -> call.connection().equals(sender))
                .map(RecordedCall::verb)
                .toList();
    }

    private Sender sender(String kind, int deliveryMode) throws JMSException {
        if (kind.equals("context")) {
            JMSContext context = application.builder().build().createContext(JMSContext.SESSION_TRANSACTED);
            contexts.add(context);
            JMSProducer producer = context.createProducer().setDeliveryMode(deliveryMode);
            Queue orders = context.createQueue("ORDERS");
            return new Sender() {
                @Override
                public void send(String text) throws JMSRuntimeException {
                    producer.send(orders, text);
                }

                @Override
                public void commit() {
                    context.commit();
                }

                @Override
                public void rollback() {
                    context.rollback();
                }
            };
        }
        Connection connection = application.connect();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        Queue orders = session.createQueue("ORDERS");
        boolean own = kind.equals("producer");
        MessageProducer producer = session.createProducer(own ? orders : null);
        producer.setDeliveryMode(deliveryMode);
        return new Sender() {
            @Override
            public void send(String text) throws JMSException {
                if (own) {
                    producer.send(session.createTextMessage(text));
                } else {
                    producer.send(orders, session.createTextMessage(text));
                }
            }

            @Override
            public void commit() throws JMSException {
                session.commit();
            }

            @Override
            public void rollback() throws JMSException {
                session.rollback();
            }
        };
    }
}
