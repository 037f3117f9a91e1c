package io.mooring.benchmarks;

import io.mooring.client.MqClient;
import io.mooring.client.Requester;
import io.mooring.jms.MooringConnectionFactory;
import io.mooring.message.MqMessage;
import io.mooring.message.Persistence;
import io.mooring.request.ReplyQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.jms.JMSException;

/**
 * Requests of which very many are outstanding: one thread puts all of them, and only then are they answered. What is measured
 * ends with the last reply.
 */
final class Outstanding implements Course.Runner {
    static final String LEG = "Requests outstanding at once";

    static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final int SERVERS = 2;
    private static final int BYTES = Load.BASE.bytes();

    private final EmbeddedContender queueManager;
    private final String requests;
    private final Asker asker;

    /** Makes requests whose replies come later. Used by one thread. */
    interface Asker {
        CompletableFuture<byte[]> ask(byte[] body) throws Exception;

        /** Disconnects. */
        void close() throws Exception;
    }

    Outstanding(EmbeddedContender queueManager, String requests, Asker asker) {
        this.queueManager = queueManager;
        this.requests = requests;
        this.asker = asker;
    }

    @Override
    public void round(int operations, Course.Watch watch) throws Exception {
        List<CompletableFuture<byte[]>> replies = new ArrayList<>(operations);
        watch.leg(LEG, operations, () -> {
            for (int i = 0; i < operations; i++) {
                byte[] body = new byte[BYTES];
                NumberedBody.number(body, i);
                replies.add(asker.ask(body));
            }
            // Where another thread puts them, the last ones may be on their way.
            CompletableFuture<Void> all = CompletableFuture.allOf(replies.toArray(CompletableFuture<?>[]::new));
            while (queueManager.depth(requests) < operations && !all.isDone()) {
                Thread.onSpinWait();
            }
            EchoServers servers = new EchoServers(queueManager, requests, SERVERS);
            try (servers) {
                all.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            }
        });
        for (int i = 0; i < operations; i++) {
            long answered = NumberedBody.numberOf(replies.get(i).join(), BYTES);
            if (answered != i) {
                throw new IllegalStateException("the reply to request " + i + " answers " + answered);
            }
        }
    }

    @Override
    public void close() throws Exception {
        asker.close();
    }

    /** Through a requester of the native client. */
    static Asker requester(EmbeddedContender queueManager, String requests, ReplyQueue replies) {
        MqClient client = queueManager.connectClient();
        Requester requester = client.requester(requests, replies);
        return asker(
                body -> requester
                        .requestAsync(MqMessage.wrap(body).withPersistence(Persistence.NOT_PERSISTENT), TIMEOUT)
                        .thenApply(MqMessage::bytes),
                () -> {
                    requester.close();
                    client.close();
                });
    }

    /** Through a requester of the JMS drop-in. */
    static Asker jmsRequester(EmbeddedContender queueManager, String requests, ReplyQueue replies) throws JMSException {
        io.mooring.jms.Requester requester = MooringConnectionFactory.wrapping(queueManager.connections())
                .requesterBuilder(JmsLibrary.destination(requests), replies)
                .persistent(false)
                .open();
        return asker(body -> requester.requestAsync(body, TIMEOUT).thenApply(reply -> reply.bytes()), requester);
    }

    /** With Camel and an exclusive reply queue. */
    static Asker camel(FrameworkAskers askers, String replies) {
        FrameworkAskers.Camel camel = askers.connectCamel(replies, "Exclusive");
        return asker(camel::askAsync, camel::close);
    }

    /** What an asker does. */
    interface Ask {
        CompletableFuture<byte[]> ask(byte[] body) throws Exception;
    }

    /** An asker, and what is closed with it. */
    static Asker asker(Ask ask, AutoCloseable closes) {
        return new Asker() {
            @Override
            public CompletableFuture<byte[]> ask(byte[] body) throws Exception {
                return ask.ask(body);
            }

            @Override
            public void close() throws Exception {
                closes.close();
            }
        };
    }
}
