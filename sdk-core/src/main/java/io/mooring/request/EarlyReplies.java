package io.mooring.request;

import io.mooring.CorrelationId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replies that may be older than our knowledge of what they answer: a request's key is known when its put returns, and the
 * reply may have come by then.
 *
 * <p>A reply is held as long as a put is in flight that was registered before the reply came: only those can be what it
 * answers. Not safe for threads.
 */
final class EarlyReplies<R> {
    private record Held<R>(long order, R reply) {}

    private final int capacity;

    /** Requests whose put has not returned, in the order of registration; also those that ended in the meantime. */
    private final Set<Request<R>> inFlight = new LinkedHashSet<>();

    /** In the order in which they came. */
    private final Map<CorrelationId, Held<R>> held = new LinkedHashMap<>();

    EarlyReplies(int capacity) {
        this.capacity = capacity;
    }

    /** A request without a key is about to be put. */
    void departed(Request<R> request) {
        inFlight.add(request);
    }

    /** The put of a request has returned; does nothing if that is known. */
    void landed(Request<R> request) {
        inFlight.remove(request);
    }

    Iterable<Request<R>> inFlight() {
        return inFlight;
    }

    /**
     * Takes in a reply that is nobody's, so far. If there is no room, the oldest one goes.
     *
     * @param order the order of the last registration
     * @param strays what cannot be held, or not any more
     */
    void hold(CorrelationId key, R reply, long order, List<Stray<R>> strays) {
        if (inFlight.isEmpty()) {
            strays.add(new Stray<>(StrayReply.UNKNOWN, key, reply));
        } else if (held.containsKey(key)) {
            strays.add(new Stray<>(StrayReply.DUPLICATE, key, reply));
        } else {
            held.put(key, new Held<>(order, reply));
            if (held.size() > capacity) {
                Iterator<Map.Entry<CorrelationId, Held<R>>> oldest =
                        held.entrySet().iterator();
                strays.add(unknown(oldest.next()));
                oldest.remove();
            }
        }
    }

    /** How many replies are held. */
    int size() {
        return held.size();
    }

    /** The reply with this key, which is held no longer; null if there is none. */
    @Nullable
    R take(CorrelationId key) {
        Held<R> found = held.remove(key);
        return found == null ? null : found.reply;
    }

    /** Lets go of the replies that no put in flight can claim. */
    void release(List<Stray<R>> strays) {
        if (held.isEmpty()) {
            return;
        }
        long oldestPut =
                inFlight.isEmpty() ? Long.MAX_VALUE : inFlight.iterator().next().order;
        Iterator<Map.Entry<CorrelationId, Held<R>>> replies = held.entrySet().iterator();
        while (replies.hasNext()) {
            Map.Entry<CorrelationId, Held<R>> oldest = replies.next();
            if (oldest.getValue().order >= oldestPut) {
                return;
            }
            strays.add(unknown(oldest));
            replies.remove();
        }
    }

    /** Knows of no put in flight any more, and lets go of all replies. */
    void clear(List<Stray<R>> strays) {
        inFlight.clear();
        release(strays);
    }

    private static <R> Stray<R> unknown(Map.Entry<CorrelationId, Held<R>> entry) {
        return new Stray<>(StrayReply.UNKNOWN, entry.getKey(), entry.getValue().reply);
    }
}
