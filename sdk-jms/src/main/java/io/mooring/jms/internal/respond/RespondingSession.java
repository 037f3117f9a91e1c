package io.mooring.jms.internal.respond;

import io.mooring.PutReceipt;
import io.mooring.QueueManagerName;
import io.mooring.client.ConsumeTrouble;
import io.mooring.jms.JmsCommitInDoubtException;
import io.mooring.jms.RequestHandler;
import io.mooring.jms.internal.ibm.IbmMessages;
import io.mooring.reason.ReasonClass;
import io.mooring.reason.ReasonCode;
import java.util.List;
import java.util.Optional;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageListener;
import javax.jms.Queue;
import javax.jms.Session;
import javax.jms.TransactionRolledBackException;
import org.jspecify.annotations.Nullable;

/**
 * One session of a responder: is given a request, has it handled, sends the reply, commits.
 *
 * <p>All is done on the thread of IBM's client that delivers to this session. It never waits in a receive, which would hold
 * up the moves of the connection.
 */
final class RespondingSession implements MessageListener {
    /** Up to where it has come with a request: what is thrown later is of our own session. */
    private enum Step {
        HANDLING,
        SENDING,
        COMMITTING
    }

    private static final long FIRST_DELAY_MILLIS = 50;
    private static final long LONGEST_DELAY_MILLIS = 5_000;

    private final OpenResponder responder;
    private final RespondSettings settings;
    private final RequestHandler<Message> handler;
    private final RespondLog log;
    private final Session session;
    private final Session ofHandlers;
    private final Replies replies;

    /** The thread that has a request in hand, null if none has. */
    private volatile @Nullable Thread busy;

    /** Failures in a row. Used by the delivering thread only, as what follows. */
    private int failures;

    private Step step = Step.HANDLING;
    private QueueManagerName queueManager;

    /** Opens the queue; requests come once the connection is started. */
    RespondingSession(
            OpenResponder responder, RespondSettings settings, RequestHandler<Message> handler, Session session)
            throws JMSException {
        this.responder = responder;
        this.settings = settings;
        this.handler = handler;
        this.log = responder.log();
        this.session = session;
        this.ofHandlers = HandlerSession.of(session);
        this.replies = new Replies(session, settings.persistentReplies());
        this.queueManager = responder.connection().queueManager();
        Queue queue = session.createQueue(settings.queue());
        IbmMessages.readDescriptors(queue);
        session.createConsumer(queue).setMessageListener(this);
    }

    boolean hasRequestInHand() {
        return busy != null;
    }

    boolean isHandledBy(Thread thread) {
        return busy == thread;
    }

    /** Waits for the request in hand, and closes the queue. */
    void close() throws JMSException {
        session.close();
    }

    @Override
    public void onMessage(Message message) {
        boolean delayed;
        busy = Thread.currentThread();
        try {
            queueManager = responder.connection().queueManager();
            delayed = !answer(new ReceivedRequest(message, ofHandlers));
        } finally {
            busy = null;
            responder.counts().noteActivity();
            // An interrupt is meant for the handler that it came to, not for the client's next call on this thread.
            boolean unused = Thread.interrupted();
        }
        if (delayed) {
            failures++;
            responder.delay(delayMillis(failures));
        } else {
            failures = 0;
        }
    }

    /** How long to wait after so many failures in a row. */
    static long delayMillis(int failures) {
        return Math.min(LONGEST_DELAY_MILLIS, FIRST_DELAY_MILLIS << Math.min(failures - 1, 10));
    }

    /** Returns whether to go on at once. */
    private boolean answer(ReceivedRequest request) {
        step = Step.HANDLING;
        try {
            if (isToBeSetAside(request)) {
                setAside(request);
                return true;
            }
            Message reply = handler.handle(request);
            step = Step.SENDING;
            boolean sent = reply != null && replies.send(request, reply);
            step = Step.COMMITTING;
            session.commit();
            responder.counts().noteHandled(sent);
            if (!sent) {
                log.notAnswered(reply == null ? "the handler made none" : "nobody waits for one, or no longer");
            }
            return true;
        } catch (Throwable e) { // Whatever a handler throws, an error too, must not end the deliveries.
            return undone(request, e);
        }
    }

    private boolean isToBeSetAside(ReceivedRequest request) throws JMSException {
        return settings.backoutQueue().isPresent()
                && request.deliveryCount() > settings.consuming().backoutThreshold();
    }

    private void setAside(ReceivedRequest request) throws JMSException {
        String target = settings.backoutQueue().orElseThrow();
        ConsumeTrouble.Message words = request.words();
        step = Step.SENDING;
        replies.passOn(request, session.createQueue(target));
        step = Step.COMMITTING;
        session.commit();
        responder.counts().noteSetAside(queueManager);
        tell(ConsumeTrouble.Kind.SET_ASIDE, Optional.of(words), List.of(), Optional.empty(), "put to " + target);
    }

    private boolean undone(ReceivedRequest request, Throwable thrown) {
        rollBack();
        if (step == Step.COMMITTING && thrown instanceof JmsCommitInDoubtException doubt) {
            responder.counts().noteInDoubt();
            tell(
                    ConsumeTrouble.Kind.COMMIT_IN_DOUBT,
                    words(request),
                    doubt.receipts(),
                    Optional.of(thrown),
                    "the link was lost during the commit; either it is answered, or it is delivered again");
            return true;
        }
        responder.counts().noteBackedOut(queueManager);
        if (isLoss(thrown)) {
            tell(
                    ConsumeTrouble.Kind.LOST_WITH_LINK,
                    words(request),
                    List.of(),
                    Optional.of(thrown),
                    "the link was lost before the commit; it is delivered again, with no reply sent");
        } else {
            tell(
                    ConsumeTrouble.Kind.BACKED_OUT,
                    words(request),
                    List.of(),
                    Optional.of(thrown),
                    step == Step.HANDLING
                            ? "the handler threw; it is delivered again" + advice()
                            : "the reply could not be sent; it is delivered again" + advice());
        }
        return false;
    }

    private String advice() {
        return settings.backoutQueue().isPresent()
                ? ""
                : ", until it is set aside as the queue says (BOTHRESH, BOQNAME)";
    }

    /** Whether the unit of work ended because its link did; what a handler throws of other connections is not that. */
    private boolean isLoss(Throwable thrown) {
        if (thrown instanceof TransactionRolledBackException) {
            return true;
        }
        ReasonClass kind = ReasonCode.of(thrown).map(ReasonCode::reasonClass).orElse(ReasonClass.UNKNOWN);
        return step != Step.HANDLING
                && (kind == ReasonClass.CONNECTION_GONE
                        || kind == ReasonClass.IN_DOUBT
                        || kind == ReasonClass.BACKED_OUT
                        || kind == ReasonClass.RECONNECT_FAILED);
    }

    private void rollBack() {
        try {
            session.rollback();
        } catch (JMSException | RuntimeException | AssertionError e) {
            // Where the link is gone, the queue manager backs out by itself.
            log.whileClosing(e);
        }
    }

    /** What cannot even be read is told without its ids. */
    private static Optional<ConsumeTrouble.Message> words(ReceivedRequest request) {
        try {
            return Optional.of(request.words());
        } catch (JMSException e) {
            return Optional.empty();
        }
    }

    private void tell(
            ConsumeTrouble.Kind kind,
            Optional<ConsumeTrouble.Message> message,
            List<PutReceipt> receipts,
            Optional<Throwable> cause,
            String nextStep) {
        responder.tell(new ConsumeTrouble(kind, settings.queue(), queueManager, message, receipts, cause), nextStep);
    }
}
