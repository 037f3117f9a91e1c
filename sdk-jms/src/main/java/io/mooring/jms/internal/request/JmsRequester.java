package io.mooring.jms.internal.request;

import io.mooring.ConnectionClosedException;
import io.mooring.CorrelationId;
import io.mooring.Move;
import io.mooring.MqException;
import io.mooring.PutInDoubtException;
import io.mooring.PutReceipt;
import io.mooring.QueueManagerName;
import io.mooring.ReplyTimeoutException.Reach;
import io.mooring.jms.JmsPutInDoubtException;
import io.mooring.jms.MooringConnection;
import io.mooring.jms.Reply;
import io.mooring.jms.RequestMaker;
import io.mooring.jms.Requester;
import io.mooring.jms.internal.wrap.Companion;
import io.mooring.observe.Telemetry;
import io.mooring.request.PendingRequests;
import io.mooring.request.ReplyQueue;
import io.mooring.request.Ticket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.jms.Connection;
import javax.jms.JMSException;
import javax.jms.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The requester; what it promises is written in {@link Requester}. */
final class JmsRequester implements Requester {
    private static final Logger log = LoggerFactory.getLogger(Requester.class);

    /** In IBM's client a message that expires sooner expires at once. */
    private static final long SHORTEST_LIFE_MILLIS = 100;

    private static final Duration CLOSES_WITHIN = Duration.ofSeconds(30);

    private static final Duration THREADS_END_WITHIN = Duration.ofSeconds(3);

    private final RequestSettings settings;
    private final Connection connection;
    private final Companion companion;
    private final String name;
    private final RequestIds ids;
    private final Senders senders;
    private final ReplyInbox inbox;
    private final StrandedReplies stranded;
    private final LinkWait link;
    private final PendingRequests<ReceivedReply> pending;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Consumer<Move> moved = this::moved;

    /** Requests whose put a move overtook, and whose ids do not say on which side of it they are. */
    private final AtomicInteger onEitherSide = new AtomicInteger();

    /**
     * A requester over this connection, which is its own from now on.
     *
     * @throws JMSException if one of its queues cannot be opened; the connection is then as it was
     */
    JmsRequester(RequestSettings settings, Connection connection, Companion companion) throws JMSException {
        this.settings = settings;
        this.connection = connection;
        this.companion = companion;
        ReplyQueue replyQueue = settings.replyQueue();
        this.name = companion.name() + " requester";
        this.ids = new RequestIds(replyQueue);
        this.senders = new Senders(connection, settings.destination(ids.makesMessageIds()));
        this.link = new LinkWait(companion);
        this.pending = PendingRequests.<ReceivedReply>named(name)
                .maxOutstanding(settings.mostOutstanding())
                .reachOfPut(this::reach)
                .answers((put, reply) -> reply.answers(put))
                .strays(settings.strays())
                .observer(new Figures(companion.telemetry(), settings.queueName(), replyQueue.name()))
                .build();
        this.inbox = new ReplyInbox(
                name, connection, () -> companion.state().isUsable(), replyQueue, ids.selector(), this::arrived);
        this.stranded = new StrandedReplies(name, settings.factory(), new Left(), companion.queueManager());
    }

    /** Starts to receive replies, and opens the request queue. */
    void open() throws JMSException {
        companion.observe(moved);
        connection.start();
        try {
            Senders.Sender sender = senders.borrow(Duration.ofSeconds(1));
            if (sender != null) {
                senders.giveBack(sender, true);
            }
        } catch (InterruptedException e) {
            throw interrupted("to open its queues", e);
        }
    }

    /** What is on queue managers that the connection has left. */
    private final class Left implements StrandedReplies.Site {
        @Override
        public String queue() {
            return inbox.queue();
        }

        @Override
        public @Nullable String selector() {
            return ids.selector();
        }

        @Override
        public boolean isAwaited(QueueManagerName queueManager, Set<QueueManagerName> former) {
            if (isTemporary()) {
                return false;
            }
            if (inbox.handedOver().isLeftOn(queueManager)) {
                return true;
            }
            if (!ids.makesMessageIds()) {
                return pending.pendingOn(queueManager) > 0;
            }
            // An id of our own does not prove where the request is: it may be where we came to be before we heard of
            // it.
            return onEitherSide.get() > 0 || former.stream().anyMatch(each -> pending.pendingOn(each) > 0);
        }

        @Override
        public void take(Message message, QueueManagerName queueManager) {
            String replyQueue = settings.replyQueue().name();
            Telemetry telemetry = companion.telemetry();
            telemetry.got(replyQueue, queueManager);
            if (inbox.handedOver().comesAgain(message)) {
                return;
            }
            CorrelationId key = ids.keyOf(message);
            boolean fetched = pending.isPending(key);
            if (fetched) {
                telemetry.strandedReplySeen(replyQueue, queueManager);
            }
            reply(key, message, queueManager);
            if (fetched) {
                telemetry.strandedReplyFetched(replyQueue, queueManager);
            }
        }
    }

    /** Takes a reply in, and answers how many more are awaited. */
    private int arrived(Message message) {
        return reply(ids.keyOf(message), message, companion.queueManager());
    }

    private int reply(CorrelationId key, Message message, QueueManagerName queueManager) {
        return pending.reply(key, new ReceivedReply(message, queueManager));
    }

    private void moved(Move move) {
        inbox.handedOver().left(move.from());
        pending.moved(move);
        stranded.moved(move.to());
        link.changed();
    }

    /** What is known at a deadline about the queue manager that holds a request. */
    private Reach reach(PutReceipt put) {
        boolean sameLink = companion.watch().berth().epoch() == put.epoch();
        if (isTemporary() && !sameLink) {
            return Reach.REPLY_QUEUE_GONE;
        }
        boolean there = companion.state().isUsable() && put.queueManager().equals(companion.queueManager());
        return there ? Reach.CONNECTED : stranded.reach(put.queueManager());
    }

    private boolean isTemporary() {
        return settings.replyQueue().kind() == ReplyQueue.Kind.TEMPORARY;
    }

    @Override
    public Reply request(RequestMaker maker, Duration timeout) {
        Ticket<ReceivedReply> ticket = register(timeout);
        put(maker, ticket, timeout);
        try {
            return ticket.await();
        } catch (InterruptedException e) {
            throw interrupted("for a reply from " + settings.queueName() + "; the request was given up", e);
        }
    }

    @Override
    public CompletableFuture<Reply> requestAsync(RequestMaker maker, Duration timeout) {
        Ticket<ReceivedReply> ticket;
        try {
            ticket = register(timeout);
            put(maker, ticket, timeout);
        } catch (MqException e) {
            return CompletableFuture.failedFuture(e);
        }
        return asReply(ticket.future());
    }

    /** Nobody but the registry completes it by a value, and that is a reply. */
    @SuppressWarnings("unchecked")
    private static CompletableFuture<Reply> asReply(CompletableFuture<? extends Reply> future) {
        return (CompletableFuture<Reply>) future;
    }

    private Ticket<ReceivedReply> register(Duration timeout) {
        try {
            return pending.register(timeout);
        } catch (InterruptedException e) {
            throw interrupted(
                    "for a free place among the outstanding requests to " + settings.queueName() + "; nothing was put",
                    e);
        }
    }

    /** Puts a request that was registered; whatever goes wrong ends it. */
    private void put(RequestMaker maker, Ticket<ReceivedReply> ticket, Duration timeout) {
        try {
            link.await(ticket, settings.queueName(), timeout);
            Senders.Sender sender = senders.borrow(ticket.remaining());
            if (sender == null) {
                throw new MqException(
                        "A request to " + settings.queueName() + " was not put: within " + timeout
                                + " no session was free; others wait in their puts (" + name + ").",
                        null,
                        null);
            }
            put(sender, maker, ticket);
        } catch (JmsPutInDoubtException e) {
            throw ended(ticket, new PutInDoubtException(e.receipt(), e.reason().orElse(null), e));
        } catch (JMSException e) {
            throw ended(ticket, refused(e));
        } catch (InterruptedException e) {
            throw ended(ticket, interrupted("to put a request to " + settings.queueName() + "; nothing was put", e));
        } catch (RuntimeException e) {
            throw ended(ticket, e);
        }
    }

    private static RuntimeException ended(Ticket<?> ticket, RuntimeException failure) {
        ticket.fail(failure);
        return failure;
    }

    private MqException refused(JMSException failure) {
        return closed.get()
                ? new ConnectionClosedException(name)
                : new MqException("A request to " + settings.queueName() + " was not put (" + name + ").", failure);
    }

    private void put(Senders.Sender sender, RequestMaker maker, Ticket<ReceivedReply> ticket) throws JMSException {
        PutReceipt receipt;
        long before = companion.watch().berth().epoch();
        try {
            Message message = maker.make(sender.session());
            ids.identify(message);
            message.setJMSReplyTo(inbox.destination());
            long life = Math.max(SHORTEST_LIFE_MILLIS, ticket.remaining().toMillis());
            receipt =
                    sender.producer().sendForReceipt(message, settings.deliveryMode(), Message.DEFAULT_PRIORITY, life);
        } finally {
            // A session outlives refusals and losses, but for the last one.
            senders.giveBack(sender, !companion.state().isOver());
        }
        if (ids.makesMessageIds() && companion.watch().berth().epoch() != before) {
            onEitherSide.incrementAndGet();
            CompletableFuture<?> unused =
                    ticket.future().whenComplete((reply, failure) -> onEitherSide.decrementAndGet());
        }
        ticket.bind(receipt);
        stranded.put(receipt.queueManager());
    }

    private MqException interrupted(String waiting, Throwable cause) {
        Thread.currentThread().interrupt();
        return new MqException(
                "The thread was interrupted while it waited " + waiting + " (" + name + ").", null, cause);
    }

    @Override
    public int outstanding() {
        return pending.outstanding();
    }

    @Override
    public MooringConnection connection() {
        return companion;
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        companion.forget(moved);
        pending.close();
        link.changed();
        stranded.close(settings.replyQueue().kind() == ReplyQueue.Kind.PERMANENT_DYNAMIC);
        // Without a link IBM's client holds each of these calls until it has one, or gives up: nobody should wait so
        // long.
        Thread closing = new Thread(null, this::disconnect, "mooring-closing " + name, 0, false);
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join((companion.state().isUsable() ? CLOSES_WITHIN : THREADS_END_WITHIN).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stranded.awaitEnd(THREADS_END_WITHIN);
    }

    private void disconnect() {
        inbox.close();
        senders.close();
        try {
            connection.close();
        } catch (JMSException e) {
            log.debug("{}: its connection had ended before it was closed", name, e);
        }
    }

    /** The request queue, the reply queue, and how many are outstanding. */
    @Override
    public String toString() {
        return name + " (" + settings.queueName() + ", replies to "
                + settings.replyQueue().name() + ", " + outstanding() + " outstanding)";
    }
}
