package io.mooring;

import io.mooring.channeltable.ChannelTableSource;
import io.mooring.client.MqClient;
import io.mooring.connect.ConnectAs;
import io.mooring.idle.ActivitySource;
import io.mooring.idle.ReaderCensus;
import io.mooring.message.MqMessage;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gets messages from ORDERS on a thread of its own, over one client while it reads; pausing closes the client. */
final class OrdersServer implements ActivitySource {
    private static final Duration WAIT = Duration.ofMillis(50);
    private static final CorrelationId NOBODYS = CorrelationId.parse("ID:" + "FF".repeat(24));

    private final ChannelTableSource table;
    private final ConnectAs identity;
    private final ReaderCensus census;
    private final String queueManager;
    private final Consumer<String> handler;

    private volatile long lastNanos = System.nanoTime();
    private volatile boolean inHand;
    private volatile boolean left;
    private volatile boolean reading;
    private @Nullable Thread thread;

    OrdersServer(
            ChannelTableSource table,
            ConnectAs identity,
            ReaderCensus census,
            String queueManager,
            Consumer<String> handler) {
        this.table = table;
        this.identity = identity;
        this.census = census;
        this.queueManager = queueManager;
        this.handler = handler;
    }

    static MqClient connect(ChannelTableSource table, ConnectAs identity, String queueManager) {
        return MqClient.builder()
                .channelTable(table)
                .queueManager(queueManager)
                .as(identity)
                .connect();
    }

    boolean hasLeft() {
        return left;
    }

    @Override
    public Duration idleFor() {
        return inHand ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - lastNanos);
    }

    @Override
    public void pause() {
        close();
    }

    @Override
    public void resume() {
        MqClient client = connect(table, identity, queueManager);
        client.queue("ORDERS").get(NOBODYS, Duration.ZERO); // from here on it is a reader
        reading = true;
        Thread started = new Thread(() -> read(client), "orders-server " + queueManager);
        thread = started;
        started.start();
    }

    @Override
    public void leave() {
        left = true;
    }

    @Override
    public ReaderCensus census() {
        return census;
    }

    void close() {
        reading = false;
        Thread running = thread;
        if (running != null) {
            try {
                running.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void read(MqClient client) {
        try (client) {
            while (reading) {
                client.queue("ORDERS").get(WAIT).ifPresent(this::handle);
            }
        }
    }

    private void handle(MqMessage message) {
        inHand = true;
        handler.accept(message.text());
        lastNanos = System.nanoTime();
        inHand = false;
    }

    @Override
    public String toString() {
        return "orders on " + queueManager;
    }
}
