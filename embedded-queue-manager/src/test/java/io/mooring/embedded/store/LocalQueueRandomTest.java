package io.mooring.embedded.store;

import static io.mooring.embedded.store.Messages.descriptor;
import static io.mooring.embedded.store.Messages.id;
import static io.mooring.embedded.store.Messages.message;
import static io.mooring.embedded.store.Messages.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.embedded.definition.QueueAttributes;
import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A queue against a simple model, and under many threads: nothing is lost and nothing doubled. */
class LocalQueueRandomTest {
    private static final int STEPS = 20_000;
    private static final int IDS = 8;
    private static final int PUTTERS = 3;
    private static final int GETTERS = 4;
    private static final int EACH = 4_000;

    private final long seed = Long.getLong("mooring.seed", System.nanoTime());
    private final Messages.TestClock clock = new Messages.TestClock();
    private final LocalQueue queue = Messages.queue(clock);

    /** Gets by ids, with the index and without, find what a search from the front finds. */
    @Test
    void getsByIdFindTheFirstMatchInTheOrderOfTheQueue() {
        System.out.println("LocalQueueRandomTest: -Dmooring.seed=" + seed);
        Random random = new Random(seed);
        List<Message> model = new ArrayList<>(); // in the order of the queue
        queue.definition(queue.definition().with(QueueAttributes.MAXDEPTH, 1000));
        int found = 0;
        for (int step = 0; step < STEPS; step++) {
            boolean growing = step / 2000 % 2 == 0; // deep enough for the index, and empty again
            if (model.size() < 900 && random.nextInt(10) < (growing ? 7 : 3)) {
                Message put = message(
                        step,
                        descriptor()
                                .priority(random.nextInt(3))
                                .messageId(randomId(random))
                                .correlationId(randomId(random)));
                queue.put(put, null);
                insert(model, put);
            } else {
                Selection wanted = Messages.byIds(randomId(random), randomId(random));
                Message expected = model.stream()
                        .filter(message -> matches(wanted, message))
                        .findFirst()
                        .orElse(null);
                QueuedMessage taken = queue.take(wanted);
                assertThat(taken == null ? null : taken.message())
                        .as("seed %d, step %d", seed, step)
                        .isSameAs(expected);
                if (taken != null && random.nextInt(4) == 0) {
                    queue.release(taken);
                } else if (taken != null) {
                    found++;
                    model.remove(expected);
                }
            }
        }
        assertThat(queue.messages()).containsExactlyElementsOf(model);
        assertThat(found).isGreaterThan(STEPS / 10);
    }

    private static void insert(List<Message> model, Message put) {
        int at = 0;
        while (at < model.size()
                && model.get(at).descriptor().priority() >= put.descriptor().priority()) {
            at++;
        }
        model.add(at, put);
    }

    private static Byte24 randomId(Random random) {
        int number = random.nextInt(IDS + 2);
        return number >= IDS ? Byte24.NONE : id(number);
    }

    private static boolean matches(Selection wanted, Message message) {
        return (wanted.messageId().isNone()
                        || wanted.messageId().equals(message.descriptor().messageId()))
                && (wanted.correlationId().isNone()
                        || wanted.correlationId().equals(message.descriptor().correlationId()));
    }

    /** Getters wait, cancel and time out while putters put, in units of work or not, which commit or back out. */
    @Test
    @Timeout(60)
    void underManyThreadsNothingIsLostAndNothingDoubled() throws Exception {
        System.out.println("LocalQueueRandomTest: -Dmooring.seed=" + seed);
        queue.definition(queue.definition().with(QueueAttributes.MAXDEPTH, 999_999));
        Map<Integer, AtomicInteger> seen = new ConcurrentHashMap<>();
        AtomicInteger putting = new AtomicInteger(PUTTERS);
        ExecutorService threads = Executors.newFixedThreadPool(PUTTERS + GETTERS);
        List<Future<Integer>> results = new ArrayList<>();
        for (int i = 0; i < PUTTERS; i++) {
            results.add(threads.submit(putter(new Random(seed + i), i, putting)));
        }
        for (int i = 0; i < GETTERS; i++) {
            results.add(threads.submit(getter(new Random(seed - i - 1), seen, putting)));
        }
        int put = 0;
        for (Future<Integer> result : results) {
            put += result.get(50, TimeUnit.SECONDS);
        }
        threads.shutdown();
        for (QueuedMessage rest = queue.take(Selection.ANY); rest != null; rest = queue.take(Selection.ANY)) {
            seen.computeIfAbsent(number(rest), n -> new AtomicInteger()).incrementAndGet();
        }

        assertThat(seen).as("seed %d", seed).hasSize(put);
        assertThat(seen.values()).as("seed %d", seed).allMatch(count -> count.get() == 1);
        assertThat(queue.depth()).isZero();
        assertThat(queue.uncommitted()).isZero();
    }

    /** Returns how many messages it really put. */
    private Callable<Integer> putter(Random random, int putter, AtomicInteger putting) {
        return () -> {
            int put = 0;
            UnitOfWork unitOfWork = new UnitOfWork(1000);
            int uncommitted = 0;
            for (int i = 0; i < EACH; i++) {
                boolean inUnitOfWork = random.nextInt(3) == 0;
                Message message = message(putter * EACH + i, descriptor().priority(random.nextInt(10)));
                queue.put(message, inUnitOfWork ? unitOfWork : null);
                put += inUnitOfWork ? 0 : 1;
                uncommitted += inUnitOfWork ? 1 : 0;
                if (random.nextInt(10) == 0) {
                    boolean commits = random.nextBoolean();
                    put += commits ? uncommitted : 0;
                    uncommitted = 0;
                    if (commits) {
                        unitOfWork.commit();
                    } else {
                        unitOfWork.backOut();
                    }
                }
            }
            unitOfWork.backOut();
            putting.decrementAndGet();
            return put;
        };
    }

    private Callable<Integer> getter(Random random, Map<Integer, AtomicInteger> seen, AtomicInteger putting) {
        return () -> {
            UnitOfWork unitOfWork = new UnitOfWork(1000);
            List<Integer> got = new ArrayList<>();
            while (putting.get() > 0) {
                QueuedMessage message = waitFor(random);
                if (message == null) {
                    continue;
                }
                int choice = random.nextInt(4);
                if (choice == 0) {
                    queue.release(message);
                } else if (choice == 1) {
                    queue.finish();
                    note(seen, number(message));
                } else {
                    queue.enlist(message, unitOfWork);
                    got.add(number(message));
                }
                if (random.nextInt(5) == 0) {
                    if (random.nextBoolean()) {
                        unitOfWork.commit();
                        got.forEach(number -> note(seen, number));
                    } else {
                        unitOfWork.backOut();
                    }
                    got.clear();
                }
            }
            unitOfWork.backOut();
            return 0;
        };
    }

    private static void note(Map<Integer, AtomicInteger> seen, int number) {
        seen.computeIfAbsent(number, n -> new AtomicInteger()).incrementAndGet();
    }

    /** Waits as a connection does, and sometimes gives up in the very moment in which the message may come. */
    private QueuedMessage waitFor(Random random) throws InterruptedException {
        BlockingQueue<Object> outcome = new LinkedBlockingQueue<>();
        GetWaiter waiter = queue.await(Selection.ANY, null, new GetWaiter.Outcome() {
            @Override
            public void granted(QueuedMessage message) {
                outcome.add(message);
            }

            @Override
            public void ended(int reasonCode) {
                outcome.add(reasonCode);
            }
        });
        boolean gaveUp =
                random.nextBoolean() ? queue.cancel(waiter) : queue.end(waiter, Reason.NO_MSG_AVAILABLE.code());
        if (gaveUp && random.nextBoolean()) {
            return null;
        }
        Object end = gaveUp ? outcome.poll() : outcome.poll(10, TimeUnit.SECONDS);
        assertThat(gaveUp || end instanceof QueuedMessage)
                .as("an outcome, exactly once")
                .isTrue();
        assertThat(outcome).isEmpty();
        return end instanceof QueuedMessage message ? message : null;
    }
}
