package io.mooring.internal.event;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.mooring.event.Closed;
import io.mooring.event.ConnectionEvent;
import io.mooring.event.ConnectionListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract that {@link ConnectionListener} prints, line by line. */
class EventDispatcherTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration LINGERS = Duration.ofSeconds(5);

    private final EventDispatcher dispatcher = new EventDispatcher("orders");
    private final List<ConnectionEvent> heard = Collections.synchronizedList(new ArrayList<>());
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger logger = (Logger) org.slf4j.LoggerFactory.getLogger(EventDispatcher.class);

    @BeforeEach
    void watchTheLog() {
        logged.start();
        logger.addAppender(logged);
    }

    @AfterEach
    void end() throws InterruptedException {
        dispatcher.close();
        assertThat(dispatcher.awaitEnd(LONG)).isTrue();
        logger.detachAppender(logged);
    }

    @Test
    void thread_eventsComeOnTheConnectionsOwnDaemonThread() throws InterruptedException {
        List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
        dispatcher.add(event -> threads.add(Thread.currentThread()));
        raise(3);
        deliverAll();

        assertThat(threads).hasSize(3).doesNotContain(Thread.currentThread());
        assertThat(threads).allSatisfy(thread -> {
            assertThat(thread.getName()).isEqualTo("mooring-events orders");
            assertThat(thread.isDaemon()).isTrue();
        });
        assertThat(threads).as("one thread serves what comes at once").containsOnly(threads.get(0));
    }

    @Test
    void thread_theApplicationsClassLoaderIsSet() throws InterruptedException {
        AtomicReference<ClassLoader> loader = new AtomicReference<>();
        dispatcher.add(event -> loader.set(Thread.currentThread().getContextClassLoader()));
        Thread clients = new Thread(() -> raise(1));
        clients.setContextClassLoader(null);
        clients.start();
        clients.join();
        deliverAll();

        assertThat(loader).hasValue(Thread.currentThread().getContextClassLoader());
    }

    @Test
    void thread_itEndsWhenNothingIsLeftToDeliverAndComesBackWhenThereIs() {
        EventDispatcher quick = new EventDispatcher("quick", Duration.ofSeconds(1), Duration.ofMillis(1));
        AtomicReference<Thread> thread = new AtomicReference<>();
        quick.add(event -> {
            heard.add(event);
            thread.set(Thread.currentThread());
        });
        quick.raise(event(1));
        await().atMost(LONG).until(() -> thread.get() != null && !thread.get().isAlive());
        quick.raise(event(2));
        await().atMost(LONG).until(() -> heard.size() == 2);

        assertThat(heard).containsExactly(event(1), event(2));
        quick.close();
    }

    @Test
    void order_eventsComeInTheOrderInWhichTheyWereRaised() throws InterruptedException {
        dispatcher.add(heard::add);
        List<ConnectionEvent> raised = raise(1_000);
        deliverAll();

        assertThat(heard).isEqualTo(raised);
    }

    /** A thread that ends and one that raises race for the same moment; none may overtake. */
    @Test
    void order_holdsWhileTheThreadComesAndGoes() throws InterruptedException {
        EventDispatcher restless = new EventDispatcher("restless", Duration.ofSeconds(1), Duration.ZERO);
        restless.add(heard::add);
        List<ConnectionEvent> raised = new ArrayList<>();
        for (int n = 0; n < 2_000; n++) {
            raised.add(event(n));
            restless.raise(event(n));
            for (int spin = 0; spin < n; spin++) {
                Thread.onSpinWait(); // ever longer, so that the moments of the two meet in every way
            }
        }
        restless.close();

        assertThat(restless.awaitEnd(LONG)).isTrue();
        assertThat(heard).isEqualTo(raised);
    }

    @Test
    void order_oneAtATimeAlsoWhenManyThreadsRaise() throws Exception {
        AtomicInteger within = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        dispatcher.add(event -> {
            most.accumulateAndGet(within.incrementAndGet(), Math::max);
            heard.add(event);
            within.decrementAndGet();
        });
        CyclicBarrier together = new CyclicBarrier(4);
        List<Thread> raisers = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Thread raiser = new Thread(() -> {
                awaitQuietly(together);
                raise(200);
            });
            raiser.start();
            raisers.add(raiser);
        }
        for (Thread raiser : raisers) {
            raiser.join();
        }
        deliverAll();

        assertThat(heard).hasSize(800);
        assertThat(most).hasValue(1);
    }

    @Test
    void order_listenersAreCalledAsTheyWereAdded() throws InterruptedException {
        List<String> calls = Collections.synchronizedList(new ArrayList<>());
        dispatcher.add(event -> calls.add("first " + event.epoch()));
        dispatcher.add(event -> calls.add("second " + event.epoch()));
        raise(2);
        deliverAll();

        assertThat(calls).containsExactly("first 0", "second 0", "first 1", "second 1");
    }

    @Test
    void locks_noneIsHeldSoThatAListenerMayCallAnything() throws InterruptedException {
        dispatcher.add(event -> {
            heard.add(event);
            // Another thread gets through, which it could not if this one held a lock; and so does the listener itself.
            Thread other = new Thread(() -> {
                dispatcher.raise(event(7));
                dispatcher.add(later -> {});
                dispatcher.waiting();
                dispatcher.close();
            });
            if (event.epoch() == 0) {
                other.start();
                joinQuietly(other);
                dispatcher.close();
            }
        });
        raise(1);

        assertThat(dispatcher.awaitEnd(LONG)).isTrue();
        assertThat(heard).containsExactly(event(0), event(7));
    }

    @Test
    void exceptions_areLoggedWithTheEventAndTouchNobodyElse() throws InterruptedException {
        IllegalStateException thrown = new IllegalStateException("a listener's own trouble");
        dispatcher.add(event -> {
            throw thrown;
        });
        dispatcher.add(event -> {
            throw new AssertionError("an error, too");
        });
        dispatcher.add(heard::add);
        List<ConnectionEvent> raised = raise(2);
        deliverAll();

        assertThat(heard).isEqualTo(raised);
        assertThat(logged.list).hasSize(4).allSatisfy(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.ERROR);
            assertThat(line.getFormattedMessage())
                    .startsWith("orders: listener ")
                    .contains("Closed[");
        });
        assertThat(logged.list.get(0).getThrowableProxy().getMessage()).isEqualTo(thrown.getMessage());
    }

    @Test
    void exceptions_aBrokenLogCostsNoEvent() throws InterruptedException {
        ListAppender<ILoggingEvent> broken = new ListAppender<>() {
            @Override
            public synchronized void doAppend(ILoggingEvent line) {
                throw new StackOverflowError("the appender's own trouble");
            }
        };
        logger.addAppender(broken);
        dispatcher.add(event -> {
            throw new IllegalStateException("a listener's own trouble");
        });
        dispatcher.add(heard::add);
        List<ConnectionEvent> raised = raise(2);
        deliverAll();
        logger.detachAppender(broken);

        assertThat(heard).isEqualTo(raised);
    }

    @Test
    void exceptions_anInterruptThatAListenerLeavesBehindDoesNotHitTheNext() throws InterruptedException {
        List<Boolean> interrupted = Collections.synchronizedList(new ArrayList<>());
        ConnectionListener confused = event -> {
            interrupted.add(Thread.currentThread().isInterrupted());
            Thread.currentThread().interrupt();
        };
        dispatcher.add(confused);
        dispatcher.add(confused);
        raise(2);
        deliverAll();

        assertThat(interrupted).containsExactly(false, false, false, false);
    }

    @Test
    void exceptions_anInterruptWhileNothingIsToBeDeliveredCostsNoEvent() throws InterruptedException {
        AtomicReference<Thread> thread = new AtomicReference<>();
        dispatcher.add(event -> thread.set(Thread.currentThread()));
        dispatcher.add(heard::add);
        raise(1);
        await().atMost(LONG).until(() -> thread.get() != null && thread.get().getState() == Thread.State.TIMED_WAITING);
        thread.get().interrupt();
        await().atMost(LONG).until(() -> !thread.get().isInterrupted());
        raise(1);
        deliverAll();

        assertThat(heard).hasSize(2);
    }

    @Test
    void slowness_delaysOnlyLaterEventsOfItsOwnConnection() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        dispatcher.add(event -> awaitQuietly(release));
        dispatcher.add(heard::add);
        List<ConnectionEvent> raised = raise(100); // returns: whoever raises is not delayed
        await().atMost(LONG).until(() -> dispatcher.waiting() == 99);
        EventDispatcher other = new EventDispatcher("other");
        CountDownLatch otherHeard = new CountDownLatch(1);
        other.add(event -> otherHeard.countDown());
        other.raise(event(1));

        assertThat(otherHeard.await(20, SECONDS))
                .as("another connection is not delayed")
                .isTrue();
        assertThat(heard).isEmpty();
        release.countDown();
        deliverAll();
        assertThat(heard).isEqualTo(raised);
        other.close();
    }

    @Test
    void slowness_isLoggedWithTheListenerAndTheEvent() throws InterruptedException {
        EventDispatcher impatient = new EventDispatcher("impatient", Duration.ZERO, LINGERS);
        impatient.add(heard::add);
        impatient.raise(event(5));
        impatient.close();

        assertThat(impatient.awaitEnd(LONG)).isTrue();
        assertThat(logged.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getFormattedMessage())
                    .startsWith("impatient: listener ")
                    .contains(" ms for " + event(5));
        });
    }

    @Test
    void completeness_whatWasRaisedBeforeTheCloseIsDeliveredAfterIt() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        dispatcher.add(event -> awaitQuietly(release));
        dispatcher.add(heard::add);
        List<ConnectionEvent> raised = raise(50);
        dispatcher.close();
        assertThat(dispatcher.awaitEnd(Duration.ofMillis(1))).as("not yet").isFalse();
        release.countDown();

        assertThat(dispatcher.awaitEnd(LONG)).isTrue();
        assertThat(heard).isEqualTo(raised);
    }

    @Test
    void completeness_whoeverFinishesFindsEverythingDelivered() {
        dispatcher.add(heard::add);
        List<ConnectionEvent> raised = raise(50);
        dispatcher.finish();

        assertThat(heard).isEqualTo(raised);
    }

    @Test
    void completeness_aStuckListenerDoesNotKeepWhoeverFinishes() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        dispatcher.add(event -> awaitQuietly(release));
        dispatcher.add(heard::add);
        List<ConnectionEvent> raised = raise(1);
        dispatcher.finish();
        assertThat(heard).as("still stuck").isEmpty();
        release.countDown();

        assertThat(dispatcher.awaitEnd(LONG)).isTrue();
        assertThat(heard).isEqualTo(raised);
    }

    @Test
    void completeness_anInterruptedThreadFinishesWithoutWaitingAndStaysInterrupted() {
        CountDownLatch release = new CountDownLatch(1);
        dispatcher.add(event -> awaitQuietly(release));
        raise(1);
        Thread.currentThread().interrupt();
        dispatcher.finish();
        release.countDown();

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void completeness_nothingComesAfterTheClose() throws InterruptedException {
        dispatcher.add(heard::add);
        dispatcher.close();
        raise(1);

        assertThat(dispatcher.awaitEnd(LONG)).isTrue();
        assertThat(heard).isEmpty();
        assertThat(logged.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage())
                        .startsWith("orders: an event after the connection was closed"));
    }

    @Test
    void completeness_aListenerThatWaitsForTheEndIsNotKeptWaiting() throws InterruptedException {
        AtomicReference<Boolean> ended = new AtomicReference<>();
        dispatcher.add(event -> {
            dispatcher.close();
            try {
                ended.set(dispatcher.awaitEnd(LONG));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        raise(1);

        assertThat(dispatcher.awaitEnd(LONG)).isTrue();
        assertThat(ended).hasValue(false);
    }

    @Test
    void membership_aListenerHearsWhatHappensAfterItWasAdded() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        dispatcher.add(event -> awaitQuietly(release));
        dispatcher.raise(event(1));
        dispatcher.add(heard::add);
        dispatcher.raise(event(2));
        release.countDown();
        deliverAll();

        assertThat(heard).containsExactly(event(2));
    }

    @Test
    void membership_aListenerHearsNothingAfterItsRemoval() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        ConnectionListener goes = heard::add;
        dispatcher.add(event -> awaitQuietly(release));
        dispatcher.add(goes);
        raise(2);
        dispatcher.remove(goes);
        release.countDown();
        deliverAll();

        assertThat(heard).isEmpty();
    }

    private List<ConnectionEvent> raise(int events) {
        List<ConnectionEvent> raised = new ArrayList<>();
        for (int n = 0; n < events; n++) {
            raised.add(event(n));
            dispatcher.raise(event(n));
        }
        return raised;
    }

    private void deliverAll() throws InterruptedException {
        dispatcher.close();
        assertThat(dispatcher.awaitEnd(LONG)).isTrue();
    }

    private static ConnectionEvent event(int n) {
        return new Closed("orders", Instant.EPOCH, n);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitQuietly(CyclicBarrier barrier) {
        try {
            barrier.await(20, SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void joinQuietly(Thread thread) {
        try {
            thread.join(20_000);
            assertThat(thread.isAlive()).isFalse();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
