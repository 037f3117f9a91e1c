package io.mooring.request;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.mooring.CorrelationId;
import io.mooring.MessageId;
import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.QueueManagerName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.LoggerFactory;

/** What the tests of this package have in common: ids, receipts, a clock that is set by hand, an observer that notes all. */
final class Requests {
    static final QueueManagerName QM1 = QueueManagerName.of("QM1");
    static final QueueManagerName QM2 = QueueManagerName.of("QM2");
    static final Instant PUT_AT = Instant.parse("2026-03-01T12:33:44.123Z");

    private Requests() {}

    static MessageId id(long n) {
        return new MessageId(0x414d5120_514d3120L, 0x20202020_20202020L, 0x8c2b3f67_00000000L + n);
    }

    static CorrelationId key(long n) {
        return id(n).asCorrelationId();
    }

    static PutReceipt receipt(long n) {
        return receipt(n, QM1);
    }

    static PutReceipt receipt(long n, QueueManagerName queueManager) {
        return receipt(n, queueManager, PutState.STORED);
    }

    static PutReceipt receipt(long n, QueueManagerName queueManager, PutState state) {
        return new PutReceipt(id(n), CorrelationId.NONE, "PRICES", queueManager, PUT_AT, 1, state);
    }

    /** Keeps a line for each of many thousand stray replies out of the log of the build; null for the usual level. */
    static void logFrom(Level level) {
        ((Logger) LoggerFactory.getLogger(PendingRequests.class)).setLevel(level);
    }

    /** Nanoseconds that pass when the test says so; they do not begin at zero, nor do a machine's. */
    static final class Clock {
        private final AtomicLong nanos = new AtomicLong(-12_345);

        long nanos() {
            return nanos.get();
        }

        void pass(Duration time) {
            nanos.addAndGet(time.toNanos());
        }
    }

    /** Notes what an observer is told. */
    static final class Notes implements RequestObserver {
        final List<RequestEnd> ends = Collections.synchronizedList(new ArrayList<>());
        final List<Duration> latencies = Collections.synchronizedList(new ArrayList<>());
        final List<StrayReply> strays = Collections.synchronizedList(new ArrayList<>());
        final AtomicLong registered = new AtomicLong();

        @Override
        public void registered() {
            registered.incrementAndGet();
        }

        @Override
        public void ended(RequestEnd end, Duration latency) {
            ends.add(end);
            latencies.add(latency);
        }

        @Override
        public void stray(StrayReply kind) {
            strays.add(kind);
        }
    }
}
