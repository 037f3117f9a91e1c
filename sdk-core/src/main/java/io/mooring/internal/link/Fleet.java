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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All queue managers that a client can reach, to be asked about a queue.
 *
 * <p>Each way is asked at the same time, on a daemon thread {@code mooring-census} of its own and over a conversation that
 * ends with the answer: a queue manager that hangs holds up nobody else. Answers are put together by the name that the
 * queue manager itself has, since several ways may lead to one. May be used by any thread.
 */
public final class Fleet {
    private final String client;
    private final Routes routes;
    private final Dialer dialer;
    private final Duration longest;
    private final AtomicInteger number = new AtomicInteger();

    /** Who has answered there, the last time that somebody did. */
    private final Map<Endpoint, QueueManagerName> names = new ConcurrentHashMap<>();

    /** Questions that were waited for in vain; not asked again until they have ended. */
    private final Map<Question, CompletableFuture<Optional<Answer>>> stuck = new ConcurrentHashMap<>();

    private record Question(Route way, String queue) {}

    /**
     * How the queue stands.
     *
     * @param depth CURDEPTH
     * @param readers IPPROCS
     */
    public record Level(int depth, int readers) {}

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

    Fleet(String client, Routes routes, Dialer dialer, Duration longest) {
        this.client = client;
        this.routes = routes;
        this.dialer = dialer;
        this.longest = longest;
    }

    /** Asks each queue manager anew; takes no longer than an attempt to connect may. */
    public List<Answer> ask(String queue) {
        List<Place> places = routes.places();
        Map<Route, CompletableFuture<Optional<Answer>>> asked = new LinkedHashMap<>();
        places.forEach(place ->
                place.ways().forEach(way -> asked.computeIfAbsent(way, each -> start(new Question(each, queue)))));
        long end = System.nanoTime() + longest.toNanos();
        Map<QueueManagerName, Answer> answers = new LinkedHashMap<>();
        List<Place> silent = new ArrayList<>();
        for (Place place : places) {
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
            answer.complete(Optional.of(answer(question)));
        } catch (CallFailure e) {
            answer.complete(Optional.empty());
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }

    /** Asks for no queue manager by name: whoever is there says who it is. */
    private Answer answer(Question question) throws CallFailure {
        Route way = question.way();
        Route any = new Route(way.endpoint(), way.channel(), Optional.empty());
        try (Conversation conversation = dialer.line(any, () -> {}).dial()) {
            QueueManagerName name = conversation.queueManager();
            names.put(way.endpoint(), name);
            return new Answer(name, level(conversation, question.queue()));
        }
    }

    private static Optional<Level> level(Conversation conversation, String queue) {
        try {
            QueueFacts facts = conversation.inquire(queue);
            return Optional.of(new Level(facts.depth(), facts.readers()));
        } catch (CallFailure e) {
            return e.reason().equals(ReasonCode.UNKNOWN_OBJECT_NAME) ? Optional.of(new Level(0, 0)) : Optional.empty();
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
