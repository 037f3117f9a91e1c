package io.mooring.jms;

import static org.awaitility.Awaitility.await;

import com.ibm.msg.client.jms.JmsConnectionFactory;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.event.Reconnected;
import io.mooring.event.Reconnecting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.jms.JMSContext;
import javax.jms.JMSException;
import javax.jms.Session;

/** Takes the queue managers of an application away and brings them back, and does things meanwhile. */
final class Outages implements AutoCloseable {
    private final Application application;
    private final List<Thread> threads = new ArrayList<>();

    /** Something that may fail. */
    @FunctionalInterface
    interface Deed<T> {
        T run() throws Exception;
    }

    Outages(Application application) {
        this.application = application;
    }

    /** Moves the application from QM1 to QM2, and waits until it is there. */
    void move() {
        application.qm1.stopListening();
        application.qm1.dropSockets();
        application.awaitEvent(Reconnected.class);
    }

    /** Moves it back again, and waits until it is there. */
    void moveBack() {
        int before = application.all(Reconnected.class).size();
        application.qm1.startListening();
        application.qm2.stopListening();
        application.qm2.dropSockets();
        await().atMost(Application.MOVE)
                .until(() -> application.all(Reconnected.class).size() > before);
    }

    /** Takes both away, and waits until the client tries to reconnect. */
    void begin() {
        application.qm2.stopListening();
        application.qm1.stopListening();
        application.qm1.dropSockets();
        application.awaitEvent(Reconnecting.class);
    }

    /** Waits until the client has tried in vain. */
    void last() {
        await().atMost(Application.MOVE)
                .until(() -> application.all(Reconnecting.class).size() >= 2);
    }

    /** Brings QM2 back, and waits until the application is there. */
    void end() {
        application.qm2.startListening();
        application.awaitEvent(Reconnected.class);
    }

    /** Does something on a thread of its own. */
    <T> CompletableFuture<T> meanwhile(Deed<T> deed) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(deed.run());
            } catch (Throwable e) { // it is the test's to judge
                result.completeExceptionally(e);
            }
        });
        threads.add(thread);
        thread.start();
        return result;
    }

    /** Waits until all that was begun waits for something itself. */
    void awaitThatAllWait() {
        await().atMost(Application.MOVE)
                .until(() -> threads.stream()
                        .allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING
                                || thread.getState() == Thread.State.WAITING));
    }

    /** What came of it. */
    static <T> T resultOf(CompletableFuture<T> deed) {
        try {
            return deed.get(Application.MOVE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (TimeoutException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Puts messages to a queue of one queue manager, with IBM's client alone. */
    static void put(EmbeddedQueueManager queueManager, String queue, int deliveryMode, String... texts) {
        try (JMSContext context = direct(queueManager).createContext()) {
            for (String text : texts) {
                context.createProducer().setDeliveryMode(deliveryMode).send(context.createQueue(queue), text);
            }
        }
    }

    private static JmsConnectionFactory direct(EmbeddedQueueManager queueManager) {
        return MooringConnectionFactory.builder()
                .connectionNames(queueManager.connectionName())
                .channel("APP.SVRCONN")
                .reconnect(Reconnection.OFF)
                .build()
                .unwrap(JmsConnectionFactory.class);
    }

    /** The name of an acknowledge mode, for the names of tests. */
    static int modeOf(String name) {
        return switch (name) {
            case "AUTO" -> Session.AUTO_ACKNOWLEDGE;
            case "CLIENT" -> Session.CLIENT_ACKNOWLEDGE;
            case "DUPS_OK" -> Session.DUPS_OK_ACKNOWLEDGE;
            default -> Session.SESSION_TRANSACTED;
        };
    }

    @Override
    public void close() throws JMSException {
        application.close();
        for (Thread thread : threads) {
            try {
                thread.join(Application.MOVE.toMillis());
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
