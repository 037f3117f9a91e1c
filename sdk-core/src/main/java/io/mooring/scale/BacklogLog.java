package io.mooring.scale;

import io.mooring.QueueManagerName;
import io.mooring.observe.LogFields;
import io.mooring.reason.ReasonCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each change, none for what stays as it is. Belongs to the monitor's thread. */
final class BacklogLog implements BacklogListener {
    private static final Logger log = LoggerFactory.getLogger(BacklogMonitor.class);

    private final Map<QueueManagerName, Boolean> reachable = new HashMap<>();
    private final Map<List<String>, ReasonCode> refusals = new HashMap<>();

    @Override
    public void observed(FleetObservation observation) {
        for (QueueObservation one : observation.observations()) {
            if (one instanceof QueueObservation.NotReachable away) {
                if (!Boolean.FALSE.equals(reachable.put(one.queueManager(), false))) {
                    log.atWarn()
                            .addKeyValue(LogFields.QUEUE_MANAGER, one.queueManager())
                            .log(
                                    "{} does not answer; what waits there is not known. {}",
                                    one.queueManager(),
                                    away.because());
                }
            } else if (Boolean.FALSE.equals(reachable.put(one.queueManager(), true))) {
                log.atInfo()
                        .addKeyValue(LogFields.QUEUE_MANAGER, one.queueManager())
                        .log("{} answers again", one.queueManager());
            }
            refusal(one);
        }
    }

    private void refusal(QueueObservation one) {
        List<String> place = List.of(one.queue(), one.queueManager().value());
        if (one instanceof QueueObservation.Seen) {
            refusals.remove(place);
        } else if (one instanceof QueueObservation.Refused refused
                && !refused.reason().equals(refusals.put(place, refused.reason()))) {
            log.atWarn()
                    .addKeyValue(LogFields.QUEUE_MANAGER, one.queueManager())
                    .addKeyValue(LogFields.QUEUE, one.queue())
                    .addKeyValue(LogFields.REASON, refused.reason().value())
                    .addKeyValue(LogFields.REASON_NAME, refused.reason().name())
                    .log(
                            "{} on {} cannot be observed, reason {}: {}",
                            one.queue(),
                            one.queueManager(),
                            refused.reason(),
                            refused.reason().advice());
        }
    }

    @Override
    public void advised(String queue, ScaleAdvice advice) {
        if (advice.direction() != ScaleDirection.STAY) {
            log.atInfo()
                    .addKeyValue(LogFields.QUEUE, queue)
                    .addKeyValue(LogFields.INSTANCES, advice.current())
                    .addKeyValue(LogFields.INSTANCES_WANTED, advice.desired())
                    .log("{}: {}", queue, advice);
        }
    }

    @Override
    public void raised(ScaleAlarm alarm) {
        log.atWarn().addKeyValue(LogFields.QUEUE_MANAGER, alarm.queueManager()).log("alarm: {}", alarm.message());
    }

    @Override
    public void cleared(ScaleAlarm alarm) {
        log.atInfo()
                .addKeyValue(LogFields.QUEUE_MANAGER, alarm.queueManager())
                .log("alarm is over, it was: {}", alarm.message());
    }

    @Override
    public void gone(QueueManagerName queueManager) {
        refusals.keySet().removeIf(place -> place.get(1).equals(queueManager.value()));
        if (reachable.remove(queueManager) != null) {
            log.atInfo()
                    .addKeyValue(LogFields.QUEUE_MANAGER, queueManager)
                    .log("{} is not watched any more: it is gone from those to be watched", queueManager);
        }
    }

    @Override
    public void polling(boolean polls) {
        log.info(polls ? "this monitor polls for the fleet" : "another monitor polls for the fleet");
    }
}
