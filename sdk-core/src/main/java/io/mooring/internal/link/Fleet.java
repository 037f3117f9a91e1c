package io.mooring.internal.link;

import io.mooring.Endpoint;
import io.mooring.QueueManagerName;
import io.mooring.internal.mq.CallFailure;
import io.mooring.internal.mq.Conversation;
import io.mooring.internal.mq.Dialer;
import io.mooring.internal.mq.QueueFacts;
import io.mooring.internal.mq.Route;
import io.mooring.reason.ReasonCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All queue managers that a client or connection factory can reach, to be asked about a queue.
 *
 * <p>Each way is asked at the same time, on a daemon thread {@code mooring-census} of its own and over a conversation that
 * ends with the answer: a queue manager that hangs holds up nobody else. Answers are put together by the name that the
 * queue manager itself has, since several ways may lead to one. May be used by any thread.
 */
public final class Fleet {
    private final String client;
    private final Supplier<List<Place>> places;
    private final Teller teller;
    private final Duration longest;
    private final AtomicInteger number = new AtomicInteger();

    /** Who has answered there, the last time that somebody did. */
    private final Map<Endpoint, QueueManagerName> names = new ConcurrentHashMap<>();

    /** Questions that were waited for in vain; not asked again until they have ended. */
    private final Map<Question, CompletableFuture<Optional<Answer>>> stuck = new ConcurrentHashMap<>();

    private record Question(Route way, String queue) {}

    /** Asks whoever is at the other end of a way. */
    @FunctionalInterface
    public interface Teller {
        /**
         * Makes a conversation, asks, and ends it; on a thread of its own, which it may keep as long as that takes.
         *
         * @param way not only to be tried with the queue manager that it names: whoever is there says who it is
         * @return empty if nobody answers
         */
        Optional<Answer> ask(Route way, String queue);
    }

    /**
     * How the queue stands.
     *
     * @param depth CURDEPTH
     * @param readers IPPROCS
     */
    public record Level(int depth, int readers) {
        /** Of a queue manager that has no such queue (2085). */
        public static final Level NO_QUEUE = new Level(0, 0);
    }

    /**
     * What one queue manager told.
     *
     * @param queueManager its own name; of one that has never answered the name that the configuration has for it, else its
     *     address, in the characters of a name
     * @param level empty if it did not tell; zeros if it has no such queue
     */
    public record Answer(QueueManagerName queueManager, Optional<Level> level) {
        /** Of two answers of one queue manager what is certain: more messages, fewer readers. */
        private Answer and(Answer other) {
            Optional<Level> both = level.flatMap(one -> other.level.map(
                    two -> new Level(Math.max(one.depth(), two.depth()), Math.min(one.readers(), two.readers()))));
            return new Answer(queueManager, both.or(() -> level).or(other::level));
        }
    }

    /**
     * A fleet that is asked by this teller.
     *
     * @param client who asks, for the names of threads
     * @param places where queue managers should be, each time it is asked
     * @param longest how long to wait for answers
     */
    public Fleet(String client, Supplier<List<Place>> places, Teller teller, Duration longest) {
        this.client = client;
        this.places = places;
        this.teller = teller;
        this.longest = longest;
    }

    /** Who asks. */
    String client() {
        return client;
    }

    /** Asks each queue manager anew; takes no longer than an attempt to connect may. */
    public List<Answer> ask(String queue) {
        List<Place> present = places.get();
        Map<Route, CompletableFuture<Optional<Answer>>> asked = new LinkedHashMap<>();
        present.forEach(place ->
                place.ways().forEach(way -> asked.computeIfAbsent(way, each -> start(new Question(each, queue)))));
        long end = System.nanoTime() + longest.toNanos();
        Map<QueueManagerName, Answer> answers = new LinkedHashMap<>();
        List<Place> silent = new ArrayList<>();
        for (Place place : present) {
            boolean answered = false;
            for (Route way : place.ways()) {
                Answer answer = await(new Question(way, queue), asked.getOrDefault(way, nothing()), end);
                if (answer != null) {
                    answered = true;
                    answers.merge(answer.queueManager(), answer, Answer::and);
                }
            }
            if (!answered) {
                silent.add(place);
            }
        }
        for (Place place : silent) {
            answers.computeIfAbsent(nameOf(place), name -> new Answer(name, Optional.empty()));
        }
        return List.copyOf(answers.values());
    }

    private CompletableFuture<Optional<Answer>> start(Question question) {
        CompletableFuture<Optional<Answer>> before = stuck.get(question);
        if (before != null && !before.isDone()) {
            return nothing();
        }
        stuck.remove(question);
        CompletableFuture<Optional<Answer>> answer = new CompletableFuture<>();
        String name = "mooring-census " + client + " " + number.incrementAndGet();
        Thread thread = new Thread(null, () -> complete(answer, question), name, 0, false);
        thread.setDaemon(true);
        thread.start();
        return answer;
    }

    private void complete(CompletableFuture<Optional<Answer>> answer, Question question) {
        try {
            Optional<Answer> told = teller.ask(question.way(), question.queue());
            told.ifPresent(each -> names.put(question.way().endpoint(), each.queueManager()));
            answer.complete(told);
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }

    /** Asks by conversations of the native client; asks for no queue manager by name. */
    static Teller by(Dialer dialer) {
        return (way, queue) -> {
            Route any = new Route(way.endpoint(), way.channel(), Optional.empty());
            try (Conversation conversation = dialer.line(any, () -> {}).dial()) {
                return Optional.of(new Answer(conversation.queueManager(), level(conversation, queue)));
            } catch (CallFailure e) {
                return Optional.empty();
            }
        };
    }

    private static Optional<Level> level(Conversation conversation, String queue) {
        try {
            QueueFacts facts = conversation.inquire(queue);
            return Optional.of(new Level(facts.depth(), facts.readers()));
        } catch (CallFailure e) {
            return e.reason().equals(ReasonCode.UNKNOWN_OBJECT_NAME) ? Optional.of(Level.NO_QUEUE) : Optional.empty();
        }
    }

    private @Nullable Answer await(Question question, CompletableFuture<Optional<Answer>> answer, long end) {
        try {
            return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)
                    .orElse(null);
        } catch (TimeoutException e) {
            stuck.put(question, answer);
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Asking " + question.way() + " about " + question.queue() + " failed.", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "The thread was interrupted while it asked about " + question.queue() + ".", e);
        }
    }

    private static CompletableFuture<Optional<Answer>> nothing() {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /** The name of a place where nobody answers; there may be none yet. */
    private QueueManagerName nameOf(Place place) {
        return place.queueManager()
                .or(() -> place.ways().stream()
                        .flatMap(way -> Stream.ofNullable(names.get(way.endpoint())))
                        .findFirst())
                .orElseGet(() -> inCharactersOfAName(place.ways().get(0).endpoint()));
    }

    private static QueueManagerName inCharactersOfAName(Endpoint endpoint) {
        String text = (endpoint.host() + "/" + endpoint.port()).replaceAll("[^A-Za-z0-9./_%]", "_");
        return new QueueManagerName(text.substring(Math.max(0, text.length() - QueueManagerName.MAX_LENGTH)));
    }
}
