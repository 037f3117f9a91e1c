package io.mooring.embedded.store;

import io.mooring.embedded.admin.QueueStatistics;
import io.mooring.embedded.admin.QueueStatus;
import io.mooring.embedded.definition.QueueAttributes;
import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MqiException;
import io.mooring.embedded.mqi.Reason;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A local queue: its messages in order, those who wait for one, and who has it open.
 *
 * <p>A message is <em>available</em>, or put in a unit of work that is open (counted, but nobody sees it), or taken: held
 * by a connection until the get is final or released. Everything is guarded by the queue's monitor.
 */
public final class LocalQueue {
    private static final int FIFO = 1;

    /** Messages of a higher priority are kept at this one (MaxPriority of the queue manager). */
    public static final int HIGHEST_PRIORITY = 9;

    private static final int INHIBITED = 1;

    private final String name;
    private final InstantSource clock;
    private final Set<GetWaiter> waiters = new LinkedHashSet<>();
    private final AvailableMessages available;
    private final OpenHandles handles = new OpenHandles();
    private final QueueTraffic traffic;
    private QueueDefinition definition;
    private boolean deleted;
    private long lastSequence;
    private int uncommittedPuts;
    private int uncommittedGets;
    private int locked;

    LocalQueue(QueueDefinition definition, InstantSource clock) {
        this.name = definition.name();
        this.definition = definition;
        this.clock = clock;
        this.available = new AvailableMessages(clock);
        this.traffic = new QueueTraffic(clock);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Its definition at this moment. */
    public synchronized QueueDefinition definition() {
        return definition;
    }

    synchronized void definition(QueueDefinition changed) {
        definition = changed;
        if (isGetInhibited()) {
            endWaits(Reason.GET_INHIBITED.code());
        } else {
            List.copyOf(waiters).forEach(this::grantIfThere);
        }
    }

    private void grantIfThere(GetWaiter waiter) {
        QueuedMessage found = available.find(waiter.selection(), waiter.behind());
        if (found != null) {
            waiters.remove(waiter);
            if (!waiter.browses()) {
                available.remove(found);
            }
            waiter.outcome().granted(found);
        }
    }

    private boolean isGetInhibited() {
        return definition.number(QueueAttributes.GET) == INHIBITED;
    }

    /**
     * Opens it.
     *
     * @param options MQOO_* bits, input "as the queue has it" already resolved
     * @throws MqiException OBJECT_IN_USE if somebody's exclusive input, or the wish for it, stands against it; Q_DELETED
     */
    public synchronized void open(int options) {
        requireExists();
        handles.open(options, definition.number(QueueAttributes.SHARE) == 1);
    }

    /** Closes what {@link #open} opened with the same options. */
    public synchronized void close(int options) {
        handles.close(options);
    }

    /**
     * Puts a message; with a unit of work it becomes available at the commit.
     *
     * @throws MqiException PUT_INHIBITED, Q_FULL, MSG_TOO_BIG_FOR_Q, Q_DELETED
     */
    public synchronized void put(Message message, @Nullable UnitOfWork unitOfWork) {
        requireExists();
        if (definition.number(QueueAttributes.PUT) == INHIBITED) {
            throw new MqiException(Reason.PUT_INHIBITED);
        }
        if (message.body().length > definition.number(QueueAttributes.MAXMSGL)) {
            throw new MqiException(Reason.MSG_TOO_BIG_FOR_Q);
        }
        if (depth() >= definition.number(QueueAttributes.MAXDEPTH)) {
            throw new MqiException(Reason.Q_FULL);
        }
        if (unitOfWork != null) {
            unitOfWork.requireRoom();
        }
        boolean fifo = definition.number(QueueAttributes.MSGDLVSQ) == FIFO;
        int rank = fifo ? 0 : Math.min(message.descriptor().priority(), HIGHEST_PRIORITY);
        QueuedMessage queued = new QueuedMessage(message, rank, ++lastSequence, clock.millis());
        traffic.put(queued.arrivedAt());
        if (unitOfWork == null) {
            makeAvailable(queued);
        } else {
            unitOfWork.addPut(this, queued);
            uncommittedPuts++;
        }
        traffic.depthReached(depth());
    }

    synchronized void commitPut(QueuedMessage message) {
        uncommittedPuts--;
        if (!deleted) {
            makeAvailable(message);
        }
    }

    synchronized void backOutPut() {
        uncommittedPuts--;
    }

    /**
     * Takes the first message that is wanted; it must then be made final by {@link #finish}, enlisted in a unit of work by
     * {@link #enlist}, or {@link #release released}.
     *
     * @return the message, or null if there is none
     * @throws MqiException GET_INHIBITED, Q_DELETED
     */
    public synchronized @Nullable QueuedMessage take(Selection selection) {
        requireGetAllowed();
        QueuedMessage found = available.find(selection, null);
        if (found != null) {
            available.remove(found);
        }
        return found;
    }

    /**
     * Takes exactly this message, if it is still available.
     *
     * @return whether it was
     */
    public synchronized boolean take(QueuedMessage message) {
        requireGetAllowed();
        boolean there = available.contains(message);
        if (there) {
            available.remove(message);
        }
        return there;
    }

    /**
     * The first wanted message behind a cursor's position; it stays on the queue.
     *
     * @return the message, or null if there is none
     */
    public synchronized @Nullable QueuedMessage browse(Selection selection, BrowseCursor cursor) {
        requireGetAllowed();
        return available.find(selection, cursor.position());
    }

    /** Whether a message is on the queue and available. */
    public synchronized boolean contains(QueuedMessage message) {
        return available.contains(message);
    }

    /**
     * Waits for a message that is wanted. The caller has just found none; if one came in between, it is granted at once.
     *
     * @param browseFrom the cursor of a browse, or null for a get
     * @throws MqiException GET_INHIBITED, Q_DELETED
     */
    public synchronized GetWaiter await(
            Selection selection, @Nullable BrowseCursor browseFrom, GetWaiter.Outcome outcome) {
        requireGetAllowed();
        return await(new GetWaiter(selection, browseFrom, false, outcome));
    }

    /**
     * Waits for a message as a consumer does, that is also while gets are inhibited.
     *
     * @throws MqiException Q_DELETED
     */
    public synchronized GetWaiter awaitAsConsumer(Selection selection, GetWaiter.Outcome outcome) {
        requireExists();
        return await(new GetWaiter(selection, null, true, outcome));
    }

    /**
     * Waits as a consumer does, for a message that it sees but does not take.
     *
     * @throws MqiException Q_DELETED
     */
    public synchronized GetWaiter watch(Selection selection, GetWaiter.Outcome outcome) {
        requireExists();
        return await(new GetWaiter(selection, new BrowseCursor(), true, outcome));
    }

    private GetWaiter await(GetWaiter waiter) {
        waiters.add(waiter);
        if (!isGetInhibited()) {
            grantIfThere(waiter);
        }
        return waiter;
    }

    /**
     * Ends a wait without an outcome.
     *
     * @return false if it had ended already: then its outcome was or will be told
     */
    public synchronized boolean cancel(GetWaiter waiter) {
        return waiters.remove(waiter);
    }

    /**
     * Ends a wait with a reason.
     *
     * @return false if it had ended already
     */
    public synchronized boolean end(GetWaiter waiter, int reasonCode) {
        boolean waited = waiters.remove(waiter);
        if (waited) {
            waiter.outcome().ended(reasonCode);
        }
        return waited;
    }

    /** Makes a message that was taken part of a unit of work. */
    public synchronized void enlist(QueuedMessage message, UnitOfWork unitOfWork) {
        unitOfWork.addGet(this, message);
        uncommittedGets++;
    }

    /** The get of a message that was taken outside a unit of work is final. */
    public synchronized void finish() {
        traffic.got();
    }

    synchronized void commitGet() {
        uncommittedGets--;
        finish();
    }

    synchronized void backOutGet(QueuedMessage message) {
        uncommittedGets--;
        message.countBackout();
        release(message);
    }

    /**
     * Hides a message from everybody but the handle that has browsed it; it still counts.
     *
     * @return false if it is not available any more
     */
    public synchronized boolean lock(QueuedMessage message) {
        boolean there = contains(message);
        if (there) {
            available.remove(message);
            locked++;
        }
        return there;
    }

    /** Shows a locked message to everybody again. */
    public synchronized void unlock(QueuedMessage message) {
        locked--;
        release(message);
    }

    /** A locked message becomes one that was taken by the handle that had locked it. */
    public synchronized void takeLocked() {
        locked--;
    }

    /** Puts a message that was taken back to its place. */
    public synchronized void release(QueuedMessage message) {
        if (!deleted) {
            makeAvailable(message);
        }
    }

    /** How many messages are on it, those of open units of work included; expired ones are not. */
    public synchronized int depth() {
        return available.size() + uncommittedPuts + locked;
    }

    /** How many handles have it open for input. */
    public synchronized int openInputCount() {
        return handles.input();
    }

    /** How many handles have it open for output. */
    public synchronized int openOutputCount() {
        return handles.output();
    }

    /** Whether a handle has it open. */
    public synchronized boolean isOpen() {
        return handles.input() + handles.output() > 0;
    }

    /** Whether it has messages, or had some put or got in open units of work. */
    public synchronized boolean hasMessages() {
        return depth() + uncommittedGets > 0;
    }

    /** How many messages were put or got in open units of work. */
    public synchronized int uncommitted() {
        return uncommittedPuts + uncommittedGets;
    }

    /** The available messages, in order. */
    public synchronized List<Message> messages() {
        return available.asGot();
    }

    /** Removes all available messages; returns how many. */
    public synchronized int clear() {
        return available.clear();
    }

    /** Removes messages that do not survive the end of the queue manager. */
    synchronized void dropNonPersistent() {
        available.dropNonPersistent();
    }

    /** The queue is no more: its messages are gone, waits end with Q_DELETED, handles get it at their next call. */
    synchronized void delete() {
        deleted = true;
        clear();
        endWaiters(waiter -> true, Reason.Q_DELETED.code());
    }

    /** Ends the gets that wait with a reason; consumers go on. */
    public synchronized void endWaits(int reasonCode) {
        endWaiters(waiter -> !waiter.isConsumer(), reasonCode);
    }

    private void endWaiters(Predicate<GetWaiter> which, int reasonCode) {
        List<GetWaiter> ending = waiters.stream().filter(which).toList();
        ending.forEach(waiters::remove);
        ending.forEach(waiter -> waiter.outcome().ended(reasonCode));
    }

    /** What DISPLAY QSTATUS shows. */
    public synchronized QueueStatus status() {
        Optional<Duration> oldest =
                available.oldestArrival().map(arrived -> Duration.ofMillis(Math.max(0, clock.millis() - arrived)));
        return new QueueStatus(
                name,
                depth(),
                handles.input(),
                handles.output(),
                uncommitted(),
                traffic.lastPut(),
                traffic.lastGet(),
                oldest);
    }

    /** What RESET QSTATS shows, then begins again. */
    public synchronized QueueStatistics resetStatistics() {
        return traffic.reset(name, depth());
    }

    private void makeAvailable(QueuedMessage message) {
        if (message.expired(clock.millis())) {
            return;
        }
        boolean taken = !waiters.isEmpty() && !isGetInhibited() && grantToWaiter(message);
        if (!taken) {
            available.add(message);
        }
    }

    /** All browses that wait for a message see it; then one get takes it: one that waits for just this, or any. */
    private boolean grantToWaiter(QueuedMessage message) {
        GetWaiter taker = null;
        List<GetWaiter> browsers = new ArrayList<>();
        for (GetWaiter waiter : waiters) {
            if (!waiter.wants(message)) {
                continue;
            }
            if (waiter.browses()) {
                browsers.add(waiter);
            } else if (taker == null
                    || (!taker.selection().byId() && waiter.selection().byId())) {
                taker = waiter;
            }
        }
        browsers.forEach(waiters::remove);
        browsers.forEach(waiter -> waiter.outcome().granted(message));
        if (taker == null) {
            return false;
        }
        waiters.remove(taker);
        taker.outcome().granted(message);
        return true;
    }

    private void requireExists() {
        if (deleted) {
            throw new MqiException(Reason.Q_DELETED);
        }
    }

    private void requireGetAllowed() {
        requireExists();
        if (isGetInhibited()) {
            throw new MqiException(Reason.GET_INHIBITED);
        }
    }
}
