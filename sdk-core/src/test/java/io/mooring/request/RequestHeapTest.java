package io.mooring.request;

import static io.mooring.request.Requests.PUT_AT;
import static io.mooring.request.Requests.QM1;
import static io.mooring.request.Requests.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.CorrelationId;
import io.mooring.MessageId;
import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.ReplyTimeoutException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * What many pending requests cost. By default 100,000 of them; a million with {@code -Dmooring.requests=1000000}, for which
 * the goal is 400 MB of heap, keys, receipts, deadlines and futures included.
 */
class RequestHeapTest {
    private static final int REQUESTS = Integer.getInteger("mooring.requests", 100_000);
    private static final int BYTES_EACH = 400;

    @Test
    void aPendingRequestTakesAtMost400BytesAndEndsOnTime() throws Exception {
        warmUp();
        AtomicInteger ended = new AtomicInteger();
        AtomicLong earliest = new AtomicLong(Long.MAX_VALUE);
        AtomicLong latest = new AtomicLong();
        // Long enough for all of them to be registered before the first one ends, on a slow machine, too.
        Duration timeout = Duration.ofMillis(8_000 + REQUESTS / 50);
        CountDownLatch done = new CountDownLatch(REQUESTS);
        PendingRequests<String> pending = PendingRequests.<String>named("million")
                .observer(new RequestObserver() {
                    @Override
                    public void ended(RequestEnd end, Duration latency) {
                        if (end == RequestEnd.TIMEOUT) {
                            ended.incrementAndGet();
                            earliest.accumulateAndGet(latency.toNanos(), Math::min);
                            latest.accumulateAndGet(latency.toNanos(), Math::max);
                        }
                    }
                })
                .build();
        Ticket<?>[] tickets = new Ticket<?>[REQUESTS];
        long before = usedHeap();
        long start = System.nanoTime();
        for (int n = 0; n < REQUESTS; n++) {
            Ticket<String> ticket = pending.register(timeout);
            tickets[n] = ticket;
            assertThatNotDone(ticket.future());
            ticket.bind(receipt(n));
        }
        long registered = System.nanoTime();
        int outstanding = pending.outstanding();
        long bytes = (usedHeap() - before) / REQUESTS;
        for (int n = 0; n < REQUESTS; n++) {
            var unused = tickets[n].future().handle((reply, failure) -> {
                if (failure instanceof ReplyTimeoutException) {
                    done.countDown();
                }
                return null;
            });
            tickets[n] = null; // as a program would: the exceptions of a million timeouts need not be kept
        }
        boolean all = done.await(100, TimeUnit.SECONDS);
        pending.close();

        System.out.printf(
                "%d pending requests: %d bytes each with key, receipt, deadline and future; register and bind %d ns;"
                        + " after %s the first one ended %.1f ms late, the last one %.1f ms%n",
                REQUESTS,
                bytes,
                (registered - start) / REQUESTS,
                timeout,
                (earliest.get() - timeout.toNanos()) / 1e6,
                (latest.get() - timeout.toNanos()) / 1e6);
        assertThat(outstanding).as("none ended before all were there").isEqualTo(REQUESTS);
        assertThat(bytes).isLessThanOrEqualTo(BYTES_EACH);
        assertThat(all).as("all futures were completed").isTrue();
        assertThat(ended).hasValue(REQUESTS);
        assertThat(Duration.ofNanos(earliest.get())).isGreaterThanOrEqualTo(timeout);
        // A generous bound, for a machine that does other things, too; the printed figure tells how it is.
        assertThat(Duration.ofNanos(latest.get())).isLessThan(timeout.plusSeconds(5));
    }

    @Test
    void aReplyCostsTheSameHoweverManyRequestsArePending() throws Exception {
        warmUp();
        PendingRequests<String> pending =
                PendingRequests.<String>named("replies").executor(Runnable::run).build();
        for (int n = 0; n < REQUESTS; n++) {
            pending.register(Duration.ofMinutes(10)).bind(receipt(n));
        }
        long start = System.nanoTime();
        for (int n = 0; n < REQUESTS; n++) {
            pending.reply(id(n).asCorrelationId(), "4711");
        }
        long each = (System.nanoTime() - start) / REQUESTS;

        System.out.printf("%d replies: %d ns each%n", REQUESTS, each);
        assertThat(pending.outstanding()).isZero();
        assertThat(each).as("a search would take milliseconds").isLessThan(200_000);
        pending.close();
    }

    private static void assertThatNotDone(CompletableFuture<String> future) {
        if (future.isDone()) { // plain, because it is asked a million times
            throw new AssertionError("a request has ended that was not put");
        }
    }

    private static void warmUp() throws InterruptedException {
        try (PendingRequests<String> pending =
                PendingRequests.<String>named("warm up").executor(Runnable::run).build()) {
            for (int n = 0; n < 20_000; n++) {
                pending.register(Duration.ofMinutes(1)).bind(receipt(n));
                pending.reply(id(n).asCorrelationId(), "4711");
            }
        }
    }

    /** A receipt as a put makes it, with an id, an instant and a name of its own. */
    private static PutReceipt receipt(int n) {
        MessageId id = id(n);
        return new PutReceipt(id, CorrelationId.NONE, "PRICES", QM1, PUT_AT.plusNanos(n), 1, PutState.STORED);
    }

    private static long usedHeap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        long used = Long.MAX_VALUE;
        for (int n = 0; n < 3; n++) {
            memory.gc();
            used = Math.min(used, memory.getHeapMemoryUsage().getUsed());
        }
        return used;
    }
}
