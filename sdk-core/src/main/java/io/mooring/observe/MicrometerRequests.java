package io.mooring.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.mooring.request.RequestEnd;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/** Requests to one queue. */
final class MicrometerRequests {
    private final MeterRegistry registry;
    private final MicrometerGauges gauges;
    private final Tags tags;

    private final LongAdder outstanding = new LongAdder();
    private final DoubleSupplier part = outstanding::doubleValue;

    private final Timer reply;
    private final Timer timeout;
    private final Timer inDoubt;
    private final Timer closed;

    MicrometerRequests(MeterRegistry registry, MicrometerGauges gauges, Tags tags) {
        this.registry = registry;
        this.gauges = gauges;
        this.tags = tags;
        this.reply = timer(RequestEnd.REPLY);
        this.timeout = timer(RequestEnd.TIMEOUT);
        this.inDoubt = timer(RequestEnd.IN_DOUBT);
        this.closed = timer(RequestEnd.CLOSED);
        gauges.add(registry, MicrometerGauges.Kind.OUTSTANDING, tags, part);
    }

    void registered() {
        outstanding.increment();
    }

    void ended(RequestEnd end, Duration latency) {
        outstanding.decrement();
        switch (end) {
            case REPLY -> reply.record(latency);
            case TIMEOUT -> timeout.record(latency);
            case IN_DOUBT -> inDoubt.record(latency);
            case CLOSED -> closed.record(latency);
        }
    }

    /** Takes the gauge back; closing again does nothing. */
    void close() {
        gauges.remove(registry, MicrometerGauges.Kind.OUTSTANDING, tags, part);
    }

    private Timer timer(RequestEnd end) {
        return Timer.builder("mooring.requests")
                .description("From the registration of a request to its end")
                .tags(tags)
                .tag(MicrometerTags.OUTCOME, MicrometerTags.value(end))
                .register(registry);
    }
}
