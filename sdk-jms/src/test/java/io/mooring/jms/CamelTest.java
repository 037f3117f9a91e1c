package io.mooring.jms;

import static java.util.stream.IntStream.rangeClosed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.QueueManagerName;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.event.Closed;
import io.mooring.event.Connected;
import io.mooring.event.Reconnected;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.jms.Connection;
import javax.jms.ConnectionFactory;
import javax.jms.JMSException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeTimedOutException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jms.connection.CachingConnectionFactory;

/** Routes of Camel over the drop-in. */
@Tag("client")
class CamelTest {
    private static final QueueManagerName QM1 = new QueueManagerName("QM1");
    private static final QueueManagerName QM2 = new QueueManagerName("QM2");
    private static final int HELD = 7;
    private static final int FIRST_HALF = 20;
    private static final int ALL = 40;

    private final Application application = new Application();
    private final MooringConnectionFactory factory = application.builder().build();
    private final CachingConnectionFactory caching = new CachingConnectionFactory(factory);
    private final CamelContext camel = new DefaultCamelContext();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch moved = new CountDownLatch(1);

    @AfterEach
    void close() throws Exception {
        moved.countDown();
        camel.close();
        caching.destroy();
        application.close();
    }

    @Test
    void transactedRouteOverACachedConnectionKeepsIt() throws Exception {
        workThroughALoss(caching);

        assertConnectionKept();
        assertThat(eachOnce()).contains(HELD);
    }

    /** The listener container below the route does the same with Spring alone. */
    @Test
    void transactedRouteOverTheFactoryItselfThrowsItsConnectionAwayWithAUnitOfWorkThatAMoveTook() throws Exception {
        workThroughALoss(factory);

        application.awaitEvents(Connected.class, 2);
        assertThat(eachOnce()).contains(HELD);
    }

    @Test
    void sendsHaveReceiptsOfWhereTheyWent() throws Exception {
        try (ProducerTemplate producer = start(caching, null)) {
            producer.sendBody("jms:queue:ORDERS", "1");
            Departure.ASKED_TO_MOVE.from(application.qm1);
            application.awaitEvent(Reconnected.class);
            producer.sendBody("jms:queue:ORDERS", "2");
        }

        assertThat(application.qm1.depth("ORDERS")).isOne();
        assertThat(application.qm2.depth("ORDERS")).isOne();
        assertThat(application.receipts)
                .filteredOn(receipt -> receipt.state() == PutState.STORED)
                .extracting(PutReceipt::queueManager)
                .containsExactly(QM1, QM2);
        assertConnectionKept();
    }

    @ParameterizedTest
    @ValueSource(strings = {"replyToType=Temporary", "replyTo=queue:PRICES&replyToType=Shared"})
    void requestThatWasLeftBehindTimesOut(String replies) throws Exception {
        try (ProducerTemplate producer = start(caching, null)) {
            CompletableFuture<Object> reply =
                    producer.asyncRequestBody("jms:queue:ORDERS?requestTimeout=5000&" + replies, "1");
            await().atMost(Application.MOVE).until(() -> application.qm1.depth("ORDERS") == 1);
            Departure.LISTENER_GONE.from(application.qm1);

            assertThat(reply)
                    .failsWithin(Application.MOVE)
                    .withThrowableThat()
                    .havingRootCause()
                    .isInstanceOf(ExchangeTimedOutException.class);
        }
        assertThat(application.receipts).extracting(PutReceipt::queueManager).containsOnly(QM1);
        assertThat(Beside.drain(application.qm1, "ORDERS"))
                .as("the request has expired with its timeout")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replyToType=Temporary",
                "replyTo=queue:PRICES&replyToType=Exclusive",
                "replyTo=queue:PRICES&replyToType=Shared",
            })
    void requestsGoOnAfterAMove(String replies) throws Exception {
        String uri = "jms:queue:ORDERS?requestTimeout=30000&" + replies;
        try (ProducerTemplate producer = start(caching, null)) {
            String before = ask(producer, uri, application.qm1, "one");
            Departure.LISTENER_GONE.from(application.qm1);
            application.awaitEvent(Reconnected.class);
            String after = ask(producer, uri, application.qm2, "two");

            assertThat(before).isEqualTo("one@QM1");
            assertThat(after).isEqualTo("two@QM2");
        }
        assertConnectionKept();
    }

    private void assertConnectionKept() {
        assertThat(application.all(Connected.class)).hasSize(1);
        assertThat(application.all(Closed.class)).isEmpty();
        assertThat(factory.connections())
                .extracting(MooringConnection::queueManager)
                .containsExactly(QM2);
    }

    private static String ask(ProducerTemplate producer, String uri, EmbeddedQueueManager queueManager, String text)
            throws JMSException {
        Connection answering = Beside.answering(queueManager, "ORDERS");
        try {
            return producer.requestBody(uri, text, String.class);
        } finally {
            answering.close();
        }
    }

    private void workThroughALoss(ConnectionFactory around) throws Exception {
        start(around, new RouteBuilder() {
            @Override
            public void configure() {
                from("jms:queue:ORDERS?concurrentConsumers=1&maxConcurrentConsumers=5")
                        .to("jms:queue:PRICES")
                        .process(CamelTest.this::holdOne);
            }
        });
        Beside.send(application.qm1, "ORDERS", 1, FIRST_HALF);
        hold(held);
        Departure.LISTENER_GONE.from(application.qm1);
        application.awaitEvent(Reconnected.class);
        moved.countDown();
        Beside.send(application.qm2, "ORDERS", FIRST_HALF + 1, ALL);
        await().atMost(Application.MOVE).until(() -> stored() == ALL - FIRST_HALF);
    }

    private long stored() {
        return application.receipts.stream()
                .filter(receipt -> receipt.state() == PutState.STORED)
                .map(PutReceipt::queueManager)
                .filter(QM2::equals)
                .count();
    }

    private ProducerTemplate start(ConnectionFactory around, RouteBuilder routes) throws Exception {
        JmsComponent jms = new JmsComponent();
        jms.setConnectionFactory(around);
        jms.setTransacted(true);
        jms.setLazyCreateTransactionManager(false);
        jms.setCacheLevelName("CACHE_CONSUMER");
        camel.addComponent("jms", jms);
        if (routes != null) {
            camel.addRoutes(routes);
        }
        camel.start();
        return camel.createProducerTemplate();
    }

    private void holdOne(Exchange exchange) {
        if (exchange.getMessage().getBody(String.class).equals(Integer.toString(HELD))) {
            held.countDown();
            hold(moved);
        }
    }

    /** Each order is still there, or has its price, once; answers those that were left on the first queue manager. */
    private List<Integer> eachOnce() throws JMSException {
        camel.stop();
        List<Integer> left = Beside.drain(application.qm1, "ORDERS");
        List<Integer> all = new ArrayList<>(left);
        all.addAll(Beside.drain(application.qm1, "PRICES"));
        all.addAll(Beside.drain(application.qm2, "PRICES"));
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(rangeClosed(1, ALL).boxed().toList());
        return left;
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
