package io.mooring.jms;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.ibm.msg.client.jms.JmsReadablePropertyContext;
import io.mooring.ConnectionClosedException;
import io.mooring.MqException;
import io.mooring.PutInDoubtException;
import io.mooring.PutState;
import io.mooring.QueueManagerName;
import io.mooring.ReplyTimeoutException;
import io.mooring.ReplyTimeoutException.Reach;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.fault.Fault;
import io.mooring.embedded.mqi.Verb;
import io.mooring.jms.PriceServer.Style;
import io.mooring.observe.Telemetry;
import io.mooring.request.ReplyQueue;
import io.mooring.request.RequestEnd;
import io.mooring.request.StrayReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.jms.BytesMessage;
import javax.jms.JMSException;
import javax.jms.TextMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a requester does while its connection stays where it is, with the real client. */
@Tag("client")
class RequesterTest {
    private static final Duration LONG = ofSeconds(60);

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger registered = new AtomicInteger();
    private final EmbeddedQueueManager qm1 = EmbeddedQueueManager.named("QM1")
            .queue("PRICE.REQUEST", "PRICE.REPLY")
            .mqsc("DEFINE QMODEL(PERM.MODEL) DEFTYPE(PERMDYN)")
            .mqsc("ALTER QLOCAL(PRICE.REQUEST) MAXDEPTH(20000)")
            .mqsc("ALTER QLOCAL(PRICE.REPLY) MAXDEPTH(20000)")
            .channel("APP.SVRCONN")
            .start();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private MooringConnectionFactory factory;

    @BeforeEach
    void setUp() {
        factory = MooringConnectionFactory.builder()
                .connectionNames(qm1.connectionName())
                .channel("APP.SVRCONN")
                .applicationName("prices")
                .telemetry(new Telemetry() {
                    @Override
                    public void requestRegistered(String queue) {
                        registered.incrementAndGet();
                    }

                    @Override
                    public void requestEnded(String queue, RequestEnd end, Duration latency) {
                        told.add(end + " " + queue);
                    }

                    @Override
                    public void strayReply(String replyQueue, StrayReply kind) {
                        told.add(kind + " " + replyQueue);
                    }
                })
                .build();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
        qm1.close();
    }

    private PriceServer server(Style style) throws JMSException {
        PriceServer server = PriceServer.on(qm1, style);
        opened.add(server);
        return server;
    }

    private Requester requester(ReplyQueue replyQueue) {
        Requester requester = factory.requester("PRICE.REQUEST", replyQueue);
        opened.add(requester);
        return requester;
    }

    private int readers() {
        return qm1.administration().queueStatus("PRICE.REPLY").get(0).openInputCount();
    }

    @ParameterizedTest
    @EnumSource(names = {"SHARED", "EXCLUSIVE"})
    void aReplyQueueHasThreeListeners(ReplyQueue.Kind kind) {
        requester(new ReplyQueue(kind, "PRICE.REPLY", false));

        assertThat(readers()).isEqualTo(3);
    }

    @Test
    void aReplyQueueThatIsForOneReaderHasOneListener() throws JMSException {
        qm1.mqsc("ALTER QLOCAL(PRICE.REPLY) NOSHARE");
        server(Style.MESSAGE_ID);
        Requester requester = requester(ReplyQueue.exclusive("PRICE.REPLY"));

        assertThat(requester.request("price?", LONG).text()).isEqualTo("re: price? @QM1");
        assertThat(readers()).isOne();
    }

    static Stream<Arguments> queuesAndServers() {
        return Stream.of(
                        ReplyQueue.temporary(),
                        ReplyQueue.permanentDynamic("PERM.MODEL"),
                        ReplyQueue.exclusive("PRICE.REPLY"),
                        ReplyQueue.shared("PRICE.REPLY"))
                .flatMap(queue -> Stream.of(
                        Arguments.of(queue, Style.MESSAGE_ID),
                        Arguments.of(queue, Style.CORRELATION_ID),
                        Arguments.of(queue.passingIds(), Style.PASSES_BOTH)));
    }

    @ParameterizedTest
    @MethodSource("queuesAndServers")
    void eachKindOfReplyQueueBringsTheReply(ReplyQueue replyQueue, Style style) throws JMSException {
        server(style);
        Requester requester = requester(replyQueue);

        Reply reply = requester.request("one", LONG);
        Reply later = requester.requestAsync("two", LONG).join();

        assertThat(reply.text()).isEqualTo("re: one @QM1");
        assertThat(later.text()).isEqualTo("re: two @QM1");
        assertThat(reply.queueManager()).hasToString("QM1");
        assertThat(reply.request().queue()).isEqualTo("PRICE.REQUEST");
        assertThat(reply.request().queueManager()).hasToString("QM1");
        assertThat(reply.request().state()).isEqualTo(PutState.STORED);
        assertThat(later.request().messageId()).isNotEqualTo(reply.request().messageId());
        assertThat(requester.outstanding()).isZero();
        assertThat(told).containsExactly("REPLY PRICE.REQUEST", "REPLY PRICE.REQUEST");
        assertThat(registered).hasValue(2);
    }

    @Test
    void bytesPropertiesAndMessagesOfAnyKindGoThereAndBack() throws JMSException {
        server(Style.MESSAGE_ID);
        Requester requester = requester(ReplyQueue.shared("PRICE.REPLY"));

        Reply bytes = requester.request(new byte[] {1, 2, 3}, LONG);
        Reply withProperty = requester.request(
                session -> {
                    TextMessage request = session.createTextMessage("three");
                    request.setStringProperty("currency", "EUR");
                    return request;
                },
                LONG);

        assertThat(bytes.bytes()).containsExactly(1, 2, 3);
        assertThat(bytes.bytes()).as("read again").containsExactly(1, 2, 3);
        assertThat(bytes.message()).isInstanceOf(BytesMessage.class);
        assertThatThrownBy(bytes::text)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no text");
        assertThat(withProperty.text()).isEqualTo("re: three @QM1");
        assertThat(withProperty.property("currency")).contains("EUR");
        assertThat(withProperty.property("colour")).isEmpty();
    }

    static Stream<Arguments> sharedQueues() {
        return Stream.of(
                Arguments.of(ReplyQueue.shared("PRICE.REPLY"), Style.MESSAGE_ID),
                Arguments.of(ReplyQueue.shared("PRICE.REPLY"), Style.CORRELATION_ID),
                Arguments.of(ReplyQueue.shared("PRICE.REPLY").passingIds(), Style.PASSES_BOTH));
    }

    @ParameterizedTest
    @MethodSource("sharedQueues")
    void instancesOnOneQueueNeverTakeEachOthersReplies(ReplyQueue replyQueue, Style style) throws JMSException {
        server(style);
        List<Requester> instances =
                IntStream.range(0, 4).mapToObj(i -> requester(replyQueue)).toList();

        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            replies.add(instances.get(i % 4).requestAsync("request " + i, LONG));
        }

        for (int i = 0; i < 200; i++) {
            assertThat(replies.get(i).join().text()).isEqualTo("re: request " + i + " @QM1");
        }
        assertThat(told).hasSize(200).containsOnly("REPLY PRICE.REQUEST");
        assertThat(qm1.depth("PRICE.REPLY")).isZero();
    }

    @Test
    void aTimeoutTellsWhereTheRequestIsAndTheRequestExpiresWithIt() {
        Requester requester = requester(ReplyQueue.exclusive("PRICE.REPLY"));

        ReplyTimeoutException timeout =
                catchThrowableOfType(ReplyTimeoutException.class, () -> requester.request("one", ofMillis(300)));

        assertThat(timeout)
                .hasMessageStartingWith("No reply within PT0.3S: request ID:414d5120514d31")
                .hasMessageContaining(" was put to PRICE.REQUEST on QM1 at ")
                .hasMessageEndingWith("The connection is on QM1.");
        assertThat(timeout.reach()).isEqualTo(Reach.CONNECTED);
        assertThat(told).containsExactly("TIMEOUT PRICE.REQUEST");
        await().untilAsserted(() -> assertThat(qm1.depth("PRICE.REQUEST")).isZero());
    }

    @Test
    void timeoutsOfFuturesAreTheSame() {
        Requester requester = requester(ReplyQueue.shared("PRICE.REPLY"));

        CompletableFuture<Reply> reply = requester.requestAsync("one", ofMillis(100));

        assertThatThrownBy(reply::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ReplyTimeoutException.class);
    }

    static Stream<Arguments> inFlight() {
        return Stream.of(ReplyQueue.exclusive("PRICE.REPLY"), ReplyQueue.shared("PRICE.REPLY"))
                .flatMap(queue -> Stream.of(Arguments.of(queue, true), Arguments.of(queue, false)));
    }

    @ParameterizedTest
    @MethodSource("inFlight")
    void aPutInFlightWhenTheLinkEndsIsInDoubtAndItsReplyIsAStray(ReplyQueue replyQueue, boolean persistent)
            throws JMSException {
        Map<String, StrayReply> strays = new ConcurrentHashMap<>();
        Requester requester = factory.requesterBuilder("PRICE.REQUEST", replyQueue)
                .persistent(persistent)
                .onStrayReply((kind, reply) -> strays.put(reply.text(), kind))
                .open();
        opened.add(requester);
        qm1.inject(Fault.on(Verb.MQPUT).losesConnectionAfterEffect());

        PutInDoubtException doubt =
                catchThrowableOfType(PutInDoubtException.class, () -> requester.request("in flight", LONG));

        assertThat(doubt.receipt().queue()).isEqualTo("PRICE.REQUEST");
        assertThat(doubt.receipt().state()).isEqualTo(PutState.IN_DOUBT);
        assertThat(told).contains("IN_DOUBT PRICE.REQUEST");
        assertThat(requester.outstanding()).isZero();
        server(Style.MESSAGE_ID);
        await().atMost(Application.MOVE).untilAsserted(() -> assertThat(strays).containsKey("re: in flight @QM1"));
        assertThat(requester.request("after", LONG).text()).isEqualTo("re: after @QM1");
    }

    @Test
    void lateDuplicateAndUnknownRepliesAreStrays() throws JMSException {
        List<StrayReply> strays = new CopyOnWriteArrayList<>();
        Requester requester = factory.requesterBuilder("PRICE.REQUEST", ReplyQueue.exclusive("PRICE.REPLY"))
                .onStrayReply((kind, reply) -> strays.add(kind))
                .open();
        opened.add(requester);
        CompletableFuture<Reply> given = requester.requestAsync("late", LONG);
        given.cancel(true);
        server(Style.MESSAGE_ID).repliesTimes(2);
        await().atMost(LONG).until(() -> strays.size() == 2);

        Reply reply = requester.request("twice", LONG);
        await().atMost(LONG).until(() -> strays.size() == 3);
        try (PlainJms plain = new PlainJms(qm1)) {
            plain.send("PRICE.REPLY", "nobody asked");
        }
        await().atMost(LONG).until(() -> strays.size() == 4);

        assertThat(reply.text()).isEqualTo("re: twice @QM1");
        assertThat(strays).containsExactly(StrayReply.LATE, StrayReply.LATE, StrayReply.DUPLICATE, StrayReply.UNKNOWN);
        assertThat(told).contains("LATE PRICE.REPLY", "DUPLICATE PRICE.REPLY", "UNKNOWN PRICE.REPLY");
    }

    @Test
    void moreThanTheBoundWaitForAPlaceAsPartOfTheirTime() throws JMSException {
        Requester requester = factory.requesterBuilder("PRICE.REQUEST", ReplyQueue.exclusive("PRICE.REPLY"))
                .outstandingAtMost(2)
                .open();
        opened.add(requester);
        CompletableFuture<Reply> first = requester.requestAsync("one", LONG);
        CompletableFuture<Reply> second = requester.requestAsync("two", LONG);

        assertThatThrownBy(() -> requester.request("three", ofMillis(200)))
                .isInstanceOf(MqException.class)
                .isNotInstanceOf(ReplyTimeoutException.class)
                .hasMessageContaining("bound of 2")
                .hasMessageContaining("Nothing was put");
        assertThat(qm1.depth("PRICE.REQUEST")).isEqualTo(2);
        server(Style.MESSAGE_ID);
        assertThat(requester.request("four", LONG).text()).isEqualTo("re: four @QM1");
        assertThat(Stream.of(first, second).map(CompletableFuture::join).map(Reply::text))
                .containsExactly("re: one @QM1", "re: two @QM1");
    }

    @Test
    void tenThousandAreOutstandingAtOnceWithAFewThreads() throws JMSException {
        Requester requester = requester(ReplyQueue.shared("PRICE.REPLY"));
        int threads = Thread.activeCount();
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            replies.add(requester.requestAsync("n" + i, ofSeconds(100)));
        }

        assertThat(requester.outstanding()).isEqualTo(10_000);
        assertThat(Thread.activeCount() - threads).isLessThan(10);
        server(Style.MESSAGE_ID);
        for (int i = 0; i < 10_000; i++) {
            assertThat(replies.get(i).join().text()).isEqualTo("re: n" + i + " @QM1");
        }
        assertThat(requester.outstanding()).isZero();
    }

    @Test
    void closingEndsPendingRequestsAndMayBeRepeated() {
        Requester requester = requester(ReplyQueue.permanentDynamic("PERM.MODEL"));
        CompletableFuture<Reply> pending = requester.requestAsync("one", LONG);

        requester.close();
        requester.close();

        assertThatThrownBy(pending::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ConnectionClosedException.class);
        assertThatThrownBy(() -> requester.request("two", LONG)).isInstanceOf(ConnectionClosedException.class);
        assertThat(requester.outstanding()).isZero();
        assertThat(told).containsExactly("CLOSED PRICE.REQUEST");
        await().until(() -> qm1.connections().isEmpty());
        assertThat(qm1.mqsc("DISPLAY QLOCAL(AMQ.*)").get(0).lines()).anyMatch(line -> line.contains("nothing"));
    }

    @Test
    void whatCannotBeIsRefusedWithASentence() {
        assertThatThrownBy(() -> requester(ReplyQueue.exclusive("NO.SUCH.QUEUE")))
                .isInstanceOf(MqException.class)
                .hasMessageContaining("NO.SUCH.QUEUE")
                .hasMessageContaining("2085");
        assertThatThrownBy(() -> factory.requester("NO.SUCH.QUEUE", ReplyQueue.temporary()))
                .isInstanceOf(MqException.class)
                .hasMessageContaining("2085");
        assertThatThrownBy(() -> factory.requester("queue:///PRICE.REQUEST?putAsyncAllowed=1", ReplyQueue.temporary()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("putAsyncAllowed=1");
        await().until(() -> qm1.connections().isEmpty());
        Requester requester = requester(ReplyQueue.temporary());
        assertThatThrownBy(() -> requester.request(
                        session -> {
                            TextMessage request = session.createTextMessage("one");
                            request.setIntProperty("JMS_IBM_Report_COA", 256);
                            return request;
                        },
                        LONG))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("JMS_IBM_Report_COA");
        assertThatThrownBy(() -> requester.request("one", Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThat(requester.outstanding()).isZero();
    }

    @Test
    void aUniformClusterIsToldThatItIsForRequestsUnlessTheFactorySaysOtherwise() throws JMSException {
        assertThat(balancingType(MooringConnectionFactory.builder())).isEqualTo(1);
        assertThat(balancingType(MooringConnectionFactory.builder().balancing(Balancing.simple())))
                .isZero();
        assertThat(balancingType(MooringConnectionFactory.builder()
                        .balancing(Balancing.simple().immediately())))
                .isZero();
    }

    private static int balancingType(MooringConnectionFactoryBuilder builder) throws JMSException {
        MooringConnectionFactory factory =
                builder.connectionNames("mq1(1414)").channel("APP.SVRCONN").build();
        ReplyQueue replyQueue = ReplyQueue.exclusive("PRICE.REPLY");
        return ((JmsReadablePropertyContext)
                        factory.maker.requesting(replyQueue).original())
                .getIntProperty("XMSC_WMQ_BALANCING_APPLICATION_TYPE");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void persistenceIsWhatWasSaid(boolean persistent) {
        Requester requester = factory.requesterBuilder("PRICE.REQUEST", ReplyQueue.exclusive("PRICE.REPLY"))
                .persistent(persistent)
                .open();
        opened.add(requester);

        CompletableFuture<Reply> pending = requester.requestAsync("one", LONG);

        assertThat(pending).isNotDone();
        assertThat(qm1.messages("PRICE.REQUEST").get(0).descriptor().persistent())
                .isEqualTo(persistent);
        assertThat(requester.connection().queueManager()).isEqualTo(new QueueManagerName("QM1"));
    }
}
