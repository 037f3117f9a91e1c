package io.mooring.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.mooring.PutState;

/**
 * Puts to and gets from one queue on one queue manager. All counters are made with the first, so that what has not
 * happened yet is a zero and an alarm sees the first put in doubt as a rise.
 */
final class MicrometerTraffic {
    private final Counter stored;
    private final Counter pending;
    private final Counter putsBackedOut;
    private final Counter inDoubt;

    private final Counter got;
    private final Counter backedOut;
    private final Counter requeued;

    MicrometerTraffic(MeterRegistry registry, Tags tags) {
        this.stored = puts(registry, tags, PutState.STORED);
        this.pending = puts(registry, tags, PutState.PENDING);
        this.putsBackedOut = puts(registry, tags, PutState.BACKED_OUT);
        this.inDoubt = puts(registry, tags, PutState.IN_DOUBT);
        this.got = gets(registry, tags, "got");
        this.backedOut = gets(registry, tags, "backed_out");
        this.requeued = gets(registry, tags, "requeued");
    }

    void put(PutState state) {
        switch (state) {
            case STORED -> stored.increment();
            case PENDING -> pending.increment();
            case BACKED_OUT -> putsBackedOut.increment();
            case IN_DOUBT -> inDoubt.increment();
        }
    }

    void got() {
        got.increment();
    }

    void backedOut() {
        backedOut.increment();
    }

    void requeued() {
        requeued.increment();
    }

    private static Counter puts(MeterRegistry registry, Tags tags, PutState state) {
        return Counter.builder("mooring.puts")
                .description("Puts that came to be in a state")
                .tags(tags)
                .tag(MicrometerTags.OPERATION, "put")
                .tag(MicrometerTags.STATE, MicrometerTags.value(state))
                .register(registry);
    }

    private static Counter gets(MeterRegistry registry, Tags tags, String state) {
        return Counter.builder("mooring.gets")
                .description("Messages that were got, and what was not kept of them")
                .tags(tags)
                .tag(MicrometerTags.OPERATION, "get")
                .tag(MicrometerTags.STATE, state)
                .register(registry);
    }
}
