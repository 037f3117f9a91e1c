package io.mooring.scale;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Turns observations of a queue into the number of instances there should be.
 *
 * <p>Needed are as many instances as the greatest of these says: the depth divided by the depth per instance; where
 * rates are measured, as many as arrive at while each is busy at most for the given share of its time; and as many as
 * bring the depth to nothing within the drain time while messages go on arriving.
 *
 * <ul>
 *   <li>More are advised at once if the need exceeds what was advised by the hysteresis.
 *   <li>Fewer are advised if during a whole cool-down no need came near what was advised, and never while a queue
 *       manager does not tell: what is not seen is not zero. Without measured rates an empty queue does not tell
 *       how busy its readers are; then they go one at a time, one in each cool-down.
 *   <li>The direction changes at most once in a cool-down, but for the first instance, which does not wait.
 *   <li>A queue that has been idle for the given time is left with the fewest instances.
 * </ul>
 *
 * <p>A value and a pure function: the same history and observation give the same advice. Threads may share it.
 */
public final class ScaleAdvisor {

    final Rules rules;

    private ScaleAdvisor(Rules rules) {
        this.rules = rules;
    }

    /**
     * Between these bounds, with 100 messages of depth per instance, a drain time of 1 minute, instances busy for 80 %
     * of their time, a hysteresis of 10 %, a cool-down of 3 minutes, idle after 10 minutes, one reader per instance,
     * woken from zero by the first message.
     *
     * @param fewest 0 or more
     * @param most 1 or more
     */
    public static ScaleAdvisor instancesBetween(int fewest, int most) {
        if (fewest < 0 || most < 1 || fewest > most) {
            throw new IllegalArgumentException(
                    "instancesBetween(" + fewest + ", " + most + "): 0 <= fewest <= most and most >= 1 would do");
        }
        Rules rules = new Rules();
        rules.fewest = fewest;
        rules.most = most;
        return new ScaleAdvisor(rules);
    }

    /** The depth that one instance may have to itself before there should be more. */
    public ScaleAdvisor depthPerInstance(int messages) {
        require(messages >= 1, "depthPerInstance", messages, "1 or more");
        return with(next -> next.depthPerInstance = messages);
    }

    /** In what time the depth should come to nothing; used where rates are measured. */
    public ScaleAdvisor drainWithin(Duration time) {
        requirePositive("drainWithin", time);
        return with(next -> next.drainTime = time);
    }

    /** The share of its time that an instance may be busy with what arrives, more than 0, at most 1. */
    public ScaleAdvisor busyAtMost(double share) {
        require(share > 0 && share <= 1, "busyAtMost", share, "more than 0 and at most 1");
        return with(next -> next.busyShare = share);
    }

    /** By what share the need has to differ from what was advised, 0 to less than 1. */
    public ScaleAdvisor hysteresis(double share) {
        require(share >= 0 && share < 1, "hysteresis", share, "0 or more and less than 1");
        return with(next -> next.hysteresis = share);
    }

    /** How long the need has to be low before there are fewer, and between two changes of direction at least. */
    public ScaleAdvisor coolDown(Duration time) {
        requirePositive("coolDown", time);
        return with(next -> next.coolDown = time);
    }

    /** How long nothing may wait and nothing arrive before only the fewest instances are left. */
    public ScaleAdvisor idleAfter(Duration time) {
        requirePositive("idleAfter", time);
        return with(next -> next.idleTime = time);
    }

    /** The depth that is left alone while there is no instance; more than that wakes the first. */
    public ScaleAdvisor activationDepth(int messages) {
        require(messages >= 0, "activationDepth", messages, "0 or more");
        return with(next -> next.activationDepth = messages);
    }

    /** How often one instance has the queue open for input. */
    public ScaleAdvisor readersPerInstance(int readers) {
        require(readers >= 1, "readersPerInstance", readers, "1 or more");
        return with(next -> next.readersPerInstance = readers);
    }

    /**
     * Advises.
     *
     * <p>An observation that is not later than the one before starts the measuring anew; what was advised stays.
     *
     * @param history of the advice before, or {@link ScaleHistory#empty()}
     * @param observation of the queue on all its queue managers
     */
    public ScaleAdvice advise(ScaleHistory history, FleetObservation observation) {
        return new Deliberation(this, history, observation).advice();
    }

    /** Instances needed for what is waiting and arriving; neither rounded nor within bounds. */
    double need(FleetObservation observation, Rates rates) {
        double needed = observation.depth() / (double) rules.depthPerInstance;
        if (rates.known()) {
            double service = rates.service() * rules.readersPerInstance;
            double steady = rates.arrival() / (service * rules.busyShare);
            double draining = (rates.arrival() + observation.depth() / Rates.seconds(rules.drainTime)) / service;
            needed = Math.max(needed, Math.max(steady, draining));
        }
        return needed;
    }

    private ScaleAdvisor with(Consumer<Rules> change) {
        Rules next = new Rules(rules);
        change.accept(next);
        return new ScaleAdvisor(next);
    }

    private static void requirePositive(String setting, Duration time) {
        require(!time.isNegative() && !time.isZero(), setting, time, "more than nothing");
    }

    private static void require(boolean good, String setting, Object value, String wouldDo) {
        if (!good) {
            throw new IllegalArgumentException(setting + "(" + value + "): " + wouldDo + " would do");
        }
    }

    /** What an advisor goes by; changed only before the advisor that owns it is there. */
    static final class Rules {
        int fewest;
        int most;
        int depthPerInstance = 100;
        Duration drainTime = Duration.ofMinutes(1);
        double busyShare = 0.8;
        double hysteresis = 0.1;
        Duration coolDown = Duration.ofMinutes(3);
        Duration idleTime = Duration.ofMinutes(10);
        int activationDepth;
        int readersPerInstance = 1;

        Rules() {}

        Rules(Rules from) {
            fewest = from.fewest;
            most = from.most;
            depthPerInstance = from.depthPerInstance;
            drainTime = from.drainTime;
            busyShare = from.busyShare;
            hysteresis = from.hysteresis;
            coolDown = from.coolDown;
            idleTime = from.idleTime;
            activationDepth = from.activationDepth;
            readersPerInstance = from.readersPerInstance;
        }
    }
}
