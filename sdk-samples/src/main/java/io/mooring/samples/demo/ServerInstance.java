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
import java.util.function.Consumer;

/**
 * One instance of the server program: it reads the request queue of each queue manager, and answers each request in the unit
 * of work that the request was got in.
 */
final class ServerInstance implements ActivitySource, AutoCloseable {
    private final String name;
    private final Account account;
    private final Duration handling;
    private final ReaderCensus census;
    private final List<MqClient> clients = new ArrayList<>();
    private final List<Consumption> readers = new ArrayList<>();

    ServerInstance(
            String name,
            Stage stage,
            Duration handling,
            ReaderCensus census,
            Account account,
            Journal journal,
            ConnectionListener listener) {
        this.name = name;
        this.account = account;
        this.handling = handling;
        this.census = census;
        Harbour harbour = stage.harbour();
        for (String queueManager : harbour.queueManagers()) {
            try {
                MqClient client =
                        harbour.client(name, queueManager).listener(listener).connect();
                clients.add(client);
                readers.add(client.queue(stage.queues().requests()).consume(this::handle));
            } catch (MqException e) {
                journal.write(Journal.Kind.ALARM, name + " does not read on " + queueManager + ": " + e.getMessage());
            }
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
    public void pause() {
        onEach(Consumption::pause);
    }

    @Override
    public void resume() {
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
    public void close() {
        onEach(Consumption::close);
        clients.forEach(MqClient::close);
    }

    @Override
    public String toString() {
        return name;
    }
}
