package io.mooring.embedded.manager;

import io.mooring.embedded.call.Environment;
import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MessageDescriptor;
import io.mooring.embedded.mqi.MqiException;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.pcf.CommandServer;
import io.mooring.embedded.store.GetWaiter;
import io.mooring.embedded.store.LocalQueue;
import io.mooring.embedded.store.PutTimes;
import io.mooring.embedded.store.QueuedMessage;
import io.mooring.embedded.store.Selection;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the messages of the command queue, one after the other, and puts the command server's answers. */
final class CommandQueue {
    private static final Logger log = LoggerFactory.getLogger(CommandQueue.class);
    private static final int QUEUE_MANAGER_TYPE = 7; // MQAT_QMGR

    private final Environment environment;
    private final LocalQueue queue;
    private final CommandServer server;
    private final Executor executor;
    private @Nullable GetWaiter waiter; // guarded by this
    private boolean closed; // guarded by this

    CommandQueue(Environment environment, LocalQueue queue, CommandServer server, Executor executor) {
        this.environment = environment;
        this.queue = queue;
        this.server = server;
        this.executor = executor;
    }

    synchronized void start() {
        await();
    }

    synchronized void close() {
        closed = true;
        if (waiter != null) {
            queue.cancel(waiter);
        }
    }

    private void await() {
        waiter = queue.awaitAsConsumer(Selection.ANY, new GetWaiter.Outcome() {
            @Override
            public void granted(QueuedMessage message) {
                executor.execute(() -> execute(message));
            }

            @Override
            public void ended(int reasonCode) {
                log.debug("{}: the command server stops: {}", environment.name(), Reason.describe(reasonCode));
            }
        });
    }

    private void execute(QueuedMessage command) {
        synchronized (this) {
            if (closed) {
                queue.release(command);
                return;
            }
        }
        queue.finish();
        Message request = command.asGot(environment.clock().millis());
        for (Message answer : server.answer(request)) {
            put(request.descriptor(), answer);
        }
        synchronized (this) {
            if (!closed) {
                await();
            }
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
                    "{}: the answer to command message {} cannot be put to {}: {}",
                    environment.name(),
                    request.messageId(),
                    request.replyToQueue(),
                    Reason.describe(refused.reasonCode()));
        }
    }
}
