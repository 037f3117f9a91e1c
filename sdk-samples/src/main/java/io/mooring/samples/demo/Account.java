package io.mooring.samples.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What became of each request of one side, by the id that it carries from end to end. Safe for use by many threads.
 *
 * <p>Nothing here trusts a client's word alone: a request is replied when a text came back that is its own id, and handled
 * when a server has seen that id.
 */
final class Account {
    /** How a request ended, as its program was told. */
    enum End {
        /** Its own reply came in time. */
        REPLIED,
        /** The program was told that nobody can know whether the request was put. */
        IN_DOUBT,
        /** The program was told that nothing was put. */
        NOT_PUT,
        /** The request was put, and no reply came in time. */
        NO_REPLY,
        /** Something else than its own reply came. */
        WRONG_REPLY,
        /** A call failed after the put; the program cannot tell. */
        FAILED
    }

    /** Ends after which a program knows where it stands. */
    private static final Set<End> TOLD = Set.of(End.REPLIED, End.IN_DOUBT, End.NOT_PUT);

    /** One request. */
    private static final class Request {
        final String client;
        final long askedAt = System.nanoTime();

        /** Guarded by this, as what follows. */
        private @Nullable End end;

        private long endedAt;

        Request(String client) {
            this.client = client;
        }

        synchronized boolean end(End how) {
            if (end != null) {
                return false;
            }
            end = how;
            endedAt = System.nanoTime();
            return true;
        }

        synchronized @Nullable End end() {
            return end;
        }

        boolean isTold() {
            End how = end();
            return how != null && TOLD.contains(how);
        }

        synchronized long nanos() {
            return (end == null ? System.nanoTime() : endedAt) - askedAt;
        }
    }

    private final AtomicInteger number = new AtomicInteger();
    private final Map<String, Request> requests = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> handled = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> lastReply = new ConcurrentHashMap<>();
    private final AtomicLong longestSilence = new AtomicLong();
    private final AtomicInteger endedTwice = new AtomicInteger();
    private final AtomicInteger replies = new AtomicInteger();
    private volatile boolean quiet;

    /** A request is about to be made; answers its id. */
    String asked(String client) {
        String id = client + "/" + number.incrementAndGet();
        requests.put(id, new Request(client));
        return id;
    }

    /** A request has ended; the second time for the same one is counted and changes nothing. */
    void ended(String id, End end) {
        Request request = requests.get(id);
        if (request == null || !request.end(end)) {
            endedTwice.incrementAndGet();
            return;
        }
        if (end == End.REPLIED) {
            replies.incrementAndGet();
            noteReply(request.client);
        }
    }

    /** A reply with this text came for a request. */
    void replied(String id, String text) {
        ended(id, text.equals(id) ? End.REPLIED : End.WRONG_REPLY);
    }

    private void noteReply(String client) {
        long now = System.nanoTime();
        long before =
                lastReply.computeIfAbsent(client, first -> new AtomicLong(now)).getAndSet(now);
        if (!quiet) {
            longestSilence.accumulateAndGet(now - before, Math::max);
        }
    }

    /** A server has answered the request with this text. */
    void handled(String text) {
        handled.computeIfAbsent(text, first -> new AtomicInteger()).incrementAndGet();
    }

    /** From now on there is little to ask, so that silence means nothing. */
    void quiet() {
        quiet = true;
    }

    int asked() {
        return number.get();
    }

    int replies() {
        return replies.get();
    }

    int count(End end) {
        return (int)
                requests.values().stream().filter(each -> each.end() == end).count();
    }

    /** Requests that have not ended in any way. */
    int open() {
        return (int)
                requests.values().stream().filter(each -> each.end() == null).count();
    }

    int endedTwice() {
        return endedTwice.get();
    }

    /** Ids of the requests that ended so. */
    List<String> ids(End end) {
        List<String> ids = new ArrayList<>();
        requests.forEach((id, request) -> {
            if (request.end() == end) {
                ids.add(id);
            }
        });
        return ids;
    }

    /** Whether a server has seen it. */
    boolean wasHandled(String id) {
        return handled.containsKey(id);
    }

    /** Requests that servers handled more than once, because the first time was backed out. */
    int handledAgain() {
        return (int) handled.values().stream().filter(times -> times.get() > 1).count();
    }

    /** Requests whose caller waited for longer than so long, or still does. */
    int longerThan(Duration time) {
        return (int) requests.values().stream()
                .filter(each -> each.nanos() > time.toNanos())
                .count();
    }

    /** From the request to its end, the longest. */
    Duration longest() {
        return Duration.ofNanos(
                requests.values().stream().mapToLong(Request::nanos).max().orElse(0));
    }

    /** From the request to its reply: so many hundredths of them took no longer than this. */
    Duration percentile(int hundredths) {
        long[] times = requests.values().stream()
                .filter(each -> each.end() == End.REPLIED)
                .mapToLong(Request::nanos)
                .sorted()
                .toArray();
        return Duration.ofNanos(times.length == 0 ? 0 : times[(times.length - 1) * hundredths / 100]);
    }

    /** The longest time for which a client that asks at its steady rate had no reply. */
    Duration longestSilence() {
        return Duration.ofNanos(longestSilence.get());
    }

    /** How many requests have their reply among these texts, and are lost to their program all the same. */
    long unread(Set<String> texts) {
        return texts.stream()
                .map(requests::get)
                .filter(request -> request != null && !request.isTold())
                .count();
    }
}
