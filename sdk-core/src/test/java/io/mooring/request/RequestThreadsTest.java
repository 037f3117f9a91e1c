package io.mooring.request;

import static io.mooring.request.Requests.key;
import static io.mooring.request.Requests.receipt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.mooring.ConnectionClosedException;
import io.mooring.MqException;
import io.mooring.ReplyTimeoutException;
import io.mooring.request.Requests.Notes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The threads of a registry and those that wait for it, by the machine's clock. */
class RequestThreadsTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(30);

    private final Notes notes = new Notes();

    @Test
    void thereIsNoThreadBeforeTheFirstRequestNorAfterTheLast() throws Exception {
        try (PendingRequests<String> pending = PendingRequests.<String>named("idle")
                .lingers(Duration.ofMillis(10))
                .build()) {
            assertThat(thread("mooring-requests idle")).isNull();
            Ticket<String> ticket = pending.register(SHORT);
            assertThat(thread("mooring-requests idle"))
                    .matches(Thread::isDaemon)
                    .matches(thread -> thread.getContextClassLoader() == null);
            ticket.bind(receipt(1));
            assertThatExceptionOfType(ReplyTimeoutException.class).isThrownBy(ticket::await);
            await().until(() -> thread("mooring-requests idle") == null);

            Ticket<String> next = pending.register(SHORT);
            next.bind(receipt(2));
            assertThatExceptionOfType(ReplyTimeoutException.class)
                    .as("a new thread")
                    .isThrownBy(next::await);
        }
    }

    @Test
    void theThreadEndsOnClose() throws Exception {
        PendingRequests<String> pending =
                PendingRequests.<String>named("closed").build();
        Ticket<String> ticket = pending.register(LONG);
        ticket.bind(receipt(1));
        CompletableFuture<Void> ended = ticket.future().handle((reply, failure) -> null);
        pending.close();

        await().until(() -> thread("mooring-requests closed") == null);
        await().until(ended::isDone);
        await().until(() -> thread("mooring-replies closed") == null);
    }

    @Test
    void aShorterDeadlineWakesTheThreadThatSleepsForALongerOne() throws Exception {
        try (PendingRequests<String> pending =
                PendingRequests.<String>named("woken").build()) {
            Ticket<String> longer = pending.register(LONG);
            longer.bind(receipt(1));
            await().until(() -> asleep("mooring-requests woken"));
            long start = System.nanoTime();
            Ticket<String> shorter = pending.register(SHORT);
            shorter.bind(receipt(2));

            assertThatExceptionOfType(ReplyTimeoutException.class).isThrownBy(shorter::await);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, LONG);
            assertThat(longer.cancel()).as("still pending").isTrue();
        }
    }

    @Test
    void aContinuationThatNeverReturnsHoldsUpNeitherRepliesNorDeadlines() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (PendingRequests<String> pending =
                PendingRequests.<String>named("slow").observer(notes).build()) {
            Ticket<String> first = pending.register(LONG);
            CountDownLatch stuck = new CountDownLatch(1);
            CompletableFuture<Void> continuation = first.future().thenAccept(reply -> {
                stuck.countDown();
                awaitUninterruptibly(release);
            });
            first.bind(receipt(1));
            pending.reply(key(1), "4711");
            stuck.await();

            Ticket<String> timesOut = pending.register(SHORT);
            timesOut.bind(receipt(2));
            Ticket<String> answered = pending.register(LONG);
            answered.bind(receipt(3));
            pending.reply(key(3), "4712");
            assertThatExceptionOfType(ReplyTimeoutException.class).isThrownBy(timesOut::await);
            assertThat(answered.await()).isEqualTo("4712");
            assertThat(continuation).isNotDone();
        } finally {
            release.countDown();
        }
        await().until(() -> thread("mooring-replies slow") == null);
    }

    @Test
    void continuationsRunOnTheRegistrysOwnThreadUnlessThereIsAnExecutor() throws Exception {
        try (PendingRequests<String> pending =
                PendingRequests.<String>named("own").build()) {
            Ticket<String> ticket = pending.register(LONG);
            CompletableFuture<Thread> ran = ticket.future().thenApply(reply -> Thread.currentThread());
            ticket.bind(receipt(1));
            pending.reply(key(1), "4711");

            assertThat(ran.get().getName()).isEqualTo("mooring-replies own");
            assertThat(ran.get().isDaemon()).isTrue();
            assertThat(ran.get().getContextClassLoader())
                    .isSameAs(Thread.currentThread().getContextClassLoader());
        }
    }

    @Test
    void aThreadThatIsInterruptedWhileItWaitsGivesItsRequestUp() throws Exception {
        try (PendingRequests<String> pending =
                PendingRequests.<String>named("interrupted").observer(notes).build()) {
            Ticket<String> ticket = pending.register(LONG);
            ticket.bind(receipt(1));
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread waiter = waiting("waits for a reply", ticket::await, thrown);
            waiter.interrupt();
            waiter.join();

            assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
            assertThat(notes.ends).containsExactly(RequestEnd.CLOSED);
            assertThat(pending.outstanding()).isZero();
        }
    }

    @Test
    void anInterruptAtTheMomentOfTheReplyDoesNotLoseIt() throws Exception {
        CountDownLatch ending = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (PendingRequests<String> pending = PendingRequests.<String>named("moment")
                .observer(new RequestObserver() {
                    @Override
                    public void ended(RequestEnd end, Duration latency) {
                        ending.countDown();
                        awaitUninterruptibly(release);
                    }
                })
                .build()) {
            Ticket<String> ticket = pending.register(LONG);
            ticket.bind(receipt(1));
            List<String> replies = Collections.synchronizedList(new ArrayList<>());
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread waiter = waiting(
                    "waiter",
                    () -> {
                        replies.add(ticket.await());
                        replies.add(Thread.interrupted() ? "interrupted" : "not interrupted");
                    },
                    thrown);
            Thread replier = new Thread(() -> pending.reply(key(1), "4711"), "replier");
            replier.start();
            ending.await(); // the reply has won, its requester does not know yet
            waiter.interrupt();
            await().until(() -> !waiter.isInterrupted() && waiter.getState() == Thread.State.WAITING);
            release.countDown();
            waiter.join();
            replier.join();

            assertThat(thrown).hasNullValue();
            assertThat(replies).containsExactly("4711", "interrupted");
        } finally {
            release.countDown();
        }
    }

    @Test
    void severalThreadsMayWaitForOneReply() throws Exception {
        try (PendingRequests<String> pending =
                PendingRequests.<String>named("several").build()) {
            Ticket<String> ticket = pending.register(LONG);
            List<String> replies = Collections.synchronizedList(new ArrayList<>());
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread one = waiting("one", () -> replies.add(ticket.await()), thrown);
            Thread two = waiting("two", () -> replies.add(ticket.await()), thrown);
            ticket.bind(receipt(1));
            pending.reply(key(1), "4711");
            one.join();
            two.join();

            assertThat(thrown).hasNullValue();
            assertThat(replies).containsExactly("4711", "4711");
        }
    }

    @Test
    void aRequestTooManyWaitsForAFreePlaceInTheOrderOfAsking() throws Exception {
        try (PendingRequests<String> pending =
                PendingRequests.<String>named("full").maxOutstanding(1).build()) {
            Ticket<String> holder = pending.register(LONG);
            holder.bind(receipt(1));
            List<String> order = Collections.synchronizedList(new ArrayList<>());
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread second = waiting("second", () -> take(pending, order), thrown);
            Thread third = waiting("third", () -> take(pending, order), thrown);
            assertThat(pending.outstanding()).isEqualTo(1);
            pending.reply(key(1), "4711");
            second.join();
            third.join();

            assertThat(thrown).hasNullValue();
            assertThat(order).containsExactly("second", "third");
        }
    }

    @Test
    void aRequestThatGetsNoPlaceInItsTimeIsRefusedWithASentence() throws Exception {
        try (PendingRequests<String> pending =
                PendingRequests.<String>named("full").maxOutstanding(2).build()) {
            pending.register(LONG);
            pending.register(LONG);

            assertThatExceptionOfType(MqException.class)
                    .isThrownBy(() -> pending.register(SHORT))
                    .withMessageContaining("'full' within PT0.03S")
                    .withMessageContaining("bound of 2")
                    .withMessageContaining("Nothing was put");
            assertThat(pending.outstanding()).isEqualTo(2);
        }
    }

    @Test
    void aRegistrationThatFailsGivesItsPlaceBack() throws Exception {
        try (PendingRequests<String> pending =
                PendingRequests.<String>named("places").maxOutstanding(2).build()) {
            pending.register(key(1), LONG);
            for (int n = 0; n < 3; n++) {
                assertThatExceptionOfType(IllegalArgumentException.class)
                        .isThrownBy(() -> pending.register(key(1), LONG));
            }
            Ticket<String> last = pending.register(SHORT);

            assertThat(last.cancel()).isTrue();
        }
    }

    @Test
    void closingFailsThoseThatWaitForAPlace() throws Exception {
        PendingRequests<String> pending =
                PendingRequests.<String>named("full").maxOutstanding(1).build();
        pending.register(LONG);
        List<AtomicReference<Throwable>> thrown = new ArrayList<>();
        List<Thread> waiters = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            AtomicReference<Throwable> each = new AtomicReference<>();
            thrown.add(each);
            waiters.add(waiting("waiter " + n, () -> pending.register(LONG), each));
        }
        pending.close();
        for (Thread waiter : waiters) {
            waiter.join();
        }

        assertThat(thrown).allMatch(each -> each.get() instanceof ConnectionClosedException);
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void take(PendingRequests<String> pending, List<String> order) throws InterruptedException {
        Ticket<String> ticket = pending.register(LONG);
        order.add(Thread.currentThread().getName());
        ticket.cancel();
    }

    /** A thread that does this work, and that waits by now. */
    private static Thread waiting(String name, Work work, AtomicReference<Throwable> thrown) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (Throwable e) {
                        thrown.set(e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        await().until(() ->
                thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING);
        return thread;
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean asleep(String name) {
        Thread thread = thread(name);
        return thread != null && thread.getState() == Thread.State.TIMED_WAITING;
    }

    private static Thread thread(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .findAny()
                .orElse(null);
    }
}
