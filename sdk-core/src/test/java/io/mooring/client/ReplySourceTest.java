package io.mooring.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.CorrelationId;
import io.mooring.MessageId;
import io.mooring.internal.mq.CallFailure;
import io.mooring.internal.mq.ReplyHandle.Ids;
import io.mooring.message.MqMessage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How often a reader that looks at all replies begins again with the first one; time is counted, not waited for. */
class ReplySourceTest {
    private static final CorrelationId BEHIND = new CorrelationId(1, 1, 1);
    private static final CorrelationId OWN = new CorrelationId(1, 1, 2);
    private static final CorrelationId FOREIGN = new CorrelationId(2, 2, 2);
    private static final long MILLI = 1_000_000;

    /** Some replies of others that stay, and then replies of ours without end, or none. */
    private static final class Queue implements ReplySource.Shelf {
        final int foreign;
        final boolean ownWithoutEnd;
        long now;
        int place;
        int beginnings;
        boolean behind;

        Queue(int foreign, boolean ownWithoutEnd) {
            this.foreign = foreign;
            this.ownWithoutEnd = ownWithoutEnd;
        }

        @Override
        public @Nullable Ids look(boolean fromFirst, int waitMillis) {
            if (fromFirst) {
                place = 0;
                beginnings++;
                if (behind) {
                    return new Ids(MessageId.NONE, BEHIND);
                }
            }
            if (place < foreign) {
                place++;
                now += MILLI;
                return new Ids(MessageId.NONE, FOREIGN);
            }
            now += ownWithoutEnd ? MILLI : waitMillis * MILLI;
            return ownWithoutEnd ? new Ids(MessageId.NONE, OWN) : null;
        }

        @Override
        public MqMessage take(Ids ids) {
            now += 20 * MILLI;
            return MqMessage.ofText(ids.correlationId().equals(BEHIND) ? "behind" : "own");
        }

        ReplySource source() {
            return new ReplySource.Looking(this, id -> id.high() == 1, () -> true, () -> now);
        }

        Duration time() {
            return Duration.ofNanos(now);
        }
    }

    @Test
    void replyBehindIsFoundWithinSecondsAlsoWhileOthersOfOursComeWithoutEnd() throws CallFailure {
        Queue queue = new Queue(10, true);
        ReplySource source = queue.source();
        MqMessage first = source.next(1_000);
        queue.behind = true;

        MqMessage found = first;
        while (found == null || !found.text().equals("behind")) {
            assertThat(queue.time()).isLessThan(Duration.ofSeconds(4));
            found = source.next(1_000);
        }
    }

    @Test
    void queueWithFewRepliesOfOthersIsBegunAgainEachSecond() throws CallFailure {
        assertThat(beginningsIn(Duration.ofSeconds(100), new Queue(20, false))).isBetween(95, 105);
    }

    @Test
    void queueWithManyRepliesOfOthersIsBegunAgainEachThreeSeconds() throws CallFailure {
        assertThat(beginningsIn(Duration.ofMinutes(5), new Queue(900, false))).isBetween(95, 105);
    }

    @Test
    void lookingAtAQueueThatTakesLongIsFinishedAndTakesAThirdOfTheTime() throws CallFailure {
        assertThat(beginningsIn(Duration.ofMinutes(50), new Queue(10_000, false)))
                .isBetween(95, 105);
    }

    private static int beginningsIn(Duration time, Queue queue) throws CallFailure {
        ReplySource source = queue.source();
        while (queue.time().compareTo(time) < 0) {
            assertThat(source.next(1_000)).isNull();
        }
        return queue.beginnings;
    }
}
