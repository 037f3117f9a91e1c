package io.mooring.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mooring.CommitInDoubtException;
import io.mooring.PutInDoubtException;
import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.ReplyTimeoutException;
import io.mooring.UnitOfWorkBackedOutException;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.admin.EndMode;
import io.mooring.embedded.fault.Fault;
import io.mooring.embedded.mqi.Verb;
import io.mooring.event.Closed;
import io.mooring.event.Connected;
import io.mooring.event.ConnectionEvent;
import io.mooring.event.ConnectionLost;
import io.mooring.event.Quiescing;
import io.mooring.event.Reconnected;
import io.mooring.event.Reconnecting;
import io.mooring.message.MqMessage;
import io.mooring.reconnect.ReconnectPolicy;
import io.mooring.request.ReplyQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Randomly timed faults on three queue managers, under producers, units of work, consumers and requesters. What must hold:
 *
 * <ul>
 *   <li>a persistent message with a stored receipt is found exactly once, one in doubt at most once, one that was backed
 *       out never
 *   <li>a unit of work in doubt took effect as a whole or not at all
 *   <li>each request ends exactly once, and a reply is that of its own request
 *   <li>a consumer with one thread sees the messages of one putter on one queue manager in their order
 *   <li>events come in their order, and nothing is left: no thread, no handle, no connection
 * </ul>
 *
 * <p>The number of faults is that of the property {@code mooring.faults}, the seed that of {@code mooring.seed}.
 */
@Tag("soak")
class SoakTest {
    private static final int FAULTS = Integer.getInteger("mooring.faults", 150);
    private static final long SEED = Long.getLong("mooring.seed", System.nanoTime());
    private static final int PRODUCERS = 2;

    private final Random random = new Random(SEED);
    private final List<EmbeddedQueueManager> queueManagers = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Thread> workers = new ArrayList<>();
    private final List<Throwable> surprises = new CopyOnWriteArrayList<>();

    /** What the application knows of each message, by its text. */
    private final Map<String, PutState> known = new ConcurrentHashMap<>();

    /** The messages of each unit of work whose commit is in doubt. */
    private final List<Set<String>> unitsInDoubt = new CopyOnWriteArrayList<>();

    /** What each client told its listener. */
    private final Map<String, List<ConnectionEvent>> events = new ConcurrentHashMap<>();

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger replies = new AtomicInteger();
    private final AtomicInteger timeouts = new AtomicInteger();
    private final AtomicInteger requestsInDoubt = new AtomicInteger();

    @AfterEach
    void closeQueueManagers() {
        queueManagers.forEach(EmbeddedQueueManager::close);
    }

    @Test
    @Timeout(1800)
    void nothingIsLostNothingIsDoubledNothingIsLeft() throws InterruptedException {
        System.out.println("soak: " + FAULTS + " faults, -Dmooring.seed=" + SEED);
        for (String name : List.of("QM1", "QM2", "QM3")) {
            queueManagers.add(EmbeddedQueueManager.named(name)
                    .mqsc("DEF QL(WORK) MAXDEPTH(1000000) BOTHRESH(0)\nDEF QL(DONE) MAXDEPTH(1000000)\n"
                            + "DEF QL(PRICE.REQUEST) MAXDEPTH(1000000)\nDEF QL(PRICE.REPLY) MAXDEPTH(1000000)")
                    .start());
        }
        List<MqClient> clients = new ArrayList<>();
        List<Consumption> consumptions = new ArrayList<>();
        for (EmbeddedQueueManager queueManager : queueManagers) {
            // A consumer stays with its queue manager, so that in the end each queue is empty.
            MqClient consumer = client("consumer-" + queueManager.name(), queueManager.connectionName());
            clients.add(consumer);
            consumptions.add(consumer.queue("WORK")
                    .consume(
                            ConsumeSettings.threads(1).backoutThreshold(100_000),
                            (message, work) -> work.put(
                                    "DONE", MqMessage.ofText(message.text()).persistent())));
            consumptions.add(consumer.queue("PRICE.REQUEST")
                    .consume(
                            ConsumeSettings.threads(1).backoutThreshold(100_000),
                            (message, work) -> work.reply(message, MqMessage.ofText("price of " + message.text()))));
        }
        for (int i = 0; i < PRODUCERS; i++) {
            MqClient client = client("producer-" + i, everywhere());
            clients.add(client);
            String name = "p" + i;
            start(name, () -> produce(client, name));
        }
        MqClient units = client("units", everywhere());
        clients.add(units);
        start("units", () -> commitUnits(units));
        MqClient asking = client("requester", everywhere());
        clients.add(asking);
        Requester requester = asking.requester(
                "PRICE.REQUEST", ReplyQueue.shared("PRICE.REPLY").passingIds());
        start("requests-1", () -> ask(requester, "a"));
        start("requests-2", () -> ask(requester, "b"));

        for (int i = 0; i < FAULTS; i++) {
            fault();
        }
        queueManagers.forEach(this::heal);
        over.set(true);
        for (Thread worker : workers) {
            worker.join();
        }
        assertThat(surprises).isEmpty();
        await("all work is done")
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(queueManagers)
                        .allSatisfy(queueManager ->
                                assertThat(queueManager.depth("WORK")).isZero()));
        requester.close();
        assertThat(requester.outstanding()).isZero();
        consumptions.forEach(Consumption::close);
        clients.forEach(MqClient::close);

        judge();
        events.forEach(SoakTest::requireOrder);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(queueManagers)
                    .allSatisfy(queueManager ->
                            assertThat(queueManager.connections()).isEmpty());
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("mooring-link")
                            || name.startsWith("mooring-consume")
                            || name.startsWith("mooring-re"));
        });
    }

    private void produce(MqClient client, String name) {
        for (int i = 0; !over.get(); i++) {
            String text = name + " " + i;
            try {
                PutReceipt receipt =
                        client.queue("WORK").put(MqMessage.ofText(text).persistent());
                known.put(text, receipt.state());
            } catch (PutInDoubtException e) {
                known.put(text, PutState.IN_DOUBT);
            }
            holdBackWhenFarAhead();
        }
    }

    private void commitUnits(MqClient client) {
        for (int i = 0; !over.get(); i++) {
            Set<String> texts = Set.of("u " + i + " 1", "u " + i + " 2", "u " + i + " 3");
            try {
                client.doInUnitOfWork(work -> texts.forEach(
                        text -> work.put("WORK", MqMessage.ofText(text).persistent())));
                texts.forEach(text -> known.put(text, PutState.STORED));
            } catch (CommitInDoubtException e) {
                texts.forEach(text -> known.put(text, PutState.IN_DOUBT));
                unitsInDoubt.add(texts);
            } catch (UnitOfWorkBackedOutException e) {
                texts.forEach(text -> known.put(text, PutState.BACKED_OUT));
            }
            holdBackWhenFarAhead();
        }
    }

    private void ask(Requester requester, String name) {
        for (int i = 0; !over.get(); i++) {
            String text = name + i;
            requests.incrementAndGet();
            try {
                MqMessage reply = requester.request(MqMessage.ofText(text), Duration.ofSeconds(2));
                assertThat(reply.text()).isEqualTo("price of " + text);
                replies.incrementAndGet();
            } catch (ReplyTimeoutException e) {
                timeouts.incrementAndGet();
            } catch (PutInDoubtException e) {
                requestsInDoubt.incrementAndGet();
            }
        }
    }

    /** The consumers are slower than the putters; a queue must not fill up. */
    private void holdBackWhenFarAhead() {
        await().pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofMinutes(5))
                .until(() -> over.get()
                        || queueManagers.stream().allMatch(queueManager -> queueManager.depth("WORK") < 500));
    }

    private void fault() {
        EmbeddedQueueManager queueManager = queueManagers.get(random.nextInt(queueManagers.size()));
        if (!queueManager.running()) {
            heal(queueManager);
            return;
        }
        switch (random.nextInt(12)) {
            case 0, 1 -> queueManager.dropSockets();
            case 2 -> {
                queueManager.stopListening();
                queueManager.dropSockets();
            }
            case 3 -> queueManager.askToReconnect();
            case 4 -> queueManager.quiesce();
            case 5 -> queueManager.end(EndMode.IMMEDIATE);
            case 6 -> queueManager.crash();
            case 7 -> queueManager.inject(Fault.on(verb()).losesConnectionBeforeEffect());
            case 8, 9 -> queueManager.inject(Fault.on(verb()).losesConnectionAfterEffect());
            case 10 -> queueManager.endWithoutReconnect();
            default -> {
                if (random.nextInt(10) == 0) {
                    queueManager.blackHole();
                } else {
                    queueManager.dropSockets(connection -> random.nextBoolean());
                }
            }
        }
        letTimePass(random.nextInt(60));
        if (random.nextInt(3) > 0) {
            heal(queueManager);
        }
        letTimePass(random.nextInt(40));
    }

    private Verb verb() {
        Verb[] verbs = {Verb.MQPUT, Verb.MQGET, Verb.MQCMIT, Verb.MQOPEN};
        return verbs[random.nextInt(verbs.length)];
    }

    private void heal(EmbeddedQueueManager queueManager) {
        if (!queueManager.running()) {
            queueManager.start();
        } else {
            queueManager.startListening();
            queueManager.endQuiesce();
            queueManager.endBlackHole();
        }
        queueManager.clearFaults();
    }

    /** The faults come at random moments; nothing here waits for the program under test. */
    private static void letTimePass(int millis) {
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        while (System.nanoTime() - end < 0) {
            java.util.concurrent.locks.LockSupport.parkNanos(100_000);
        }
    }

    private void judge() {
        Map<String, Integer> found = new HashMap<>();
        for (EmbeddedQueueManager queueManager : queueManagers) {
            Map<String, Integer> last = new HashMap<>();
            try (MqClient reader = client("judge-" + queueManager.name(), queueManager.connectionName());
                    Browser browser = reader.queue("DONE").browse()) {
                for (var next = browser.next(); next.isPresent(); next = browser.next()) {
                    String text = next.get().text();
                    found.merge(text, 1, Integer::sum);
                    String[] words = text.split(" ", -1);
                    if (words.length == 2) {
                        Integer before = last.put(words[0], Integer.valueOf(words[1]));
                        assertThat(before == null || before < Integer.parseInt(words[1]))
                                .as("%s on %s after %s", text, queueManager.name(), before)
                                .isTrue();
                    }
                }
            }
        }
        Map<PutState, Integer> counts = new HashMap<>();
        known.forEach((text, state) -> {
            counts.merge(state, 1, Integer::sum);
            int times = found.getOrDefault(text, 0);
            switch (state) {
                case STORED -> assertThat(times).as("%s, stored", text).isEqualTo(1);
                case IN_DOUBT -> assertThat(times).as("%s, in doubt", text).isLessThanOrEqualTo(1);
                default -> assertThat(times).as("%s, %s", text, state).isZero();
            }
        });
        // Not containsAll, which takes time by the square.
        Set<String> neverPut = new HashSet<>(found.keySet());
        neverPut.removeAll(known.keySet());
        assertThat(neverPut).isEmpty();
        for (Set<String> unit : unitsInDoubt) {
            assertThat(unit.stream().filter(found::containsKey).count())
                    .as("%s", unit)
                    .isIn(0L, 3L);
        }
        assertThat(replies.get() + timeouts.get() + requestsInDoubt.get()).isEqualTo(requests.get());
        assertThat(counts.getOrDefault(PutState.STORED, 0)).isPositive();
        assertThat(replies.get()).isPositive();
        System.out.println("soak: messages " + counts + ", units in doubt " + unitsInDoubt.size() + ", requests "
                + requests + ": " + replies + " replies, " + timeouts + " timeouts, " + requestsInDoubt + " in doubt");
    }

    /** The order that ConnectionEvent's comment draws. */
    private static void requireOrder(String client, List<ConnectionEvent> events) {
        await().untilAsserted(() -> assertThat(events.get(events.size() - 1)).isInstanceOf(Closed.class));
        StringBuilder letters = new StringBuilder();
        long epoch = 0;
        for (ConnectionEvent event : events) {
            letters.append(letterOf(event));
            assertThat(event.epoch()).as("%s: %s", client, event).isGreaterThanOrEqualTo(epoch);
            epoch = event.epoch();
        }
        assertThat(letters.toString()).as(client).matches("C(Q?La+R)*(Q?L?a*)X");
    }

    private static char letterOf(ConnectionEvent event) {
        if (event instanceof Connected) {
            return 'C';
        } else if (event instanceof Quiescing) {
            return 'Q';
        } else if (event instanceof ConnectionLost) {
            return 'L';
        } else if (event instanceof Reconnecting) {
            return 'a';
        } else if (event instanceof Reconnected) {
            return 'R';
        }
        return event instanceof Closed ? 'X' : '?';
    }

    private String everywhere() {
        return String.join(
                ",",
                queueManagers.stream().map(EmbeddedQueueManager::connectionName).toList());
    }

    private MqClient client(String name, String connectionNames) {
        return MqClient.builder()
                .connectionNames(connectionNames)
                .channel("APP.SVRCONN")
                .name(name)
                .listener(events.computeIfAbsent(name, unused -> new CopyOnWriteArrayList<>())::add)
                .connectTimeout(Duration.ofSeconds(2))
                .reconnect(ReconnectPolicy.exponential(Duration.ofMillis(5), Duration.ofMillis(50)))
                .connect();
    }

    private void start(String name, Runnable work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (Throwable e) { // also what an assertion throws
                        surprises.add(e);
                    }
                },
                name);
        workers.add(thread);
        thread.start();
    }
}
