package io.mooring.client;

import io.mooring.idle.ActivitySource;
import io.mooring.idle.ReaderCensus;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A consumption whose readers somebody else counts. */
record CountedConsumption(Consumption consumption, ReaderCensus census) implements ActivitySource {
    @Override
    public Duration idleFor() {
        return consumption.idleFor();
    }

    @Override
    public void pause() {
        consumption.pause();
    }

    @Override
    public void resume() {
        consumption.resume();
    }

    @Override
    public void leave() {
        consumption.leave();
    }

    @Override
    public CompletableFuture<Void> whenEnded() {
        return consumption.whenEnded();
    }

    @Override
    public String toString() {
        return consumption.toString();
    }
}
