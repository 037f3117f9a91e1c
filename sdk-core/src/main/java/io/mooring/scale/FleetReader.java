package io.mooring.scale;

import io.mooring.MqException;
import io.mooring.QueueManagerName;
import io.mooring.reason.ReasonClass;
import io.mooring.reason.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads queues on all queue managers, in passes. Belongs to the monitor's thread.
 *
 * <p>Questions are asked on threads of a pool: eight at a time at most, not counting those that are stuck, and one at most
 * for each queue manager. A thread ends when it has had nothing to do for some seconds. So the threads are few, and one
 * queue manager that does not answer delays the others by the time an answer may take, once.
 */
final class FleetReader {
    private static final Logger log = LoggerFactory.getLogger(FleetReader.class);
    private static final int AT_A_TIME = 8;
    private static final Duration THREADS_LINGER = Duration.ofSeconds(5);

    /** What became of asking for the place of the one poller. */
    enum Seat {
        /** This one has it. */
        TAKEN,
        /** Another one has it. */
        OCCUPIED,
        /** No queue manager could be asked. */
        UNKNOWN
    }

    private final QueueManagerReaders readers;
    private final Duration answerWithin;
    private final ThreadPoolExecutor pool;
    private final Semaphore places = new Semaphore(AT_A_TIME);
    private final Map<QueueManagerName, QueueManagerWatch> watches = new LinkedHashMap<>();
    private final List<CompletableFuture<Void>> leaving = new ArrayList<>();
    private final Map<String, String> complaints = new HashMap<>();
    private final List<QueueManagerName> gone = new ArrayList<>();
    private CompletableFuture<String> refreshing = CompletableFuture.completedFuture("");

    FleetReader(QueueManagerReaders readers, Duration answerWithin) {
        this.readers = readers;
        this.answerWithin = answerWithin;
        AtomicInteger number = new AtomicInteger();
        this.pool = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                THREADS_LINGER.toNanos(),
                TimeUnit.NANOSECONDS,
                new SynchronousQueue<>(),
                task -> {
                    Thread thread =
                            new Thread(null, task, "mooring-backlog-reader " + number.incrementAndGet(), 0, false);
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Takes over the queue managers that there are now; begins a pass. */
    void begin() {
        follow();
        watches.values().forEach(QueueManagerWatch::beat);
        if (refreshing.isDone()) {
            String complaint = refreshing.join();
            if (!complaint.isEmpty()) {
                complain("refresh", complaint);
            }
            refreshing = CompletableFuture.runAsync(readers::refresh, pool)
                    .handle((done, e) -> e == null
                            ? ""
                            : "Whether there are other queue managers cannot be had; those known are watched on: " + e);
        }
    }

    /** Takes over the queue managers that there are now. */
    private void follow() {
        List<QueueManagerName> names;
        try {
            names = readers.names();
        } catch (RuntimeException e) {
            complain(
                    "names",
                    "The names of the queue managers cannot be had; those of the last pass are watched on: " + e);
            return;
        }
        watches.values().removeIf(watch -> {
            boolean left = !names.contains(watch.name());
            if (left) {
                gone.add(watch.name());
                leave(watch);
            }
            return left;
        });
        Map<QueueManagerName, QueueManagerWatch> inOrder = new LinkedHashMap<>();
        for (QueueManagerName name : names) {
            QueueManagerWatch watch = watches.get(name);
            inOrder.put(name, watch != null ? watch : new QueueManagerWatch(name, readers::open, pool, answerWithin));
        }
        watches.clear();
        watches.putAll(inOrder);
    }

    /** Those that are not asked any more since this was called last. */
    List<QueueManagerName> gone() {
        List<QueueManagerName> since = List.copyOf(gone);
        gone.clear();
        return since;
    }

    /** Reads all queues on all queue managers; one observation for each queue, none if there is no queue manager. */
    List<FleetObservation> read(List<String> queues, Set<QueueDetail> details, Instant at) throws InterruptedException {
        Map<QueueManagerWatch, Long> askedAt = new LinkedHashMap<>();
        long patienceEnds = System.nanoTime() + answerWithin.toNanos();
        for (QueueManagerWatch watch : watches.values()) {
            if (watch.due()) {
                ask(watch, reader -> reader.read(queues, details, at), patienceEnds - System.nanoTime());
                askedAt.put(watch, System.nanoTime());
            }
        }
        Map<QueueManagerName, List<QueueObservation>> answers = new HashMap<>();
        for (Map.Entry<QueueManagerWatch, Long> asked : askedAt.entrySet()) {
            QueueManagerWatch watch = asked.getKey();
            if (watch.await(asked.getValue(), at) instanceof List<?> observations) {
                answers.put(
                        watch.name(),
                        observations.stream().map(QueueObservation.class::cast).toList());
            }
        }
        List<QueueManagerWatch> asked = List.copyOf(watches.values());
        follow(); // A name may have turned out to be none: then nothing is said of it.
        Map<String, List<QueueObservation>> byQueue = new LinkedHashMap<>();
        queues.forEach(queue -> byQueue.put(queue, new ArrayList<>()));
        for (QueueManagerWatch watch : asked) {
            if (watches.get(watch.name()) == watch) {
                List<QueueObservation> answer = answers.get(watch.name());
                for (QueueObservation one : answer == null ? watch.notReachable(queues, at) : answer) {
                    List<QueueObservation> ofQueue = byQueue.get(one.queue());
                    if (ofQueue != null) {
                        ofQueue.add(one);
                    }
                }
            }
        }
        List<FleetObservation> fleets = new ArrayList<>();
        byQueue.forEach((queue, ofQueue) -> {
            if (!ofQueue.isEmpty()) {
                fleets.add(new FleetObservation(queue, at, ofQueue));
            }
        });
        return fleets;
    }

    /** Reads depth and readers of one queue outside a pass; empty if there is no queue manager. */
    Optional<FleetObservation> count(String queue, Instant at) throws InterruptedException {
        follow();
        return read(List.of(queue), Set.of(), at).stream().findFirst();
    }

    /** Asks for the place of the one poller: an exclusively open queue on the first queue manager that answers. */
    Seat sit(String queue, Instant at) throws InterruptedException {
        Seat seat = Seat.UNKNOWN;
        QueueManagerWatch decisive = null;
        for (QueueManagerWatch watch : watches.values()) {
            if (!watch.due()) {
                continue;
            }
            ask(watch, reader -> held(reader, queue), answerWithin.toNanos());
            Object answer = watch.await(System.nanoTime(), at);
            if (answer instanceof Boolean held) {
                seat = held ? Seat.TAKEN : Seat.OCCUPIED;
                decisive = watch;
                break;
            }
            if (answer instanceof MqException refused) {
                complain(
                        watch.name().value(),
                        "The place of the one poller cannot be taken on " + watch.name() + ": " + refused.getMessage());
            }
        }
        if (seat == Seat.OCCUPIED) {
            for (QueueManagerWatch watch : watches.values()) {
                if (watch != decisive) {
                    leave(watch);
                }
            }
        }
        return seat;
    }

    /** True, false, or why the queue manager that answers does not let it be opened at all. */
    private static Object held(QueueReader reader, String queue) {
        try {
            return reader.hold(queue);
        } catch (MqException e) {
            if (e.reason()
                    .map(ReasonCode::reasonClass)
                    .map(ReasonClass::endsLink)
                    .orElse(true)) {
                throw e;
            }
            return e;
        }
    }

    /**
     * Closes all connections and ends all threads.
     *
     * @return whether that was done in the time that an answer may take; what is stuck ends by itself
     */
    boolean close() throws InterruptedException {
        watches.values().forEach(this::leave);
        watches.clear();
        try {
            CompletableFuture.allOf(leaving.toArray(CompletableFuture<?>[]::new))
                    .get(answerWithin.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // What is stuck still has to close its connection, on a thread of the pool, when it comes back.
            return false;
        } catch (ExecutionException e) {
            log.warn("A connection could not be closed", e);
        }
        pool.shutdown();
        return pool.awaitTermination(answerWithin.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void leave(QueueManagerWatch watch) {
        leaving.removeIf(CompletableFuture::isDone);
        leaving.add(watch.close());
    }

    /** Asks as soon as there is a place among those that are asked at a time, or when the patience for that ends. */
    private void ask(QueueManagerWatch watch, Function<QueueReader, Object> question, long patienceNanos)
            throws InterruptedException {
        boolean counted = places.tryAcquire(Math.max(0, patienceNanos), TimeUnit.NANOSECONDS);
        AtomicBoolean toGiveBack = new AtomicBoolean(counted);
        watch.ask(question, () -> {
            if (toGiveBack.getAndSet(false)) {
                places.release();
            }
        });
    }

    private void complain(String about, String complaint) {
        if (!complaint.equals(complaints.put(about, complaint))) {
            log.warn(complaint);
        }
    }
}
