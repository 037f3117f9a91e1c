package io.mooring.samples.demo;

import io.mooring.MqException;
import io.mooring.client.Consumption;
import io.mooring.client.MqClient;
import io.mooring.client.UnitOfWork;
import io.mooring.event.ConnectionListener;
import io.mooring.idle.ActivitySource;
import io.mooring.idle.ReaderCensus;
import io.mooring.message.MqMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One instance of the server program: it reads the request queue of each queue manager, and answers each request in the unit
 * of work that the request was got in.
 */
final class ServerInstance implements ActivitySource, AutoCloseable {
    private static final long RETRY_MILLIS = 300;

    private final String name;
    private final Account account;
    private final Duration handling;
    private final ReaderCensus census;
    private final Stage stage;
    private final Journal journal;
    private final ConnectionListener listener;
    private final List<MqClient> clients = new ArrayList<>(); // guarded by this
    private final List<Consumption> readers = new CopyOnWriteArrayList<>(); // written under this
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean paused; // guarded by this

    ServerInstance(
            String name,
            Stage stage,
            Duration handling,
            ReaderCensus census,
            Account account,
            Journal journal,
            ConnectionListener listener) {
        this.name = name;
        this.stage = stage;
        this.account = account;
        this.handling = handling;
        this.census = census;
        this.journal = journal;
        this.listener = listener;
        for (String queueManager : stage.harbour().queueManagers()) {
            if (!read(queueManager)) {
                journal.write(Journal.Kind.ALARM, name + " cannot reach " + queueManager + ", and tries again");
                Thread later = new Thread(() -> readLater(queueManager), name + " " + queueManager);
                later.setDaemon(true);
                later.start();
            }
        }
    }

    /** Begins to read on a queue manager; false if it cannot be reached. */
    private boolean read(String queueManager) {
        try {
            MqClient client = stage.harbour()
                    .client(name, queueManager)
                    .listener(listener)
                    .connect();
            synchronized (this) {
                clients.add(client);
                if (closed.getCount() == 0) {
                    client.close();
                    return true;
                }
                Consumption reader = client.queue(stage.queues().requests()).consume(this::handle);
                if (paused) {
                    reader.pause();
                }
                readers.add(reader);
            }
            return true;
        } catch (MqException e) {
            return false;
        }
    }

    private void readLater(String queueManager) {
        try {
            while (!closed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
                if (read(queueManager)) {
                    journal.write(Journal.Kind.INSTANCE, name + " reads on " + queueManager + " as well now");
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(MqMessage request, UnitOfWork work) throws InterruptedException {
        Thread.sleep(handling.toMillis()); // what a server does
        String text = request.text();
        work.reply(request, MqMessage.ofText(text).persistent());
        account.handled(text);
    }

    @Override
    public Duration idleFor() {
        return readers.stream()
                .map(Consumption::idleFor)
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    @Override
    public synchronized void pause() {
        paused = true;
        onEach(Consumption::pause);
    }

    @Override
    public synchronized void resume() {
        paused = false;
        readers.forEach(Consumption::resume);
    }

    @Override
    public void leave() {
        close();
    }

    @Override
    public ReaderCensus census() {
        return census;
    }

    /** All at the same time: each may take a second. */
    private void onEach(Consumer<Consumption> action) {
        CompletableFuture.allOf(readers.stream()
                        .map(each ->
                                CompletableFuture.runAsync(() -> action.accept(each), task -> new Thread(task).start()))
                        .toArray(CompletableFuture<?>[]::new))
                .join();
    }

    @Override
    public synchronized void close() {
        closed.countDown();
        onEach(Consumption::close);
        clients.forEach(MqClient::close);
    }

    @Override
    public String toString() {
        return name;
    }
}
