package io.mooring.request;

import static io.mooring.request.Requests.QM1;
import static io.mooring.request.Requests.QM2;
import static io.mooring.request.Requests.key;
import static io.mooring.request.Requests.receipt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.mooring.ConnectionClosedException;
import io.mooring.Move;
import io.mooring.MqException;
import io.mooring.PutInDoubtException;
import io.mooring.PutState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;

/**
 * Reply, deadline, bind, failure, cancellation and close at the same moment, from many threads: each request ends exactly
 * once, its caller and the observer hear the same, and no reply is lost or given twice.
 */
class RequestRacesTest {
    private static final int REQUESTERS = 6;
    private static final int REPLIERS = 3;
    private static final int EACH = Integer.getInteger("mooring.races", 3_000);

    private final int requests = REQUESTERS * EACH;
    private final AtomicIntegerArray completions = new AtomicIntegerArray(requests);
    private final AtomicIntegerArray repliesSent = new AtomicIntegerArray(requests);
    private final AtomicIntegerArray repliesSeen = new AtomicIntegerArray(requests);
    private final AtomicInteger registered = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger endedByReply = new AtomicInteger();
    private final AtomicInteger completedByReply = new AtomicInteger();
    private final AtomicInteger metTwice = new AtomicInteger();
    private final AtomicInteger strays = new AtomicInteger();
    private final LinkedBlockingQueue<Integer> toReply = new LinkedBlockingQueue<>();
    private final CountDownLatch requestersDone = new CountDownLatch(REQUESTERS);

    @BeforeAll
    static void quiet() {
        Requests.logFrom(Level.ERROR);
    }

    @AfterAll
    static void usual() {
        Requests.logFrom(null);
    }

    @RepeatedTest(3)
    void everyRequestEndsExactlyOnce() throws Exception {
        long seed = Seed.of(RequestRacesTest.class);
        Random random = new Random(seed);
        boolean closesEarly = random.nextBoolean();
        ExecutorService threads = Executors.newCachedThreadPool();
        ExecutorService continuations = Executors.newFixedThreadPool(2);
        PendingRequests<Integer> pending = PendingRequests.<Integer>named("races")
                .executor(continuations)
                .maxOutstanding(500)
                .observer(new RequestObserver() {
                    @Override
                    public void ended(RequestEnd end, Duration latency) {
                        ended.incrementAndGet();
                        if (end == RequestEnd.REPLY) {
                            endedByReply.incrementAndGet();
                        }
                    }
                })
                .strays((kind, number) -> {
                    strays.incrementAndGet();
                    repliesSeen.incrementAndGet(number);
                })
                .build();
        try {
            for (int t = 0; t < REQUESTERS; t++) {
                int first = t * EACH;
                Random own = new Random(random.nextLong());
                threads.execute(() -> request(pending, first, own));
            }
            for (int t = 0; t < REPLIERS; t++) {
                threads.execute(() -> reply(pending));
            }
            threads.execute(() -> watch(pending));
            if (closesEarly) {
                int after = random.nextInt(requests);
                await().until(() -> registered.get() >= after || requestersDone.getCount() == 0);
                pending.close();
            }
            assertThat(requestersDone.await(60, TimeUnit.SECONDS)).isTrue();
            threads.shutdown();
            assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
            // Their deadlines end those that nobody answered.
            await().until(() -> pending.outstanding() == 0);
        } finally {
            pending.close();
            threads.shutdownNow();
            continuations.shutdown();
            assertThat(continuations.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }

        await().until(() -> ended.get() == registered.get());
        assertThat(pending.outstanding()).as("seed %d", seed).isZero();
        assertThat(completedByReply.get()).as("seed %d", seed).isEqualTo(endedByReply.get());
        int completed = 0;
        for (int n = 0; n < requests; n++) {
            completed += completions.get(n);
            assertThat(completions.get(n)).as("seed %d: request %d", seed, n).isLessThanOrEqualTo(1);
            assertThat(repliesSeen.get(n))
                    .as("seed %d: each reply to %d reaches the caller or the handler, once", seed, n)
                    .isEqualTo(repliesSent.get(n));
        }
        assertThat(completed).as("seed %d", seed).isEqualTo(registered.get());
        assertThat(metTwice).as("seed %d", seed).hasValue(0);
        assertThat(endedByReply).as("seed %d", seed).hasPositiveValue();
        System.out.println("races: " + registered + " requests, " + endedByReply + " by reply, " + strays + " strays");
    }

    private void request(PendingRequests<Integer> pending, int first, Random random) {
        try {
            for (int n = first; n < first + EACH; n++) {
                int number = n;
                boolean keyed = random.nextInt(4) == 0;
                Duration timeout = Duration.ofMillis(1 + random.nextInt(20));
                Ticket<Integer> ticket;
                try {
                    ticket = keyed
                            ? pending.register(key(number), timeout.plusMillis(500))
                            : pending.register(timeout.plusMillis(random.nextInt(2) * 500L));
                } catch (ConnectionClosedException e) {
                    return;
                } catch (MqException e) {
                    continue; // no free place
                }
                registered.incrementAndGet();
                var unused = ticket.future().whenComplete((reply, failure) -> {
                    completions.incrementAndGet(number);
                    if (reply != null) {
                        completedByReply.incrementAndGet();
                        repliesSeen.incrementAndGet(reply);
                        assertThat(reply).isEqualTo(number);
                    }
                });
                // The reply may be under way before the put returns, and some come twice or never.
                int replies = random.nextInt(8) == 0 ? 0 : random.nextInt(8) == 0 ? 2 : 1;
                for (int r = 0; r < replies; r++) {
                    repliesSent.incrementAndGet(number);
                    toReply.add(number);
                }
                land(ticket, number, random);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            requestersDone.countDown();
        }
    }

    private static void land(Ticket<Integer> ticket, int number, Random random) {
        if (random.nextInt(10) == 0) {
            ticket.cancel();
        }
        switch (random.nextInt(12)) {
            case 0 -> ticket.fail(new PutInDoubtException(receipt(number, QM1, PutState.IN_DOUBT), null, null));
            case 1 -> ticket.fail(new MqException("refused", null, null));
            default -> ticket.bind(receipt(number, random.nextBoolean() ? QM1 : QM2));
        }
        if (random.nextInt(10) == 0) {
            ticket.future().cancel(true);
        }
    }

    private void reply(PendingRequests<Integer> pending) {
        try {
            while (requestersDone.getCount() > 0 || !toReply.isEmpty()) {
                Integer number = toReply.poll(1, TimeUnit.MILLISECONDS);
                if (number != null) {
                    pending.reply(key(number), number);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Moves and questions in the midst of it. */
    private void watch(PendingRequests<Integer> pending) {
        try {
            while (!requestersDone.await(1, TimeUnit.MILLISECONDS)) {
                pending.moved(new Move(QM1, QM2, Instant.EPOCH));
                Set<Ticket<Integer>> met = new HashSet<>();
                pending.forEachPendingOn(QM1, ticket -> {
                    if (!met.add(ticket)) {
                        metTwice.incrementAndGet();
                    }
                });
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
