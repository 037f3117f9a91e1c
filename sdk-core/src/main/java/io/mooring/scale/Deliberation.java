package io.mooring.scale;

import io.mooring.scale.ScaleHistory.Need;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One observation being turned into one advice. */
final class Deliberation {

    private final ScaleAdvisor.Rules rules;
    private final ScaleHistory before;
    private final FleetObservation seen;
    private final Instant now;
    private final int current;
    private final Rates rates;
    private final double need;
    private final List<Need> needs;
    private final Optional<Instant> idleSince;

    Deliberation(ScaleAdvisor advisor, ScaleHistory before, FleetObservation seen) {
        this.rules = advisor.rules;
        this.before = before;
        this.seen = seen;
        this.now = seen.at();
        Optional<FleetObservation> earlier =
                before.last.filter(last -> last.at().isBefore(now));
        this.current = before.ordersKnown() ? before.ordered : readingInstances();
        this.rates = earlier.map(last -> before.rates.after(last, seen)).orElse(before.rates);
        this.need = advisor.need(seen, rates);
        // As long as a cool-down holds a look that did not see all, nobody knows that fewer would have done.
        Need counted = new Need(now, seen.complete() ? need : Math.max(need, current));
        this.needs = earlier.isPresent() ? before.needsSince(now.minus(rules.coolDown), counted) : List.of(counted);
        this.idleSince = idle()
                ? Optional.of(
                        before.idleSince.filter(since -> !since.isAfter(now)).orElse(now))
                : Optional.empty();
    }

    ScaleAdvice advice() {
        Verdict verdict = verdict();
        ScaleDirection direction = verdict.desired > current
                ? ScaleDirection.OUT
                : verdict.desired < current ? ScaleDirection.IN : ScaleDirection.STAY;
        boolean turn = direction != ScaleDirection.STAY && direction != before.lastDirection;
        ScaleHistory after = new ScaleHistory(
                Optional.of(seen),
                verdict.desired,
                direction == ScaleDirection.STAY ? before.lastDirection : direction,
                turn ? now : before.turned,
                rates,
                verdict.step ? List.of(needs.get(needs.size() - 1)) : needs,
                idleSince);
        return new ScaleAdvice(now, verdict.desired, current, direction, verdict.because, after);
    }

    private Verdict verdict() {
        if (current < rules.fewest) {
            return stay(rules.fewest, "at least " + rules.fewest + " are to run");
        }
        if (current > rules.most) {
            return stay(rules.most, "at most " + rules.most + " are to run");
        }
        if (current == 0) {
            return fromZero();
        }
        if (within(need) > current && need > current * (1 + rules.hysteresis)) {
            return out(within(need));
        }
        return inOrStay();
    }

    /** The first instance waits for no cool-down: without it nothing at all is done. */
    private Verdict fromZero() {
        if (seen.depth() <= rules.activationDepth) {
            return stay(0, what() + "; more than " + rules.activationDepth + " waiting would wake the first");
        }
        return stay(Math.max(1, within(need)), what() + ", and nobody runs");
    }

    private Verdict out(int desired) {
        if (before.lastDirection == ScaleDirection.IN && now.isBefore(turnAllowed())) {
            return stay(
                    current,
                    what() + ", which asks for " + desired + ", but some were let go at " + spelled(before.turned)
                            + ": no turn before " + spelled(turnAllowed()));
        }
        String limit = desired == rules.most ? ", the most there may be" : "";
        return stay(desired, what() + why(need) + limit);
    }

    private Verdict inOrStay() {
        if (!seen.complete()) {
            return stay(
                    current,
                    what() + why(need) + "; " + seen.unknown().get(0)
                            + " does not tell what waits there, so nobody is let go");
        }
        double peak = needs.stream().mapToDouble(Need::instances).max().orElse(0);
        boolean idleLong = idleSince
                .filter(since -> !since.plus(rules.idleTime).isAfter(now))
                .isPresent();
        int desired = fewer(peak, idleLong);
        if (desired >= current) {
            return stay(current, what() + why(peak));
        }
        if (before.lastDirection == ScaleDirection.OUT && now.isBefore(turnAllowed())) {
            return stay(
                    current,
                    what() + ", which asks for " + desired + " only, but some were added at " + spelled(before.turned)
                            + ": no turn before " + spelled(turnAllowed()));
        }
        if (idleLong) {
            return new Verdict(desired, true, "idle since " + spelled(idleSince.orElse(now)));
        }
        if (rates.known()) {
            return new Verdict(
                    desired, false, what() + why(peak) + ", at no time in the last " + rules.coolDown + " more");
        }
        return new Verdict(
                desired,
                true,
                what() + why(peak) + ", at no time in the last " + rules.coolDown
                        + " more; one less to see, for no rates are measured");
    }

    /** How many would do, if fewer; all of a cool-down has to have been seen, or idleness. */
    private int fewer(double peak, boolean idleLong) {
        if (idleLong && (!Double.isNaN(rates.arrival()) || current == 1)) {
            return rules.fewest;
        }
        boolean covered = !needs.get(0).at().isAfter(now.minus(rules.coolDown));
        if (!covered || peak >= current * (1 - rules.hysteresis)) {
            return current;
        }
        // The last one goes only by idleness: a queue that is empty at each look may still be in use.
        int desired = Math.max(1, within(peak));
        return rates.known() ? desired : Math.max(desired, current - 1);
    }

    private boolean idle() {
        if (seen.depth() > 0 || !seen.complete()) {
            return false;
        }
        return rates.quiet() || Double.isNaN(rates.arrival());
    }

    private int within(double need) {
        double bounded = Math.min(rules.most, Math.max(rules.fewest, Math.ceil(need)));
        return (int) bounded;
    }

    private int readingInstances() {
        return (seen.readers() + rules.readersPerInstance - 1) / rules.readersPerInstance;
    }

    private Instant turnAllowed() {
        return before.turned.plus(rules.coolDown);
    }

    /** What is the case. */
    private String what() {
        StringBuilder text = new StringBuilder().append(seen.depth()).append(" waiting");
        seen.oldestMessageAge()
                .ifPresent(age -> text.append(", the oldest for ").append(age));
        if (rates.known()) {
            text.append(String.format(
                    Locale.ROOT,
                    ", %.1f/s arriving, %.2f/s by one instance",
                    rates.arrival(),
                    rates.service() * rules.readersPerInstance));
        }
        int reading = readingInstances();
        if (reading != current) {
            text.append(", ").append(reading).append(" of ").append(current).append(" reading");
        }
        return text.toString();
    }

    private String why(double need) {
        return String.format(Locale.ROOT, ", need %.1f", need);
    }

    /** To milliseconds, as other sentences have instants. */
    private static Instant spelled(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS);
    }

    private static Verdict stay(int desired, String because) {
        return new Verdict(desired, false, because);
    }

    /**
     * What there should be.
     *
     * @param desired instances
     * @param step whether the next one fewer has to wait for a whole cool-down
     * @param because why
     */
    private record Verdict(int desired, boolean step, String because) {}
}
