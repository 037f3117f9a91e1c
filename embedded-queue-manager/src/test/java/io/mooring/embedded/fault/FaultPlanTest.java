package io.mooring.embedded.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.mqi.Verb;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Faults happen at the calls that they name, and at no other. */
class FaultPlanTest {
    private static final Fault.Effect FULL = new Fault.Effect.Fail(Reason.Q_FULL.code());

    private final FaultPlan plan = new FaultPlan();

    private Fault.Effect put() {
        return plan.at(Verb.MQPUT, "orders", "Q");
    }

    @Test
    void withoutFaultsNothingHappens() {
        assertThat(put()).isNull();
    }

    @Test
    void aFaultHappensOnceAtTheNextCallOfItsVerb() {
        InjectedFault fault = plan.add(Fault.on(Verb.MQPUT).failsWith(Reason.Q_FULL));

        assertThat(plan.at(Verb.MQGET, "orders", "Q")).isNull();
        assertThat(put()).isEqualTo(FULL);
        assertThat(put()).isNull();
        assertThat(fault.fired()).isEqualTo(1);
    }

    @Test
    void callsAreCountedFromTheMomentItIsGiven() {
        put();
        InjectedFault fault = plan.add(Fault.on(Verb.MQPUT).call(3).losesConnectionAfterEffect());

        assertThat(put()).isNull();
        assertThat(put()).isNull();
        assertThat(fault.fired()).isZero();
        assertThat(put()).isEqualTo(new Fault.Effect.LoseConnection(true));
        assertThat(put()).isNull();
    }

    @Test
    void everyCallFromTheNthOn() {
        InjectedFault fault = plan.add(Fault.on(Verb.MQPUT).call(2).everyCall().isDelayedBy(Duration.ofMillis(5)));

        assertThat(put()).isNull();
        assertThat(put()).isEqualTo(new Fault.Effect.Delay(Duration.ofMillis(5)));
        assertThat(put()).isNotNull();
        fault.close();
        assertThat(put()).isNull();
        assertThat(fault.fired()).isEqualTo(2);
    }

    @Test
    void onlyCallsOfTheApplicationAndTheQueueAreCounted() {
        plan.add(Fault.on(Verb.MQPUT).ofApplication("orders").onQueue("Q").losesConnectionBeforeEffect());

        assertThat(plan.at(Verb.MQPUT, "other", "Q")).isNull();
        assertThat(plan.at(Verb.MQPUT, "orders", "R")).isNull();
        assertThat(put()).isEqualTo(new Fault.Effect.LoseConnection(false));
    }

    @Test
    void theFirstOfSeveralWinsAndTheOthersCountTheCall() {
        InjectedFault first = plan.add(Fault.on(Verb.MQPUT).failsWith(1));
        InjectedFault second = plan.add(Fault.on(Verb.MQPUT).call(2).failsWith(2));

        assertThat(put()).isEqualTo(new Fault.Effect.Fail(1));
        assertThat(put()).isEqualTo(new Fault.Effect.Fail(2));
        assertThat(first.fired() + second.fired()).isEqualTo(2);
    }

    @Test
    void clearTakesAllBack() {
        plan.add(Fault.on(Verb.MQPUT).failsWith(1));
        plan.add(Fault.on(Verb.MQPUT).everyCall().failsWith(2));
        plan.clear();

        assertThat(put()).isNull();
    }

    @Test
    void amongManyThreadsItHappensOnce() {
        plan.add(Fault.on(Verb.MQPUT).call(500).failsWith(Reason.Q_FULL));

        assertThat(IntStream.range(0, 1000)
                        .parallel()
                        .filter(i -> put() != null)
                        .count())
                .isEqualTo(1);
    }

    @Test
    void thereIsNoCallBeforeTheFirst() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fault.on(Verb.MQPUT).call(0))
                .withMessageContaining("there is no call 0");
    }
}
