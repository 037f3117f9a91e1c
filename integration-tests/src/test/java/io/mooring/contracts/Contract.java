package io.mooring.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mooring.PutInDoubtException;
import io.mooring.PutReceipt;
import io.mooring.QueueManagerName;
import io.mooring.client.MqClient;
import io.mooring.event.ConnectionEvent;
import io.mooring.message.MqMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** What contracts have in common: a fleet with empty queues before each, and mended and closed after it. */
abstract class Contract {
    /** Within this time whatever has to happen has happened, a restart of a queue manager and a slow machine included. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** For what must not come: long enough to see it, had it come. */
    static final Duration MOMENT = Duration.ofMillis(50);

    /** What clients of {@link #client()} were told. */
    final List<ConnectionEvent> events = new CopyOnWriteArrayList<>();

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private Optional<QueueManagerName> harmed = Optional.empty();

    /** What it runs on. */
    abstract Fleet fleet();

    @BeforeEach
    void emptyQueues() {
        for (QueueManagerName name : fleet().names()) {
            try (MqClient client = fleet().client(name).connect()) {
                for (String queue : Fleet.QUEUES) {
                    while (client.queue(queue).get().isPresent()) {
                        // The next one.
                    }
                }
            }
        }
    }

    @AfterEach
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void closeAndMend() throws Exception {
        try {
            mend();
        } finally {
            while (!open.isEmpty()) {
                open.pop().close();
            }
        }
    }

    /** A client that is closed at the end, on the first queue manager that answers, and on to any other. */
    final MqClient client() {
        return closing(fleet().client().listener(events::add).connect());
    }

    /** A client that is closed at the end, on this queue manager and no other. */
    final MqClient client(QueueManagerName only) {
        return closing(fleet().client(only).connect());
    }

    /** Closes something at the end, before what was opened before it. */
    final <T extends AutoCloseable> T closing(T resource) {
        open.push(resource);
        return resource;
    }

    /** The first queue manager, where clients are at first. */
    final QueueManagerName first() {
        return fleet().names().get(0);
    }

    /** Causes a fault on the first queue manager, if it is possible; see {@link #requirePossible}. */
    final void cause(Fault fault) {
        harmed = Optional.of(first());
        fleet().faults().orElseThrow().cause(fault, first());
    }

    /** Skips the test where nobody can cause a fault; to be called first, so that nothing is begun in vain. */
    final void requirePossible(Fault fault) {
        assumeTrue(
                fleet().faults()
                        .filter(faults -> faults.possible().contains(fault))
                        .isPresent(),
                () -> "Nobody can cause " + fault + " here.");
    }

    /** Makes good what was caused. */
    final void mend() {
        harmed.ifPresent(name -> fleet().faults().orElseThrow().mend(name));
        harmed = Optional.empty();
    }

    /** Puts until a put is not in doubt; the first after a loss may be. */
    static PutReceipt putOnceConnected(MqClient client, MqMessage message) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return client.queue(Fleet.QUEUE).put(message);
            } catch (PutInDoubtException inDoubt) {
                assertThat(System.nanoTime())
                        .describedAs("puts are still in doubt: %s", inDoubt)
                        .isLessThan(end);
            }
        }
    }
}
