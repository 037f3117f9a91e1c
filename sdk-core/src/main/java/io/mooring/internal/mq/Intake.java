package io.mooring.internal.mq;

import com.ibm.mq.MQException;
import com.ibm.mq.MQGetMessageOptions;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQQueue;
import com.ibm.mq.constants.CMQC;
import org.jspecify.annotations.Nullable;

/**
 * A queue that a conversation has open to get messages from it one after the other, each in the conversation's unit of work.
 *
 * <p>One reader in the eyes of the queue manager, from the moment it is open until the conversation ends. Used by the thread
 * that has the conversation.
 */
public final class Intake {
    private static final int INPUT = CMQC.MQOO_INPUT_SHARED | CMQC.MQOO_SAVE_ALL_CONTEXT | Conversation.GETTING;

    private static final int GET = CMQC.MQGMO_SYNCPOINT | CMQC.MQGMO_FAIL_IF_QUIESCING;

    private final Conversation conversation;
    private final String name;
    private final MQQueue queue;
    private final MQGetMessageOptions options = new MQGetMessageOptions();
    private int backoutThreshold;
    private String backoutQueue = "";

    private Intake(Conversation conversation, String name, MQQueue queue) {
        this.conversation = conversation;
        this.name = name;
        this.queue = queue;
        options.options =
                CMQC.MQGMO_SYNCPOINT | CMQC.MQGMO_WAIT | CMQC.MQGMO_FAIL_IF_QUIESCING | CMQC.MQGMO_PROPERTIES_IN_HANDLE;
        options.matchOptions = CMQC.MQMO_NONE;
    }

    /**
     * Opens the queue, and asks what it says about messages that are backed out; nothing, where the user may not inquire.
     */
    static Intake open(Conversation conversation, String name) throws CallFailure {
        try {
            Intake intake =
                    new Intake(conversation, name, conversation.handle().accessQueue(name, INPUT | CMQC.MQOO_INQUIRE));
            intake.inquire();
            return intake;
        } catch (MQException e) {
            if (e.getReason() != CMQC.MQRC_NOT_AUTHORIZED) {
                throw CallFailure.withoutEffect(e);
            }
        }
        try {
            return new Intake(conversation, name, conversation.handle().accessQueue(name, INPUT));
        } catch (MQException e) {
            throw CallFailure.withoutEffect(e);
        }
    }

    private void inquire() throws MQException {
        try {
            inquireBackout(queue);
        } catch (MQException e) {
            if (e.getReason() != CMQC.MQRC_SELECTOR_NOT_FOR_TYPE) {
                throw e;
            }
            inquireBehindAlias();
        }
    }

    /** An alias has no such attributes of its own. */
    private void inquireBehindAlias() throws MQException {
        char[] name = new char[CMQC.MQ_Q_NAME_LENGTH];
        queue.inquire(new int[] {CMQC.MQCA_BASE_Q_NAME}, new int[0], name);
        MQQueue base;
        try {
            base = conversation.handle().accessQueue(new String(name).strip(), CMQC.MQOO_INQUIRE);
        } catch (MQException e) {
            if (CallFailure.withoutEffect(e).endsLink()) {
                throw e;
            }
            // It may not be inquired; messages can be got all the same.
            return;
        }
        try {
            inquireBackout(base);
        } finally {
            Conversation.closeQuietly(base);
        }
    }

    private void inquireBackout(MQQueue local) throws MQException {
        int[] selectors = {CMQC.MQIA_BACKOUT_THRESHOLD, CMQC.MQCA_BACKOUT_REQ_Q_NAME};
        int[] numbers = new int[1];
        char[] texts = new char[CMQC.MQ_Q_NAME_LENGTH];
        local.inquire(selectors, numbers, texts);
        backoutThreshold = numbers[0];
        backoutQueue = new String(texts).strip();
    }

    /** After how many backouts a message is to be set aside (BOTHRESH); 0 where the queue says nothing. */
    public int backoutThreshold() {
        return backoutThreshold;
    }

    /** Where to (BOQNAME); empty where the queue says nothing. */
    public String backoutQueue() {
        return backoutQueue;
    }

    /**
     * Gets the next message.
     *
     * @param waitMillis how long the queue manager waits for one
     * @return null if none came in that time
     */
    public @Nullable Delivery get(int waitMillis) throws CallFailure {
        options.waitInterval = waitMillis;
        return get(new MQMessage(), options);
    }

    /**
     * Gives a message back and gets it again at once with its bytes as they are, properties among them, to be put onto
     * another queue.
     *
     * <p>Where IBM's client has taken properties out of a message and puts them in again, it says of the body that it has
     * the client's own byte order and character set, whatever it had before (observed).
     *
     * @return null if somebody else has it now
     */
    public @Nullable Delivery getUntouched(Delivery delivery) throws CallFailure {
        conversation.backOut();
        MQMessage mq = new MQMessage();
        mq.messageId = delivery.messageId().toBytes();
        mq.correlationId = delivery.correlationId().toBytes();
        MQGetMessageOptions same = new MQGetMessageOptions();
        same.options = GET | CMQC.MQGMO_NO_WAIT | CMQC.MQGMO_PROPERTIES_FORCE_MQRFH2;
        same.matchOptions = CMQC.MQMO_MATCH_MSG_ID | CMQC.MQMO_MATCH_CORREL_ID;
        return get(mq, same);
    }

    private @Nullable Delivery get(MQMessage mq, MQGetMessageOptions how) throws CallFailure {
        conversation.unitOfWorkBegins();
        try {
            queue.get(mq, how);
        } catch (MQException e) {
            if (e.getReason() == CMQC.MQRC_NO_MSG_AVAILABLE) {
                return null;
            }
            if (e.completionCode != CMQC.MQCC_WARNING) {
                throw CallFailure.ofSent(e);
            }
        }
        return new Delivery(this, mq);
    }

    Conversation conversation() {
        return conversation;
    }

    /** The queue, for the context of the message that was got last. */
    MQQueue queue() {
        return queue;
    }

    /** The name that was asked for. */
    String name() {
        return name;
    }
}
