package io.mooring.scale;

import io.mooring.QueueManagerName;
import io.mooring.reason.ReasonCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each change, none for what stays as it is. Belongs to the monitor's thread. */
final class BacklogLog implements BacklogListener {
    private static final Logger log = LoggerFactory.getLogger(BacklogMonitor.class);
    private static final String QUEUE = "mq.queue";
    private static final String QUEUE_MANAGER = "mq.queue_manager";

    private final Map<QueueManagerName, Boolean> reachable = new HashMap<>();
    private final Map<List<String>, ReasonCode> refusals = new HashMap<>();

    @Override
    public void observed(FleetObservation observation) {
        for (QueueObservation one : observation.observations()) {
            if (one instanceof QueueObservation.NotReachable away) {
                if (!Boolean.FALSE.equals(reachable.put(one.queueManager(), false))) {
                    log.atWarn()
                            .addKeyValue(QUEUE_MANAGER, one.queueManager())
                            .log(
                                    "{} does not answer; what waits there is not known. {}",
                                    one.queueManager(),
                                    away.because());
                }
            } else if (Boolean.FALSE.equals(reachable.put(one.queueManager(), true))) {
                log.atInfo().addKeyValue(QUEUE_MANAGER, one.queueManager()).log("{} answers again", one.queueManager());
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
                    .addKeyValue(QUEUE_MANAGER, one.queueManager())
                    .addKeyValue(QUEUE, one.queue())
                    .addKeyValue("mq.reason", refused.reason().value())
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
                    .addKeyValue(QUEUE, queue)
                    .addKeyValue("mooring.instances.current", advice.current())
                    .addKeyValue("mooring.instances.wanted", advice.desired())
                    .log("{}: {}", queue, advice);
        }
    }

    @Override
    public void raised(ScaleAlarm alarm) {
        log.atWarn().addKeyValue(QUEUE_MANAGER, alarm.queueManager()).log("alarm: {}", alarm.message());
    }

    @Override
    public void cleared(ScaleAlarm alarm) {
        log.atInfo().addKeyValue(QUEUE_MANAGER, alarm.queueManager()).log("alarm is over, it was: {}", alarm.message());
    }

    @Override
    public void polling(boolean polls) {
        log.info(polls ? "this monitor polls for the fleet" : "another monitor polls for the fleet");
    }
}
