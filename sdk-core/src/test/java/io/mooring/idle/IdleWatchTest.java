package io.mooring.idle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.mooring.QueueManagerName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** The watch over time; waits take none here, each calls what the test wants to happen meanwhile. */
@Timeout(30)
class IdleWatchTest {
    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final Duration RETRY = Duration.ofSeconds(15);
    private static final QueueManagerName QM1 = new QueueManagerName("QM1");

    private final ScriptedSource source = new ScriptedSource();
    private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());
    private final AtomicReference<@Nullable IdleWatch> watch = new AtomicReference<>();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(IdleWatch.class);

    private final IdleShutdown settings = IdleShutdown.after(IDLE)
            .keeping(2)
            .tryingAgainAfter(RETRY)
            .beforeLeaving(() -> done.add("before"))
            .afterLeaving(() -> done.add("after"));

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.DEBUG);
        source.counts(count(3));
    }

    @AfterEach
    void close() {
        IdleWatch started = watch.get();
        if (started != null) {
            started.close();
        }
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    @Test
    void afterTheIdleTimeItLeavesAndTellsBeforeAndAfter() throws Exception {
        source.idle(Duration.ofMinutes(4));
        IdleWatch started = start(wait -> source.idle(IDLE));

        assertThat(started.await()).isTrue();
        assertThat(started.ended()).isCompletedWithValue(true);
        assertThat(waits)
                .singleElement()
                .satisfies(wait -> assertThat(wait)
                        .isBetween(Duration.ofMinutes(6), Duration.ofMinutes(6).plus(RETRY)));
        assertThat(source.calls()).containsExactly("count", "pause", "count", "count", "leave");
        assertThat(done).containsExactly("before", "after");
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("ORDERS: idle for PT10M, leaves: enough readers stay and no messages wait");
    }

    @Test
    void aMessageBeginsTheIdleTimeAnew() throws Exception {
        source.idle(Duration.ZERO);
        IdleWatch started = start(wait -> source.idle(wait == 1 ? Duration.ofMinutes(3) : IDLE));

        assertThat(started.await()).isTrue();
        assertThat(waits).hasSize(2);
        assertThat(waits.get(0)).isBetween(IDLE, IDLE.plus(RETRY));
        assertThat(waits.get(1))
                .isBetween(Duration.ofMinutes(7), Duration.ofMinutes(7).plus(RETRY));
    }

    @Test
    void attemptsInVainGrowRarerUpToTheIdleTime() throws Exception {
        source.counts(count(2));
        IdleWatch started = start(wait -> {
            if (wait == 9) {
                source.counts(count(3));
            }
        });

        assertThat(started.await()).isTrue();
        long[] average = {15, 30, 60, 120, 240, 480, 600, 600};
        assertThat(waits).hasSize(9);
        for (int i = 0; i < average.length; i++) {
            assertThat(waits.get(i + 1).toMillis()).isBetween(average[i] * 500, average[i] * 1_500);
        }
    }

    @Test
    void theSameReasonToStayIsToldOnce() throws Exception {
        source.counts(count(2));
        IdleWatch started = start(wait -> {
            if (wait == 4) {
                source.counts(count(3));
            }
        });
        started.await();

        assertThat(lines.list)
                .extracting(ILoggingEvent::getLevel)
                .containsExactly(Level.INFO, Level.DEBUG, Level.DEBUG, Level.INFO);
        assertThat(lines.list.get(0).getFormattedMessage())
                .startsWith("ORDERS: idle, but stays: 2 reader(s) are certain with this one, 2 have to stay (QM1: 2"
                        + " reader(s), depth 0); tries again in PT");
    }

    @Test
    void aCountThatFailsIsWarnedOfAndTriedAgain() throws Exception {
        source.failIn("count");
        IdleWatch started = start(wait -> {
            if (wait == 2) {
                source.mend();
            }
        });

        assertThat(started.await()).isTrue();
        assertThat(lines.list.get(0).getLevel()).isEqualTo(Level.WARN);
        assertThat(lines.list.get(0).getThrowableProxy().getMessage()).isEqualTo("count failed");
    }

    @Test
    void whoCannotComeBackTriesUntilItCan() throws Exception {
        source.counts(count(3), count(1));
        source.failIn("resume");
        IdleWatch started = start(wait -> {
            if (wait == 3) {
                source.mend();
                source.counts(count(3));
            }
        });

        assertThat(started.await()).isTrue();
        assertThat(lines.list.get(0).getLevel()).isEqualTo(Level.ERROR);
        assertThat(lines.list.get(0).getFormattedMessage()).startsWith("ORDERS: stepped aside and has to come back: ");
    }

    @Test
    void whoCannotComeBackBeforeTheWatchIsClosedSaysSo() throws Exception {
        source.counts(count(3), count(1));
        source.failIn("resume");
        IdleWatch started = startWithClosing(2);

        assertThat(started.await()).isFalse();
        assertThat(lines.list.get(lines.list.size() - 1).getFormattedMessage())
                .startsWith("ORDERS: is left with its queue closed: ");
    }

    @Test
    void aWatchEndsWithItsSource() throws Exception {
        source.idle(Duration.ZERO);
        IdleWatch started = start(wait -> source.end());

        assertThat(started.await()).isFalse();
        assertThat(source.calls()).isEmpty();
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("ORDERS: has ended by itself, and is not watched any more");
    }

    @Test
    void aSourceThatFailsWhileItStandsAsideIsNotCalledBackAgain() {
        source.counts(count(3), count(1));
        source.failIn("resume");
        IllegalStateException cause = new IllegalStateException("no queue manager");
        IdleWatch started = start(wait -> {
            if (wait == 2) {
                source.fail(cause);
            }
        });

        assertThatThrownBy(started::await)
                .isInstanceOf(IllegalStateException.class)
                .hasCause(cause);
        assertThat(source.calls()).containsOnlyOnce("pause").doesNotContain("leave");
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(line -> line.contains("left with its queue closed"));
        assertThat(done).isEmpty();
    }

    @Test
    void aClosedWatchLeavesItsSourceAlone() throws Exception {
        source.idle(Duration.ZERO);
        IdleWatch started = IdleWatch.start(settings, source, new Random(1), (time, closed) -> {
            waits.add(time);
            Awaitility.await().until(() -> closed.getCount() == 0);
            return true;
        });
        watch.set(started);
        assertThat(started.await(Duration.ofMillis(1))).isFalse();

        started.close();
        started.close();

        assertThat(started.await()).isFalse();
        assertThat(started.await(Duration.ofSeconds(1))).isFalse();
        assertThat(started.ended()).isCompletedWithValue(false);
        assertThat(source.calls()).isEmpty();
    }

    @Test
    void itCanBeClosedByWhatIsDoneBeforeLeaving() throws Exception {
        IdleShutdown closing = settings.beforeLeaving(() -> {
            Awaitility.await().until(() -> watch.get() != null);
            IdleWatch started = watch.get();
            if (started != null) {
                started.close();
            }
        });
        IdleWatch started = IdleWatch.start(closing, source, new Random(1), (time, closed) -> false);
        watch.set(started);

        assertThat(started.await()).isTrue();
    }

    @Test
    void aFailureToEndInOrderIsLoggedAndTheSourceHasLeft() throws Exception {
        source.failIn("leave");
        IdleShutdown failing = settings.afterLeaving(() -> {
            throw new IllegalStateException("no orchestrator");
        });
        IdleWatch started = IdleWatch.start(failing, source, new Random(1), (time, closed) -> false);
        watch.set(started);

        assertThat(started.await()).isTrue();
        assertThat(lines.list)
                .filteredOn(line -> line.getLevel() == Level.ERROR)
                .extracting(line -> line.getThrowableProxy().getMessage())
                .containsExactly("leave failed", "no orchestrator");
    }

    @Test
    void aSourceThatCannotSayHowIdleItIsEndsTheWatch() {
        source.failIn("idleFor");
        IdleWatch started = start(wait -> {});

        assertThatThrownBy(started::await)
                .hasMessage("Watching ORDERS for idleness failed.")
                .hasRootCauseMessage("idleFor failed");
        assertThatThrownBy(() -> started.await(Duration.ofSeconds(9))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> started.ended().get()).isInstanceOf(ExecutionException.class);
    }

    @Test
    void inRealTimeItLeavesAsWellWhateverInterruptsAreLeftBehind() throws Exception {
        IdleShutdown quick = IdleShutdown.after(Duration.ofMillis(1)).tryingAgainAfter(Duration.ofMillis(1));
        source.idle(Duration.ofMillis(5));
        source.counts(count(0), count(2));
        source.interruptWhenCounting();
        try (IdleWatch started = quick.watching(source)) {
            assertThat(started.await()).isTrue();
        }
    }

    private IdleWatch start(IntConsumer meanwhile) {
        return start(settings, (time, closed) -> {
            waits.add(time);
            meanwhile.accept(waits.size());
            return closed.getCount() == 0;
        });
    }

    /** A watch that finds itself closed in its wait of this number. */
    private IdleWatch startWithClosing(int number) {
        return start(settings, (time, closed) -> {
            waits.add(time);
            if (waits.size() == number) {
                closed.countDown();
            }
            return closed.getCount() == 0;
        });
    }

    private IdleWatch start(IdleShutdown how, IdleWatch.Waiter waiter) {
        IdleWatch started = IdleWatch.start(how, source, new Random(1), waiter);
        watch.set(started);
        return started;
    }

    private static List<QueueCount> count(int readers) {
        return List.of(QueueCount.of(QM1, 0, readers));
    }
}
