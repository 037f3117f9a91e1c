package io.mooring.scale;

import io.mooring.QueueManagerName;
import java.time.Instant;
import java.util.List;

/** What tests observe. */
final class Observations {
    static final QueueManagerName QM1 = new QueueManagerName("QM1");
    static final QueueManagerName QM2 = new QueueManagerName("QM2");
    static final QueueManagerName QM3 = new QueueManagerName("QM3");

    private Observations() {}

    /** All of them of the first one's queue. */
    static FleetObservation fleet(Instant at, QueueObservation... observations) {
        return new FleetObservation(observations[0].queue(), at, List.of(observations));
    }
}
