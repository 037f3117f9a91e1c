package io.mooring.jms;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.MqException;
import io.mooring.PutInDoubtException;
import io.mooring.ReplyTimeoutException;
import io.mooring.request.ReplyQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The requests of a soak: one requester, which moves, and a responder on each queue manager, which stays there. All messages
 * are persistent, so that a request that was put is answered, unless its queue manager is away for as long as it lives.
 */
final class SoakRequests {
    static final String REQUESTS = "PRICE.REQUEST";
    private static final String REPLIES = "PRICE.REPLY";

    /** Longer than a queue manager is away, most of the time. */
    private static final Duration TIMEOUT = Duration.ofSeconds(8);

    private final List<Responder> responders = new ArrayList<>();
    private final Requester requester;

    /** The texts that handlers were given. */
    private final Set<String> delivered = ConcurrentHashMap.newKeySet();

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger replied = new AtomicInteger();
    private final AtomicInteger timedOut = new AtomicInteger();
    private final AtomicInteger inDoubt = new AtomicInteger();
    private final AtomicInteger notPut = new AtomicInteger();

    /** The queues that all of it needs on each queue manager. */
    static String definitions() {
        return "DEF QL(" + REQUESTS + ") BOTHRESH(0)\nDEF QL(" + REPLIES + ")";
    }

    /**
     * Opens all of it.
     *
     * @param moving makes the connection of the requester
     * @param staying each makes the connection of a responder
     */
    SoakRequests(MooringConnectionFactory moving, List<MooringConnectionFactory> staying) {
        for (MooringConnectionFactory factory : staying) {
            responders.add(factory.responder(REQUESTS, request -> {
                delivered.add(request.text());
                return "re: " + request.text();
            }));
        }
        requester = moving.requesterBuilder(REQUESTS, ReplyQueue.shared(REPLIES))
                .persistent(true)
                .open();
    }

    /** Asks, and waits for the reply. */
    SoakPrograms.Step asking() {
        return name -> {
            begun.incrementAndGet();
            try {
                replied(name, requester.request(name, TIMEOUT));
            } catch (MqException e) {
                failed(e);
            }
        };
    }

    /** Asks for a future, and waits for that. */
    SoakPrograms.Step askingForAFuture() {
        return name -> {
            begun.incrementAndGet();
            CompletableFuture<Reply> reply = requester.requestAsync(name, TIMEOUT);
            try {
                replied(name, reply.get(2, TimeUnit.MINUTES));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof MqException failure)) {
                    throw e;
                }
                failed(failure);
            }
        };
    }

    private void replied(String name, Reply reply) {
        assertThat(reply.text()).isEqualTo("re: " + name);
        assertThat(delivered).contains(name);
        replied.incrementAndGet();
    }

    private void failed(MqException failure) {
        if (failure instanceof ReplyTimeoutException) {
            timedOut.incrementAndGet();
        } else if (failure instanceof PutInDoubtException) {
            inDoubt.incrementAndGet();
        } else if (String.valueOf(failure.getMessage()).contains("was not put: within")) {
            notPut.incrementAndGet();
        } else {
            throw failure;
        }
    }

    /** Closes all of it, after the programs have ended. */
    void close() {
        int outstanding = requester.outstanding();
        requester.close();
        responders.forEach(Responder::close);
        assertThat(outstanding).isZero();
    }

    /** Each request has ended once, and none was handled twice. */
    void judge() {
        long handled = responders.stream().mapToLong(Responder::handled).sum();
        long commitsInDoubt = responders.stream().mapToLong(Responder::inDoubt).sum();
        assertThat(replied.get() + timedOut.get() + inDoubt.get() + notPut.get())
                .as("requests that ended")
                .isEqualTo(begun.get());
        assertThat(handled).as("requests handled and committed").isLessThanOrEqualTo(begun.get() - notPut.get());
        assertThat(handled + commitsInDoubt).isGreaterThanOrEqualTo(replied.get());
        assertThat(replied).hasPositiveValue();
    }

    String summary() {
        return begun + " requests: " + replied + " replies, " + timedOut + " timeouts, " + inDoubt + " in doubt, "
                + notPut + " not put";
    }
}
