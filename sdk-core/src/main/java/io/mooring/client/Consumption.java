package io.mooring.client;

import io.mooring.idle.ActivitySource;
import io.mooring.idle.ReaderCensus;
import io.mooring.internal.link.QueueCensus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gets messages from a queue and has each handled in a unit of work of its own, wherever the client's connection goes.
 *
 * <pre>
 *   try (Consumption orders = client.queue("ORDERS").consume(this::handle)) {
 *     orders.await();
 *   }
 * </pre>
 *
 * <p>Each message is got in a unit of work, given to the handler, and committed when that returns. If the handler throws,
 * the message is backed out and delivered again after a delay, 50 milliseconds after the first failure in a row, doubled
 * with each to at most 5 seconds. A message that was backed out as often as its queue says (BOTHRESH, else {@link
 * ConsumeSettings#backoutThreshold}) is put to the queue's backout queue (BOQNAME), or to the queue manager's dead-letter
 * queue if that cannot be; if neither can be, the consumption ends with an error, and the message stays where it is.
 *
 * <p>When the connection breaks, the message in hand is backed out by its queue manager, and the consumption goes on with
 * the next link. So a handler may see a message twice. It goes on for ever: until it is closed, or reconnection is given up.
 *
 * <p>It can leave when it is idle: {@code IdleShutdown.after(ofMinutes(10)).keeping(2).watching(orders).await()}.
 *
 * <p><b>Threads.</b> Messages are got and handled on daemon threads named {@code mooring-consume}, the client, the queue and
 * a number; each has a conversation with the queue open, and is one reader in the eyes of the queue manager. Order is kept
 * with one thread. The methods may be called by any thread; {@link #pause} not by a handler.
 */
public final class Consumption implements ActivitySource, AutoCloseable {
    /** So long {@link #close()} and {@link #pause} wait for messages in hand. */
    public static final Duration LONGEST_CLOSE = Duration.ofSeconds(30);

    /** So long they wait for threads without one: such a thread ends its wait within one second, unless its link hangs. */
    private static final Duration LONGEST_WITHOUT_MESSAGE = ConsumptionReader.SLICE.multipliedBy(3);

    enum Phase {
        GETTING,
        PAUSED,
        ENDING
    }

    private record Activity(Instant at, long nanos) {}

    private final String client;
    private final Caller caller;
    private final String queue;
    private final Clock clock = Clock.systemUTC();
    private final ConsumeLog log;
    private final Consumer<Consumption> whenOver;
    private final List<ConsumptionReader> readers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong handled = new AtomicLong();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile Activity last;

    /** Guards what follows; no call is made under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition changed = lock.newCondition();

    /** Written under the lock. */
    private volatile Phase phase = Phase.GETTING;

    /** Those that have closed the queue because of a pause. */
    private int readersResting;

    private int readersEnded;
    private @Nullable Throwable failure;

    Consumption(
            Caller caller,
            String queue,
            ConsumeSettings settings,
            UnitOfWorkHandler handler,
            Consumer<Consumption> whenOver) {
        this.client = caller.client();
        this.caller = caller;
        this.queue = queue;
        this.log = new ConsumeLog(client, queue);
        this.whenOver = whenOver;
        this.last = new Activity(clock.instant(), System.nanoTime());
        for (int i = 1; i <= settings.threads(); i++) {
            ConsumptionReader reader = new ConsumptionReader(this, caller, queue, settings, handler, log);
            Thread thread = new Thread(null, reader, "mooring-consume " + client + " " + queue + "-" + i, 0, false);
            thread.setDaemon(true);
            readers.add(reader);
            threads.add(thread);
        }
    }

    /** Opens the queue for each thread, then lets them run. */
    void begin() {
        try {
            readers.forEach(ConsumptionReader::open);
        } catch (RuntimeException e) {
            readers.forEach(ConsumptionReader::release);
            throw e;
        }
        log.began(threads.size());
        threads.forEach(Thread::start);
    }

    /** The name of the queue. */
    public String queue() {
        return queue;
    }

    /** How many messages were handled and committed. */
    public long handled() {
        return handled.get();
    }

    /** Whether a message is in hand at this moment. */
    public boolean hasMessageInHand() {
        return readers.stream().anyMatch(ConsumptionReader::hasMessageInHand);
    }

    /** When a message was last done with, in whatever way; without any, when this began. */
    public Instant lastActivity() {
        return last.at;
    }

    /** How long ago that is; zero while a message is in hand. */
    @Override
    public Duration idleFor() {
        long nanos = last.nanos;
        return hasMessageInHand() ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - nanos);
    }

    /**
     * Stops getting, waits for messages in hand until they are committed, and closes the queue. When this returns, the queue
     * manager does not count this among the readers any more. Takes up to a second without any message; nothing happens if
     * it is paused already.
     *
     * @throws IllegalStateException if a message is still in hand after {@link #LONGEST_CLOSE}: then it stops after that; or
     *     if it is called by the handler, whose message is in hand
     */
    @Override
    public void pause() {
        pause(LONGEST_CLOSE);
    }

    void pause(Duration longest) {
        if (threads.contains(Thread.currentThread())) {
            throw new IllegalStateException("The handler of " + this
                    + " cannot pause it and wait for itself; let another thread pause it, or close it.");
        }
        moveTo(Phase.PAUSED);
        if (!await(System.nanoTime(), longest, this::isQueueClosed)) {
            throw new IllegalStateException("The " + this + " has not stopped within " + longest + ": "
                    + (hasMessageInHand() ? "a message is in hand" : "the queue manager does not answer")
                    + ". It stops as soon as it can; resume it or close it.");
        }
    }

    /**
     * Goes on getting after {@link #pause}, on the present link; returns at once.
     *
     * @throws IllegalStateException if it has ended
     */
    @Override
    public void resume() {
        if (!moveTo(Phase.GETTING)) {
            throw new IllegalStateException("The " + this + " has ended; consume again instead.");
        }
    }

    /** Ends as {@link #close()} does, because there is nothing to do; told to the client's telemetry. */
    @Override
    public void leave() {
        close();
        caller.telemetry().idleShutdown(queue);
    }

    /**
     * Counts readers and depth of the queue on all queue managers that the client can reach, over a conversation with each
     * that ends with the answer; it takes no longer than the client's connect timeout. The user needs the authority to
     * inquire the queue.
     *
     * <p>With a channel table these are the queue managers that it has by name, whichever the client selects, and what its
     * selection leads to besides. With connection names there is one at each address, unless a queue manager was asked for
     * by name: then all addresses are its own. Each counts once, by the name that it has itself. One that has no such
     * queue (2085) counts as zero. Whoever does not answer, a standby among them, is not known: nobody is certain to read
     * there. Fails if none answers.
     */
    @Override
    public ReaderCensus census() {
        return new QueueCensus(queue, caller.keeper().fleet());
    }

    /**
     * The same for {@link io.mooring.idle.IdleShutdown}, where somebody else counts the readers, such as a backlog monitor:
     * {@code watching(orders.countedBy(backlog.census("ORDERS")))}.
     */
    public ActivitySource countedBy(ReaderCensus census) {
        return new CountedConsumption(this, census);
    }

    /** Ends as {@link #close(Duration)} does, and waits {@link #LONGEST_CLOSE} at most. */
    @Override
    public void close() {
        close(LONGEST_CLOSE);
    }

    /**
     * Ends: gets no more, lets messages in hand be handled and committed, closes the queue. Takes up to a second without any
     * message.
     *
     * <p>A message that is still in hand after this time is ended by its own thread, later, as if nobody had waited. Called
     * by the handler itself, this does not wait for the message that it has in hand.
     *
     * @param longest how long to wait for messages in hand
     */
    public void close(Duration longest) {
        stopGetting();
        awaitEnd(System.nanoTime(), longest);
    }

    /**
     * Waits until this has ended, by {@link #close} or by itself.
     *
     * @throws io.mooring.ReconnectFailedException if it has ended because reconnection was given up
     * @throws io.mooring.MqException if it has ended because a message could neither be handled nor set aside
     * @throws InterruptedException if the waiting thread is interrupted; this goes on
     */
    public void await() throws InterruptedException {
        try {
            end.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("The " + this + " has ended.", e.getCause());
        }
    }

    /**
     * Completed when this has ended and the queue is closed: normally after {@link #close}, else with what {@link #await}
     * throws. What depends on it runs on the thread that ended last.
     */
    @Override
    public CompletableFuture<Void> whenEnded() {
        return end.copy();
    }

    Phase phase() {
        return phase;
    }

    void noteHandled() {
        handled.incrementAndGet();
    }

    void noteActivity() {
        last = new Activity(clock.instant(), System.nanoTime());
    }

    /** For a reader that has closed its queue: waits until it is to open it again, or to end. */
    void awaitResume() {
        lock.lock();
        try {
            readersResting++;
            changed.signalAll();
            while (phase == Phase.PAUSED) {
                changed.awaitUninterruptibly();
            }
            readersResting--;
        } finally {
            lock.unlock();
        }
    }

    /** For a reader that should not go on at once: waits, but no longer than there is something to get. */
    void delay(Duration time) {
        long left = time.toNanos();
        lock.lock();
        try {
            while (phase == Phase.GETTING && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            // Nobody is to interrupt this thread; the delay is only shorter.
            left = 0;
        } finally {
            lock.unlock();
        }
    }

    void stopGetting() {
        moveTo(Phase.ENDING);
    }

    /** Ends it for this reason; the first one counts. */
    void fail(Throwable cause) {
        lock.lock();
        try {
            if (failure == null) {
                failure = cause;
            }
        } finally {
            lock.unlock();
        }
        stopGetting();
    }

    void readerEnded() {
        Throwable cause;
        boolean last;
        lock.lock();
        try {
            cause = failure;
            last = readersEnded + 1 == threads.size();
            if (!last) {
                readersEnded++;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        if (last) {
            end(cause);
        }
    }

    /** Whoever waits for the end goes on only when all is told. */
    private void end(@Nullable Throwable cause) {
        whenOver.accept(this);
        log.ended(handled.get(), cause);
        if (cause == null) {
            end.complete(null);
        } else {
            end.completeExceptionally(cause);
        }
        lock.lock();
        try {
            readersEnded++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the end, with the time counted from an instant of {@link System#nanoTime}. */
    void awaitEnd(long since, Duration longest) {
        if (!await(since, longest, this::hasEndedBesideMe)) {
            log.stillGoingOn(longest.toString());
        }
    }

    /** Returns whether that is so now; once it ends, it ends. */
    private boolean moveTo(Phase next) {
        lock.lock();
        try {
            if (phase != Phase.ENDING) {
                phase = next;
                changed.signalAll();
            }
            return phase == next;
        } finally {
            lock.unlock();
        }
    }

    /** Waits shorter where no message is in hand: a thread without one can be held only by a link that hangs. */
    private boolean await(long since, Duration longest, BooleanSupplier reached) {
        long withMessage = Caller.nanos(longest);
        long withoutMessage = Math.min(withMessage, LONGEST_WITHOUT_MESSAGE.toNanos());
        lock.lock();
        try {
            while (!reached.getAsBoolean()) {
                long left = (hasMessageInHand() ? withMessage : withoutMessage) - (System.nanoTime() - since);
                if (left <= 0) {
                    return false;
                }
                // Nobody signals that a message is done with: look again now and then.
                long unused = changed.awaitNanos(Math.min(left, ConsumptionReader.SLICE.toNanos()));
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private boolean isQueueClosed() {
        return readersResting + readersEnded == threads.size();
    }

    private boolean hasEndedBesideMe() {
        int own = threads.contains(Thread.currentThread()) ? 1 : 0;
        return readersEnded >= threads.size() - own;
    }

    /** The queue, the client and the number of threads. */
    @Override
    public String toString() {
        return "consumption of " + queue + " by " + client + " on " + threads.size() + " thread(s)";
    }
}
