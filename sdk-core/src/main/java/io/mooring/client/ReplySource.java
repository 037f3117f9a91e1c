package io.mooring.client;

import io.mooring.CorrelationId;
import io.mooring.internal.mq.CallFailure;
import io.mooring.internal.mq.ReplyHandle;
import io.mooring.message.MqMessage;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An open reply queue as a source of this requester's replies. Belongs to the thread that reads it. */
@FunctionalInterface
interface ReplySource {
    /**
     * The next reply.
     *
     * @return null if none came in that time
     */
    @Nullable
    MqMessage next(int waitMillis) throws CallFailure;

    /** Takes whatever comes, or whatever comes with this correlation id. */
    static ReplySource taking(ReplyHandle handle, @Nullable CorrelationId correlationId) {
        return waitMillis -> handle.next(correlationId, waitMillis);
    }

    /** Looks at all replies and takes some; those that are nobody's stay until they expire. */
    static ReplySource looking(ReplyHandle handle, Predicate<CorrelationId> own, BooleanSupplier waiting) {
        Shelf shelf = new Shelf() {
            @Override
            public ReplyHandle.@Nullable Ids look(boolean fromFirst, int waitMillis) throws CallFailure {
                return handle.look(fromFirst, waitMillis);
            }

            @Override
            public @Nullable MqMessage take(ReplyHandle.Ids ids) throws CallFailure {
                return handle.take(ids);
            }
        };
        return new Looking(shelf, own, waiting, System::nanoTime);
    }

    /** What one can look at and take from, as a {@link ReplyHandle} does it. */
    interface Shelf {
        ReplyHandle.@Nullable Ids look(boolean fromFirst, int waitMillis) throws CallFailure;

        @Nullable
        MqMessage take(ReplyHandle.Ids ids) throws CallFailure;
    }

    /**
     * Walks along the queue, and from time to time begins again with its first message: a reply of higher priority, one that
     * somebody has backed out, or one that was committed after those behind it, comes to lie before the place that one has
     * reached.
     */
    final class Looking implements ReplySource {
        private static final long BEGINS_AGAIN_AFTER_NANOS = 1_000_000_000;

        /** At most this part of the time goes into looking again at what stays, as long as the pauses are not too long. */
        private static final int SHARE = 20;

        /** A longer pause would let a reply that lies behind us miss its time. */
        private static final long LONGEST_PAUSE_NANOS = 3_000_000_000L;

        /** Where a look at all of it takes long, at most this part of the time. */
        private static final int LARGEST_SHARE = 3;

        private final Shelf shelf;
        private final Predicate<CorrelationId> own;
        private final BooleanSupplier waiting;
        private final LongSupplier nanoTime;
        private boolean fromFirst = true;
        private boolean catchingUp = true;
        private long begunAt;

        /** What it took since then to look at messages that stay; not what it took to take replies, and to hand them over. */
        private long lookedNanos;

        private long pauseNanos = BEGINS_AGAIN_AFTER_NANOS;

        Looking(Shelf shelf, Predicate<CorrelationId> own, BooleanSupplier waiting, LongSupplier nanoTime) {
            this.shelf = shelf;
            this.own = own;
            this.waiting = waiting;
            this.nanoTime = nanoTime;
            this.begunAt = nanoTime.getAsLong();
        }

        @Override
        public @Nullable MqMessage next(int waitMillis) throws CallFailure {
            long end = nanoTime.getAsLong() + waitMillis * 1_000_000L;
            while (true) {
                long now = nanoTime.getAsLong();
                // One that goes on for long, because replies of ours come all the time, is broken off as well.
                long due = catchingUp ? longestPause(lookedNanos) : pauseNanos;
                if (now - begunAt >= due && waiting.getAsBoolean()) {
                    begunAt = now;
                    lookedNanos = 0;
                    fromFirst = true;
                    catchingUp = true;
                }
                int left = catchingUp ? 0 : (int) Math.max(0, (end - now) / 1_000_000);
                ReplyHandle.Ids ids = shelf.look(fromFirst, left);
                if (ids != null) {
                    fromFirst = false;
                    long looked = nanoTime.getAsLong() - now;
                    MqMessage reply = own.test(ids.correlationId()) ? shelf.take(ids) : null;
                    if (reply != null) {
                        return reply;
                    }
                    lookedNanos += catchingUp ? looked : 0;
                } else if (catchingUp) {
                    catchingUp = false;
                    pauseNanos = pauseAfter(lookedNanos);
                } else {
                    return null;
                }
                if (nanoTime.getAsLong() - end >= 0) {
                    return null;
                }
            }
        }

        /** From one beginning to the next, if it takes so long to look at what stays. */
        static long pauseAfter(long lookedNanos) {
            long polite = Math.max(BEGINS_AGAIN_AFTER_NANOS, SHARE * lookedNanos);
            return Math.min(polite, longestPause(lookedNanos));
        }

        private static long longestPause(long lookedNanos) {
            return Math.max(LONGEST_PAUSE_NANOS, LARGEST_SHARE * lookedNanos);
        }
    }
}
