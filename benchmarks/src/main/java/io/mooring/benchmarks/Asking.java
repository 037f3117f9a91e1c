package io.mooring.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Requests by some threads, each of which waits for its reply before it asks again, and looks whether it is the right one. */
final class Asking implements Workload {
    static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final List<Asker> askers;
    private final List<byte[]> bodies = new ArrayList<>();
    private final AutoCloseable closes;
    private final Crew crew;

    /** Makes one request and waits for the reply, whose body it returns. Used by one thread at a time. */
    interface Asker {
        byte[] ask(byte[] body) throws Exception;
    }

    /** One thread for each asker. */
    Asking(List<Asker> askers, int bytes, AutoCloseable closes) {
        this.askers = askers;
        this.closes = closes;
        this.crew = new Crew(askers.size());
        for (int i = 0; i < askers.size(); i++) {
            bodies.add(new byte[bytes]);
        }
    }

    /** All threads use the same asker, which has to bear that. */
    static Workload shared(Asker asker, Load load, AutoCloseable closes) {
        List<Asker> askers = new ArrayList<>();
        for (int i = 0; i < load.threads(); i++) {
            askers.add(asker);
        }
        return new Asking(askers, load.bytes(), closes);
    }

    @Override
    public void prepare(int operations) {
        // Each round ends when everything is answered: there is nothing left of the one before.
    }

    @Override
    public void run(int operations) throws Exception {
        crew.share(operations, (member, number) -> {
            byte[] body = bodies.get(member);
            NumberedBody.number(body, number);
            byte[] reply = askers.get(member).ask(body);
            long answered = NumberedBody.numberOf(reply, body.length);
            if (answered != number) {
                throw new IllegalStateException("the reply to request " + number + " answers " + answered);
            }
        });
    }

    @Override
    public void close() {
        crew.close();
        try {
            closes.close();
        } catch (Exception e) {
            throw new IllegalStateException("a connection did not end in order", e);
        }
    }
}
