package io.mooring.benchmarks;

import com.ibm.mq.jms.MQConnectionFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.CorrelationId;
import io.mooring.ReplyTimeoutException;
import io.mooring.client.MqClient;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.mqi.Message;
import io.mooring.event.ConnectionListener;
import io.mooring.event.Reconnected;
import io.mooring.jms.MooringConnectionFactory;
import io.mooring.jms.Reply;
import io.mooring.jms.Requester;
import io.mooring.message.MqMessage;
import io.mooring.request.ReplyQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.jms.JMSException;

/**
 * A request waits while its connection moves, and its reply comes on the queue manager that was left: how long it takes until
 * the requester has it, from the later of two moments: the connection has moved, or the reply is there and can be reached.
 */
final class JmsRequestMoves {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final String REQUESTS = "BENCH.REQUEST";
    private static final String REPLIES = "BENCH.REPLY";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Loss loss;
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger twice = new AtomicInteger();
    private int metAnother;

    JmsRequestMoves(Loss loss) {
        this.loss = loss;
    }

    /** How many requests had no reply. */
    int lost() {
        return lost.get();
    }

    /** How many replies came for which nobody waited. */
    int twice() {
        return twice.get();
    }

    /** How many requests met a move that nobody had asked for, and were made again. */
    int metAnother() {
        return metAnother;
    }

    /** Milliseconds of each move. */
    Samples measure(int moves) throws JMSException, InterruptedException {
        List<Double> times = new ArrayList<>();
        BlockingQueue<Long> moved = new LinkedBlockingQueue<>();
        try (EmbeddedQueueManager one = start("QM1");
                EmbeddedQueueManager two = start("QM2");
                MqClient serverOfOne = server(one);
                MqClient serverOfTwo = server(two);
                Requester requester = factory(one, two, moved)
                        .requesterBuilder(REQUESTS, ReplyQueue.shared(REPLIES))
                        .onStrayReply((kind, reply) -> twice.incrementAndGet())
                        .open()) {
            // The first move of each direction loads classes.
            int i = -2;
            while (i < moves) {
                CompletableFuture<Reply> reply = requester.requestAsync("where are you?", TIMEOUT);
                EmbeddedQueueManager left = one.messages(REQUESTS).isEmpty() ? two : one;
                MqClient server = left == one ? serverOfOne : serverOfTwo;
                if (reply.isCompletedExceptionally()
                        || !requester.connection().queueManager().value().equals(left.name())) {
                    // IBM's client sometimes leaves a link that it has just made; this request met that.
                    metAnother++;
                    if (metAnother > moves) {
                        throw new IllegalStateException(
                                metAnother + " requests met moves that nobody had asked for, the last one: " + reply);
                    }
                    forget(server);
                    continue;
                }
                Message request = left.messages(REQUESTS).get(0);
                moved.clear();
                loss.happen().accept(left);
                Long movedAt = moved.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
                if (movedAt == null) {
                    throw new IllegalStateException("no move within " + TIMEOUT + " after " + loss.name());
                }
                loss.heal().accept(left);
                answer(server, request);
                long begin = Math.max(movedAt, System.nanoTime());
                Optional<Long> came = arrival(reply);
                if (came.isPresent() && i >= 0) {
                    times.add((came.get() - begin) / NANOS_PER_MILLI);
                }
                i++;
            }
        }
        return new Samples(times);
    }

    /** Takes the request away, if it was stored, for a move that is made again. */
    private static void forget(MqClient server) {
        while (server.queue(REQUESTS).get(Duration.ofSeconds(1)).isPresent()) {
            // There is one at most.
        }
    }

    private Optional<Long> arrival(CompletableFuture<Reply> reply) {
        try {
            return Optional.of(reply.thenApply(got -> System.nanoTime()).join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof ReplyTimeoutException) {
                lost.incrementAndGet();
                return Optional.empty();
            }
            throw e;
        }
    }

    /** What a server does that was slow: takes the request, and answers where it is. */
    private static void answer(MqClient server, Message request) {
        if (server.queue(REQUESTS).get(TIMEOUT).isEmpty()) {
            throw new IllegalStateException("the request is not there any more");
        }
        byte[] id = request.descriptor().messageId().toBytes();
        server.queue(REPLIES).put(MqMessage.ofText("here").withCorrelationId(CorrelationId.of(id)));
    }

    private static MooringConnectionFactory factory(
            EmbeddedQueueManager one, EmbeddedQueueManager two, BlockingQueue<Long> moved) throws JMSException {
        MQConnectionFactory ibm = new MQConnectionFactory();
        ibm.setIntProperty(WMQConstants.WMQ_CONNECTION_MODE, WMQConstants.WMQ_CM_CLIENT);
        ibm.setConnectionNameList(one.connectionName() + "," + two.connectionName());
        ibm.setChannel("APP.SVRCONN");
        ibm.setQueueManager("*");
        ibm.setClientReconnectOptions(WMQConstants.WMQ_CLIENT_RECONNECT);
        return MooringConnectionFactory.builderWrapping(ibm)
                .listener(ConnectionListener.on(Reconnected.class, event -> moved.add(System.nanoTime())))
                .build();
    }

    private static MqClient server(EmbeddedQueueManager queueManager) {
        return MqClient.builder()
                .connectionNames(queueManager.connectionName())
                .channel("APP.SVRCONN")
                .applicationName("server")
                .connect();
    }

    private static EmbeddedQueueManager start(String name) {
        return EmbeddedQueueManager.named(name).queue(REQUESTS, REPLIES).start();
    }
}
