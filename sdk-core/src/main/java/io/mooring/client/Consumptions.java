package io.mooring.client;

import io.mooring.ConnectionClosedException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The consumptions of a client that have not ended. */
final class Consumptions {
    private final Caller caller;
    private final Set<Consumption> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Consumptions(Caller caller) {
        this.caller = caller;
    }

    Consumption start(String queue, ConsumeSettings settings, UnitOfWorkHandler handler) {
        Consumption consumption = new Consumption(caller, queue, settings, handler, running::remove);
        running.add(consumption);
        try {
            consumption.begin();
        } catch (RuntimeException e) {
            running.remove(consumption);
            throw e;
        }
        if (closed) {
            consumption.close();
            throw new ConnectionClosedException(caller.client());
        }
        return consumption;
    }

    /** Ends all of them, at the same time. */
    void close() {
        closed = true;
        running.forEach(Consumption::stopGetting);
        long since = System.nanoTime();
        running.forEach(consumption -> consumption.awaitEnd(since, Consumption.LONGEST_CLOSE));
    }
}
