package io.mooring.client;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.ReplyTimeoutException.Reach;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.message.MqMessage;
import io.mooring.request.ReplyQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What {@code docs/request-reply.md} shows is compiled and works. */
class RequestReplyPageTest {
    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
    private static final Path PAGE = MODULE.resolve("../docs/request-reply.md");

    private final List<String> shown = new CopyOnWriteArrayList<>();

    @Test
    void snippetWorks() {
        try (EmbeddedQueueManager qm1 = EmbeddedQueueManager.named("QM1")
                        .queue("PRICE.REQUEST", "PRICE.REPLY")
                        .start();
                MqClient client = MqClient.builder()
                        .connectionNames(qm1.connectionName())
                        .channel("APP.SVRCONN")
                        .connect();
                EchoServer server = EchoServer.on(qm1, "PRICE.REQUEST")) {
            try (Requester prices = client.requester("PRICE.REQUEST", ReplyQueue.shared("PRICE.REPLY"))) {
                MqMessage reply = prices.request(MqMessage.ofText("ISIN=DE0007164600"), ofSeconds(5));
                CompletableFuture<MqMessage> later =
                        prices.requestAsync(MqMessage.ofText("ISIN=DE0005140008"), ofSeconds(5));
                show(reply.text());
                later.thenAccept(price -> show(price.text())).join();
            }
            assertThat(shown).containsExactly("re: ISIN=DE0007164600 @QM1", "re: ISIN=DE0005140008 @QM1");
            assertThat(server.failures()).isZero();
        }
    }

    private void show(String price) {
        shown.add(price);
    }

    @Test
    void eachReachIsExplained() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(Reach.values()).allSatisfy(reach -> assertThat(page).contains("| `" + reach + "` |"));
    }
}
