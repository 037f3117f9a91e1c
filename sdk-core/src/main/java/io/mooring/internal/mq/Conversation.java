package io.mooring.internal.mq;

import com.ibm.mq.MQException;
import com.ibm.mq.MQGetMessageOptions;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQPutMessageOptions;
import com.ibm.mq.MQQueue;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import io.mooring.CorrelationId;
import io.mooring.MessageId;
import io.mooring.QueueManagerName;
import io.mooring.message.MqMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One conversation with a queue manager: a connection handle, its unit of work, and the queues it has open.
 *
 * <p>Belongs to one thread at a time. Every call may throw {@link CallFailure}; after one that ends the link nothing but
 * {@link #close()} is of use.
 */
public final class Conversation implements AutoCloseable {
    private static final int COMPLETED_WITH_WARNING = CMQC.MQCC_WARNING;

    private static final int MOST_OPEN = 32;

    /**
     * How queues are opened to get messages. Whatever DEFREADA of the queue says: messages that are sent ahead of a get are
     * off their queue, and lost with the link (observed for non-persistent ones outside a unit of work); and an interrupt
     * of a thread that waits in such a get makes it fail with 2195 (observed), where any other get swallows it.
     */
    static final int GETTING = CMQC.MQOO_NO_READ_AHEAD | CMQC.MQOO_FAIL_IF_QUIESCING;

    /** A monitor looks at each of its queues in each pass. */
    private static final int MOST_INQUIRED = 128;
    /** What the queue manager makes the names of dynamic queues from; it puts something unique for the asterisk. */
    private static final String DYNAMIC_NAME = "MOORING.*";

    private final MQQueueManager handle;
    private final QueueManagerName queueManager;
    private final String applicationName;
    private final OpenQueues forOutput;
    private final OpenQueues forInput;
    private final OpenQueues forInquiry;
    private final MQPutMessageOptions putOutside = putOptions(CMQC.MQPMO_NO_SYNCPOINT);
    private final MQPutMessageOptions putInside = putOptions(CMQC.MQPMO_SYNCPOINT);
    private final MQGetMessageOptions getOptions = new MQGetMessageOptions();
    private boolean unitOfWorkOpen;
    private long usedAt = System.nanoTime();

    Conversation(MQQueueManager handle, QueueManagerName queueManager, String applicationName) {
        this.handle = handle;
        this.applicationName = applicationName;
        this.queueManager = queueManager;
        this.forOutput = new OpenQueues(handle, CMQC.MQOO_OUTPUT | CMQC.MQOO_FAIL_IF_QUIESCING, MOST_OPEN);
        this.forInput = new OpenQueues(handle, CMQC.MQOO_INPUT_SHARED | GETTING, MOST_OPEN);
        this.forInquiry = new OpenQueues(handle, CMQC.MQOO_INQUIRE | CMQC.MQOO_FAIL_IF_QUIESCING, MOST_INQUIRED);
    }

    /** The queue manager at the other end. */
    public QueueManagerName queueManager() {
        return queueManager;
    }

    /**
     * Puts a message.
     *
     * @return the id that the queue manager gave it, or that it had
     */
    public MessageId put(String queue, MqMessage message, boolean inUnitOfWork) throws CallFailure {
        usedAt = System.nanoTime();
        MQQueue open = open(forOutput, queue);
        MQMessage mq = converted(message);
        unitOfWorkOpen |= inUnitOfWork;
        try {
            open.put(mq, inUnitOfWork ? putInside : putOutside);
        } catch (MQException e) {
            if (e.completionCode != COMPLETED_WITH_WARNING) {
                dropIfStale(forOutput, queue, e);
                throw CallFailure.ofSent(e);
            }
        }
        return MessageId.of(mq.messageId);
    }

    /** Puts a message to a queue of another queue manager, which this one sends it on to, such as a reply. */
    public MessageId putTo(String queue, QueueManagerName remote, MqMessage message, boolean inUnitOfWork)
            throws CallFailure {
        if (remote.equals(queueManager)) {
            return put(queue, message, inUnitOfWork);
        }
        MQMessage mq = converted(message);
        MQQueue open;
        try {
            int options = CMQC.MQOO_OUTPUT | CMQC.MQOO_FAIL_IF_QUIESCING;
            open = handle.accessQueue(queue, options, remote.value(), null, null);
        } catch (MQException e) {
            throw CallFailure.withoutEffect(e);
        }
        unitOfWorkOpen |= inUnitOfWork;
        try {
            open.put(mq, inUnitOfWork ? putInside : putOutside);
        } catch (MQException e) {
            if (e.completionCode != COMPLETED_WITH_WARNING) {
                throw CallFailure.ofSent(e);
            }
        } finally {
            closeQuietly(open);
        }
        return MessageId.of(mq.messageId);
    }

    /**
     * Gets a message.
     *
     * @return null if there was none in the time given
     */
    public @Nullable MqMessage get(String queue, GetRequest request) throws CallFailure {
        usedAt = System.nanoTime();
        MQQueue open = open(forInput, queue);
        MQMessage mq = new MQMessage();
        MQGetMessageOptions options = getOptions;
        options.options = (request.inUnitOfWork() ? CMQC.MQGMO_SYNCPOINT : CMQC.MQGMO_NO_SYNCPOINT)
                | (request.waitMillis() > 0 ? CMQC.MQGMO_WAIT : CMQC.MQGMO_NO_WAIT)
                | CMQC.MQGMO_FAIL_IF_QUIESCING
                | CMQC.MQGMO_PROPERTIES_IN_HANDLE;
        options.waitInterval = request.waitMillis();
        options.matchOptions = CMQC.MQMO_NONE;
        MessageId messageId = request.messageId();
        if (messageId != null) {
            options.matchOptions |= CMQC.MQMO_MATCH_MSG_ID;
            mq.messageId = messageId.toBytes();
        }
        CorrelationId correlationId = request.correlationId();
        if (correlationId != null) {
            options.matchOptions |= CMQC.MQMO_MATCH_CORREL_ID;
            mq.correlationId = correlationId.toBytes();
        }
        unitOfWorkOpen |= request.inUnitOfWork();
        return got(mq, open, queue, options);
    }

    private @Nullable MqMessage got(MQMessage mq, MQQueue open, String queue, MQGetMessageOptions options)
            throws CallFailure {
        try {
            open.get(mq, options);
        } catch (MQException e) {
            if (e.getReason() == CMQC.MQRC_NO_MSG_AVAILABLE) {
                return null;
            }
            if (e.completionCode != COMPLETED_WITH_WARNING) {
                dropIfStale(forInput, queue, e);
                throw CallFailure.ofSent(e);
            }
        }
        try {
            return Messages.fromMq(mq);
        } catch (MQException e) {
            throw CallFailure.withoutEffect(e);
        }
    }

    /** Opens a queue to get its messages one after the other; open until this conversation ends. */
    public Intake intake(String queue) throws CallFailure {
        return Intake.open(this, queue);
    }

    /** The name of the queue manager's dead-letter queue, empty if it has none. */
    public String deadLetterQueue() throws CallFailure {
        try {
            return handle.getAttributeString(CMQC.MQCA_DEAD_LETTER_Q_NAME, CMQC.MQ_Q_NAME_LENGTH)
                    .strip();
        } catch (MQException e) {
            throw CallFailure.withoutEffect(e);
        }
    }

    String applicationName() {
        return applicationName;
    }

    /** Notes that something may be got or put in a unit of work from now on. */
    void unitOfWorkBegins() {
        usedAt = System.nanoTime();
        unitOfWorkOpen = true;
    }

    /** The connection handle, for internal packages that ask what this class does not; it is closed by this one. */
    public MQQueueManager handle() {
        return handle;
    }

    /** Makes what was put and got since the last commit final. */
    public void commit() throws CallFailure {
        try {
            handle.commit();
            unitOfWorkOpen = false;
        } catch (MQException e) {
            throw CallFailure.ofSent(e);
        }
    }

    /** Undoes what was put and got since the last commit. */
    public void backOut() throws CallFailure {
        try {
            handle.backout();
            unitOfWorkOpen = false;
        } catch (MQException e) {
            throw CallFailure.withoutEffect(e);
        }
    }

    /** Asks about a local queue, in one call. */
    public QueueFacts inquire(String queue) throws CallFailure {
        MQQueue open = open(forInquiry, queue);
        int[] selectors = {
            CMQC.MQIA_CURRENT_Q_DEPTH,
            CMQC.MQIA_OPEN_INPUT_COUNT,
            CMQC.MQIA_OPEN_OUTPUT_COUNT,
            CMQC.MQIA_MAX_Q_DEPTH,
            CMQC.MQIA_INHIBIT_PUT,
            CMQC.MQIA_INHIBIT_GET,
            CMQC.MQIA_BACKOUT_THRESHOLD,
            CMQC.MQCA_BACKOUT_REQ_Q_NAME
        };
        int[] numbers = new int[selectors.length - 1];
        char[] texts = new char[CMQC.MQ_Q_NAME_LENGTH];
        try {
            open.inquire(selectors, numbers, texts);
        } catch (MQException e) {
            dropIfStale(forInquiry, queue, e);
            throw CallFailure.withoutEffect(e);
        }
        return new QueueFacts(
                numbers[0],
                numbers[1],
                numbers[2],
                numbers[3],
                numbers[4] == CMQC.MQQA_PUT_ALLOWED,
                numbers[5] == CMQC.MQQA_GET_ALLOWED,
                numbers[6],
                new String(texts).strip());
    }

    /** Opens a queue to read messages without taking them; closed by its caller. */
    public BrowseCursor browse(String queue) throws CallFailure {
        try {
            return new BrowseCursor(handle.accessQueue(queue, CMQC.MQOO_BROWSE | CMQC.MQOO_FAIL_IF_QUIESCING));
        } catch (MQException e) {
            throw CallFailure.withoutEffect(e);
        }
    }

    /**
     * Opens a reply queue; a model queue becomes a dynamic one, whose name begins with {@code MOORING.}. Closed by its
     * caller, or with the conversation.
     */
    public ReplyHandle openReplies(String queue, ReplyHandle.Opening opening) throws CallFailure {
        try {
            return new ReplyHandle(handle.accessQueue(queue, ReplyHandle.options(opening), null, DYNAMIC_NAME, null));
        } catch (MQException e) {
            throw CallFailure.withoutEffect(e);
        }
    }

    /** Opens the queue for input, so that this conversation counts as one of its readers before its first get. */
    public void openForInput(String queue) throws CallFailure {
        open(forInput, queue);
    }

    /** Closes the queue for input; this conversation is no reader of it any more. */
    public void closeForInput(String queue) {
        forInput.drop(queue);
    }

    /** Whether it did something within this time; puts and gets count. */
    public boolean usedWithin(long nanos) {
        return System.nanoTime() - usedAt < nanos;
    }

    /** Closes all queues that have not been used for so long. */
    public void closeQueuesUnusedFor(long nanos) {
        List.of(forInput, forOutput, forInquiry).forEach(queues -> queues.closeUnusedFor(nanos));
    }

    /** Ends the conversation; a unit of work that is open is backed out. Never throws; may wait for the network. */
    @Override
    public void close() {
        SocketWatch.whileClosing(() -> {
            if (unitOfWorkOpen) {
                try {
                    // An ordinary disconnection would commit.
                    handle.backout();
                } catch (MQException e) {
                    // Then there is no link, and so no unit of work either.
                }
            }
            try {
                handle.disconnect();
            } catch (MQException e) {
                // It is over either way.
            }
        });
    }

    private static MQQueue open(OpenQueues queues, String name) throws CallFailure {
        try {
            return queues.get(name);
        } catch (MQException e) {
            throw CallFailure.withoutEffect(e);
        }
    }

    private static MQMessage converted(MqMessage message) throws CallFailure {
        try {
            return Messages.toMq(message);
        } catch (MQException e) {
            throw CallFailure.withoutEffect(e);
        }
    }

    /** A queue whose definition was changed or that was deleted answers so on every call with the old handle. */
    private static void dropIfStale(OpenQueues queues, String name, MQException e) {
        switch (e.getReason()) {
            case CMQC.MQRC_OBJECT_CHANGED, CMQC.MQRC_Q_DELETED, CMQC.MQRC_HOBJ_ERROR -> queues.drop(name);
            default -> {
                // The handle is as good as before.
            }
        }
    }

    static void closeQuietly(MQQueue queue) {
        try {
            queue.close();
        } catch (MQException e) {
            // The handle ends with the conversation; the put before told what is to be known.
        }
    }

    static MQPutMessageOptions putOptions(int syncpoint) {
        MQPutMessageOptions options = new MQPutMessageOptions();
        // Without the answer of the queue manager there is no receipt, whatever DEFPRESP says.
        options.options = syncpoint | CMQC.MQPMO_SYNC_RESPONSE | CMQC.MQPMO_FAIL_IF_QUIESCING;
        return options;
    }
}
