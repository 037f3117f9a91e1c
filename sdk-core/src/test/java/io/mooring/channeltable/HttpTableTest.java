package io.mooring.channeltable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A table on a web server: asked whether it changed, bounded in time and length. */
@Timeout(60)
class HttpTableTest {
    private static final String ONE = Tables.json(Tables.entry("QM1", "A", "mq1"));
    private static final String TWO = Tables.json(Tables.entry("QM2", "A", "mq2"));
    private static final HttpLimits SHORT = new HttpLimits(Duration.ofMillis(300), Duration.ofMillis(300));

    private final LogOf log = new LogOf(ChannelTableSource.class);

    @AfterEach
    void detach() {
        log.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "If-None-Match     | ETag          | \"v1\" | \"v2\"",
                "If-Modified-Since | Last-Modified | Fri, 02 Jan 2026 03:04:05 GMT | Fri, 02 Jan 2026 03:04:06 GMT"
            })
    void serverIsAskedWhetherTheTableHasChanged(String asked, String told, String first, String second)
            throws IOException {
        try (TableServer server = new TableServer(TableServer.table(ONE, asked, told, first))) {
            ChannelTableSource source = ChannelTableSource.at(server.address());
            ChannelTable table = source.load();

            assertThat(source.load()).isSameAs(table);
            server.now(TableServer.table(TWO, asked, told, second));
            assertThat(source.load().queueManagers()).hasToString("[QM2]");
            source.load();

            assertThat(server.statuses()).containsExactly(200, 304, 200, 304);
        }
    }

    @Test
    void queryIsSentButNotShown() throws IOException {
        CompletableFuture<URI> asked = new CompletableFuture<>();
        try (TableServer server = new TableServer(exchange -> {
            asked.complete(exchange.getRequestURI());
            TableServer.table(ONE).to(exchange);
        })) {
            ChannelTable table = ChannelTableSource.at(server.address()).load();

            assertThat(asked.join()).hasToString("/mq/ccdt.json?key=secret");
            assertThat(table.origin()).startsWith("http://").endsWith("/mq/ccdt.json");
            assertThat(log.infos().toString() + log.keys())
                    .contains("ccdt.json")
                    .doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 500, 304, 204})
    void otherStatusIsRefusedAndNamed(int status) throws IOException {
        try (TableServer server = new TableServer(TableServer.status(status))) {
            assertThatThrownBy(ChannelTableSource.at(server.address())::load)
                    .isInstanceOf(ChannelTableException.class)
                    .hasMessageEndingWith(
                            "cannot be read: the server answers with HTTP status " + status + ", not with 200.");
        }
    }

    @Test
    void lastGoodTableStaysWhileTheServerFailsAndEachReasonIsLoggedOnce() throws IOException {
        try (TableServer server = new TableServer(TableServer.table(ONE, "If-None-Match", "ETag", "\"1\""))) {
            ChannelTableSource source = ChannelTableSource.at(server.address());
            ChannelTable good = source.load();

            server.now(TableServer.status(503));
            assertThat(source.load()).isSameAs(good);
            assertThat(source.load()).isSameAs(good);
            server.now(TableServer.table("<html>"));
            assertThat(source.load()).isSameAs(good);
            assertThat(source.load()).isSameAs(good);

            assertThat(log.warnings()).hasSize(2);
            assertThat(log.warnings().get(0)).contains("HTTP status 503", "The last good table stays in use");
            assertThat(log.warnings().get(1)).contains("line 1, column 1: this is not JSON");
        }
    }

    @Test
    void serverThatDoesNotAnswerIsGivenUpInTime() throws IOException {
        CompletableFuture<TableServer> itself = new CompletableFuture<>();
        try (TableServer server = new TableServer(exchange -> itself.join().hold(exchange))) {
            itself.complete(server);

            assertThatThrownBy(ChannelTableSource.at(server.address(), SHORT)::load)
                    .isInstanceOf(ChannelTableException.class)
                    .hasMessageEndingWith("cannot be read: the server has not answered within PT0.3S.");
        }
    }

    @Test
    void serverThatStopsInTheMiddleIsGivenUpInTime() throws IOException {
        CompletableFuture<TableServer> itself = new CompletableFuture<>();
        try (TableServer server = new TableServer(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            itself.join().hold(exchange);
        })) {
            itself.complete(server);

            assertThatThrownBy(ChannelTableSource.at(server.address(), SHORT)::load)
                    .isInstanceOf(ChannelTableException.class)
                    .hasMessageEndingWith("cannot be read: the server has not answered within PT0.3S.");
        }
    }

    @Test
    void nobodyAtTheAddressIsSaid() throws IOException {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/ccdt.json");
        }

        assertThatThrownBy(ChannelTableSource.at(nobody)::load)
                .isInstanceOf(ChannelTableException.class)
                .hasMessage("Channel table " + nobody + " cannot be read: there is no connection to the server.");
    }

    @Test
    void answerThatHasNoEndIsCutOff() throws IOException {
        byte[] much = new byte[1 << 20];
        try (TableServer server = new TableServer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            for (int i = 0; i < 1000; i++) {
                body.write(much);
            }
        })) {
            assertThatThrownBy(ChannelTableSource.at(server.address())::load)
                    .isInstanceOf(ChannelTableException.class)
                    .hasMessageContaining("it has more than 8388608 bytes");
        }
    }

    @Test
    void connectionThatBreaksIsSaid() throws IOException {
        try (TableServer server = new TableServer(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            throw new IOException("the server breaks");
        })) {
            assertThatThrownBy(ChannelTableSource.at(server.address())::load)
                    .isInstanceOf(ChannelTableException.class)
                    .hasMessageContaining("the answer of the server cannot be read");
        }
    }

    @Test
    void whoHasATableDoesNotWaitForAnotherThreadThatReads() throws Exception {
        CompletableFuture<TableServer> itself = new CompletableFuture<>();
        CountDownLatch held = new CountDownLatch(1);
        try (TableServer server = new TableServer(TableServer.table(ONE))) {
            itself.complete(server);
            ChannelTableSource source = ChannelTableSource.at(
                    server.address(), new HttpLimits(Duration.ofSeconds(50), Duration.ofSeconds(50)));
            ChannelTable table = source.load();
            server.now(exchange -> {
                held.countDown();
                itself.join().hold(exchange);
            });
            CompletableFuture<ChannelTable> slow = CompletableFuture.supplyAsync(source::load);
            assertThat(held.await(30, TimeUnit.SECONDS)).isTrue();

            assertThat(source.load()).isSameAs(table);
            assertThat(slow).isNotDone();

            server.letGo();
            assertThat(slow.get(30, TimeUnit.SECONDS)).isSameAs(table);
        }
    }

    @Test
    void interruptedThreadStaysInterrupted() throws IOException {
        try (TableServer server = new TableServer(TableServer.table(ONE))) {
            ChannelTableSource source = ChannelTableSource.at(server.address());
            Thread.currentThread().interrupt();

            assertThatThrownBy(source::load)
                    .isInstanceOf(ChannelTableException.class)
                    .hasMessageContaining("the thread was interrupted");
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
