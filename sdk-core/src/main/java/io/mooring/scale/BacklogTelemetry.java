package io.mooring.scale;

import io.mooring.QueueManagerName;
import io.mooring.observe.Telemetry;
import java.util.HashSet;
import java.util.Set;

/**
 * Hands what a monitor sees and thinks to a {@link Telemetry}, and takes it back when this monitor does not look any more.
 * Belongs to the monitor's thread.
 */
final class BacklogTelemetry implements BacklogListener {
    private final Telemetry telemetry;
    private final Set<String> queues = new HashSet<>();
    private final Set<QueueManagerName> queueManagers = new HashSet<>();

    BacklogTelemetry(Telemetry telemetry) {
        this.telemetry = telemetry;
    }

    @Override
    public void observed(FleetObservation observation) {
        queues.add(observation.queue());
        for (QueueObservation one : observation.observations()) {
            QueueManagerName queueManager = one.queueManager();
            queueManagers.add(queueManager);
            telemetry.queueManagerReachable(queueManager, !(one instanceof QueueObservation.NotReachable));
            if (one instanceof QueueObservation.Seen seen) {
                telemetry.queueObserved(
                        seen.queue(),
                        queueManager,
                        seen.depth(),
                        seen.readers(),
                        seen.oldestMessageAge().orElse(null));
            } else {
                telemetry.queueNotKnown(one.queue(), queueManager);
            }
        }
    }

    @Override
    public void gone(QueueManagerName queueManager) {
        if (queueManagers.remove(queueManager)) {
            telemetry.queueManagerGone(queueManager);
        }
    }

    @Override
    public void advised(String queue, ScaleAdvice advice) {
        queues.add(queue);
        telemetry.instancesWanted(queue, advice.desired());
    }

    @Override
    public void polling(boolean polls) {
        if (!polls) {
            takeBack();
        }
    }

    @Override
    public void ended() {
        takeBack();
    }

    private void takeBack() {
        queues.forEach(telemetry::queueNoLongerObserved);
        queues.clear();
        queueManagers.forEach(telemetry::queueManagerGone);
        queueManagers.clear();
    }
}
