package io.mooring.jms.internal.witness;

import io.mooring.ConnectionState;
import io.mooring.MessageId;
import io.mooring.QueueManagerName;
import io.mooring.event.ConnectionEvent;
import io.mooring.internal.life.LifeKeeper;
import io.mooring.internal.life.LifeState;
import io.mooring.internal.life.News;
import io.mooring.reason.ReasonClass;
import io.mooring.reason.ReasonCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the life of one JMS connection from what its witnesses say.
 *
 * <p>The reconnection observer is believed first: it says the name, and when. Message ids confirm it. Where the observer is
 * silent for ever (it could not be set, or its words changed) and ids come from another queue manager, the ids are believed.
 * Where sockets are watched, the end of the last one is the loss, however late the observer speaks, and a socket knows where
 * it leads. What contradicts is logged once for each connection. Nothing here fails a call of the application.
 *
 * <p>May be used by any thread; nothing is called and nothing is waited for under the lock, but the one that takes events,
 * which returns at once.
 */
public final class ConnectionWatch {
    private static final Logger log = LoggerFactory.getLogger(ConnectionWatch.class);

    /**
     * An observer is called shortly after a reconnection; only after this time ids alone are believed, and reports of a queue
     * manager that goes down.
     */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final String NOT_KNOWN = "not known";

    /** Where neither the client nor a socket says which queue manager it is, as for contexts of old clients. */
    public static final QueueManagerName UNNAMED = new QueueManagerName("UNKNOWN");

    private final String connection;
    private final Clock clock;
    private final Function<QueueManagerName, String> endpoints;
    private final LifeKeeper life;

    /** Guards all below, and the order of news. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Berths berths;
    private final Sockets sockets = new Sockets();
    private boolean observing;
    private boolean observerHeard;
    private boolean closing;
    private boolean complained;

    /** Whether the client has begun to look for another link than the last one that was told. */
    private boolean leaving;

    private @Nullable Instant contradictedSince;

    /** When the last reconnection was told. */
    private Instant movedAt = Instant.MIN;

    /** Grows under the lock, read by anybody. */
    private final AtomicLong links = new AtomicLong();

    /** Since when only the sockets say that the link is lost; written under the lock, read by anybody. */
    private volatile @Nullable Instant lostBySockets;

    /**
     * A watch over a connection that is about to be made.
     *
     * @param connection its name
     * @param clock tells when things happen
     * @param known the queue managers that it may come to be on, as far as they are known
     * @param endpoints where a queue manager answers; the empty text if that is not known
     * @param events takes the events, in order; must return at once
     */
    public ConnectionWatch(
            String connection,
            Clock clock,
            Collection<QueueManagerName> known,
            Function<QueueManagerName, String> endpoints,
            Consumer<ConnectionEvent> events) {
        this.connection = connection;
        this.clock = clock;
        this.berths = new Berths(known);
        this.endpoints = endpoints;
        this.life = new LifeKeeper(connection, events);
    }

    /**
     * The first link is there.
     *
     * @param endpoint where the queue manager answered, the empty text if that is not known
     * @param observing whether IBM's client took the reconnection observer
     */
    public void connected(QueueManagerName queueManager, String endpoint, boolean observing) {
        lock.lock();
        try {
            this.observing = observing;
            up(1, queueManager, endpoint.isEmpty() ? endpointOf(queueManager) : endpoint);
            if (queueManager.equals(UNNAMED)) {
                log.info(
                        "{}: this client does not say to which queue manager; it is called {} until the first message that"
                                + " is sent, or the first move, shows its name",
                        connection,
                        UNNAMED);
            }
        } finally {
            lock.unlock();
        }
    }

    /** What IBM's client told its reconnection observer. */
    public void observed(@Nullable Object text) {
        ReconnectWord word = ReconnectWord.of(text);
        lock.lock();
        try {
            if (word.kind() == ReconnectWord.Kind.NOT_UNDERSTOOD) {
                complain("the reconnection observer was told '" + text + "', which is not understood");
                return;
            }
            observerHeard = true;
            contradictedSince = null;
            switch (word.kind()) {
                case ATTEMPT -> attempt();
                case ATTEMPT_FAILED -> attemptFailed();
                default -> reconnected(word.name().orElse(""));
            }
        } finally {
            lock.unlock();
        }
    }

    /** What a call on the connection, or on something of it, failed with. */
    public void failed(Throwable failure) {
        ReasonCode.of(failure).ifPresent(reason -> judge(reason, false));
    }

    /** What IBM's client told the exception listener of the connection. */
    public void reported(Throwable failure) {
        ReasonCode.of(failure).ifPresent(reason -> judge(reason, true));
    }

    /** A socket of the connection was started. */
    public void socketStarted(Object socket) {
        locked(() -> sockets.started(socket));
    }

    /** The queue manager at its other end has said its name. */
    public void socketAnswered(Object socket, String queueManager, String endpoint) {
        locked(() -> sockets.answered(socket, queueManager, endpoint));
    }

    /** A socket has ended. */
    public void socketEnded(Object socket) {
        locked(() -> {
            if (sockets.ended(socket)) {
                lostBySockets();
            }
        });
    }

    /** The queue manager that a socket of the connection leads to; empty if that is not watched. */
    public Optional<QueueManagerName> partner() {
        lock.lock();
        try {
            return sockets.partner();
        } finally {
            lock.unlock();
        }
    }

    /** The application begins to close the connection: the end of its sockets is no loss. Or false: it was refused. */
    public void closing(boolean begins) {
        locked(() -> closing = begins);
    }

    /** The application closed the connection. */
    public void closed() {
        lock.lock();
        try {
            life.hear(new News.CloseCalled(clock.instant()));
        } finally {
            lock.unlock();
        }
    }

    /** Where the connection stands. */
    public ConnectionState state() {
        return life.state().state();
    }

    /** The number of the present link, or of the attempt at one; it grows before anything comes over a new one. */
    public long epoch() {
        return life.state().epoch();
    }

    /**
     * How many links there have been, with the one that is being looked for. It grows before a call goes over another link,
     * because IBM's client tells that it begins to look for one on the thread that then does; and not with each attempt.
     */
    public long links() {
        return links.get();
    }

    /** The present link, or the last one. */
    public Berth berth() {
        Berth present = berths.present();
        if (present == null) {
            throw new IllegalStateException(connection + " has not been connected yet.");
        }
        return present;
    }

    /**
     * The link over which a message was sent that came back with this id.
     *
     * @param before the link when the send began
     */
    public Berth carrierOf(MessageId id, Berth before) {
        if (lostBySockets != null) {
            healIfNobodyConfirms();
        }
        Berth present = berth();
        if (present.mayHaveMade(id)) {
            return present;
        }
        if (before.mayHaveMade(id) || id.queueManagerPrefix().isEmpty()) {
            return before;
        }
        lock.lock();
        try {
            return berths.formerCarrier(id, before).orElseGet(() -> contradicted(id));
        } finally {
            lock.unlock();
        }
    }

    /** An id of a queue manager that no other witness has named; called under the lock. */
    private Berth contradicted(MessageId id) {
        QueueManagerName maker = berths.makerOf(id);
        if (berth().queueManager().equals(UNNAMED)) {
            log.info("{}: its queue manager is {}, as message {} shows", connection, maker, id);
            return berths.named(berth().epoch(), maker);
        }
        if (leaving) {
            // The client lets calls go on before it tells where.
            return new Berth(life.state().epoch(), maker);
        }
        if (observerHeard) {
            complain("message " + id + " was stored by " + maker
                    + ", and the reconnection observer named no such queue manager");
        } else if (!observing || persists()) {
            complain("it has moved to " + maker + ", as message " + id
                    + " shows, and the reconnection observer was silent");
            reconnected(maker);
            return berth();
        }
        return new Berth(berth().epoch(), maker);
    }

    /** The last socket has ended; called under the lock. */
    private void lostBySockets() {
        LifeState state = life.state();
        // Without an observer nobody would tell how it goes on.
        if (observing && !closing && state instanceof LifeState.Linked linked) {
            Instant now = clock.instant();
            lostBySockets = now;
            life.hear(new News.LinkLost(linked.epoch(), now, Optional.empty()));
        }
    }

    /** A message was sent all the same; so where the observer has not spoken since, the sockets say how it went on, too. */
    private void healIfNobodyConfirms() {
        locked(() -> {
            Instant since = lostBySockets;
            Optional<QueueManagerName> partner = sockets.partner();
            if (since == null || partner.isEmpty() || clock.instant().isBefore(since.plus(GRACE))) {
                return;
            }
            complain("it has a new link to " + partner.get() + ", and the reconnection observer was silent");
            reconnected(partner.get());
        });
    }

    private void locked(Runnable deed) {
        lock.lock();
        try {
            deed.run();
        } finally {
            lock.unlock();
        }
    }

    private boolean persists() {
        Instant now = clock.instant();
        if (contradictedSince == null) {
            contradictedSince = now;
        }
        return !now.isBefore(contradictedSince.plus(GRACE));
    }

    private void judge(ReasonCode reason, boolean reported) {
        ReasonClass kind = reason.reasonClass();
        boolean over = kind == ReasonClass.RECONNECT_FAILED || (reported && kind == ReasonClass.CONNECTION_GONE);
        if (!over && kind != ReasonClass.QUIESCING) {
            return;
        }
        lock.lock();
        try {
            Instant now = clock.instant();
            long epoch = life.state().epoch();
            if (!over) {
                // The client reports on a thread of its own, often only when it has left for another link.
                if (!reported || !now.isBefore(movedAt.plus(GRACE))) {
                    life.hear(new News.QuiesceAsked(epoch, now, Optional.of(reason)));
                }
                return;
            }
            life.hear(new News.LinkLost(
                    epoch, now, Optional.of(reason).filter(code -> code.reasonClass() == ReasonClass.CONNECTION_GONE)));
            life.hear(new News.GaveUp(epoch, now, Optional.of(reason)));
        } finally {
            lock.unlock();
        }
    }

    private void attempt() {
        lostBySockets = null;
        if (!leaving) {
            leaving = true;
            links.incrementAndGet();
        }
        Instant now = clock.instant();
        LifeState state = life.state();
        if (state instanceof LifeState.Linked linked) {
            life.hear(new News.LinkLost(linked.epoch(), now, Optional.empty()));
        } else if (state instanceof LifeState.Unlinked unlinked && unlinked.attemptUnderWay()) {
            life.hear(new News.AttemptFailed(unlinked.epoch(), now, Optional.empty()));
        }
        life.hear(new News.AttemptPlanned(life.state().epoch(), now, Duration.ZERO));
    }

    private void attemptFailed() {
        life.hear(new News.AttemptFailed(life.state().epoch(), clock.instant(), Optional.empty()));
    }

    private void reconnected(String name) {
        try {
            reconnected(QueueManagerName.of(name));
        } catch (IllegalArgumentException notAName) {
            complain("the reconnection observer was told of '" + name + "', which is no queue manager's name");
        }
    }

    private void reconnected(QueueManagerName queueManager) {
        LifeState state = life.state();
        if (state instanceof LifeState.Unlinked unlinked) {
            up(
                    unlinked.attemptUnderWay() ? unlinked.epoch() : unlinked.epoch() + 1,
                    queueManager,
                    endpointOf(queueManager));
        } else if (state instanceof LifeState.Linked linked
                && !linked.queueManager().equals(queueManager)) {
            up(linked.epoch() + 1, queueManager, endpointOf(queueManager));
        }
    }

    private void up(long epoch, QueueManagerName queueManager, String endpoint) {
        contradictedSince = null;
        lostBySockets = null;
        if (!leaving) {
            links.incrementAndGet();
        }
        leaving = false;
        // Before the event leaves: who hears of the move and asks where the connection is must hear the same.
        berths.moved(epoch, queueManager);
        Instant now = clock.instant();
        if (epoch > 1) {
            movedAt = now;
        }
        life.hear(new News.LinkUp(epoch, now, queueManager, endpoint));
        Optional<QueueManagerName> partner = sockets.partner();
        if (partner.isPresent() && !partner.get().equals(queueManager)) {
            complain("it is on " + queueManager + " as one witness says, and its socket leads to " + partner.get());
        }
        if (sockets.upAndGone()) {
            lostBySockets();
        }
    }

    private String endpointOf(QueueManagerName queueManager) {
        String socket = sockets.endpointOf(queueManager);
        String endpoint = socket.isEmpty() ? endpoints.apply(queueManager) : socket;
        return endpoint.isEmpty() ? NOT_KNOWN : endpoint;
    }

    private void complain(String what) {
        if (!complained) {
            complained = true;
            log.warn("{}: {}; the witnesses of this connection are not complete (said once).", connection, what);
        }
    }
}
