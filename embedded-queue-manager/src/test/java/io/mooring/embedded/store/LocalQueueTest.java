package io.mooring.embedded.store;

import static io.mooring.embedded.store.Messages.descriptor;
import static io.mooring.embedded.store.Messages.id;
import static io.mooring.embedded.store.Messages.message;
import static io.mooring.embedded.store.Messages.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mooring.embedded.admin.QueueStatistics;
import io.mooring.embedded.admin.QueueStatus;
import io.mooring.embedded.definition.Attribute;
import io.mooring.embedded.definition.QueueAttributes;
import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MqiException;
import io.mooring.embedded.mqi.OpenOptions;
import io.mooring.embedded.mqi.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A local queue: order, visibility, waits, expiry, limits, sharing and figures. */
class LocalQueueTest {
    private final Messages.TestClock clock = new Messages.TestClock();
    private final LocalQueue queue = Messages.queue(clock);
    private final UnitOfWork unitOfWork = new UnitOfWork(100);
    private final List<String> outcomes = new ArrayList<>();

    private final class Noting implements GetWaiter.Outcome {
        private final String who;

        Noting(String who) {
            this.who = who;
        }

        @Override
        public void granted(QueuedMessage message) {
            outcomes.add(who + " got " + number(message));
        }

        @Override
        public void ended(int reasonCode) {
            outcomes.add(who + " ended " + reasonCode);
        }
    }

    private void alter(Attribute attribute, Object value) {
        queue.definition(queue.definition().with(attribute, value));
    }

    private static void assertFails(Reason reason, ThrowingCallable call) {
        assertThatExceptionOfType(MqiException.class)
                .isThrownBy(call)
                .matches(failed -> failed.reasonCode() == reason.code(), reason.name());
    }

    private List<Integer> numbers() {
        return queue.messages().stream().map(Messages::number).toList();
    }

    private Integer takeNumber() {
        QueuedMessage taken = queue.take(Selection.ANY);
        if (taken == null) {
            return null;
        }
        queue.finish();
        return number(taken);
    }

    private void putAll(int... numbers) {
        for (int i : numbers) {
            queue.put(message(i), null);
        }
    }

    @Test
    void higherPriorityFirstThenFirstComeFirstServed() {
        queue.put(message(1, descriptor().priority(4)), null);
        queue.put(message(2, descriptor().priority(9)), null);
        queue.put(message(3, descriptor().priority(4)), null);
        queue.put(message(4, descriptor().priority(0)), null);

        assertThat(numbers()).containsExactly(2, 1, 3, 4);
    }

    @Test
    void aFifoQueueIgnoresPriority() {
        alter(QueueAttributes.MSGDLVSQ, 1);
        queue.put(message(1, descriptor().priority(0)), null);
        queue.put(message(2, descriptor().priority(9)), null);

        assertThat(numbers()).containsExactly(1, 2);
    }

    @Test
    void aReleasedMessageGoesBackToItsPlace() {
        putAll(1, 2, 3);
        QueuedMessage first = queue.take(Selection.ANY);
        assertThat(first).isNotNull();
        queue.release(first);

        assertThat(numbers()).containsExactly(1, 2, 3);
    }

    @Test
    void anUncommittedPutCountsButNobodySeesIt() {
        queue.put(message(1), unitOfWork);

        assertThat(queue.depth()).isEqualTo(1);
        assertThat(queue.messages()).isEmpty();
        assertThat(takeNumber()).isNull();

        unitOfWork.commit();

        assertThat(takeNumber()).isEqualTo(1);
        assertThat(queue.depth()).isZero();
    }

    @Test
    void aBackedOutPutIsGoneAndABackedOutGetComesBackWithOneMoreBackout() {
        putAll(1);
        queue.put(message(2), unitOfWork);
        QueuedMessage taken = queue.take(Selection.ANY);
        assertThat(taken).isNotNull();
        queue.enlist(taken, unitOfWork);
        assertThat(queue.uncommitted()).isEqualTo(2);

        unitOfWork.backOut();

        assertThat(numbers()).containsExactly(1);
        assertThat(queue.messages().get(0).descriptor().backoutCount()).isEqualTo(1);
        assertThat(queue.uncommitted()).isZero();
        assertThat(unitOfWork.isEmpty()).isTrue();
    }

    @Test
    void aUnitOfWorkHasALimit() {
        UnitOfWork small = new UnitOfWork(2);
        queue.put(message(1), small);
        queue.put(message(2), small);

        assertFails(Reason.SYNCPOINT_LIMIT_REACHED, () -> queue.put(message(3), small));
        small.commit();
        queue.put(message(3), small);
        small.limit(1);
        assertFails(Reason.SYNCPOINT_LIMIT_REACHED, small::requireRoom);
    }

    @Test
    void whoWaitsFirstIsServedFirst() {
        queue.await(Selection.ANY, null, new Noting("a"));
        queue.await(Selection.ANY, null, new Noting("b"));
        putAll(1, 2, 3);

        assertThat(outcomes).containsExactly("a got 1", "b got 2");
        assertThat(numbers()).containsExactly(3);
    }

    @Test
    void whoWantsSomethingElseIsPassedOver() {
        queue.await(Messages.byIds(id(9), Byte24.NONE), null, new Noting("picky"));
        queue.await(Selection.ANY, null, new Noting("any"));
        putAll(1);
        queue.put(message(2, descriptor().messageId(id(9))), null);

        assertThat(outcomes).containsExactly("any got 1", "picky got 2");
    }

    @Test
    void aBrowserSeesTheMessageAndLeavesIt() {
        BrowseCursor cursor = new BrowseCursor();
        queue.await(Selection.ANY, cursor, new Noting("browser"));
        putAll(1);

        assertThat(outcomes).containsExactly("browser got 1");
        assertThat(numbers()).containsExactly(1);
    }

    @Test
    void aBrowseGoesOnBehindItsCursorAlsoWhenThatMessageHasGone() {
        putAll(1, 2, 3);
        BrowseCursor cursor = new BrowseCursor();
        QueuedMessage first = queue.browse(Selection.ANY, cursor);
        assertThat(first).isNotNull();
        cursor.moveTo(first);
        assertThat(takeNumber()).isEqualTo(1);

        QueuedMessage second = queue.browse(Selection.ANY, cursor);

        assertThat(second).isNotNull();
        assertThat(number(second)).isEqualTo(2);
        assertThat(queue.contains(first)).isFalse();
        assertThat(queue.take(first)).isFalse();
        assertThat(queue.take(second)).isTrue();
        cursor.reset();
        assertThat(queue.browse(Selection.ANY, cursor)).isNotNull();
    }

    @Test
    void aMessageThatCameBetweenLookingAndWaitingIsGrantedAtOnce() {
        putAll(1);
        queue.await(Selection.ANY, null, new Noting("late"));

        assertThat(outcomes).containsExactly("late got 1");
    }

    @Test
    void aCancelledWaitGetsNothing() {
        GetWaiter waiter = queue.await(Selection.ANY, null, new Noting("a"));

        assertThat(queue.cancel(waiter)).isTrue();
        assertThat(queue.cancel(waiter)).isFalse();
        assertThat(queue.end(waiter, 2033)).isFalse();
        putAll(1);
        assertThat(outcomes).isEmpty();
    }

    @Test
    void anEndedWaitIsToldWhyAndOnce() {
        GetWaiter waiter = queue.await(Selection.ANY, null, new Noting("a"));

        assertThat(queue.end(waiter, 2033)).isTrue();
        assertThat(queue.end(waiter, 2033)).isFalse();
        assertThat(outcomes).containsExactly("a ended 2033");
    }

    @Test
    void inhibitionEndsGetsAndLetsConsumersWait() {
        queue.await(Selection.ANY, null, new Noting("get"));
        queue.awaitAsConsumer(Selection.ANY, new Noting("consumer"));
        alter(QueueAttributes.GET, 1);
        putAll(1);

        assertThat(outcomes).containsExactly("get ended 2016");
        assertFails(Reason.GET_INHIBITED, () -> queue.take(Selection.ANY));

        alter(QueueAttributes.GET, 0);

        assertThat(outcomes).containsExactly("get ended 2016", "consumer got 1");
    }

    @Test
    void anInhibitedQueueTakesNoPut() {
        alter(QueueAttributes.PUT, 1);

        assertFails(Reason.PUT_INHIBITED, () -> putAll(1));
    }

    @Test
    void aQueueHasALimitOfDepthAndOfLength() {
        alter(QueueAttributes.MAXDEPTH, 2);
        alter(QueueAttributes.MAXMSGL, 4);
        putAll(1);
        queue.put(message(2), unitOfWork);

        assertFails(Reason.Q_FULL, () -> putAll(3));
        Message tooLong = new Message(descriptor().build(), new byte[5]);
        assertFails(Reason.MSG_TOO_BIG_FOR_Q, () -> queue.put(tooLong, null));
    }

    @Test
    void anExpiredMessageIsNoLongerThere() {
        queue.put(message(1, descriptor().expiry(10)), null);
        putAll(2);
        clock.advance(999);
        assertThat(queue.depth()).isEqualTo(2);
        assertThat(queue.messages().get(0).descriptor().expiry()).isEqualTo(1);

        clock.advance(1);

        assertThat(queue.depth()).isEqualTo(1);
        assertThat(takeNumber()).isEqualTo(2);
    }

    @Test
    void aMessageThatExpiresInAUnitOfWorkDoesNotComeBack() {
        queue.put(message(1, descriptor().expiry(10)), null);
        QueuedMessage taken = queue.take(Selection.ANY);
        assertThat(taken).isNotNull();
        queue.enlist(taken, unitOfWork);
        queue.await(Selection.ANY, null, new Noting("waiting"));
        clock.advance(1000);

        unitOfWork.backOut();

        assertThat(outcomes).isEmpty();
        assertThat(queue.depth()).isZero();
    }

    @Test
    void exclusiveInputStandsAgainstAllOtherInput() {
        queue.open(OpenOptions.INPUT_EXCLUSIVE);

        assertFails(Reason.OBJECT_IN_USE, () -> queue.open(OpenOptions.INPUT_SHARED));
        queue.open(OpenOptions.OUTPUT);
        queue.open(OpenOptions.BROWSE);
        queue.close(OpenOptions.INPUT_EXCLUSIVE);
        queue.open(OpenOptions.INPUT_SHARED);
        queue.open(OpenOptions.INPUT_SHARED);
        assertFails(Reason.OBJECT_IN_USE, () -> queue.open(OpenOptions.INPUT_EXCLUSIVE));
        assertThat(queue.openInputCount()).isEqualTo(2);
        assertThat(queue.openOutputCount()).isEqualTo(1);
        assertThat(queue.isOpen()).isTrue();
    }

    @Test
    void aQueueThatIsNotShareableHasOneReader() {
        alter(QueueAttributes.SHARE, 0);
        queue.open(OpenOptions.INPUT_SHARED);

        assertFails(Reason.OBJECT_IN_USE, () -> queue.open(OpenOptions.INPUT_SHARED));
    }

    @Test
    void deletionEndsEverything() {
        queue.await(Messages.byIds(id(1), Byte24.NONE), null, new Noting("get"));
        queue.awaitAsConsumer(Messages.byIds(id(1), Byte24.NONE), new Noting("consumer"));
        putAll(1);
        queue.put(message(2), unitOfWork);
        queue.delete();

        assertThat(outcomes).containsExactly("get ended 2052", "consumer ended 2052");
        assertFails(Reason.Q_DELETED, () -> putAll(3));
        assertFails(Reason.Q_DELETED, () -> queue.take(Selection.ANY));
        assertFails(Reason.Q_DELETED, () -> queue.open(OpenOptions.OUTPUT));
        unitOfWork.commit();
        assertThat(queue.messages()).isEmpty();
    }

    @Test
    void clearRemovesWhatIsAvailable() {
        putAll(1, 2);
        queue.put(message(3), unitOfWork);

        assertThat(queue.clear()).isEqualTo(2);
        assertThat(queue.depth()).isEqualTo(1);
        assertThat(queue.hasMessages()).isTrue();
    }

    @Test
    void onlyPersistentMessagesSurviveTheEnd() {
        queue.put(message(1, descriptor().persistence(0)), null);
        queue.put(message(2, descriptor().persistence(1)), null);
        queue.dropNonPersistent();

        assertThat(numbers()).containsExactly(2);
    }

    @Test
    void statusTellsDepthHandlesTimesAndAge() {
        assertThat(queue.status())
                .isEqualTo(new QueueStatus(
                        "Q",
                        0,
                        0,
                        0,
                        0,
                        java.util.Optional.empty(),
                        java.util.Optional.empty(),
                        java.util.Optional.empty()));
        queue.open(OpenOptions.INPUT_SHARED | OpenOptions.OUTPUT);
        putAll(1, 2);
        java.time.Instant put = clock.instant();
        clock.advance(500);
        assertThat(takeNumber()).isEqualTo(1);
        clock.advance(500);

        assertThat(queue.status())
                .isEqualTo(new QueueStatus(
                        "Q",
                        1,
                        1,
                        1,
                        0,
                        java.util.Optional.of(put),
                        java.util.Optional.of(put.plusMillis(500)),
                        java.util.Optional.of(Duration.ofSeconds(1))));
    }

    @Test
    void theOldestMessageMayHaveAnyPriority() {
        List<Duration> ages = new ArrayList<>();
        for (int priority : new int[] {4, 9, 0, 4, 9}) {
            queue.put(message(priority, descriptor().priority(priority)), null);
            clock.advance(1000);
            ages.add(queue.status().oldestMessageAge().orElseThrow());
        }
        for (Integer taken = takeNumber(); queue.depth() > 0; taken = takeNumber()) {
            assertThat(taken).isNotNull();
            ages.add(queue.status().oldestMessageAge().orElseThrow());
        }

        // Put at 0, 1, 2, 3 and 4 s, looked at 1 s later each, then, at 5 s, got in the order 9 9 4 4.
        assertThat(ages).extracting(Duration::toSeconds).containsExactly(1L, 2L, 3L, 4L, 5L, 5L, 5L, 3L, 3L);
    }

    @Test
    void statisticsBeginAnewWhenTheyAreReset() {
        putAll(1, 2, 3);
        assertThat(takeNumber()).isEqualTo(1);
        clock.advance(2000);

        assertThat(queue.resetStatistics()).isEqualTo(new QueueStatistics("Q", 3, 3, 1, Duration.ofSeconds(2)));
        assertThat(queue.resetStatistics()).isEqualTo(new QueueStatistics("Q", 2, 0, 0, Duration.ZERO));
    }
}
