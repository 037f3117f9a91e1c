package io.mooring.scale;

import io.mooring.observe.LogFields;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One advisor at one queue, with what it has to remember. Belongs to the monitor's thread. */
final class Advising {
    private static final Logger log = LoggerFactory.getLogger(BacklogMonitor.class);

    private final String queue;
    private final ScaleAdvisor advisor;
    private final Consumer<ScaleAdvice> callback;
    private ScaleHistory history;
    private boolean heldBack;
    private boolean toDeliver;

    Advising(String queue, ScaleAdvisor advisor, ScaleHistory history, Consumer<ScaleAdvice> callback) {
        this.queue = queue;
        this.advisor = advisor;
        this.history = history;
        this.callback = callback;
    }

    String queue() {
        return queue;
    }

    /** Whether it wants no instance to run. */
    boolean asleep() {
        return history.ordered == 0;
    }

    /** Takes those that read for those that run, once more: another monitor may have advised meanwhile. */
    void forget() {
        history = ScaleHistory.empty();
        toDeliver = false;
    }

    /**
     * Advises.
     *
     * @return empty if nobody has said how many run, and not all that read can be seen: then those that are not seen would
     *     be taken for instances that do not run
     */
    Optional<ScaleAdvice> look(FleetObservation observation) {
        if (!history.ordersKnown() && !observation.complete()) {
            if (!heldBack) {
                log.atWarn()
                        .addKeyValue(LogFields.QUEUE, queue)
                        .log(
                                "{}: no advice until {} tell(s) how many read there, since it was not said how many"
                                        + " instances run",
                                queue,
                                observation.unknown());
            }
            heldBack = true;
            return Optional.empty();
        }
        heldBack = false;
        ScaleAdvice advice = advisor.advise(history, observation);
        history = advice.history();
        toDeliver |= advice.direction() != ScaleDirection.STAY;
        return Optional.of(advice);
    }

    /** Hands a changed number over; once more at the next pass if that fails, with the number of then. */
    void deliver(ScaleAdvice advice) {
        if (toDeliver) {
            callback.accept(advice);
            toDeliver = false;
        }
    }
}
