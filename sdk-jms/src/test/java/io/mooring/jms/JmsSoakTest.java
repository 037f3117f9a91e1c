package io.mooring.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.mooring.ConnectionState;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.jms.Connection;
import javax.jms.JMSContext;
import javax.jms.JMSException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/**
 * Randomly timed faults on three queue managers, under programs that send, that move messages, and that ask for replies, over
 * the drop-in factory. What must hold:
 *
 * <ul>
 *   <li>a persistent message that was sent without an exception is found exactly once, on the queue manager that its receipt
 *       names; one in doubt at most once, one that was rolled back never
 *   <li>a unit of work in doubt took effect as a whole or not at all
 *   <li>each request ends exactly once, a reply is that of its own request, and no request is handled twice
 *   <li>each program works again once the faults are over, and each connection has heard of its events in their order
 *   <li>nothing is left: no thread, no handle, no connection
 * </ul>
 *
 * <p>The number of faults is that of the property {@code mooring.faults}, the seed that of {@code mooring.seed}. At any time
 * two queue managers can be reached: a client that finds none waits for many seconds, and all others of the process with it.
 */
@Tag("soak")
class JmsSoakTest {
    private static final int FAULTS = Integer.getInteger("mooring.faults", 40);
    private static final long SEED = Long.getLong("mooring.seed", System.nanoTime());

    private final Random random = new Random(SEED);
    private final List<EmbeddedQueueManager> queueManagers = new ArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Throwable> surprises = new CopyOnWriteArrayList<>();

    /** How often each program has done its step. */
    private final Map<Thread, AtomicInteger> programs = new LinkedHashMap<>();

    private final List<Connection> connections = new ArrayList<>();
    private final List<JMSContext> contexts = new ArrayList<>();

    /** What each connection told its listener. */
    private final Map<String, List<ConnectionEvent>> events = new ConcurrentHashMap<>();

    private final SoakBook book = new SoakBook();
    private final SoakPrograms made = new SoakPrograms(book);

    @AfterEach
    void closeQueueManagers() {
        queueManagers.forEach(EmbeddedQueueManager::close);
    }

    @Test
    @Timeout(3600)
    void nothingIsLostNothingIsDoubledNothingIsLeft() throws JMSException, InterruptedException {
        // Each segment would be a line.
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        System.out.println("soak: " + FAULTS + " faults, -Dmooring.seed=" + SEED);
        for (String name : List.of("QM1", "QM2", "QM3")) {
            queueManagers.add(EmbeddedQueueManager.named(name)
                    .mqsc("DEF QL(WORK) MAXDEPTH(1000000) BOTHRESH(0)\nDEF QL(DONE) MAXDEPTH(1000000)\n"
                            + SoakRequests.definitions())
                    .start());
        }
        startPrograms();
        SoakRequests requests = startRequests();

        for (int i = 0; i < FAULTS; i++) {
            fault();
        }
        queueManagers.forEach(JmsSoakTest::heal);
        requireProgress();
        over.set(true);
        for (Thread program : programs.keySet()) {
            program.join();
        }
        requireNoSurprises();
        requests.close();
        closeConnections();
        moveTheRest();

        System.out.println("soak: " + moves() + " moves of connections; " + made.summary());
        System.out.println("soak: " + requests.summary());
        requests.judge();
        book.judge("DONE", queueManagers);
        events.forEach(JmsSoakTest::requireOrder);
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            assertThat(queueManagers)
                    .allSatisfy(queueManager ->
                            assertThat(queueManager.connections()).isEmpty());
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("mooring"));
        });
    }

    /** All programs of the soak; each is on a connection of its own, or shares it as contexts do. */
    private void startPrograms() throws JMSException {
        for (int i = 1; i <= 2; i++) {
            made.mover(connect("mover-" + i));
        }
        start("sender", made.sender(connect("sender")));
        start("asynchronous", made.asynchronousSender(connect("asynchronous")));
        start("units", made.units(connect("units")));
        start("receiving mover", made.receivingMover(connect("receiving mover")));
        JMSContext context = factory("context", everywhere()).createContext();
        JMSContext transacted = context.createContext(JMSContext.SESSION_TRANSACTED);
        contexts.add(context);
        contexts.add(transacted);
        start("context", made.contextSender(context));
        start("context units", made.contextUnits(transacted));
    }

    private SoakRequests startRequests() {
        SoakRequests requests = new SoakRequests(
                factory("requester", everywhere()),
                queueManagers.stream()
                        .map(queueManager -> factory("responder", queueManager.connectionName()))
                        .toList());
        start("request", requests.asking());
        start("request by future", requests.askingForAFuture());
        return requests;
    }

    private void start(String name, SoakPrograms.Step step) {
        AtomicInteger steps = new AtomicInteger();
        Thread thread = new Thread(
                () -> {
                    try {
                        while (!over.get()) {
                            step.run(name + " " + steps.incrementAndGet());
                            letTimePass(1);
                        }
                    } catch (Throwable e) { // also what an assertion throws
                        surprises.add(new AssertionError(name + " at " + Instant.now(), e));
                    }
                },
                name);
        programs.put(thread, steps);
        thread.start();
    }

    /** Now that all queue managers are well, every program gets on with its work. */
    private void requireProgress() {
        programs.forEach((program, steps) -> {
            int before = steps.get();
            await(program.getName() + " gets on")
                    .atMost(Duration.ofMinutes(3))
                    .until(() -> steps.get() > before + 1 || !surprises.isEmpty());
        });
        requireNoSurprises();
        connections.forEach(connection -> await(connection + " is connected")
                .atMost(Duration.ofMinutes(3))
                .until(() -> MooringConnection.of(connection).state() == ConnectionState.CONNECTED));
    }

    private void requireNoSurprises() {
        surprises.forEach(Throwable::printStackTrace);
        assertThat(surprises).isEmpty();
    }

    private void closeConnections() throws JMSException {
        for (Connection connection : connections) {
            connection.close();
        }
        contexts.forEach(JMSContext::close);
    }

    /** Connections move; what they have left behind is moved by connections that stay where they are. */
    private void moveTheRest() throws JMSException {
        List<Connection> staying = new ArrayList<>();
        for (EmbeddedQueueManager queueManager : queueManagers) {
            Connection connection =
                    factory("rest", queueManager.connectionName()).createConnection();
            staying.add(connection);
            made.mover(connection);
        }
        await("all is moved")
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(queueManagers)
                        .allSatisfy(queueManager ->
                                assertThat(queueManager.depth("WORK")).isZero()));
        for (Connection connection : staying) {
            connection.close();
        }
        assertThat(queueManagers)
                .allSatisfy(
                        queueManager -> assertThat(queueManager.depth("WORK")).isZero());
    }

    private void fault() {
        EmbeddedQueueManager queueManager = queueManagers.get(random.nextInt(queueManagers.size()));
        for (EmbeddedQueueManager other : queueManagers) {
            if (other != queueManager) {
                heal(other);
            }
        }
        if (!queueManager.running()) {
            heal(queueManager);
        }
        switch (random.nextInt(13)) {
            case 0, 1 -> queueManager.dropSockets();
            case 2 -> queueManager.dropSockets(connection -> random.nextBoolean());
            case 3, 4 -> {
                queueManager.stopListening();
                queueManager.dropSockets();
            }
            case 5 -> queueManager.askToReconnect();
            case 6 -> queueManager.quiesce();
            case 7 -> queueManager.end(EndMode.RECONNECT);
            case 8 -> queueManager.crash();
            case 9 -> queueManager.inject(Fault.on(verb()).losesConnectionBeforeEffect());
            case 10, 11 -> queueManager.inject(Fault.on(verb()).losesConnectionAfterEffect());
            default -> queueManager.endChannels(5);
        }
        letTimePass(random.nextInt(500));
        if (random.nextInt(3) > 0) {
            heal(queueManager);
        }
        letTimePass(random.nextInt(500));
    }

    private Verb verb() {
        Verb[] verbs = {Verb.MQPUT, Verb.MQGET, Verb.MQCMIT, Verb.MQOPEN};
        return verbs[random.nextInt(verbs.length)];
    }

    private static void heal(EmbeddedQueueManager queueManager) {
        if (!queueManager.running()) {
            queueManager.start();
        } else {
            queueManager.startListening();
            queueManager.endQuiesce();
        }
        queueManager.clearFaults();
    }

    /** The faults come at random moments; nothing here waits for the program under test. */
    private static void letTimePass(int millis) {
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(100_000);
        }
    }

    private long moves() {
        return events.values().stream()
                .flatMap(List::stream)
                .filter(Reconnected.class::isInstance)
                .count();
    }

    /**
     * The order that ConnectionEvent's comment draws. No attempt is told where IBM's client speaks of a move so late that the
     * ids of messages have told it before.
     */
    private static void requireOrder(String connection, List<ConnectionEvent> events) {
        await().untilAsserted(() -> assertThat(events.get(events.size() - 1)).isInstanceOf(Closed.class));
        StringBuilder letters = new StringBuilder();
        long epoch = 0;
        for (ConnectionEvent event : events) {
            letters.append(letterOf(event));
            assertThat(event.epoch()).as("%s: %s", connection, event).isGreaterThanOrEqualTo(epoch);
            epoch = event.epoch();
        }
        assertThat(letters.toString()).as(connection).matches("C(Q?La*R)*(Q?L?a*)X");
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

    private Connection connect(String name) throws JMSException {
        Connection connection = factory(name, everywhere()).createConnection();
        connections.add(connection);
        return connection;
    }

    /** The queue managers in an order of its own, so that clients spread. */
    private String everywhere() {
        List<EmbeddedQueueManager> shuffled = new ArrayList<>(queueManagers);
        Collections.shuffle(shuffled, random);
        return String.join(
                ",", shuffled.stream().map(EmbeddedQueueManager::connectionName).toList());
    }

    private MooringConnectionFactory factory(String name, String connectionNames) {
        return MooringConnectionFactory.builder()
                .connectionNames(connectionNames)
                .channel("APP.SVRCONN")
                .name(name)
                .listener(event -> events.computeIfAbsent(event.connection(), unused -> new CopyOnWriteArrayList<>())
                        .add(event))
                .onPut(book::hear)
                .build();
    }
}
