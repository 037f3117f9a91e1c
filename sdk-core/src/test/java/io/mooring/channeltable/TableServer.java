package io.mooring.channeltable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server on the loopback address that has one table, and says what it was asked. */
final class TableServer implements AutoCloseable {
    /** How it answers. */
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;

    /** One, so that it has noted an answer before it gives the next: a client may have it earlier. */
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Integer> statuses = new ArrayList<>();
    private volatile Answer answer;

    TableServer(Answer first) throws IOException {
        answer = first;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(thread);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer.to(exchange);
                statuses.add(exchange.getResponseCode());
            }
        });
        server.start();
    }

    void now(Answer next) {
        answer = next;
    }

    URI address() {
        InetSocketAddress at = server.getAddress();
        return URI.create("http://" + at.getHostString() + ":" + at.getPort() + "/mq/ccdt.json?key=secret");
    }

    /** The statuses that it has answered with. */
    List<Integer> statuses() {
        return CompletableFuture.supplyAsync(() -> List.copyOf(statuses), thread)
                .join();
    }

    /** Whoever is held goes on, without an answer. */
    void letGo() {
        end.countDown();
    }

    /** Waits in an answer until it is let go or the server is closed. */
    void hold(HttpExchange exchange) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A table with the header of its version, or 304 if the client has it. */
    static Answer table(String json, String asked, String told, String version) {
        return exchange -> {
            if (version.equals(exchange.getRequestHeaders().getFirst(asked))) {
                exchange.sendResponseHeaders(304, -1);
                return;
            }
            exchange.getResponseHeaders().set(told, version);
            send(exchange, json);
        };
    }

    static Answer table(String json) {
        return exchange -> send(exchange, json);
    }

    static Answer status(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    private static void send(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        letGo();
        server.stop(0);
        thread.shutdownNow();
    }
}
