package io.mooring.client;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mooring.ConnectFailedException;
import io.mooring.PutReceipt;
import io.mooring.ReplyTimeoutException;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.event.ConnectionListener;
import io.mooring.event.Reconnected;
import io.mooring.message.MqMessage;
import io.mooring.request.ReplyQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The snippets of the README about the native client, word for word: DocumentationTest compares them. */
class ReadmeSnippetsTest {
    private static final Logger log = LoggerFactory.getLogger(ReadmeSnippetsTest.class);

    private EmbeddedQueueManager qm1;
    private MqClient client;

    @BeforeEach
    void connect() {
        qm1 = EmbeddedQueueManager.named("QM1")
                .queue("ORDERS")
                .queue("PAID")
                .queue("PRICE.REQUEST")
                .queue("PRICE.REPLY")
                .start();
        client = MqClient.builder()
                .connectionNames(qm1.connectionName())
                .channel("APP.SVRCONN")
                .connect();
    }

    @AfterEach
    void close() {
        client.close();
        qm1.close();
    }

    @Test
    void hostsOfTheReadmeAreNotHere() {
        assertThatThrownBy(() -> putAsInTheReadme("secret", "{}"))
                .isInstanceOf(ConnectFailedException.class)
                .hasMessageContaining("mq1(1414)")
                .hasMessageContaining("mq2(1414)");
    }

    private static void putAsInTheReadme(String secret, String json) {
        try (MqClient client = MqClient.builder()
                .connectionNames("mq1(1414),mq2(1414)")
                .channel("APP.SVRCONN")
                .credentials("app", secret)
                .listener(ConnectionListener.on(
                        Reconnected.class, e -> log.info("now on {} after {}", e.to(), e.outage())))
                .connect()) {
            PutReceipt receipt =
                    client.queue("ORDERS").put(MqMessage.ofText(json).persistent());
            log.info("stored on {} as {}", receipt.queueManager(), receipt.messageId());
        }
    }

    @Test
    void consumptionPutsTheInvoice() {
        client.queue("ORDERS").put(MqMessage.ofText("one anchor"));

        Consumption orders = client.queue("ORDERS").consume((message, work) -> work.put("PAID", invoice(message)));

        await().until(() -> qm1.depth("PAID") == 1);
        orders.close();
        assertThat(client.queue("PAID").get().map(MqMessage::text)).contains("invoice for one anchor");
    }

    private static MqMessage invoice(MqMessage order) {
        return MqMessage.ofText("invoice for " + order.text());
    }

    @Test
    void requestGetsItsReply() {
        Consumption server = client.queue("PRICE.REQUEST")
                .consume((message, work) -> work.reply(message, MqMessage.ofText("12.34")));

        try (Requester prices = client.requester("PRICE.REQUEST", ReplyQueue.shared("PRICE.REPLY"))) {
            MqMessage reply = prices.request(MqMessage.ofText("ISIN=DE0007164600"), ofSeconds(5));
            assertThat(reply.text()).isEqualTo("12.34");
        } finally {
            server.close();
        }
    }

    @Test
    void requestThatNobodyAnswersSaysWhereItIs() {
        try (Requester prices = client.requester("PRICE.REQUEST", ReplyQueue.shared("PRICE.REPLY"))) {
            assertThatThrownBy(() -> prices.request(MqMessage.ofText("ISIN=DE0007164600"), ofSeconds(1)))
                    .isInstanceOf(ReplyTimeoutException.class)
                    .hasMessageStartingWith("No reply within PT1S: request ID:4d4f")
                    .hasMessageContaining(" was put to PRICE.REQUEST on QM1 at ");
        }
    }

    /** Compiled only: what it does is shown above. */
    @SuppressWarnings("UnusedVariable")
    static void requestAsInTheReadme(MqClient client) {
        try (Requester prices = client.requester("PRICE.REQUEST", ReplyQueue.shared("PRICE.REPLY"))) {
            MqMessage reply = prices.request(MqMessage.ofText("ISIN=DE0007164600"), ofSeconds(5));
        } catch (ReplyTimeoutException e) {
            log.warn("{}", e.getMessage());
        }
    }
}
