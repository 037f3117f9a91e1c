package io.mooring.request;

import static io.mooring.request.TimingWheel.TICK;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimingWheelTest {
    private static final class Entry extends TimingWheel.Timed {
        private long firedAt = -1;

        private Entry(long deadline) {
            super(deadline);
        }
    }

    private final TimingWheel<Entry> wheel = new TimingWheel<>();
    private final List<Entry> due = new ArrayList<>();

    @Test
    void anEmptyWheelIsNeverDue() {
        assertThat(wheel.next()).isEqualTo(TimingWheel.NEVER);
        assertThat(advance(Long.MAX_VALUE, 1)).isTrue();
        assertThat(due).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, TICK - 1, TICK, TICK + 1, 64 * TICK, 64 * TICK + 1, 1L << 50, Long.MAX_VALUE / 2 + 7})
    void anEntryIsDueAtMostATickAfterItsDeadlineAndNeverBefore(long deadline) {
        Entry entry = new Entry(deadline);
        wheel.add(entry);

        advance(deadline - 1, 100);
        assertThat(due).isEmpty();
        advance(deadline + TICK, 100);
        assertThat(due).containsExactly(entry);
        assertThat(wheel.next()).isEqualTo(TimingWheel.NEVER);
    }

    @Test
    void anEntryWhoseDeadlineHasPassedIsDueAtOnce() {
        advance(Duration.ofHours(3).toNanos(), 1);
        Entry entry = new Entry(17);
        wheel.add(entry);

        advance(Duration.ofHours(3).toNanos(), 1);
        assertThat(due).containsExactly(entry);
    }

    @Test
    void aRemovedEntryIsNeverDueAndRemovingItAgainHasNoEffect() {
        List<Entry> entries = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            Entry entry = new Entry(10 * TICK);
            entries.add(entry);
            wheel.add(entry);
        }
        wheel.remove(entries.get(1));
        wheel.remove(entries.get(1));
        advance(20 * TICK, 100);

        assertThat(due).containsExactlyInAnyOrder(entries.get(0), entries.get(2));
        wheel.remove(entries.get(0));
        assertThat(wheel.next()).isEqualTo(TimingWheel.NEVER);
    }

    @Test
    void manyThatAreDueAtOnceAreHandedOverInPortions() {
        for (int n = 0; n < 10; n++) {
            wheel.add(new Entry(5 * TICK));
        }

        assertThat(advance(6 * TICK, 4)).isFalse();
        assertThat(due).hasSize(4);
        assertThat(advance(6 * TICK, 6)).isTrue();
        assertThat(due).hasSize(10);
    }

    @Test
    void anEntryThatComesWhileASlotGoesDownIsNotLost() {
        List<Entry> all = new ArrayList<>();
        for (int n = 0; n < 10; n++) {
            all.add(new Entry((64 + n) * TICK));
        }
        all.forEach(wheel::add);
        assertThat(advance(64 * TICK, 3)).isFalse();
        for (int n = 0; n < 10; n++) {
            Entry later = new Entry((64 + n) * TICK);
            all.add(later);
            wheel.add(later);
        }

        for (int n = 0; n < 10; n++) {
            long now = (64 + n) * TICK;
            while (!advance(now, 2)) {
                assertThat(due).hasSizeLessThanOrEqualTo(2 * (n + 1));
            }
            assertThat(due).hasSize(2 * (n + 1));
        }
        assertThat(due).containsExactlyInAnyOrderElementsOf(all);
    }

    /** Against a queue sorted by deadline, over times from microseconds to years. */
    @Test
    void itFindsWhatASortedListFinds() {
        long seed = Seed.of(TimingWheelTest.class);
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            TimingWheel<Entry> generated = new TimingWheel<>();
            PriorityQueue<Entry> model = new PriorityQueue<>(Comparator.comparingLong((Entry e) -> e.deadline));
            List<Entry> added = new ArrayList<>();
            long now = random.nextBoolean() ? 0 : someTime(random);
            generated.advance(now, 1, entry -> {});
            for (int step = 0; step < 300; step++) {
                switch (random.nextInt(4)) {
                    case 0, 1 -> {
                        Entry entry = new Entry(now + someTime(random));
                        generated.add(entry);
                        model.add(entry);
                        added.add(entry);
                    }
                    case 2 -> {
                        if (!added.isEmpty()) {
                            Entry entry = added.get(random.nextInt(added.size()));
                            generated.remove(entry);
                            model.remove(entry);
                        }
                    }
                    default -> {
                        now += someTime(random);
                        advanceBoth(generated, model, now, 1 + random.nextInt(5), seed);
                    }
                }
                if (model.isEmpty()) {
                    assertThat(generated.next()).as("seed %d", seed).isEqualTo(TimingWheel.NEVER);
                } else {
                    assertThat(generated.next())
                            .as("seed %d: it does not let the first one wait", seed)
                            .isLessThan(model.peek().deadline + TICK);
                }
            }
            advanceBoth(generated, model, Long.MAX_VALUE - TICK, 1_000, seed);
            assertThat(model).as("seed %d", seed).isEmpty();
        }
    }

    private static void advanceBoth(
            TimingWheel<Entry> wheel, PriorityQueue<Entry> model, long now, int steps, long seed) {
        boolean done;
        do {
            done = wheel.advance(now, steps, entry -> {
                assertThat(entry.firedAt).as("seed %d: fires once", seed).isEqualTo(-1);
                assertThat(entry.deadline).as("seed %d: never early", seed).isLessThanOrEqualTo(now);
                assertThat(model.remove(entry)).as("seed %d: was there", seed).isTrue();
                entry.firedAt = now;
            });
        } while (!done);
        assertThat(model).as("seed %d: late by a tick at most", seed).allMatch(entry -> entry.deadline > now - TICK);
    }

    /** From nanoseconds to years, each order of magnitude as often. */
    private static long someTime(Random random) {
        return random.nextLong() >>> (9 + random.nextInt(54));
    }

    private boolean advance(long now, int steps) {
        return wheel.advance(now, steps, due::add);
    }
}
