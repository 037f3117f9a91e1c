package io.mooring.client;

import io.mooring.ConnectionState;
import io.mooring.Move;
import io.mooring.MqException;
import io.mooring.QueueManagerName;
import io.mooring.UnitOfWorkBackedOutException;
import io.mooring.event.ConnectionListener;
import io.mooring.internal.event.EventDispatcher;
import io.mooring.internal.event.MoveHistory;
import io.mooring.internal.link.Link;
import io.mooring.internal.link.LinkKeeper;
import io.mooring.internal.mq.CallFailure;
import io.mooring.internal.mq.Conversation;
import io.mooring.receipt.PutLedger;
import io.mooring.request.ReplyQueue;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An application's lasting connection to a queue manager, or to one of several: when the link is lost it makes another by
 * itself, tells so, and goes on.
 *
 * <pre>
 *   try (MqClient client = MqClient.builder().connectionNames("mq1(1414),mq2(1414)").channel("APP.SVRCONN").connect()) {
 *     PutReceipt receipt = client.queue("ORDERS").put(MqMessage.ofText(json).persistent());
 *   }
 * </pre>
 *
 * <p><b>Threads.</b> One client is enough for a process, and may be used by any number of threads. Each call borrows a
 * conversation (a connection handle; several share a socket, as the channel's SHARECNV says) for as long as it takes, and a
 * new one is made when all are lent: calls do not wait for each other. A unit of work, a browser and a get that waits each
 * hold one until they end; those that nobody used for 30 seconds are closed. The client's own threads are daemons: {@code
 * mooring-link} makes links, {@code mooring-connect} (while a link is being made) reaches out, {@code mooring-events} calls
 * listeners; {@code mooring-consume} threads get messages for consumptions; IBM's client has one for each socket.
 *
 * <p><b>While there is no link</b> a call waits for the next one, until the reconnect policy gives up. What was in flight
 * when the link ended is told by the type of the exception: {@link io.mooring.PutInDoubtException}, {@link
 * io.mooring.CommitInDoubtException}, {@link UnitOfWorkBackedOutException}; other calls are made again on the next link.
 */
public final class MqClient implements AutoCloseable {
    /** So often a unit of work is run before its loss is reported. */
    private static final int MOST_RUNS = 5;

    private final String name;
    private final LinkKeeper keeper;
    private final EventDispatcher events;
    private final Caller caller;
    private final MoveHistory moves;
    private final Consumptions consumptions;

    MqClient(String name, LinkKeeper keeper, EventDispatcher events, Caller caller, MoveHistory moves) {
        this.name = name;
        this.keeper = keeper;
        this.events = events;
        this.caller = caller;
        this.moves = moves;
        this.consumptions = new Consumptions(caller);
    }

    /** A client yet to be connected; say at least where, by connection names and channel, or by a channel table. */
    public static MqClientBuilder builder() {
        return new MqClientBuilder();
    }

    /** The client's name, as in its log lines, events and threads. */
    public String name() {
        return name;
    }

    /** A queue by its name, on whatever queue manager the client is connected to at each call. Makes no call itself. */
    public MqQueue queue(String queue) {
        if (queue.isBlank() || queue.length() > 48) {
            throw new IllegalArgumentException("'" + queue + "' is not a queue name; give 1 to 48 characters.");
        }
        return new MqQueue(queue, caller, consumptions);
    }

    /**
     * A requester, open: puts requests to a queue and takes their replies from a reply queue. Close it.
     *
     * @param queue where requests are put
     * @param replyQueue where replies come, such as {@code ReplyQueue.shared("PRICE.REPLY")}
     * @throws io.mooring.MqException if the reply queue cannot be opened on the present queue manager
     */
    public Requester requester(String queue, ReplyQueue replyQueue) {
        return requesterBuilder(queue, replyQueue).open();
    }

    /** A requester yet to be opened, for other settings than {@link #requester} has. */
    public RequesterBuilder requesterBuilder(String queue, ReplyQueue replyQueue) {
        return new RequesterBuilder(queue(queue).name(), replyQueue, caller, moves);
    }

    /**
     * Begins a unit of work on the present queue manager; waits for a link if there is none. Close it.
     *
     * @throws io.mooring.MqException if the queue manager takes no further conversation
     * @throws io.mooring.ReconnectFailedException if reconnection was given up
     * @throws io.mooring.ConnectionClosedException if the client was closed
     */
    public UnitOfWork unitOfWork() {
        while (true) {
            Link link = caller.link();
            if (!link.enter()) {
                continue;
            }
            Conversation conversation = null;
            try {
                Conversation borrowed = link.borrow();
                conversation = borrowed;
                return new UnitOfWork(caller, link, borrowed, usable -> {
                    Caller.giveBack(link, borrowed, usable);
                    link.leave();
                });
            } catch (CallFailure failure) {
                keeper.noteFailure(link, failure);
                if (!failure.endsLink()) {
                    throw caller.refused("A conversation for a unit of work", link, failure);
                }
            } finally {
                if (conversation == null) {
                    link.leave();
                }
            }
        }
    }

    /**
     * Does some work in a unit of work and commits it; if the link is lost before the commit, does it again from the
     * beginning on the next link, up to five times in all.
     *
     * <p>So the work must bear to be run again: whatever it does beside this unit of work it may do several times. A commit
     * in doubt is not run again. What the work throws backs out, and is thrown on. To catch the loss of the unit of work inside
     * the work changes nothing.
     *
     * @return what the work returned, when it was committed; or when the work itself has backed out, and returned
     * @throws io.mooring.CommitInDoubtException if the link ended while the commit was in flight
     * @throws UnitOfWorkBackedOutException if the link was lost in each of the runs
     */
    public <T> T inUnitOfWork(Function<UnitOfWork, T> work) {
        for (int run = 1; ; run++) {
            UnitOfWork unit = unitOfWork();
            try (unit) {
                T result = work.apply(unit);
                if (unit.isOpen()) {
                    unit.commit();
                }
                MqException lost = unit.failure();
                if (lost != null) {
                    // Whoever caught it inside cannot make it good: nothing, or nobody knows what, has taken effect.
                    throw lost;
                }
                return result;
            } catch (UnitOfWorkBackedOutException lost) {
                if (run == MOST_RUNS || !unit.mayBeRunAgain()) {
                    throw lost;
                }
            }
        }
    }

    /** As {@link #inUnitOfWork}, for work without a result. */
    public void doInUnitOfWork(Consumer<UnitOfWork> work) {
        inUnitOfWork(unit -> {
            work.accept(unit);
            return true;
        });
    }

    /** Where the connection stands; it may have changed when the caller looks at it. */
    public ConnectionState state() {
        return keeper.state();
    }

    /** The queue manager of the present link, else of the last one. */
    public Optional<QueueManagerName> queueManager() {
        return keeper.queueManager();
    }

    /** The last 100 moves, the first one first. */
    public List<Move> moves() {
        return moves.all();
    }

    /** The recent puts of this client, and whoever else the ledger was given to. */
    public PutLedger receipts() {
        return caller.receipts().ledger();
    }

    /** Adds a listener; it hears what happens from now on. */
    public void addListener(ConnectionListener listener) {
        events.add(listener);
    }

    /** Removes a listener. */
    public void removeListener(ConnectionListener listener) {
        events.remove(listener);
    }

    /**
     * Ends its requesters, and its consumptions as {@link Consumption#close()} does, all at the same time, then the
     * connection, for ever. Calls of other threads that are under way end by themselves, later ones fail with {@link
     * io.mooring.ConnectionClosedException}. Waits up to a second for listeners, so that the last events and log
     * lines are out when a program ends; a listener that closes does not wait for itself.
     */
    @Override
    public void close() {
        caller.end();
        consumptions.close();
        keeper.close();
        events.finish();
    }

    /** Name, state and queue manager. */
    @Override
    public String toString() {
        return name + " (" + state() + queueManager().map(to -> " " + to).orElse("") + ")";
    }
}
