package io.mooring.embedded.call;

import io.mooring.embedded.mqi.GetOptions;
import io.mooring.embedded.mqi.MatchOptions;
import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MessageDescriptor;
import io.mooring.embedded.mqi.MqiException;
import io.mooring.embedded.mqi.OpenOptions;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.store.LocalQueue;
import io.mooring.embedded.store.QueuedMessage;
import io.mooring.embedded.store.Selection;
import io.mooring.embedded.wire.WireReader;
import io.mooring.embedded.wire.WireWriter;
import io.mooring.embedded.wire.structure.GetMessageOptions;
import io.mooring.embedded.wire.structure.MessageDescriptorLayout;
import org.jspecify.annotations.Nullable;

/** MQGET: descriptor with the ids to match, options, length of the buffer; the answer is the message. */
final class GetCall {
    private static final int WARNING = 1;

    /** MQGS_*. */
    private static final char NOT_IN_GROUP = ' ';

    private static final char IN_GROUP = 'G';
    private static final char LAST_IN_GROUP = 'L';

    private final Connection connection;
    private final Reply reply;
    private final OpenQueue queue;
    private final MessageDescriptor asked;
    private final int descriptorVersion;
    private final GetMessageOptions options;
    private final int bufferLength;

    private GetCall(Connection connection, Reply reply, OpenQueue queue) {
        this.connection = connection;
        this.reply = reply;
        this.queue = queue;
        WireReader in = reply.body();
        descriptorVersion = MessageDescriptorLayout.peekVersion(in);
        asked = MessageDescriptorLayout.read(in);
        options = GetMessageOptions.read(in);
        in.require(4, "MQGET buffer length");
        bufferLength = in.int32();
    }

    static void get(Connection connection, Reply reply) {
        new GetCall(connection, reply, connection.queue(reply.handle(), Reason.NOT_OPEN_FOR_INPUT)).execute();
    }

    private void execute() {
        OptionRules.checkGet(options.options());
        if ((options.matchOptions() & ~MatchOptions.ALL) != 0) {
            throw new MqiException(Reason.MATCH_OPTIONS_ERROR);
        }
        if (bufferLength < 0) {
            throw new MqiException(Reason.BUFFER_LENGTH_ERROR);
        }
        if (options.has(GetOptions.WAIT) && options.waitInterval() < -1) {
            throw new MqiException(Reason.WAIT_INTERVAL_ERROR);
        }
        if (failsBecauseQuiescing()) {
            throw new MqiException(Reason.Q_MGR_QUIESCING);
        }
        if (browses() || options.has(GetOptions.MSG_UNDER_CURSOR)) {
            queue.require(OpenOptions.BROWSE, Reason.NOT_OPEN_FOR_BROWSE);
        }
        if (!browses()) {
            queue.require(OpenOptions.INPUT_SHARED | OpenOptions.INPUT_EXCLUSIVE, Reason.NOT_OPEN_FOR_INPUT);
            Getting.requireRoom(connection, options.options());
        }
        if (queue.isGetInhibitedByAlias(connection.environment())) {
            throw new MqiException(Reason.GET_INHIBITED);
        }
        if (options.has(GetOptions.UNLOCK)) {
            unlock();
        } else {
            search();
        }
    }

    private void search() {
        QueuedMessage found = find();
        while (found != null && locks() && !lock(found)) {
            found = find(); // somebody was faster
        }
        if (found != null) {
            answer(found);
        } else if (mayWait()) {
            await();
        } else {
            answerNothing(Reason.NO_MSG_AVAILABLE.code());
        }
    }

    private boolean locks() {
        return options.has(GetOptions.LOCK);
    }

    private boolean lock(QueuedMessage found) {
        return found.equals(queue.locked()) || queue.lock(found);
    }

    /** Gives up the lock of the message that was browsed last; answers without a message. */
    private void unlock() {
        if (queue.unlock()) {
            answerWithout(reply.begin());
        } else {
            answerWithout(reply.begin(WARNING, Reason.NO_MSG_LOCKED.code(), reply.handle()));
        }
    }

    /** A wait has ended with a message. */
    private void granted(QueuedMessage found) {
        if (!locks() || queue.lock(found)) {
            answer(found);
            return;
        }
        try {
            search(); // somebody was faster
        } catch (MqiException refused) {
            answerNothing(refused.reasonCode());
        }
    }

    private boolean browses() {
        return options.has(OptionRules.BROWSES);
    }

    private boolean mayWait() {
        return options.has(GetOptions.WAIT)
                && options.waitInterval() != 0
                && !options.has(GetOptions.MSG_UNDER_CURSOR | GetOptions.BROWSE_MSG_UNDER_CURSOR);
    }

    private @Nullable QueuedMessage find() {
        LocalQueue local = queue.local();
        if (options.has(GetOptions.MSG_UNDER_CURSOR | GetOptions.BROWSE_MSG_UNDER_CURSOR)) {
            QueuedMessage under = queue.cursor().position();
            if (under != null && under.equals(queue.locked())) {
                if (options.has(GetOptions.MSG_UNDER_CURSOR)) {
                    queue.takeLocked();
                }
                return under;
            }
            boolean there = under != null
                    && (options.has(GetOptions.MSG_UNDER_CURSOR) ? local.take(under) : local.contains(under));
            if (!there) {
                throw new MqiException(Reason.NO_MSG_UNDER_CURSOR);
            }
            return under;
        }
        if (options.has(GetOptions.BROWSE_FIRST)) {
            queue.cursor().reset();
        }
        if (browses()) {
            queue.unlock(); // the lock moves on with the cursor
        }
        return browses() ? local.browse(selection(), queue.cursor()) : take(local);
    }

    /** The message that this handle has locked is hidden from all others, not from itself. */
    private @Nullable QueuedMessage take(LocalQueue local) {
        QueuedMessage own = queue.locked();
        if (own != null && selection().matches(own)) {
            queue.takeLocked();
            return own;
        }
        return local.take(selection());
    }

    private Selection selection() {
        Selection selection = Getting.selection(
                options.matchOptions(),
                asked.messageId(),
                asked.correlationId(),
                asked.groupId(),
                options.token(),
                queue);
        boolean bySequence = (options.matchOptions() & MatchOptions.SEQUENCE_NUMBER) != 0;
        boolean byOffset = (options.matchOptions() & MatchOptions.OFFSET) != 0;
        return bySequence || byOffset
                ? selection.and(
                        message -> (!bySequence || message.descriptor().sequenceNumber() == asked.sequenceNumber())
                                && (!byOffset || message.descriptor().offset() == asked.offset()))
                : selection;
    }

    private void await() {
        reply.keepBody();
        PendingGet pending = new PendingGet(connection, queue.local(), browses(), this::granted, this::answerNothing);
        connection.pendingGet(pending);
        pending.begin(selection(), browses() ? queue.cursor() : null, options.waitInterval());
        if (failsBecauseQuiescing()) { // it began while we came here, and may not have seen this wait
            PendingGet.endWaitOf(connection, Reason.Q_MGR_QUIESCING.code());
        }
    }

    private boolean failsBecauseQuiescing() {
        return options.has(GetOptions.FAIL_IF_QUIESCING)
                && connection.environment().state().quiescing();
    }

    /** Answers with a message: taken, or found by a browse. Under the connection's monitor. */
    private void answer(QueuedMessage found) {
        Message message = found.asGot(connection.environment().clock().millis());
        int length = message.body().length;
        boolean truncated = length > bufferLength;
        boolean left = truncated && !options.has(GetOptions.ACCEPT_TRUNCATED_MSG);
        if (locks() && left) {
            queue.unlock();
        } else if (!browses() && left) {
            queue.local().release(found);
        } else if (browses() && !left) {
            queue.cursor().moveTo(found);
            queue.forgetContext();
        } else if (!browses()) {
            Getting.settle(connection, queue, found, options.options());
        }
        reply.about(message.descriptor().messageId());
        WireWriter out = truncated
                ? reply.begin(
                        WARNING,
                        (left ? Reason.TRUNCATED_MSG_FAILED : Reason.TRUNCATED_MSG_ACCEPTED).code(),
                        reply.handle())
                : reply.begin();
        MessageDescriptorLayout.write(out, descriptorVersion, message.descriptor());
        options.writeAnswer(
                out,
                reply.body(),
                queue.local().name(),
                found.token(),
                groupStatus(message.descriptor().flags()));
        out.int32(length);
        reply.send(out, message.body(), Math.min(length, bufferLength));
    }

    private static char groupStatus(int flags) {
        if ((flags & MessageDescriptor.LAST_IN_GROUP) != 0) {
            return LAST_IN_GROUP;
        }
        return (flags & MessageDescriptor.IN_GROUP) != 0 ? IN_GROUP : NOT_IN_GROUP;
    }

    /** Answers that there is no message: the descriptor and options as they were asked, length 0. */
    private void answerNothing(int reasonCode) {
        answerWithout(reply.begin(2, reasonCode, reply.handle()));
    }

    private void answerWithout(WireWriter out) {
        MessageDescriptorLayout.write(out, descriptorVersion, asked);
        options.writeAnswer(out, reply.body(), queue.local().name(), 0, NOT_IN_GROUP);
        out.int32(0);
        reply.send(out);
    }
}
