package io.mooring.scale;

import static io.mooring.scale.Observations.QM1;
import static io.mooring.scale.Observations.fleet;

import java.time.Instant;

/** The advisor, with or without counts of messages put and got. */
final class AdvisorRule implements ScalingRule {

    private static final Instant MIDNIGHT = Instant.parse("2026-01-01T00:00:00Z");

    private final String name;
    private final ScaleAdvisor advisor;
    private final boolean counting;
    private ScaleHistory history;

    AdvisorRule(String name, ScaleAdvisor advisor, boolean counting, int running) {
        this.name = name;
        this.advisor = advisor;
        this.counting = counting;
        this.history = ScaleHistory.running(running);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int instances(int second, int depth, int readers, int ordered, long in, long out) {
        Instant now = MIDNIGHT.plusSeconds(second);
        QueueObservation.Seen seen = QueueObservation.seen("ORDERS", QM1, now, depth, readers);
        ScaleAdvice advice = advisor.advise(history, fleet(now, counting ? seen.withCounts(in, out) : seen));
        history = advice.history();
        return advice.desired();
    }
}
