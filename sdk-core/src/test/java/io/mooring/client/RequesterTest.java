package io.mooring.client;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.mooring.ConnectionClosedException;
import io.mooring.CorrelationId;
import io.mooring.MessageId;
import io.mooring.MqException;
import io.mooring.PutInDoubtException;
import io.mooring.PutReceipt;
import io.mooring.QueueManagerName;
import io.mooring.ReplyTimeoutException;
import io.mooring.ReplyTimeoutException.Reach;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.fault.Fault;
import io.mooring.embedded.fault.InjectedFault;
import io.mooring.embedded.mqi.Verb;
import io.mooring.message.MessageType;
import io.mooring.message.MqMessage;
import io.mooring.message.ReportOption;
import io.mooring.reason.ReasonCode;
import io.mooring.request.ReplyQueue;
import io.mooring.request.StrayReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests over a connection that stays where it is. */
class RequesterTest {
    private static final String REQUESTS = "PRICE.REQUEST";
    private static final String REPLIES = "PRICE.REPLY";

    private final List<EchoServer> servers = new ArrayList<>();
    private EmbeddedQueueManager qm1;
    private MqClient client;

    @BeforeEach
    void connect() {
        qm1 = EmbeddedQueueManager.named("QM1")
                .queue(REQUESTS, REPLIES)
                .mqsc("DEFINE QMODEL(PERM.MODEL) DEFTYPE(PERMDYN)\nALTER QLOCAL(" + REQUESTS
                        + ") MAXDEPTH(100000)\nALTER QLOCAL(" + REPLIES + ") MAXDEPTH(100000)")
                .start();
        client = connectTo(qm1);
    }

    @AfterEach
    void close() {
        servers.forEach(EchoServer::close);
        client.close();
        qm1.close();
    }

    private void serve() {
        servers.add(EchoServer.on(qm1, REQUESTS));
    }

    private static MqClient connectTo(EmbeddedQueueManager queueManager) {
        return MqClient.builder()
                .connectionNames(queueManager.connectionName())
                .channel("APP.SVRCONN")
                .name("quotes")
                .connect();
    }

    static List<ReplyQueue> replyQueues() {
        return List.of(
                ReplyQueue.temporary(),
                ReplyQueue.temporary().passingIds(),
                ReplyQueue.permanentDynamic("PERM.MODEL"),
                ReplyQueue.permanentDynamic("PERM.MODEL").passingIds(),
                ReplyQueue.exclusive(REPLIES),
                ReplyQueue.exclusive(REPLIES).passingIds(),
                ReplyQueue.shared(REPLIES),
                ReplyQueue.shared(REPLIES).passingIds());
    }

    @ParameterizedTest
    @MethodSource("replyQueues")
    void eachRequestGetsItsReplyAndNothingIsLeft(ReplyQueue replyQueue) {
        serve();
        try (Requester requester = client.requester(REQUESTS, replyQueue)) {
            assertThat(requester.request(MqMessage.ofText("one"), ofSeconds(20)).text())
                    .isEqualTo("re: one @QM1");
            List<CompletableFuture<MqMessage>> later = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                later.add(requester.requestAsync(MqMessage.ofText("n" + i), ofSeconds(20)));
            }
            for (int i = 0; i < 100; i++) {
                assertThat(later.get(i).join().text()).isEqualTo("re: n" + i + " @QM1");
                assertThat(later.get(i).join().type()).isEqualTo(MessageType.REPLY);
            }
            assertThat(requester.outstanding()).isZero();
        }
        assertThat(qm1.depth(REPLIES)).isZero();
        assertThat(client.queue(REPLIES).inquire().readers()).isZero();
        assertThat(qm1.administration().queues("MOORING.*")).isEmpty();
    }

    @Test
    void twoThreadsReadWhereAGetChoosesTheRequestersReplies() {
        try (Requester requester =
                client.requester(REQUESTS, ReplyQueue.shared(REPLIES).passingIds())) {
            await().until(() -> client.queue(REPLIES).inquire().readers() == 2);
            assertThat(requester.outstanding()).isZero();
        }
        try (Requester requester = client.requester(REQUESTS, ReplyQueue.shared(REPLIES))) {
            assertThat(client.queue(REPLIES).inquire().readers()).isOne();
            assertThat(requester.outstanding()).isZero();
        }
    }

    @Test
    void oneThreadReadsWhereTheQueueIsForOneReader() {
        qm1.mqsc("ALTER QLOCAL(" + REPLIES + ") NOSHARE");
        serve();
        try (Requester requester =
                client.requester(REQUESTS, ReplyQueue.shared(REPLIES).passingIds())) {
            for (int i = 0; i < 20; i++) {
                assertThat(requester
                                .request(MqMessage.ofText("n" + i), ofSeconds(20))
                                .text())
                        .isEqualTo("re: n" + i + " @QM1");
            }
            assertThat(client.queue(REPLIES).inquire().readers()).isOne();
        }
    }

    @Test
    void requestIsPutAsTheRulesSay() {
        try (Requester requester = client.requester(REQUESTS, ReplyQueue.shared(REPLIES))) {
            CompletableFuture<MqMessage> first = requester.requestAsync(MqMessage.ofText("one"), ofSeconds(20));
            CompletableFuture<MqMessage> second =
                    requester.requestAsync(MqMessage.ofText("two").expiringAfter(ofSeconds(2)), ofSeconds(20));

            MqMessage one = client.queue(REQUESTS).get().orElseThrow();
            MqMessage two = client.queue(REQUESTS).get().orElseThrow();

            assertThat(one.type()).isEqualTo(MessageType.REQUEST);
            assertThat(one.replyTo().orElseThrow().queue()).isEqualTo(REPLIES);
            assertThat(one.replyTo().orElseThrow().queueManager()).contains(new QueueManagerName("QM1"));
            assertThat(one.expiry().orElseThrow()).isBetween(ofSeconds(10), ofSeconds(20));
            assertThat(one.reportOptions()).isEmpty();
            assertThat(two.expiry().orElseThrow()).isLessThanOrEqualTo(ofSeconds(2));
            assertThat(List.of(first, second)).noneMatch(CompletableFuture::isDone);
        }
    }

    @Test
    void passedIdsAreTheRequestersOwnAndTheMessages() {
        try (Requester requester =
                client.requester(REQUESTS, ReplyQueue.exclusive(REPLIES).passingIds())) {
            CompletableFuture<MqMessage> first = requester.requestAsync(MqMessage.ofText("one"), ofSeconds(20));
            CompletableFuture<MqMessage> second = requester.requestAsync(MqMessage.ofText("two"), ofSeconds(20));

            MqMessage one = client.queue(REQUESTS).get().orElseThrow();
            MqMessage two = client.queue(REQUESTS).get().orElseThrow();

            assertThat(one.reportOptions())
                    .containsExactlyInAnyOrder(ReportOption.PASS_CORRELATION_ID, ReportOption.PASS_MESSAGE_ID);
            assertThat(one.correlationId()).isEqualTo(two.correlationId()).isNotEqualTo(CorrelationId.NONE);
            assertThat(one.messageId()).isNotEqualTo(two.messageId());
            assertThat(one.messageId().queueManagerPrefix()).contains("QM1");
            assertThat(List.of(first, second)).noneMatch(CompletableFuture::isDone);
        }
    }

    @ParameterizedTest
    @MethodSource("sharedQueues")
    void twoRequestersOnOneQueueGetTheirOwnRepliesAndForeignOnesStay(ReplyQueue replyQueue) {
        MqMessage foreign = MqMessage.ofText("foreign").withCorrelationId(new CorrelationId(1, 2, 3));
        client.queue(REPLIES).put(foreign);
        serve();
        try (MqClient other = connectTo(qm1);
                Requester one = client.requester(REQUESTS, replyQueue);
                Requester two = other.requester(REQUESTS, replyQueue)) {
            List<CompletableFuture<MqMessage>> ones = new ArrayList<>();
            List<CompletableFuture<MqMessage>> twos = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                ones.add(one.requestAsync(MqMessage.ofText("one " + i), ofSeconds(20)));
                twos.add(two.requestAsync(MqMessage.ofText("two " + i), ofSeconds(20)));
            }
            for (int i = 0; i < 50; i++) {
                assertThat(ones.get(i).join().text()).isEqualTo("re: one " + i + " @QM1");
                assertThat(twos.get(i).join().text()).isEqualTo("re: two " + i + " @QM1");
            }
        }
        assertThat(client.queue(REPLIES).get().map(MqMessage::text)).contains("foreign");
        assertThat(client.queue(REPLIES).get()).isEmpty();
    }

    static List<ReplyQueue> sharedQueues() {
        return List.of(ReplyQueue.shared(REPLIES), ReplyQueue.shared(REPLIES).passingIds());
    }

    @Test
    void replyOfHigherPriorityThanThoseThatStayIsFound() {
        for (int i = 0; i < 20; i++) {
            client.queue(REPLIES).put(MqMessage.ofText("foreign").withCorrelationId(new CorrelationId(1, 2, i)));
        }
        servers.add(EchoServer.on(
                qm1, REQUESTS, request -> MqMessage.ofText("urgent").withPriority(9)));
        try (Requester requester = client.requester(REQUESTS, ReplyQueue.shared(REPLIES))) {
            for (int i = 0; i < 3; i++) {
                assertThat(requester
                                .request(MqMessage.ofText("one"), ofSeconds(20))
                                .text())
                        .isEqualTo("urgent");
            }
        }
        assertThat(qm1.depth(REPLIES)).isEqualTo(20);
    }

    /** It was put before the others, so it lies before the place that the reader has reached when it is committed. */
    @Test
    void replyThatIsCommittedAfterThoseBehindItIsFoundSoonHoweverManyCameMeanwhile() {
        try (Requester requester = client.requester(REQUESTS, ReplyQueue.shared(REPLIES));
                MqClient server = connectTo(qm1);
                UnitOfWork work = server.unitOfWork()) {
            CompletableFuture<MqMessage> first = requester.requestAsync(MqMessage.ofText("first"), ofSeconds(20));
            MqMessage request = work.get(REQUESTS, ofSeconds(20)).orElseThrow();
            PutReceipt unused = work.reply(request, MqMessage.ofText("re: first"));
            InjectedFault slowness =
                    qm1.inject(Fault.on(Verb.MQGET).onQueue(REPLIES).everyCall().isDelayedBy(ofMillis(30)));
            serve();
            List<CompletableFuture<MqMessage>> others = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                others.add(requester.requestAsync(MqMessage.ofText("other"), ofSeconds(60)));
            }
            others.forEach(CompletableFuture::join);
            slowness.close();
            assertThat(first).isNotDone();

            work.commit();

            assertThat(first.join().text()).isEqualTo("re: first");
        }
    }

    @ParameterizedTest
    @MethodSource("replyQueues")
    void replyThatComesBeforeThePutReturnsIsTheReply(ReplyQueue replyQueue) {
        serve();
        qm1.recordCalls();
        try (MqClient slow = MqClient.builder()
                        .connectionNames(qm1.connectionName())
                        .channel("APP.SVRCONN")
                        .onPut(receipt -> awaitAnswer(receipt.messageId()))
                        .connect();
                Requester requester = slow.requester(REQUESTS, replyQueue)) {
            // The observer of puts holds the put's thread back until the server has answered.
            assertThat(requester.request(MqMessage.ofText("one"), ofSeconds(20)).text())
                    .isEqualTo("re: one @QM1");
        }
    }

    private void awaitAnswer(MessageId request) {
        await().until(() -> qm1.recordedCalls().stream()
                .filter(call -> call.verb() == Verb.MQCMIT && call.application().equals("server"))
                .findAny()
                .isPresent());
        assertThat(request.isNone()).isFalse();
    }

    @Test
    void timeoutSaysWhereTheRequestIs() {
        try (Requester requester = client.requester(REQUESTS, ReplyQueue.shared(REPLIES))) {
            ReplyTimeoutException timeout = catchThrowableOfType(
                    ReplyTimeoutException.class,
                    () -> requester.request(MqMessage.ofText("one"), Duration.ofMillis(100)));

            assertThat(timeout.reach()).isEqualTo(Reach.CONNECTED);
            assertThat(timeout.moves()).isEmpty();
            assertThat(timeout)
                    .hasMessageContaining("No reply within PT0.1S")
                    .hasMessageContaining(timeout.request().messageId().toString())
                    .hasMessageContaining("was put to PRICE.REQUEST on QM1 at ")
                    .hasMessageContaining("The connection is on QM1.");
        }
        await().untilAsserted(() -> assertThat(client.queue(REQUESTS).get()).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("replyQueues")
    void lateAndDuplicateRepliesAreHandedOver(ReplyQueue replyQueue) {
        List<StrayReply> strays = new CopyOnWriteArrayList<>();
        try (Requester requester = client.requesterBuilder(REQUESTS, replyQueue)
                .onStrayReply((kind, reply) -> strays.add(kind))
                .open()) {
            CompletableFuture<MqMessage> given = requester.requestAsync(MqMessage.ofText("one"), ofSeconds(20));
            MqMessage request = client.queue(REQUESTS).get().orElseThrow();
            given.cancel(false);
            reply(request, "late");
            await().untilAsserted(() -> assertThat(strays).containsExactly(StrayReply.LATE));

            CompletableFuture<MqMessage> answered = requester.requestAsync(MqMessage.ofText("two"), ofSeconds(20));
            MqMessage second = client.queue(REQUESTS).get().orElseThrow();
            reply(second, "first");
            assertThat(answered.join().text()).isEqualTo("first");
            reply(second, "again");
            await().untilAsserted(() -> assertThat(strays).containsExactly(StrayReply.LATE, StrayReply.DUPLICATE));
        }
    }

    private void reply(MqMessage request, String text) {
        client.doInUnitOfWork(work -> work.reply(request, MqMessage.ofText(text)));
    }

    @Test
    void unknownReplyOnAnExclusiveQueueIsHandedOver() {
        List<String> strays = new CopyOnWriteArrayList<>();
        try (Requester requester = client.requesterBuilder(REQUESTS, ReplyQueue.exclusive(REPLIES))
                .onStrayReply((kind, reply) -> strays.add(kind + " " + reply.text()))
                .open()) {
            client.queue(REPLIES).put(MqMessage.ofText("whose?").withCorrelationId(new CorrelationId(1, 2, 3)));

            await().untilAsserted(() -> assertThat(strays).containsExactly("UNKNOWN whose?"));
            assertThat(requester.outstanding()).isZero();
        }
    }

    @Test
    void secondRequesterOnAnExclusiveQueueIsToldWhatToDo() {
        try (Requester first = client.requester(REQUESTS, ReplyQueue.exclusive(REPLIES))) {
            MqException refusal = catchThrowableOfType(
                    MqException.class, () -> client.requester(REQUESTS, ReplyQueue.exclusive(REPLIES)));

            assertThat(refusal.reason()).contains(new ReasonCode(2042));
            assertThat(refusal)
                    .hasMessageContaining(REPLIES)
                    .hasMessageContaining("QM1")
                    .hasMessageContaining("ReplyQueue.shared");
            assertThat(first.outstanding()).isZero();
        }
        try (Requester next = client.requester(REQUESTS, ReplyQueue.exclusive(REPLIES))) {
            assertThat(next.outstanding()).isZero();
        }
    }

    @Test
    void replyQueueThatIsNotThereIsRefusedAtOnce() {
        assertThatThrownBy(() -> client.requester(REQUESTS, ReplyQueue.shared("NO.SUCH")))
                .isInstanceOfSatisfying(
                        MqException.class, e -> assertThat(e.reason()).contains(ReasonCode.UNKNOWN_OBJECT_NAME))
                .hasMessageContaining("NO.SUCH");
        await().untilAsserted(() -> assertThat(qm1.connections()).hasSize(1));
    }

    @Test
    void requestToAQueueThatIsNotThereEndsWithTheRefusal() {
        try (Requester requester = client.requester("NO.SUCH", ReplyQueue.temporary())) {
            assertThatThrownBy(() -> requester.request(MqMessage.ofText("one"), ofSeconds(20)))
                    .isInstanceOfSatisfying(
                            MqException.class, e -> assertThat(e.reason()).contains(ReasonCode.UNKNOWN_OBJECT_NAME));
            assertThat(requester.requestAsync(MqMessage.ofText("one"), ofSeconds(20)))
                    .isCompletedExceptionally();
            assertThat(requester.outstanding()).isZero();
        }
    }

    @Test
    void whatCannotBeToldFromAReplyIsRefused() {
        try (Requester requester = client.requester(REQUESTS, ReplyQueue.temporary())) {
            MqMessage confirmed = MqMessage.ofText("one").withReportOptions(Set.of(ReportOption.CONFIRM_ON_ARRIVAL));
            MqMessage passing = MqMessage.ofText("one").withReportOptions(Set.of(ReportOption.PASS_MESSAGE_ID));

            assertThatThrownBy(() -> requester.request(confirmed, ofSeconds(1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("CONFIRM_ON_ARRIVAL");
            assertThatThrownBy(() -> requester.request(passing, ofSeconds(1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("passingIds()");
            assertThat(requester.outstanding()).isZero();
        }
        assertThatThrownBy(() -> ReplyQueue.shared(" ")).isInstanceOf(IllegalArgumentException.class);
        RequesterBuilder builder = client.requesterBuilder(REQUESTS, ReplyQueue.temporary());
        assertThatThrownBy(() -> builder.outstandingAtMost(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void putInDoubtEndsTheRequestAndItsReplyIsLate() {
        List<StrayReply> strays = new CopyOnWriteArrayList<>();
        try (Requester requester = client.requesterBuilder(REQUESTS, ReplyQueue.shared(REPLIES))
                .onStrayReply((kind, reply) -> strays.add(kind))
                .open()) {
            qm1.inject(Fault.on(Verb.MQPUT).onQueue(REQUESTS).losesConnectionAfterEffect());

            PutInDoubtException doubt = catchThrowableOfType(
                    PutInDoubtException.class, () -> requester.request(MqMessage.ofText("one"), ofSeconds(20)));

            assertThat(doubt.receipt().messageId().isNone()).isFalse();
            assertThat(requester.outstanding()).isZero();
            MqMessage request = client.queue(REQUESTS).get(ofSeconds(10)).orElseThrow();
            assertThat(request.messageId()).isEqualTo(doubt.receipt().messageId());
            reply(request, "late");
            await().untilAsserted(() -> assertThat(strays).containsExactly(StrayReply.LATE));
        }
    }

    @Test
    void moreRequestsThanPlacesWaitForOne() {
        try (Requester requester = client.requesterBuilder(REQUESTS, ReplyQueue.shared(REPLIES))
                .outstandingAtMost(1)
                .open()) {
            CompletableFuture<MqMessage> first = requester.requestAsync(MqMessage.ofText("one"), ofSeconds(20));

            CompletableFuture<MqMessage> second =
                    requester.requestAsync(MqMessage.ofText("two"), Duration.ofMillis(50));

            assertThatThrownBy(second::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(MqException.class);
            assertThat(qm1.depth(REQUESTS)).isEqualTo(1);
            reply(client.queue(REQUESTS).get().orElseThrow(), "free");
            assertThat(first.join().text()).isEqualTo("free");
        }
    }

    @Test
    void closeEndsAllAndLeavesNothing() {
        Requester requester = client.requester(REQUESTS, ReplyQueue.exclusive(REPLIES));
        CompletableFuture<MqMessage> pending = requester.requestAsync(MqMessage.ofText("one"), ofSeconds(20));

        requester.close();
        requester.close();

        assertThatThrownBy(pending::join).hasCauseInstanceOf(ConnectionClosedException.class);
        assertThat(requester.outstanding()).isZero();
        assertThatThrownBy(() -> requester.request(MqMessage.ofText("one"), ofSeconds(1)))
                .isInstanceOf(ConnectionClosedException.class);
        assertThat(client.queue(REPLIES).inquire().readers()).isZero();
    }

    @Test
    void closedClientEndsItsRequesters() {
        Requester requester = client.requester(REQUESTS, ReplyQueue.temporary());
        CompletableFuture<MqMessage> pending = requester.requestAsync(MqMessage.ofText("one"), ofSeconds(20));

        client.close();

        assertThatThrownBy(pending::join).hasCauseInstanceOf(ConnectionClosedException.class);
        await().untilAsserted(() -> assertThat(qm1.connections()).isEmpty());
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("mooring-replies quotes ") && !name.contains("requester"));
    }

    @Test
    void fiftyThousandRequestsAreOutstandingAtOnceWithFewThreads() {
        int many = 50_000;
        try (Requester requester = client.requester(REQUESTS, ReplyQueue.exclusive(REPLIES))) {
            int before = Thread.activeCount();
            List<CompletableFuture<MqMessage>> all = new ArrayList<>(many);
            for (int i = 0; i < many; i++) {
                all.add(requester.requestAsync(MqMessage.ofText("n" + i), Duration.ofMinutes(2)));
            }
            assertThat(requester.outstanding()).isEqualTo(many);
            assertThat(Thread.activeCount()).isLessThanOrEqualTo(before + 3);

            serve();
            CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).join();
            assertThat(all.get(many - 1).join().text()).isEqualTo("re: n" + (many - 1) + " @QM1");
            assertThat(requester.outstanding()).isZero();
        }
    }
}
