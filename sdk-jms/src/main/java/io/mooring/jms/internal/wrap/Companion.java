package io.mooring.jms.internal.wrap;

import io.mooring.ConnectionState;
import io.mooring.Move;
import io.mooring.QueueManagerName;
import io.mooring.event.ConnectionEvent;
import io.mooring.event.ConnectionListener;
import io.mooring.internal.event.EventDispatcher;
import io.mooring.internal.event.MoveHistory;
import io.mooring.jms.MooringConnection;
import io.mooring.jms.ReadAhead;
import io.mooring.jms.internal.send.Attempt;
import io.mooring.jms.internal.send.Sends;
import io.mooring.jms.internal.send.UnitOfWorkSends;
import io.mooring.jms.internal.witness.ConnectionWatch;
import io.mooring.observe.Telemetry;
import io.mooring.receipt.PutLedger;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What goes with one JMS connection: its watch, its sends, its events. Shared by all wrappers of the connection. */
public final class Companion implements MooringConnection {
    private final String name;
    private final EventDispatcher events;
    private final Telemetry telemetry;
    private final ReadAhead readAhead;
    private final Set<UnitOfWorkSends> unitsOfWork = ConcurrentHashMap.newKeySet();

    /** Guards the count of contexts. */
    private final ReentrantLock lock = new ReentrantLock();

    private int contexts;

    /** Written before the connection is used. */
    private volatile Runnable whenClosed = () -> {};

    /** Written before the connection is used. */
    private volatile Duration reconnectTimeout = Duration.ofMinutes(30);

    private final MoveHistory moves = new MoveHistory();
    private final ConnectionWatch watch;
    private final Sends sends;
    private final ExceptionRelay exceptions;
    private final AwaitedLink link = new AwaitedLink(this);
    private final ReceiveThreads receiveThreads;

    /** Makes the watch, which needs somebody who takes its events. */
    public interface WatchMaker {
        /** A watch that gives its events to this consumer. */
        ConnectionWatch make(Consumer<ConnectionEvent> events);
    }

    /** Makes the sends of a watched connection. */
    public interface SendsMaker {
        /** Sends for this watch. */
        Sends make(ConnectionWatch watch);
    }

    /** What goes with a connection that is about to be made. */
    public Companion(
            String name,
            EventDispatcher events,
            Telemetry telemetry,
            ReadAhead readAhead,
            WatchMaker watches,
            SendsMaker sendsMaker) {
        this.name = name;
        this.events = events;
        this.telemetry = telemetry;
        this.readAhead = readAhead;
        this.watch = watches.make(this::raise);
        this.sends = sendsMaker.make(watch);
        this.exceptions = new ExceptionRelay(watch);
        this.receiveThreads = new ReceiveThreads(name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ConnectionState state() {
        return watch.state();
    }

    @Override
    public QueueManagerName queueManager() {
        return watch.berth().queueManager();
    }

    @Override
    public List<Move> moves() {
        return moves.all();
    }

    @Override
    public PutLedger receipts() {
        return sends.ledger();
    }

    @Override
    public void addListener(ConnectionListener listener) {
        events.add(listener);
    }

    @Override
    public void removeListener(ConnectionListener listener) {
        events.remove(listener);
    }

    /** The witness of moves. */
    public ConnectionWatch watch() {
        return watch;
    }

    ExceptionRelay exceptions() {
        return exceptions;
    }

    /** Says how long the client tries to reconnect; before the connection is used. Default: 30 minutes. */
    public void reconnectsFor(Duration timeout) {
        reconnectTimeout = timeout;
    }

    Duration reconnectTimeout() {
        return reconnectTimeout;
    }

    AwaitedLink link() {
        return link;
    }

    ReadAhead readAhead() {
        return readAhead;
    }

    ReceiveThreads receiveThreads() {
        return receiveThreads;
    }

    Sends sends() {
        return sends;
    }

    /** To be called before a commit. */
    Attempt begin() {
        return sends.begin();
    }

    /** Tells each further move, in order, before any listener hears of it; the observer must return at once. */
    public void observe(Consumer<Move> observer) {
        moves.observe(observer);
    }

    /** Tells an observer of no further move. */
    public void forget(Consumer<Move> observer) {
        moves.forget(observer);
    }

    /** Counts messages and requests. */
    public Telemetry telemetry() {
        return telemetry;
    }

    /** To be called before a send, with the unit of work that it is in, if it is in one. */
    Attempt begin(@Nullable UnitOfWorkSends unit) {
        if (unit != null) {
            unit.sending(watch.links());
        }
        return sends.begin();
    }

    /** Whether the connection has left the link on which the unit of work has begun to send. */
    boolean hasLeft(@Nullable UnitOfWorkSends unit) {
        return unit != null && unit.hasMoved(watch.links());
    }

    /** Looks at what a call failed with, and answers it. */
    <E extends Exception> E noting(E failure) {
        watch.failed(failure);
        return failure;
    }

    /** A message was received from this queue. */
    void received(String queue) {
        telemetry.got(queue, queueManager());
    }

    /** Units of work for a transacted session; those that are open when the connection closes are backed out. */
    UnitOfWorkSends openUnitOfWork() {
        UnitOfWorkSends opened = sends.unitOfWork();
        unitsOfWork.add(opened);
        return opened;
    }

    /** The session was closed: what it had sent and not committed is backed out. */
    void end(UnitOfWorkSends unit) {
        unitsOfWork.remove(unit);
        unit.backedOut();
    }

    /** One more context shares the connection. */
    void contextOpened() {
        lock.lock();
        try {
            contexts++;
        } finally {
            lock.unlock();
        }
    }

    /** A context begins to close; whether it is the last one, with which the connection is closed. */
    boolean contextCloses() {
        boolean last;
        lock.lock();
        try {
            contexts--;
            last = contexts == 0;
        } finally {
            lock.unlock();
        }
        if (last) {
            watch.closing(true);
        }
        return last;
    }

    /** Says what is to be done when the connection is closed, or was not made; before it is used. */
    public void whenClosed(Runnable deed) {
        whenClosed = deed;
    }

    /** The connection was closed. */
    public void closed() {
        unitsOfWork.forEach(this::end);
        watch.closed();
        events.finish();
        whenClosed.run();
    }

    /** The connection was never made; nobody hears of it. */
    public void abandoned() {
        events.close();
        whenClosed.run();
    }

    private void raise(ConnectionEvent event) {
        moves.note(event);
        events.raise(event);
    }
}
