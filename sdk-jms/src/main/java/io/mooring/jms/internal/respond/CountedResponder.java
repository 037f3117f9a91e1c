package io.mooring.jms.internal.respond;

import io.mooring.idle.ActivitySource;
import io.mooring.idle.ReaderCensus;
import io.mooring.jms.Responder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A responder whose readers somebody else counts. */
record CountedResponder(Responder responder, ReaderCensus census) implements ActivitySource {
    @Override
    public Duration idleFor() {
        return responder.idleFor();
    }

    @Override
    public void pause() {
        responder.pause();
    }

    @Override
    public void resume() {
        responder.resume();
    }

    @Override
    public void leave() {
        responder.leave();
    }

    @Override
    public CompletableFuture<Void> whenEnded() {
        return responder.whenEnded();
    }

    @Override
    public String toString() {
        return responder.toString();
    }
}
