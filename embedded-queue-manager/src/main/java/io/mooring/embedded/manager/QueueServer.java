package io.mooring.embedded.manager;

import io.mooring.embedded.call.Environment;
import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MessageDescriptor;
import io.mooring.embedded.mqi.MqiException;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.store.GetWaiter;
import io.mooring.embedded.store.LocalQueue;
import io.mooring.embedded.store.PutTimes;
import io.mooring.embedded.store.QueuedMessage;
import io.mooring.embedded.store.Selection;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server program within the queue manager: takes the messages of a queue, one after the other, and puts the answers where
 * each asks for them.
 */
public final class QueueServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(QueueServer.class);
    private static final int QUEUE_MANAGER_TYPE = 7; // MQAT_QMGR

    private final Environment environment;
    private final LocalQueue queue;
    private final Function<Message, List<Message>> server;
    private final Executor executor;
    private @Nullable GetWaiter waiter; // guarded by this
    private boolean closed; // guarded by this

    QueueServer(Environment environment, LocalQueue queue, Function<Message, List<Message>> server, Executor executor) {
        this.environment = environment;
        this.queue = queue;
        this.server = server;
        this.executor = executor;
    }

    synchronized void start() {
        await();
    }

    /** Takes no more messages; answers the one that it has. */
    @Override
    public synchronized void close() {
        closed = true;
        if (waiter != null) {
            queue.cancel(waiter);
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    private void await() {
        try {
            waiter = queue.awaitAsConsumer(Selection.ANY, new GetWaiter.Outcome() {
                @Override
                public void granted(QueuedMessage message) {
                    executor.execute(() -> execute(message));
                }

                @Override
                public void ended(int reasonCode) {
                    stops(reasonCode);
                }
            });
        } catch (MqiException deleted) {
            stops(deleted.reasonCode());
        }
    }

    private void stops(int reasonCode) {
        log.debug("{}: the server of {} stops: {}", environment.name(), queue.name(), Reason.describe(reasonCode));
    }

    private void execute(QueuedMessage taken) {
        synchronized (this) {
            if (closed) {
                queue.release(taken);
                return;
            }
        }
        queue.finish();
        Message request = taken.asGot(environment.clock().millis());
        for (Message answer : answers(request)) {
            put(request.descriptor(), answer);
        }
        synchronized (this) {
            if (!closed) {
                await();
            }
        }
    }

    private List<Message> answers(Message request) {
        try {
            return server.apply(request);
        } catch (RuntimeException e) {
            log.error(
                    "{}: message {} of {} has no answer, since its server failed",
                    environment.name(),
                    request.descriptor().messageId(),
                    queue.name(),
                    e);
            return List.of();
        }
    }

    private void put(MessageDescriptor request, Message answer) {
        PutTimes.PutTime now = environment.putTimes().at(environment.clock().millis());
        MessageDescriptor md = answer.descriptor();
        MessageDescriptor stamped = md.toBuilder()
                .messageId(md.messageId().isNone() ? environment.identifiers().message() : md.messageId())
                .putApplType(QUEUE_MANAGER_TYPE)
                .putApplName(environment.name())
                .putDate(now.date())
                .putTime(now.time())
                .build();
        try {
            environment
                    .router()
                    .put(
                            environment.router().resolve(request.replyToQueue(), request.replyToQueueManager(), 0),
                            new Message(stamped, answer.body()),
                            null);
        } catch (MqiException refused) {
            log.warn(
                    "{}: the answer to message {} of {} cannot be put to {}: {}",
                    environment.name(),
                    request.messageId(),
                    queue.name(),
                    request.replyToQueue(),
                    Reason.describe(refused.reasonCode()));
        }
    }
}
