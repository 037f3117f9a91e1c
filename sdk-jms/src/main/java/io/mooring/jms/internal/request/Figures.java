package io.mooring.jms.internal.request;

import io.mooring.observe.Telemetry;
import io.mooring.request.RequestEnd;
import io.mooring.request.RequestObserver;
import io.mooring.request.StrayReply;
import java.time.Duration;

/** Hands what the registry tells to the factory's telemetry. */
record Figures(Telemetry telemetry, String queue, String replyQueue) implements RequestObserver {
    @Override
    public void registered() {
        telemetry.requestRegistered(queue);
    }

    @Override
    public void ended(RequestEnd end, Duration latency) {
        telemetry.requestEnded(queue, end, latency);
    }

    @Override
    public void stray(StrayReply kind) {
        telemetry.strayReply(replyQueue, kind);
    }
}
