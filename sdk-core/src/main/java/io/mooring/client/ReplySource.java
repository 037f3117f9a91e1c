package io.mooring.client;

import io.mooring.CorrelationId;
import io.mooring.internal.mq.CallFailure;
import io.mooring.internal.mq.ReplyHandle;
import io.mooring.message.MqMessage;
import java.util.function.BooleanSupplier;
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
        return new Looking(handle, own, waiting);
    }

    /**
     * Walks along the queue, and from time to time begins again with its first message: a reply of higher priority, or one
     * that somebody has backed out, comes to lie before the place that one has reached.
     */
    final class Looking implements ReplySource {
        private static final long BEGINS_AGAIN_AFTER_NANOS = 1_000_000_000;

        /** At most this part of the time goes into looking again at what was seen. */
        private static final int SHARE = 20;

        private final ReplyHandle handle;
        private final Predicate<CorrelationId> own;
        private final BooleanSupplier waiting;
        private boolean fromFirst = true;
        private boolean catchingUp = true;
        private long begunAt = System.nanoTime();
        private long pauseNanos = BEGINS_AGAIN_AFTER_NANOS;

        private Looking(ReplyHandle handle, Predicate<CorrelationId> own, BooleanSupplier waiting) {
            this.handle = handle;
            this.own = own;
            this.waiting = waiting;
        }

        @Override
        public @Nullable MqMessage next(int waitMillis) throws CallFailure {
            long end = System.nanoTime() + waitMillis * 1_000_000L;
            while (true) {
                long now = System.nanoTime();
                if (!catchingUp && now - begunAt >= pauseNanos && waiting.getAsBoolean()) {
                    begunAt = now;
                    fromFirst = true;
                    catchingUp = true;
                }
                int left = catchingUp ? 0 : (int) Math.max(0, (end - now) / 1_000_000);
                ReplyHandle.Ids ids = handle.look(fromFirst, left);
                if (ids != null) {
                    fromFirst = false;
                    MqMessage reply = own.test(ids.correlationId()) ? handle.take(ids) : null;
                    if (reply != null) {
                        return reply;
                    }
                } else if (catchingUp) {
                    catchingUp = false;
                    pauseNanos = Math.max(BEGINS_AGAIN_AFTER_NANOS, SHARE * (System.nanoTime() - begunAt));
                } else {
                    return null;
                }
                if (System.nanoTime() - end >= 0) {
                    return null;
                }
            }
        }
    }
}
