package io.mooring.embedded.channel;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SilenceWatchTest {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger noticed = new AtomicInteger();
    private final Timer timer = new Timer();
    private final SilenceWatch watch = new SilenceWatch(now::get);

    @AfterEach
    void endTheTimer() {
        timer.shutdownNow();
    }

    @Test
    void silenceUpToTheLimitIsAllowed() {
        watch.begin(timer, LONGEST, noticed::incrementAndGet);

        checkAfter(LONGEST);

        assertThat(noticed).hasValue(0);
    }

    @Test
    void longerSilenceIsNoticed() {
        watch.begin(timer, LONGEST, noticed::incrementAndGet);

        checkAfter(LONGEST.plusNanos(1));

        assertThat(noticed).hasValue(1);
    }

    @Test
    void silenceBeginsAnewWithEachThingHeard() {
        watch.begin(timer, LONGEST, noticed::incrementAndGet);
        now.addAndGet(LONGEST.toNanos());
        watch.heard();

        checkAfter(LONGEST);
        assertThat(noticed).hasValue(0);
        checkAfter(Duration.ofNanos(1));
        assertThat(noticed).hasValue(1);
    }

    @Test
    void theFirstCheckIsAfterTheLimitAndTheOthersFollowAtEighthsOfIt() {
        watch.begin(timer, LONGEST, noticed::incrementAndGet);

        assertThat(timer.first).isEqualTo(LONGEST);
        assertThat(timer.between).isEqualTo(LONGEST.dividedBy(8));
    }

    @Test
    void nothingIsLeftInTheTimerAfterTheEnd() {
        watch.begin(timer, LONGEST, noticed::incrementAndGet);
        assertThat(timer.getQueue()).hasSize(1);

        watch.end();

        assertThat(timer.getQueue()).isEmpty();
    }

    @Test
    void aWatchThatNeverBeganCanEnd() {
        watch.end();

        assertThat(timer.getQueue()).isEmpty();
    }

    private void checkAfter(Duration time) {
        now.addAndGet(time.toNanos());
        requireNonNull(timer.check).run();
    }

    /** Keeps what it is told to run, for the test to run it. */
    private static final class Timer extends ScheduledThreadPoolExecutor {
        private @Nullable Runnable check;
        private @Nullable Duration first;
        private @Nullable Duration between;

        Timer() {
            super(1);
            setRemoveOnCancelPolicy(true);
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initial, long delay, TimeUnit unit) {
            check = command;
            first = Duration.of(initial, unit.toChronoUnit());
            between = Duration.of(delay, unit.toChronoUnit());
            return schedule(command, 1, TimeUnit.HOURS);
        }
    }
}
