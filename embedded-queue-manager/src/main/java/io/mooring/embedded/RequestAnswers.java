package io.mooring.embedded;

import io.mooring.embedded.manager.QueueManager;
import io.mooring.embedded.manager.QueueServer;
import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MessageDescriptor;
import io.mooring.embedded.mqi.MessageDescriptorBuilder;
import io.mooring.embedded.selector.ApplicationData;
import io.mooring.embedded.store.LocalQueue;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * The answers that a queue manager gives to the requests on one of its queues, as {@link EmbeddedQueueManager#answer} told it.
 * Safe for use by many threads.
 */
public final class RequestAnswers implements AutoCloseable {
    private final UnaryOperator<byte[]> answer;
    private final AtomicInteger given = new AtomicInteger();
    private final QueueServer server;

    RequestAnswers(QueueManager manager, LocalQueue queue, UnaryOperator<byte[]> answer) {
        this.answer = answer;
        this.server = manager.serve(queue, this::answers);
    }

    /** How many requests were answered. */
    public int given() {
        return given.get();
    }

    /** Answers no more; what comes from now on stays on the queue. */
    @Override
    public void close() {
        server.close();
    }

    private List<Message> answers(Message message) {
        MessageDescriptor request = message.descriptor();
        ApplicationData data = ApplicationData.of(message);
        byte[] reply = Objects.requireNonNull(answer.apply(data.bytes()), "the function that answers returned null");
        if (request.replyToQueue().isEmpty()) {
            return List.of();
        }
        given.incrementAndGet();
        MessageDescriptorBuilder descriptor = request.reply();
        if (!request.correlationId().isNone()) {
            // JMS programs that set one want it back, and say so in no report option.
            descriptor.correlationId(request.correlationId());
        }
        return List.of(data.replyWith(reply, descriptor));
    }
}
