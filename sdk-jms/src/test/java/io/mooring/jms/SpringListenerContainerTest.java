package io.mooring.jms;

import static java.util.stream.IntStream.rangeClosed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.QueueManagerName;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.admin.QueueStatus;
import io.mooring.event.Closed;
import io.mooring.event.Connected;
import io.mooring.event.Reconnected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.jms.ConnectionFactory;
import javax.jms.JMSException;
import javax.jms.MessageProducer;
import javax.jms.Session;
import javax.jms.TextMessage;
import javax.jms.TransactionRolledBackException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.connection.JmsTransactionManager;
import org.springframework.jms.connection.SingleConnectionFactory;
import org.springframework.jms.listener.AbstractMessageListenerContainer;
import org.springframework.jms.listener.DefaultMessageListenerContainer;
import org.springframework.jms.listener.SessionAwareMessageListener;
import org.springframework.jms.listener.SimpleMessageListenerContainer;

/** Spring's listener containers over the drop-in: each order is received and its price sent in one unit of work. */
@Tag("client")
class SpringListenerContainerTest {
    private static final QueueManagerName QM1 = new QueueManagerName("QM1");
    private static final QueueManagerName QM2 = new QueueManagerName("QM2");
    private static final int HELD = 7;
    private static final int FIRST_HALF = 20;
    private static final int ALL = 40;

    private final Application application = new Application();
    private final MooringConnectionFactory factory = application.builder().build();
    private final CachingConnectionFactory caching = new CachingConnectionFactory(factory);
    private final SingleConnectionFactory single = new SingleConnectionFactory(factory);
    private final List<AbstractMessageListenerContainer> containers = new ArrayList<>();
    private final List<Throwable> errors = new CopyOnWriteArrayList<>();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch moved = new CountDownLatch(1);

    @AfterEach
    void close() throws JMSException {
        moved.countDown();
        containers.forEach(AbstractMessageListenerContainer::shutdown);
        caching.destroy();
        single.destroy();
        application.close();
    }

    @Test
    void containerThatIsAskedToMoveEndsItsUnitsOfWorkFirst() throws Exception {
        moved.countDown();
        start(dynamic(single));

        Beside.send(application.qm1, "ORDERS", 1, FIRST_HALF);
        await().atMost(Application.MOVE).until(() -> application.qm1.depth("PRICES") == FIRST_HALF);
        Departure.ASKED_TO_MOVE.from(application.qm1);
        application.awaitEvent(Reconnected.class);
        orderOnTheSecond();

        assertThat(errors).isEmpty();
        assertConnectionKept();
        assertThat(eachOnce()).isEmpty();
    }

    @Test
    void containerOverASingleConnectionKeepsIt() throws Exception {
        start(dynamic(single));

        workThroughALoss();

        assertConnectionKept();
        assertErrorsAreTheMoves();
        assertThat(eachOnce()).contains(HELD);
    }

    @Test
    void containerOverACachedConnectionKeepsIt() throws Exception {
        caching.setCacheConsumers(false);
        start(dynamic(caching));

        workThroughALoss();

        assertConnectionKept();
        assertErrorsAreTheMoves();
        assertThat(eachOnce()).contains(HELD);
    }

    @Test
    void containerWithATransactionManagerOverACachedConnectionKeepsIt() throws Exception {
        caching.setSessionCacheSize(5);
        DefaultMessageListenerContainer container = dynamic(caching);
        container.setTransactionManager(new JmsTransactionManager(caching));
        start(container);

        workThroughALoss();

        assertConnectionKept();
        assertThat(eachOnce()).contains(HELD);
    }

    /** A commit that fails is reason enough for the container to make a connection, and to close the one that has moved. */
    @Test
    void containerOverTheFactoryItselfThrowsItsConnectionAwayWithAUnitOfWorkThatAMoveTook() throws Exception {
        start(dynamic(factory));

        workUntilOneIsHeld();
        await().atMost(Application.MOVE).until(() -> stored(QM1).count() == FIRST_HALF - 1);
        workOnAfterALoss();

        application.awaitEvents(Connected.class, 2);
        application.awaitEvents(Closed.class, 1);
        assertThat(errors).hasAtLeastOneElementOfType(TransactionRolledBackException.class);
        assertThat(eachOnce()).containsExactly(HELD);
    }

    /** The first commit that fails may be one that was on its way; the others then find their connection closed. */
    @Test
    void containerOverTheFactoryItselfWorksEachOrderOnceWhateverTheMoveMet() throws Exception {
        start(dynamic(factory));

        workThroughALoss();

        application.awaitEvents(Connected.class, 2);
        application.awaitEvents(Closed.class, 1);
        assertThat(errors)
                .anySatisfy(error -> assertThat(error)
                        .isInstanceOfAny(TransactionRolledBackException.class, JmsCommitInDoubtException.class));
        assertThat(eachOnce()).contains(HELD);
    }

    @Test
    void containerOfMessageListenersKeepsItsConnection() throws Exception {
        SimpleMessageListenerContainer container = new SimpleMessageListenerContainer();
        container.setConcurrency("2");
        start(set(container, factory));

        workThroughALoss();

        assertConnectionKept();
        assertErrorsAreTheMoves();
        assertThat(eachOnce()).contains(HELD);
    }

    /** With IBM's client alone, or without a transaction, a thread in receive() holds it up for 3.5 seconds and more. */
    @Test
    void containerThatWaitsForMessagesDoesNotHoldUpTheMove() {
        moved.countDown();
        start(dynamic(single));
        List<Duration> outages = new ArrayList<>();
        for (int move = 1; move <= 3; move++) {
            EmbeddedQueueManager present = application.present();
            await().atMost(Application.MOVE).until(() -> hasReader(present));
            long begin = System.nanoTime();
            Departure.LISTENER_GONE.from(present);
            application.awaitEvents(Reconnected.class, move);
            outages.add(Duration.ofNanos(System.nanoTime() - begin));
            present.startListening();
        }

        Collections.sort(outages);
        assertThat(outages.get(1)).as("the median of %s", outages).isLessThan(Duration.ofSeconds(2));
    }

    /** It interrupts threads that are still in receive() after the receive timeout that it has then. */
    @Test
    void containerThatInterruptsItsReceiversKeepsTheConnection() {
        moved.countDown();
        DefaultMessageListenerContainer container = dynamic(single);
        container.setReceiveTimeout(3_000);
        start(container);
        await().atMost(Application.MOVE).until(() -> hasReader(application.qm1));

        container.setReceiveTimeout(1);
        container.shutdown();

        assertThat(application.kinds()).containsExactly(Connected.class);
        assertThat(errors).isEmpty();
    }

    private static boolean hasReader(EmbeddedQueueManager queueManager) {
        return queueManager.administration().queueStatus("ORDERS").stream()
                .anyMatch(status -> status.openInputCount() > 0);
    }

    /** They are there even when the container has ended; but they hold no messages. */
    @Test
    void cachedConsumersOfAContainerThatShrankKeepTheQueueOpen() throws JMSException {
        DefaultMessageListenerContainer container = shrunk(true);

        container.shutdown();

        assertThat(openForInput()).isGreaterThan(1);
        Beside.send(application.qm1, "ORDERS", 51, 55);
        await().during(Duration.ofMillis(300))
                .atMost(Application.MOVE)
                .untilAsserted(() -> assertThat(application.qm1.depth("ORDERS")).isEqualTo(5));
    }

    @Test
    void consumersThatAreNotCachedAreClosedWhenTheContainerShrinks() throws JMSException {
        DefaultMessageListenerContainer container = shrunk(false);

        await().atMost(Application.MOVE).until(() -> openForInput() == 1);
        container.shutdown();
        assertThat(openForInput()).isZero();
    }

    @Test
    void containerWithoutACacheOverTheFactoryItselfConnectsForEachReceive() {
        DefaultMessageListenerContainer container = dynamic(factory);
        container.setCacheLevel(DefaultMessageListenerContainer.CACHE_NONE);
        container.setReceiveTimeout(50);
        start(container);

        await().atMost(Application.MOVE)
                .until(() -> application.all(Connected.class).size() > 3);
    }

    private DefaultMessageListenerContainer shrunk(boolean cacheConsumers) throws JMSException {
        caching.setCacheConsumers(cacheConsumers);
        caching.setSessionCacheSize(10);
        DefaultMessageListenerContainer container = dynamic(caching);
        container.setReceiveTimeout(200);
        container.setMaxMessagesPerTask(1);
        CountDownLatch busy = new CountDownLatch(5);
        container.setMessageListener((SessionAwareMessageListener<TextMessage>) (message, session) -> {
            busy.countDown();
            hold(busy);
        });
        start(container);
        Beside.send(application.qm1, "ORDERS", 1, 50);
        hold(busy);
        await().atMost(Application.MOVE).until(() -> container.getScheduledConsumerCount() == 1);
        return container;
    }

    private int openForInput() {
        return application.qm1.administration().queueStatus("ORDERS").stream()
                .mapToInt(QueueStatus::openInputCount)
                .sum();
    }

    /** Orders on the first queue manager, the loss of it with a unit of work, orders on the second one. */
    private void workThroughALoss() throws Exception {
        workUntilOneIsHeld();
        workOnAfterALoss();
    }

    private void workUntilOneIsHeld() throws JMSException {
        Beside.send(application.qm1, "ORDERS", 1, FIRST_HALF);
        hold(held);
    }

    private void workOnAfterALoss() throws JMSException {
        Departure.LISTENER_GONE.from(application.qm1);
        application.awaitEvent(Reconnected.class);
        moved.countDown();
        orderOnTheSecond();
    }

    private void orderOnTheSecond() throws JMSException {
        Beside.send(application.qm2, "ORDERS", FIRST_HALF + 1, ALL);
        await().atMost(Application.MOVE).until(() -> stored(QM2).count() == ALL - FIRST_HALF);
    }

    private Stream<PutReceipt> stored(QueueManagerName queueManager) {
        return application.receipts.stream()
                .filter(receipt -> receipt.state() == PutState.STORED)
                .filter(receipt -> receipt.queueManager().equals(queueManager));
    }

    private void assertConnectionKept() {
        assertThat(application.all(Connected.class)).hasSize(1);
        assertThat(application.all(Closed.class)).isEmpty();
        assertThat(factory.connections())
                .extracting(MooringConnection::queueManager)
                .containsExactly(QM2);
    }

    private void assertErrorsAreTheMoves() {
        assertThat(errors)
                .isNotEmpty()
                .allSatisfy(error -> assertThat(error)
                        .isInstanceOfAny(TransactionRolledBackException.class, JmsCommitInDoubtException.class));
    }

    /** Each order is still there, or has its price, once; answers those that were left on the first queue manager. */
    private List<Integer> eachOnce() throws JMSException {
        containers.forEach(AbstractMessageListenerContainer::shutdown);
        List<Integer> left = Beside.drain(application.qm1, "ORDERS");
        List<Integer> all = new ArrayList<>(left);
        all.addAll(Beside.drain(application.qm1, "PRICES"));
        all.addAll(Beside.drain(application.qm2, "PRICES"));
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(rangeClosed(1, ALL).boxed().toList());
        return left;
    }

    private void price(TextMessage order, Session session) throws JMSException {
        MessageProducer prices = session.createProducer(session.createQueue("PRICES"));
        prices.send(session.createTextMessage(order.getText()));
        prices.close();
        if (Integer.parseInt(order.getText()) == HELD) {
            held.countDown();
            hold(moved);
        }
    }

    private DefaultMessageListenerContainer dynamic(ConnectionFactory around) {
        DefaultMessageListenerContainer container = new DefaultMessageListenerContainer();
        container.setConcurrency("1-5");
        container.setReceiveTimeout(1_000);
        container.setRecoveryInterval(500);
        return (DefaultMessageListenerContainer) set(container, around);
    }

    private AbstractMessageListenerContainer set(AbstractMessageListenerContainer container, ConnectionFactory around) {
        container.setConnectionFactory(around);
        container.setDestinationName("ORDERS");
        container.setSessionTransacted(true);
        container.setMessageListener((SessionAwareMessageListener<TextMessage>) this::price);
        container.setErrorHandler(errors::add);
        return container;
    }

    private void start(AbstractMessageListenerContainer container) {
        containers.add(container);
        container.afterPropertiesSet();
        container.start();
    }

    private static void hold(CountDownLatch latch) {
        try {
            assertThat(latch.await(Application.MOVE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
