package io.mooring.scale;

import static io.mooring.scale.Observations.QM1;
import static io.mooring.scale.Observations.QM2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.mooring.QueueManagerName;
import io.mooring.reason.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The monitor over queue managers that are not there; each test waits for what it is about. */
class BacklogMonitorTest {
    private static final Instant START = Instant.parse("2026-01-01T03:00:00Z");
    private static final ScaleAdvisor ADVISOR =
            ScaleAdvisor.instancesBetween(2, 20).depthPerInstance(200);

    private final FakeFleet fleet = FakeFleet.of(QM1, QM2);
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Heard heard = new Heard();
    private final List<BacklogMonitor> monitors = new ArrayList<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(BacklogMonitor.class);

    @BeforeEach
    void listenToTheLog() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void close() {
        monitors.forEach(BacklogMonitor::close);
        logger.detachAppender(log);
        await("the last threads end")
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("mooring-backlog")));
    }

    @Test
    void adviceReachesTheCallbackOnceAndTheListenerAtEachPass() {
        fleet.get(QM1).depth = 900;
        fleet.get(QM1).readers = 2;
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        BacklogMonitor monitor = start(over("ORDERS"));
        monitor.advise(ADVISOR, advice -> sizes.add(advice.desired()));

        await().until(() -> heard.advices.size() >= 5);
        assertThat(sizes).containsExactly(5);
        assertThat(heard.advices.get(0)).hasToString("scale out from 2 to 5: 900 waiting, need 4.5");
        assertThat(heard.advices.get(1).direction()).isEqualTo(ScaleDirection.STAY);
        assertThat(lines(Level.INFO)).containsExactly("ORDERS: scale out from 2 to 5: 900 waiting, need 4.5");
        assertThat(log.list.get(0).getKeyValuePairs())
                .extracting(Object::toString)
                .containsExactly("mq.queue=\"ORDERS\"", "mq.instances=\"2\"", "mq.instances_wanted=\"5\"");
    }

    @Test
    void aCallbackThatFailsIsCalledAgainAtTheNextPass() {
        fleet.get(QM1).depth = 900;
        fleet.get(QM1).readers = 2;
        AtomicInteger calls = new AtomicInteger();
        start(over("ORDERS")).advise(ADVISOR, advice -> {
            if (calls.incrementAndGet() < 3) {
                throw new IllegalStateException("the orchestrator is away");
            }
        });

        await().until(() -> heard.advices.size() >= 6);
        assertThat(calls).hasValue(3);
        assertThat(lines(Level.ERROR)).hasSize(2);
    }

    @Test
    void nothingIsAdvisedUntilAllHaveToldHowManyRun() {
        fleet.get(QM1).depth = 900;
        fleet.get(QM1).readers = 2;
        fleet.get(QM2).readers = 3;
        fleet.get(QM2).away = true;
        BacklogMonitor monitor = start(over("ORDERS"));
        monitor.advise(ADVISOR, advice -> {});

        await().until(() -> fleet.get(QM1).reads.get() >= 5);
        assertThat(heard.advices).isEmpty();
        assertThat(lines(Level.WARN))
                .filteredOn(line -> line.contains("no advice until"))
                .hasSize(1);

        fleet.get(QM2).away = false;
        await().until(() -> !heard.advices.isEmpty());
        assertThat(heard.advices.get(0).current()).isEqualTo(5);
    }

    @Test
    void whereItIsSaidHowManyRunAdviceComesWithoutThoseThatAreAway() {
        fleet.get(QM1).depth = 2000;
        fleet.get(QM2).away = true;
        start(over("ORDERS")).advise("ORDERS", ADVISOR, ScaleHistory.running(4), advice -> {});

        await().until(() -> !heard.advices.isEmpty());
        assertThat(heard.advices.get(0).current()).isEqualTo(4);
        assertThat(heard.advices.get(0).desired()).isEqualTo(10);
    }

    @Test
    void eachAlarmIsRaisedOnceAndClearedOnceAndOneLineEach() {
        fleet.get(QM1).readers = 2;
        fleet.get(QM2).depth = 7;
        BacklogMonitor monitor = start(over("ORDERS"));
        await().until(() -> monitor.latest("ORDERS").isPresent());
        now.set(START.plusSeconds(60));
        await().until(() -> !heard.raised.isEmpty());
        int reads = fleet.get(QM1).reads.get();
        await().until(() -> fleet.get(QM1).reads.get() >= reads + 3);

        assertThat(heard.raised).containsExactly(new ScaleAlarm.DepthWithoutReaders("ORDERS", QM2, START, 7, 2));
        assertThat(monitor.alarms()).isEqualTo(heard.raised);
        fleet.get(QM2).readers = 1;
        await().until(() -> !heard.cleared.isEmpty());
        assertThat(heard.cleared).isEqualTo(heard.raised);
        assertThat(monitor.alarms()).isEmpty();
        assertThat(lines(Level.WARN)).hasSize(1).allMatch(line -> line.startsWith("alarm: 7 message(s) wait"));
        assertThat(lines(Level.INFO)).hasSize(1).allMatch(line -> line.startsWith("alarm is over"));
    }

    @Test
    void goingAndComingBackIsOneLineEach() {
        BacklogMonitor monitor = start(over("ORDERS", "PRICES"));
        await().until(() -> heard.complete("ORDERS"));
        fleet.get(QM2).away = true;
        await().until(() -> !heard.complete("PRICES"));
        fleet.get(QM2).away = false;
        await().until(() -> heard.complete("PRICES"));
        monitor.close();

        assertThat(lines(Level.WARN))
                .hasSize(1)
                .allMatch(line -> line.startsWith("QM2 does not answer; what waits there is not known. QM2 is away."));
        assertThat(lines(Level.INFO)).containsExactly("QM2 answers again");
    }

    @Test
    void aRefusalIsOneLineWithItsReason() {
        fleet.get(QM2).refuses = ReasonCode.NOT_AUTHORIZED;
        start(over("ORDERS"));
        await().until(() -> fleet.get(QM1).reads.get() >= 4);

        assertThat(lines(Level.WARN))
                .hasSize(1)
                .allMatch(line -> line.startsWith("ORDERS on QM2 cannot be observed, reason 2035 MQRC_NOT_AUTHORIZED"));
        assertThat(heard.complete("ORDERS")).isFalse();
    }

    @Test
    void aListenerThatFailsOrSaysNothingDisturbsNobody() {
        start(over("ORDERS").listener(new BacklogListener() {
            @Override
            public void observed(FleetObservation observation) {
                throw new IllegalStateException("no");
            }
        }));

        await().until(() -> lines(Level.ERROR).size() >= 3);
        assertThat(heard.complete("ORDERS")).isTrue();
    }

    @Test
    void aCallbackMayCloseTheMonitor() {
        AtomicReference<BacklogMonitor> monitor = new AtomicReference<>();
        CountDownLatch known = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        monitor.set(start(over("ORDERS").listener(new BacklogListener() {
            @Override
            public void observed(FleetObservation observation) {
                try {
                    known.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                monitor.get().close();
                closed.countDown();
            }
        })));
        known.countDown();

        await().until(() -> closed.getCount() == 0);
        await().until(() -> fleet.get(QM2).closes.get() == 1);
        monitor.get().close();
        assertThat(fleet.get(QM1).closes).hasValue(1);
    }

    @Test
    void ofTwoMonitorsOnePollsAndTheOtherTakesOverWhenItGoes() {
        BacklogMonitor first = start(over("ORDERS").onlyOnePollerBy("MOORING.POLLER"));
        await().until(first::polls);
        Heard heardBySecond = new Heard();
        BacklogMonitor second = start(builder("ORDERS").listener(heardBySecond).onlyOnePollerBy("MOORING.POLLER"));
        second.advise(ADVISOR, advice -> {});
        int holds = fleet.get(QM1).holds.get();
        await().until(() -> fleet.get(QM1).holds.get() >= holds + 6);

        assertThat(second.polls()).isFalse();
        assertThat(second.latest("ORDERS")).isEmpty();
        assertThat(heardBySecond.advices).isEmpty();
        first.close();
        await().until(second::polls);
        await().until(() -> !heardBySecond.advices.isEmpty());
        assertThat(heard.polling).containsExactly(true);
        assertThat(heardBySecond.polling).containsExactly(true);
        assertThat(lines(Level.INFO)).contains("this monitor polls for the fleet");
    }

    @Test
    void aPollerThatHasLostItsPlaceSaysSoAndForgetsWhatItAdvised() {
        // On the other side of a network that is parted, another has the place on QM1.
        QueueReader other = fleet.open(QM1);
        assertThat(other.hold("MOORING.POLLER")).isTrue();
        fleet.get(QM1).away = true;
        BacklogMonitor first = start(over("ORDERS").onlyOnePollerBy("MOORING.POLLER"));
        await().until(() -> first.latest("ORDERS").isPresent());
        fleet.get(QM1).away = false;

        await().until(() -> !first.polls());
        assertThat(heard.polling).containsExactly(true, false);
        assertThat(first.latest("ORDERS")).isEmpty();
        other.close();
        await().until(first::polls);
    }

    @Test
    void passesAreABeatApartGiveOrTakeATenth() {
        Duration beat = Duration.ofSeconds(10);
        assertThat(BacklogMonitor.jittered(beat, 0)).isEqualTo(9_000_000_000L);
        assertThat(BacklogMonitor.jittered(beat, 0.5)).isEqualTo(10_000_000_000L);
        assertThat(BacklogMonitor.jittered(beat, 1)).isEqualTo(11_000_000_000L);
    }

    @Test
    void whereNamesCannotBeHadThoseOfTheLastPassAreWatchedOn() {
        QueueManagerReaders failing = new QueueManagerReaders() {
            private final AtomicInteger asked = new AtomicInteger();

            @Override
            public List<QueueManagerName> names() {
                if (asked.incrementAndGet() > 2) {
                    throw new IllegalStateException("the channel table is broken");
                }
                return fleet.names();
            }

            @Override
            public QueueReader open(QueueManagerName name) {
                return fleet.open(name);
            }
        };
        start(BacklogMonitor.over(failing).queue("ORDERS").every(Duration.ofMillis(10)));

        await().until(() -> fleet.get(QM1).reads.get() >= 5);
        assertThat(fleet.get(QM1).opens).hasValue(1);
    }

    @Test
    void settingsThatMeanNothingAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BacklogMonitor.over(fleet).start())
                .withMessageContaining("no queue to watch");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        BacklogMonitor.over(FakeFleet.of()).queue("ORDERS").start())
                .withMessageContaining("no queue manager to watch [ORDERS] on");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> over("ORDERS").queue("ORDERS"))
                .withMessageContaining("already");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> over("MY QUEUE"))
                .withMessageContaining("'MY QUEUE' is not the name of a queue");
        assertThatIllegalArgumentException().isThrownBy(() -> over("ORDERS").onlyOnePollerBy(""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> over("ORDERS").every(Duration.ZERO))
                .withMessage("every(PT0S): more than nothing would do");
        assertThatIllegalArgumentException().isThrownBy(() -> over("ORDERS").answerWithin(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> over("ORDERS").alarmAfter(Duration.ofSeconds(-1)));
        BacklogMonitor monitor = start(over("ORDERS", "PRICES"));
        assertThatIllegalStateException()
                .isThrownBy(() -> monitor.advise(ADVISOR, advice -> {}))
                .withMessageContaining("[ORDERS, PRICES]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> monitor.advise("STOCK", ADVISOR, ScaleHistory.empty(), advice -> {}))
                .withMessageContaining("STOCK is not watched");
    }

    private BacklogMonitorBuilder over(String... queues) {
        return builder(queues).listener(heard);
    }

    private BacklogMonitorBuilder builder(String... queues) {
        return BacklogMonitor.over(fleet)
                .queue(queues)
                .every(Duration.ofMillis(10))
                .clock(now::get);
    }

    private BacklogMonitor start(BacklogMonitorBuilder builder) {
        BacklogMonitor monitor = builder.start();
        monitors.add(monitor);
        return monitor;
    }

    private List<String> lines(Level level) {
        return List.copyOf(log.list).stream()
                .filter(line -> line.getLevel().equals(level))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    /** All that a monitor says. */
    private static final class Heard implements BacklogListener {
        final List<FleetObservation> observations = new CopyOnWriteArrayList<>();
        final List<ScaleAdvice> advices = new CopyOnWriteArrayList<>();
        final List<ScaleAlarm> raised = new CopyOnWriteArrayList<>();
        final List<ScaleAlarm> cleared = new CopyOnWriteArrayList<>();
        final List<Boolean> polling = new CopyOnWriteArrayList<>();

        /** Whether the latest look at a queue told all. */
        boolean complete(String queue) {
            return observations.stream()
                    .filter(one -> one.queue().equals(queue))
                    .reduce((earlier, later) -> later)
                    .filter(FleetObservation::complete)
                    .isPresent();
        }

        @Override
        public void observed(FleetObservation observation) {
            observations.add(observation);
        }

        @Override
        public void advised(String queue, ScaleAdvice advice) {
            advices.add(advice);
        }

        @Override
        public void raised(ScaleAlarm alarm) {
            raised.add(alarm);
        }

        @Override
        public void cleared(ScaleAlarm alarm) {
            cleared.add(alarm);
        }

        @Override
        public void polling(boolean polls) {
            polling.add(polls);
        }
    }
}
