package io.mooring.jms;

import static io.mooring.jms.PriceDesk.REPLIES;
import static io.mooring.jms.PriceDesk.REQUESTS;
import static io.mooring.jms.PriceDesk.receive;
import static io.mooring.jms.PriceDesk.request;
import static io.mooring.jms.PriceDesk.send;
import static io.mooring.jms.PriceDesk.text;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.ibm.mq.jms.MQConnectionFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.QueueManagerName;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.fault.Fault;
import io.mooring.embedded.fault.InjectedFault;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.mqi.Verb;
import io.mooring.embedded.tls.TestCertificates;
import io.mooring.idle.IdleShutdown;
import io.mooring.idle.IdleWatch;
import io.mooring.idle.QueueCount;
import io.mooring.tls.TlsSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import javax.jms.JMSException;
import javax.jms.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How responders share a queue, pause, leave and end. */
@Tag("client")
class ResponderLifeTest {
    private final PriceDesk desk = new PriceDesk();

    @AfterEach
    void close() throws JMSException {
        desk.close();
    }

    @Test
    void threadsHandleAtTheSameTime() throws JMSException {
        CyclicBarrier together = new CyclicBarrier(3);
        desk.closing(desk.factory
                .responderBuilder(REQUESTS)
                .threads(3)
                .answeringText(request -> "number " + together.await(30, TimeUnit.SECONDS)));
        Session asking = desk.session(desk.qm1);

        for (int i = 0; i < 3; i++) {
            send(asking, request(asking, "price?"));
        }
        List<String> replies = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            replies.add(text(receive(asking, REPLIES)));
        }

        assertThat(replies).containsExactlyInAnyOrder("number 0", "number 1", "number 2");
    }

    @Test
    void twoRespondersShareAQueue() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        for (String name : List.of("north", "south")) {
            desk.closing(desk.factory.responder(REQUESTS, request -> {
                int unused = together.await(30, TimeUnit.SECONDS);
                return name;
            }));
        }
        Session asking = desk.session(desk.qm1);

        send(asking, request(asking, "one"));
        send(asking, request(asking, "two"));

        assertThat(List.of(text(receive(asking, REPLIES)), text(receive(asking, REPLIES))))
                .containsExactlyInAnyOrder("north", "south");
    }

    @Test
    void closingWaitsForTheRequestInHandAndLeavesTheOthers() throws Exception {
        CountDownLatch inHand = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Responder responder = desk.closing(desk.factory.responder(REQUESTS, request -> {
            inHand.countDown();
            assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue();
            return "sold";
        }));
        Session asking = desk.session(desk.qm1);
        send(asking, request(asking, "one"));
        assertThat(inHand.await(30, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 9; i++) {
            send(asking, request(asking, "another"));
        }

        responder.close(ofMillis(200));
        assertThat(responder.isOpen()).isFalse();
        assertThat(responder.hasRequestInHand()).isTrue();
        assertThat(responder.whenEnded()).isNotDone();
        goOn.countDown();
        responder.close();
        responder.close();

        assertThat(responder.whenEnded()).isCompleted();
        // What IBM's client was given already is answered as well; nothing is given back as if it had failed.
        int answered = desk.qm1.depth(REPLIES);
        assertThat(answered).isBetween(1, 3);
        assertThat(responder.handled()).isEqualTo(answered);
        assertThat(desk.qm1.messages(REQUESTS))
                .hasSize(10 - answered)
                .extracting(message -> message.descriptor().backoutCount())
                .containsOnly(0);
        assertThat(desk.qm1.connections()).noneMatch(PriceDesk.RESPONDERS);
        assertThatThrownBy(responder::resume)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has ended");
    }

    @Test
    void aHandlerMayCloseItsResponder() throws Exception {
        List<Responder> itself = new CopyOnWriteArrayList<>();
        CountDownLatch known = new CountDownLatch(1);
        Responder responder = desk.closing(desk.factory.responder(REQUESTS, request -> {
            assertThat(known.await(30, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(itself.get(0)::pause).hasMessageContaining("cannot pause it and wait for itself");
            itself.get(0).close();
            return "last";
        }));
        itself.add(responder);
        known.countDown();
        Session asking = desk.session(desk.qm1);

        send(asking, request(asking, "price?"));
        responder.await();

        assertThat(text(receive(asking, REPLIES))).isEqualTo("last");
    }

    @Test
    void pausedItIsNoReaderAndIdleItLeaves() throws Exception {
        Responder responder = desk.exclaiming();
        Session asking = desk.session(desk.qm1);
        assertThat(readers(desk.qm1)).isOne();

        responder.pause();
        assertThat(readers(desk.qm1)).isZero();
        send(asking, request(asking, "one"));
        responder.resume();
        assertThat(text(receive(asking, REPLIES))).isEqualTo("one!");
        assertThat(readers(desk.qm1)).isOne();

        try (IdleWatch watch = IdleShutdown.after(ofMillis(100))
                .keeping(0)
                .tryingAgainAfter(ofMillis(100))
                .watching(responder.countedBy(() -> List.of(
                        QueueCount.of(QueueManagerName.of("QM1"), desk.qm1.depth(REQUESTS), readers(desk.qm1)))))) {
            assertThat(watch.await(ofSeconds(60))).isTrue();
        }
        assertThat(responder.isOpen()).isFalse();
    }

    /** On two queue managers, all idle at the same time; each counts by itself. */
    @Test
    void idleRespondersLeaveUpToTheFloorAndCountTheReadersThemselves() throws Exception {
        desk.exclaiming();
        desk.qm1.stopListening();
        desk.exclaiming();
        desk.exclaiming();
        desk.qm1.startListening();
        assertThat(desk.responders)
                .extracting(responder -> responder.connection().queueManager().value())
                .containsExactly("QM1", "QM2", "QM2");
        assertThat(desk.responders.get(0).census().take())
                .extracting(QueueCount::toString)
                .containsExactlyInAnyOrder("QM1: 1 reader(s), depth 0", "QM2: 2 reader(s), depth 0");

        IdleShutdown shutdown = IdleShutdown.after(ofMillis(100)).keeping(1).tryingAgainAfter(ofMillis(100));
        List<IdleWatch> watches =
                desk.responders.stream().map(shutdown::watching).toList();
        try {
            await().atMost(ofSeconds(60))
                    .during(ofSeconds(1))
                    .until(() -> open() == 1 && readers(desk.qm1) + readers(desk.qm2) == 1);
        } finally {
            watches.forEach(IdleWatch::close);
        }
    }

    private long open() {
        return desk.responders.stream().filter(Responder::isOpen).count();
    }

    @ParameterizedTest(name = "IBM's own factory: {0}")
    @ValueSource(booleans = {true, false})
    void withAChannelTableAllQueueManagersOfItAreCounted(boolean wrapped, @TempDir Path folder) throws Exception {
        URI table = desk.cluster.writeCcdt(folder.resolve("ccdt.json")).toUri();
        MooringConnectionFactory factory;
        if (wrapped) {
            MQConnectionFactory ibm = new MQConnectionFactory();
            ibm.setIntProperty(WMQConstants.WMQ_CONNECTION_MODE, WMQConstants.WMQ_CM_CLIENT);
            ibm.setCCDTURL(table.toURL());
            ibm.setQueueManager("*ANY_QM");
            factory = MooringConnectionFactory.wrapping(ibm);
        } else {
            factory = MooringConnectionFactory.builder()
                    .channelTable(table)
                    .queueManager("*ANY_QM")
                    .build();
        }
        Responder responder = desk.closing(factory.responder(REQUESTS, Request::text));
        String here = responder.connection().queueManager().value();

        assertThat(responder.census().take())
                .extracting(QueueCount::toString)
                .containsExactlyInAnyOrder(
                        "QM1: " + (here.equals("QM1") ? 1 : 0) + " reader(s), depth 0",
                        "QM2: " + (here.equals("QM2") ? 1 : 0) + " reader(s), depth 0");
    }

    @Test
    void readersAreCountedWithThePasswordAndTheCertificateOfTheFactory(@TempDir Path folder) {
        TestCertificates certificates = TestCertificates.create();
        char[] password = TestCertificates.PASSWORD.toCharArray();
        try (EmbeddedQueueManager secured = EmbeddedQueueManager.named("QM1")
                        .queue(REQUESTS)
                        .user("app", "secret")
                        .tls(certificates.queueManager("QM1"))
                        .mqsc("DEFINE CHANNEL(MUTUAL.SVRCONN) CHLTYPE(SVRCONN) SSLCIPH(ANY_TLS12_OR_HIGHER)"
                                + " SSLCAUTH(REQUIRED)")
                        .start();
                Responder responder = MooringConnectionFactory.builder()
                        .connectionNames(secured.connectionName())
                        .channel("MUTUAL.SVRCONN")
                        .credentials("app", "secret")
                        .tls(TlsSettings.cipher("ANY_TLS12_OR_HIGHER")
                                .trustStore(certificates.writeTrustStore(folder.resolve("trust.p12")), password)
                                .keyStore(
                                        certificates.writeClientKeyStore(folder.resolve("app.p12"), "CN=app"),
                                        password))
                        .build()
                        .responder(REQUESTS, Request::text)) {
            assertThat(responder.census().take())
                    .extracting(QueueCount::toString)
                    .containsExactly("QM1: 1 reader(s), depth 0");
        }
    }

    @Test
    void readersAreCountedAsTheChannelTableSpeaksTls(@TempDir Path folder) throws Exception {
        TestCertificates certificates = TestCertificates.create();
        char[] password = TestCertificates.PASSWORD.toCharArray();
        try (EmbeddedQueueManager secured = EmbeddedQueueManager.named("QM1")
                .queue(REQUESTS)
                .user("app", "secret")
                .tls(certificates.queueManager("QM1"))
                .mqsc("DEFINE CHANNEL(TLS.SVRCONN) CHLTYPE(SVRCONN) SSLCIPH(ANY_TLS12_OR_HIGHER) SSLCAUTH(OPTIONAL)")
                .start()) {
            Path table = ChannelTables.write(folder.resolve("ccdt.json"), secured, "ANY_TLS12_OR_HIGHER");
            MooringConnectionFactory factory = MooringConnectionFactory.builder()
                    .channelTable(table.toUri())
                    .queueManager("QM1")
                    .credentials("app", "secret")
                    .tls(TlsSettings.cipher("ANY_TLS12_OR_HIGHER")
                            .trustStore(certificates.writeTrustStore(folder.resolve("trust.p12")), password))
                    .build();
            try (Responder responder = factory.responder(REQUESTS, Request::text)) {
                assertThat(responder.census().take())
                        .extracting(QueueCount::toString)
                        .containsExactly("QM1: 1 reader(s), depth 0");
            }
        }
    }

    @Test
    void whoMayNotInquireTheQueueManagerCountsAllTheSame() throws Exception {
        try (EmbeddedQueueManager strict =
                        EmbeddedQueueManager.named("QM1").queue(REQUESTS).start();
                Responder responder = MooringConnectionFactory.builder()
                        .connectionNames(strict.connectionName())
                        .channel("APP.SVRCONN")
                        .queueManager("QM1")
                        .build()
                        .responder(REQUESTS, Request::text)) {
            InjectedFault refused = strict.inject(Fault.on(Verb.MQINQ).failsWith(Reason.NOT_AUTHORIZED));

            assertThat(responder.census().take())
                    .extracting(QueueCount::toString)
                    .containsExactly("QM1: 1 reader(s), depth 0");
            assertThat(refused.fired()).isOne();
        }
    }

    @Test
    void whereNobodyAnswersNobodyIsCounted() throws JMSException {
        Responder responder = desk.exclaiming();

        desk.qm1.stopListening();
        desk.qm2.stopListening();

        assertThatThrownBy(() -> responder.census().take())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("No queue manager tells how many read " + REQUESTS);
    }

    private static int readers(EmbeddedQueueManager queueManager) {
        return queueManager.administration().queueStatus(REQUESTS).get(0).openInputCount();
    }
}
