package io.mooring.benchmarks.scaling;

import io.mooring.QueueManagerName;
import io.mooring.scale.FleetObservation;
import io.mooring.scale.QueueObservation;
import io.mooring.scale.ScaleAdvice;
import io.mooring.scale.ScaleAdvisor;
import io.mooring.scale.ScaleHistory;
import java.time.Instant;
import java.util.List;

/** The advisor, with or without counts of messages put and got. */
final class AdvisorRule implements ScalingRule {

    private static final String QUEUE = "ORDERS";
    private static final QueueManagerName QM1 = new QueueManagerName("QM1");
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
        QueueObservation.Seen seen = QueueObservation.seen(QUEUE, QM1, now, depth, readers);
        QueueObservation.Seen told = counting ? seen.withCounts(in, out) : seen;
        ScaleAdvice advice = advisor.advise(history, new FleetObservation(QUEUE, now, List.of(told)));
        history = advice.history();
        return advice.desired();
    }
}
