package io.mooring.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A library's calls in one round: puts messages, moves each of them to another queue in a unit of work, gets them from there,
 * and listens to as many more. Each leg has to see every message once.
 */
final class Calling implements Course.Runner {
    static final String PUT = "Put";
    static final String TRANSFER = "Get and put in a unit of work";
    static final String GET = "Get";
    static final String LISTEN = "Listener";
    static final List<String> LEGS = List.of(PUT, GET, TRANSFER, LISTEN);

    private static final long PATIENCE_SECONDS = 60;

    private final EmbeddedContender queueManager;
    private final Load load;
    private final Library library;
    private final Crew crew;
    private final List<Library.Worker> workers = new ArrayList<>();
    private final List<byte[]> bodies = new ArrayList<>();

    /** Connects. */
    Calling(EmbeddedContender queueManager, Contestant.Connecting<Library> connecting, Load load) throws Exception {
        this.queueManager = queueManager;
        this.load = load;
        this.library = connecting.connect(queueManager, load);
        this.crew = new Crew(load.threads());
        for (int i = 0; i < load.threads(); i++) {
            workers.add(library.worker());
            bodies.add(new byte[load.bytes()]);
        }
    }

    @Override
    public void round(int operations, Course.Watch watch) throws Exception {
        watch.leg(PUT, operations, () -> crew.share(operations, this::put));
        requireDepth(Library.PUTS, operations);
        Checklist transferred = new Checklist(operations, load.bytes());
        watch.leg(
                TRANSFER,
                operations,
                () -> crew.share(
                        operations,
                        (member, number) -> transferred.came(workers.get(member).transfer())));
        transferred.requireComplete();
        requireDepth(Library.PUTS, 0);
        requireDepth(Library.GETS, operations);
        Checklist got = new Checklist(operations, load.bytes());
        watch.leg(
                GET,
                operations,
                () -> crew.share(
                        operations,
                        (member, number) -> got.came(workers.get(member).get())));
        got.requireComplete();
        requireDepth(Library.GETS, 0);
        crew.share(operations, this::put);
        listen(operations, watch);
        requireDepth(Library.PUTS, 0);
    }

    private void put(int member, int number) throws Exception {
        byte[] body = bodies.get(member);
        NumberedBody.number(body, number);
        workers.get(member).put(body);
    }

    /** The clock begins when every listener is there and has a message, so that no library is charged for its start. */
    private void listen(int operations, Course.Watch watch) throws Exception {
        Checklist heard = new Checklist(operations, load.bytes());
        CountDownLatch listening = new CountDownLatch(load.threads());
        CountDownLatch gate = new CountDownLatch(1);
        AutoCloseable listeners = library.listen(load.threads(), body -> {
            if (gate.getCount() > 0) {
                listening.countDown();
                awaitQuietly(gate);
            }
            heard.came(body);
        });
        try {
            if (!listening.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        listening.getCount() + " of " + load.threads() + " listeners were given no message");
            }
            watch.leg(LISTEN, operations, () -> {
                gate.countDown();
                awaitAll(heard);
            });
        } finally {
            gate.countDown();
            listeners.close();
        }
        heard.requireComplete();
    }

    private void awaitAll(Checklist heard) throws InterruptedException {
        try {
            heard.await(PATIENCE_SECONDS);
        } catch (IllegalStateException missing) {
            long depth = queueManager.depth(Library.PUTS);
            throw new IllegalStateException(missing.getMessage() + "; " + depth + " are on the queue", missing);
        }
    }

    private static void awaitQuietly(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void requireDepth(String queue, int wanted) {
        long depth = queueManager.depth(queue);
        if (depth != wanted) {
            throw new IllegalStateException(queue + " has " + depth + " messages and should have " + wanted);
        }
    }

    @Override
    public void close() throws Exception {
        crew.close();
        library.close();
    }
}
