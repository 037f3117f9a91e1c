package io.mooring.client;

import io.mooring.ConnectionClosedException;
import io.mooring.MqException;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.message.MqMessage;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Answers requests on one queue manager, in units of work, in a thread of its own; can be held back. */
final class EchoServer implements AutoCloseable {
    private final MqClient client;
    private final Semaphore open = new Semaphore(1);
    private final UnaryOperator<MqMessage> answer;
    private final Thread thread;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean closed;

    private EchoServer(EmbeddedQueueManager queueManager, String queue, UnaryOperator<MqMessage> answer) {
        this.answer = answer;
        this.client = MqClient.builder()
                .connectionNames(queueManager.connectionName())
                .channel("APP.SVRCONN")
                .applicationName("server")
                .connect();
        this.thread = new Thread(() -> serve(queue), "echo server on " + queueManager.name());
        thread.start();
    }

    /** Answers {@code x} with {@code re: x}. */
    static EchoServer on(EmbeddedQueueManager queueManager, String queue) {
        return new EchoServer(
                queueManager, queue, request -> MqMessage.ofText("re: " + request.text() + " @" + queueManager.name()));
    }

    static EchoServer on(EmbeddedQueueManager queueManager, String queue, UnaryOperator<MqMessage> answer) {
        return new EchoServer(queueManager, queue, answer);
    }

    /** Answers nothing until {@link #goOn()}; what is taken already is answered before. */
    void hold() {
        open.acquireUninterruptibly();
    }

    void goOn() {
        open.release();
    }

    /** How many units of work failed. */
    int failures() {
        return failures.get();
    }

    private void serve(String queue) {
        while (!closed) {
            open.acquireUninterruptibly();
            try {
                client.doInUnitOfWork(work -> work.get(queue, Duration.ofMillis(20))
                        .ifPresent(request -> work.reply(request, answer.apply(request))));
            } catch (ConnectionClosedException e) {
                return;
            } catch (MqException e) {
                failures.incrementAndGet(); // a reply queue that is gone, say: the request stays and expires
            } finally {
                open.release();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        client.close();
        if (open.availablePermits() == 0) {
            open.release();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
