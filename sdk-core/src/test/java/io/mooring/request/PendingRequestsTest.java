package io.mooring.request;

import static io.mooring.request.Requests.PUT_AT;
import static io.mooring.request.Requests.QM1;
import static io.mooring.request.Requests.QM2;
import static io.mooring.request.Requests.key;
import static io.mooring.request.Requests.receipt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mooring.ConnectionClosedException;
import io.mooring.CorrelationId;
import io.mooring.MessageId;
import io.mooring.Move;
import io.mooring.MqException;
import io.mooring.PutInDoubtException;
import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.ReplyTimeoutException;
import io.mooring.ReplyTimeoutException.Reach;
import io.mooring.request.Requests.Clock;
import io.mooring.request.Requests.Notes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of a request's life, with time and executor in the test's hand. */
class PendingRequestsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration TICK = Duration.ofNanos(TimingWheel.TICK);

    private final Clock clock = new Clock();
    private final Notes notes = new Notes();
    private final List<Runnable> continuations = new ArrayList<>();
    private final PendingRequests<String> pending = PendingRequests.<String>named("prices")
            .observer(notes)
            .executor(continuations::add)
            .reach(queueManager -> queueManager.equals(QM1) ? Reach.NOT_REACHED : Reach.CONNECTED)
            .turnedByHand(clock::nanos)
            .build();

    @AfterEach
    void close() {
        pending.close();
    }

    @Test
    void aReplyEndsItsRequest() throws Exception {
        Ticket<String> ticket = bound(1);
        clock.pass(Duration.ofMillis(12));
        pending.reply(key(1), "4711");

        assertThat(ticket.await()).isEqualTo("4711");
        assertThat(ticket.future()).isCompletedWithValue("4711");
        assertThat(notes.ends).containsExactly(RequestEnd.REPLY);
        assertThat(notes.latencies).containsExactly(Duration.ofMillis(12));
        assertThat(notes.registered).hasValue(1);
        assertThat(pending.outstanding()).isZero();
        assertThat(pending.isPending(key(1))).isFalse();
        assertThat(pending.pendingOn(QM1)).isZero();
    }

    @Test
    void aReplyThatOvertakesTheReturnOfThePutEndsItsRequest() throws Exception {
        Ticket<String> ticket = pending.register(TIMEOUT);
        pending.reply(key(1), "4711");
        assertThat(notes.ends).isEmpty();
        ticket.bind(receipt(1));

        assertThat(ticket.await()).isEqualTo("4711");
        assertThat(notes.ends).containsExactly(RequestEnd.REPLY);
        assertThat(notes.strays).isEmpty();
    }

    @Test
    void whoAsksIsToldWhichPutAReplyAnswersBeforeTheReplyIsGiven() throws Exception {
        List<String> answers = new ArrayList<>();
        try (PendingRequests<String> told = PendingRequests.<String>named("prices")
                .answers((put, reply) -> answers.add(put.messageId() + " " + reply))
                .turnedByHand(clock::nanos)
                .build()) {
            Ticket<String> overtaken = told.register(TIMEOUT);
            told.reply(key(1), "early");
            overtaken.bind(receipt(1));
            Ticket<String> ordinary = told.register(TIMEOUT);
            ordinary.bind(receipt(2));
            told.reply(key(2), "later");

            assertThat(answers)
                    .containsExactly(
                            receipt(1).messageId() + " early", receipt(2).messageId() + " later");
            assertThat(told.isAnswered(key(1))).isTrue();
            assertThat(told.isAnswered(key(3))).isFalse();
        }
    }

    @Test
    void aRequestCanBeKnownByAKeyOfItsOwnFromTheBeginning() throws Exception {
        Ticket<String> ticket = pending.register(key(77), TIMEOUT);
        assertThat(ticket.key()).contains(key(77));
        pending.reply(key(77), "before the put returned");
        assertThat(notes.ends).containsExactly(RequestEnd.REPLY);
        ticket.bind(receipt(1));

        assertThat(ticket.await()).isEqualTo("before the put returned");
        assertThat(notes.ends).hasSize(1);
    }

    @Test
    void aRequestCanBeBoundToAnotherKeyThanItsMessageId() throws Exception {
        Ticket<String> ticket = pending.register(TIMEOUT);
        ticket.bind(receipt(1), key(99));
        pending.reply(key(99), "4711");

        assertThat(ticket.await()).isEqualTo("4711");
        assertThat(ticket.receipt()).contains(receipt(1));
    }

    @Test
    void aRequestTimesOutAtMostATickAfterItsTimeAndNeverBefore() throws Exception {
        bound(1);
        clock.pass(TIMEOUT.minusNanos(1));
        pending.turn();
        assertThat(notes.ends).isEmpty();
        clock.pass(TICK);
        pending.turn();

        assertThat(notes.ends).containsExactly(RequestEnd.TIMEOUT);
        assertThat(pending.outstanding()).isZero();
    }

    @Test
    void theTimeCountsFromTheRegistrationNotFromThePut() throws Exception {
        Ticket<String> ticket = pending.register(TIMEOUT);
        clock.pass(Duration.ofSeconds(4));
        ticket.bind(receipt(1));
        assertThat(ticket.remaining()).isEqualTo(Duration.ofSeconds(1));
        clock.pass(Duration.ofSeconds(1).plus(TICK));
        pending.turn();

        assertThat(notes.ends).containsExactly(RequestEnd.TIMEOUT);
        assertThat(ticket.remaining()).isZero();
    }

    @Test
    void aTimeoutTellsThePutTheMovesSinceAndWhetherItsQueueManagerWasReachable() throws Exception {
        Move before = new Move(QM2, QM1, PUT_AT.minusSeconds(2));
        Move duringThePut = new Move(QM2, QM1, PUT_AT.minusSeconds(1));
        Move after = new Move(QM1, QM2, PUT_AT.plusSeconds(2));
        Move back = new Move(QM2, QM1, PUT_AT.plusSeconds(3));
        pending.moved(before);
        Ticket<String> ticket = pending.register(TIMEOUT);
        pending.moved(duringThePut);
        pending.moved(after);
        ticket.bind(receipt(1));
        pending.moved(back);
        clock.pass(TIMEOUT.plus(TICK));
        pending.turn();
        pending.moved(new Move(QM1, QM2, PUT_AT.plusSeconds(9)));

        ReplyTimeoutException e = catchThrowableOfType(ReplyTimeoutException.class, ticket::await);
        assertThat(e.request()).isEqualTo(receipt(1));
        assertThat(e.timeout()).isEqualTo(TIMEOUT);
        assertThat(e.moves()).containsExactly(after, back);
        assertThat(e.reach()).isEqualTo(Reach.NOT_REACHED);
        assertThat(e)
                .hasMessageContaining("No reply within PT5S")
                .hasMessageContaining("QM1 has not been reachable since");
    }

    @Test
    void aMoveAfterTheBindCountsEvenIfTheWallClockWasSetBack() throws Exception {
        Ticket<String> ticket = bound(1);
        Move move = new Move(QM1, QM2, PUT_AT.minusSeconds(3600));
        pending.moved(move);
        clock.pass(TIMEOUT.plus(TICK));
        pending.turn();

        assertThat(catchThrowableOfType(ReplyTimeoutException.class, ticket::await)
                        .moves())
                .containsExactly(move);
    }

    @Test
    void aReachThatCannotBeToldIsNotTried() throws Exception {
        PendingRequests<String> careless = PendingRequests.<String>named("careless")
                .executor(Runnable::run)
                .reach(queueManager -> {
                    throw new IllegalStateException("no idea about " + queueManager);
                })
                .turnedByHand(clock::nanos)
                .build();
        Ticket<String> ticket = careless.register(TIMEOUT);
        ticket.bind(receipt(1));
        clock.pass(TIMEOUT.plus(TICK));
        careless.turn();

        assertThat(catchThrowableOfType(ReplyTimeoutException.class, ticket::await)
                        .reach())
                .isEqualTo(Reach.NOT_TRIED);
    }

    @Test
    void aRequestWhosePutHasNotReturnedAtItsDeadlineEndsWhenThatReturns() throws Exception {
        Ticket<String> unanswered = pending.register(TIMEOUT);
        Ticket<String> answered = pending.register(TIMEOUT);
        Ticket<String> inDoubt = pending.register(TIMEOUT);
        clock.pass(TIMEOUT.plus(TICK));
        pending.turn();
        assertThat(notes.ends).isEmpty();
        assertThat(pending.outstanding()).isEqualTo(3);
        pending.reply(key(2), "4711");
        unanswered.bind(receipt(1));
        answered.bind(receipt(2));
        inDoubt.fail(inDoubt(3));

        assertThat(notes.ends).containsExactly(RequestEnd.TIMEOUT, RequestEnd.REPLY, RequestEnd.IN_DOUBT);
        assertThatExceptionOfType(ReplyTimeoutException.class).isThrownBy(unanswered::await);
        assertThat(answered.await()).isEqualTo("4711");
        assertThatExceptionOfType(PutInDoubtException.class).isThrownBy(inDoubt::await);
        unanswered.bind(receipt(1));
        assertThat(notes.ends).as("bound again, it has ended already").hasSize(3);
    }

    @Test
    void aPutThatFailedEndsItsRequestWithWhatItThrew() throws Exception {
        Ticket<String> refused = pending.register(TIMEOUT);
        Ticket<String> inDoubt = pending.register(TIMEOUT);
        MqException full = new MqException("PRICES is full.", null, null);
        refused.fail(full);
        PutInDoubtException doubt = inDoubt(2);
        inDoubt.fail(doubt);
        inDoubt.fail(full);

        assertThat(notes.ends).containsExactly(RequestEnd.CLOSED, RequestEnd.IN_DOUBT);
        assertThatExceptionOfType(MqException.class).isThrownBy(refused::await).isSameAs(full);
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> inDoubt.future().get())
                .withCause(doubt);
    }

    @Test
    void closingEndsAllRequestsAndTakesNoFurtherOnes() throws Exception {
        Ticket<String> bound = bound(1);
        Ticket<String> keyed = pending.register(key(2), TIMEOUT);
        Ticket<String> inFlight = pending.register(TIMEOUT);
        pending.close();
        pending.close();
        inFlight.bind(receipt(3));
        keyed.bind(receipt(2), key(2));

        assertThat(notes.ends).containsExactly(RequestEnd.CLOSED, RequestEnd.CLOSED, RequestEnd.CLOSED);
        for (Ticket<String> ticket : List.of(bound, keyed, inFlight)) {
            assertThatExceptionOfType(ConnectionClosedException.class)
                    .isThrownBy(ticket::await)
                    .withMessageContaining("'prices'");
        }
        assertThatExceptionOfType(ConnectionClosedException.class).isThrownBy(() -> pending.register(TIMEOUT));
        pending.reply(key(3), "late");
        assertThat(notes.strays).containsExactly(StrayReply.LATE);
    }

    @Test
    void aRequestThatWasGivenUpIsPendingNoMore() throws Exception {
        Ticket<String> ticket = bound(1);
        Ticket<String> other = bound(2);

        assertThat(ticket.cancel()).isTrue();
        assertThat(ticket.cancel()).as("again").isFalse();
        assertThat(other.future().cancel(false)).isTrue();
        assertThat(other.future().cancel(false))
                .as("a future that is cancelled says so")
                .isTrue();
        assertThat(pending.outstanding()).isZero();
        assertThat(pending.isPending(key(1))).isFalse();
        assertThat(notes.ends).containsExactly(RequestEnd.CLOSED, RequestEnd.CLOSED);
        assertThatExceptionOfType(CancellationException.class).isThrownBy(ticket::await);
        assertThat(other.future()).isCancelled();
        pending.reply(key(2), "late");
        assertThat(notes.strays).containsExactly(StrayReply.LATE);
    }

    @Test
    void aFutureThatIsCompletedFromOutsideGivesTheRequestUp() throws Exception {
        Ticket<String> defaulted = bound(1);
        Ticket<String> failed = bound(2);
        CompletableFuture<String> withDefault = defaulted.future();

        assertThat(withDefault.complete("default")).isTrue();
        assertThat(withDefault.complete("other")).isFalse();
        assertThat(failed.future().completeExceptionally(new TimeoutException("mine")))
                .isTrue();
        runContinuations();
        assertThat(withDefault).isCompletedWithValue("default");
        assertThat(failed.future()).isCompletedExceptionally();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> failed.future().get())
                .withCauseInstanceOf(TimeoutException.class);
        assertThat(notes.ends).containsExactly(RequestEnd.CLOSED, RequestEnd.CLOSED);
        assertThat(pending.outstanding()).isZero();
    }

    @Test
    void aReplyThatWasTakenCannotBeCancelledAway() throws Exception {
        Ticket<String> ticket = bound(1);
        CompletableFuture<String> future = ticket.future();
        pending.reply(key(1), "4711");

        assertThat(future).as("its completion waits for the executor").isNotDone();
        assertThat(future.cancel(true)).isFalse();
        assertThat(future.complete("other")).isFalse();
        runContinuations();
        assertThat(future).isCompletedWithValue("4711");
    }

    @Test
    void continuationsRunOnTheExecutor() throws Exception {
        List<String> heard = new ArrayList<>();
        Ticket<String> ticket = bound(1);
        CompletableFuture<Void> after = ticket.future().thenAccept(heard::add);
        pending.reply(key(1), "4711");
        assertThat(heard).isEmpty();
        runContinuations();

        assertThat(heard).containsExactly("4711");
        assertThat(after).isCompleted();
    }

    @Test
    void anExecutorThatRefusesDoesNotKeepARequestFromEnding() throws Exception {
        PendingRequests<String> refused = PendingRequests.<String>named("refused")
                .executor(work -> {
                    throw new RejectedExecutionException("full");
                })
                .turnedByHand(clock::nanos)
                .build();
        Ticket<String> ticket = refused.register(TIMEOUT);
        CompletableFuture<String> future = ticket.future();
        ticket.bind(receipt(1));
        refused.reply(key(1), "4711");

        assertThat(future).isCompletedWithValue("4711");
    }

    @Test
    void anObserverThatFailsHarmsNobody() throws Exception {
        PendingRequests<String> observed = PendingRequests.<String>named("observed")
                .observer(new RequestObserver() {
                    @Override
                    public void ended(RequestEnd end, Duration latency) {
                        throw new AssertionError("a defect of the observer's");
                    }
                })
                .executor(Runnable::run)
                .turnedByHand(clock::nanos)
                .build();
        Ticket<String> ticket = observed.register(TIMEOUT);
        ticket.bind(receipt(1));
        observed.reply(key(1), "4711");

        assertThat(ticket.await()).isEqualTo("4711");
    }

    @Test
    void pendingRequestsAreFoundByTheQueueManagerTheyWerePutTo() throws Exception {
        int onQm1 = 1_000;
        for (int n = 0; n < onQm1; n++) {
            bound(n);
        }
        Ticket<String> other = pending.register(TIMEOUT);
        other.bind(receipt(5_000, QM2));
        List<CorrelationId> met = new ArrayList<>();
        // Those that end meanwhile, here just ahead of and behind the one that is looked at, disturb nothing.
        pending.forEachPendingOn(QM1, ticket -> {
            CorrelationId key = ticket.key().orElseThrow();
            met.add(key);
            if (met.size() == 256) {
                for (int n = 0; n < 300; n++) {
                    pending.reply(key(n), "4711");
                }
            }
        });

        assertThat(met).doesNotHaveDuplicates().hasSize(256 + onQm1 - 300).contains(key(300), key(999));
        assertThat(pending.pendingOn(QM1)).isEqualTo(onQm1 - 300);
        assertThat(pending.pendingOn(QM2)).isEqualTo(1);
        List<Ticket<String>> elsewhere = new ArrayList<>();
        pending.forEachPendingOn(QM2, elsewhere::add);
        assertThat(elsewhere).containsExactly(other);
        assertThat(other.toString()).isEqualTo("request " + Requests.id(5_000) + " to PRICES on QM2");
    }

    @ParameterizedTest
    @EnumSource(
            value = PutState.class,
            names = {"IN_DOUBT", "BACKED_OUT"})
    void onlyAPutThatIsOrWillBeStoredCanBeBound(PutState state) throws Exception {
        Ticket<String> ticket = pending.register(TIMEOUT);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ticket.bind(receipt(1, QM1, state)))
                .withMessageContaining("is " + state);
        ticket.bind(receipt(1, QM1, PutState.PENDING));
        assertThat(pending.isPending(key(1))).isTrue();
    }

    @Test
    void twoRequestsCannotHaveOneKey() throws Exception {
        pending.register(key(1), TIMEOUT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pending.register(key(1), TIMEOUT))
                .withMessageContaining(key(1).toString());
        Ticket<String> second = pending.register(TIMEOUT);
        second.bind(receipt(1));

        assertThat(notes.ends).containsExactly(RequestEnd.CLOSED);
        assertThatExceptionOfType(MqException.class)
                .isThrownBy(second::await)
                .withMessageContaining("could not be told apart");
        assertThat(pending.isPending(key(1))).isTrue();
        assertThat(pending.outstanding()).isEqualTo(1);
    }

    @Test
    void aRequestIsBoundOnceAndToTheKeyItWasRegisteredWith() throws Exception {
        Ticket<String> ticket = pending.register(key(1), TIMEOUT);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ticket.bind(receipt(1), key(2)))
                .withMessageContaining(key(2).toString());
        assertThatIllegalArgumentException().isThrownBy(() -> ticket.bind(receipt(1), CorrelationId.NONE));
        ticket.bind(receipt(1));
        assertThatIllegalStateException()
                .isThrownBy(() -> ticket.bind(receipt(1)))
                .withMessageContaining("before");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void aTimeoutMustBePositive(long millis) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pending.register(Duration.ofMillis(millis)))
                .withMessageContaining("timeout");
        assertThatIllegalArgumentException().isThrownBy(() -> pending.register(CorrelationId.NONE, TIMEOUT));
        assertThat(pending.outstanding()).isZero();
    }

    @Test
    void aTimeoutMayBeLongerThanALongCanCount() throws Exception {
        Ticket<String> ticket = pending.register(Duration.ofSeconds(Long.MAX_VALUE));
        ticket.bind(receipt(1));
        clock.pass(Duration.ofDays(50 * 365));
        pending.turn();

        assertThat(notes.ends).isEmpty();
    }

    @Test
    void settingsOutOfRangeAreRefusedByName() {
        PendingRequestsBuilder<String> builder = PendingRequests.named("prices");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.maxOutstanding(0))
                .withMessage("maxOutstanding is 0; it must be at least 1.");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.maxEarlyReplies(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.remembered(0));
        assertThatIllegalArgumentException().isThrownBy(() -> PendingRequests.named(" "));
    }

    private Ticket<String> bound(long n) throws InterruptedException {
        Ticket<String> ticket = pending.register(TIMEOUT);
        ticket.bind(receipt(n));
        return ticket;
    }

    private void runContinuations() {
        List<Runnable> all = List.copyOf(continuations);
        continuations.clear();
        all.forEach(Runnable::run);
    }

    private static PutInDoubtException inDoubt(long n) {
        PutReceipt receipt = new PutReceipt(MessageId.NONE, key(n), "PRICES", QM1, PUT_AT, 1, PutState.IN_DOUBT);
        return new PutInDoubtException(receipt, null, null);
    }
}
