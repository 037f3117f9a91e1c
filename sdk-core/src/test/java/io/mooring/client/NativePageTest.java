package io.mooring.client;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mooring.ConnectFailedException;
import io.mooring.ConnectionState;
import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.connect.ConnectAs;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.junit5.StartQueueManager;
import io.mooring.message.MqMessage;
import io.mooring.reconnect.ConnectionLifetime;
import io.mooring.reconnect.ReconnectPolicy;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What docs/native.md shows is compiled and works, and its first table has each setting. */
class NativePageTest {
    private static final Logger log = LoggerFactory.getLogger(NativePageTest.class);
    private static final Path PAGE = Path.of(System.getProperty("basedir", ".")).resolve("../docs/native.md");

    @StartQueueManager
    final EmbeddedQueueManager queueManager =
            EmbeddedQueueManager.named("QM1").queue("ORDERS", "PAID").build();

    private MqClient client;

    @BeforeEach
    void connect() {
        client = MqClient.builder()
                .connectionNames(queueManager.connectionName())
                .channel("APP.SVRCONN")
                .connect();
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void hostsOfThePageAreNotHere() {
        assertThatThrownBy(() -> asOnThePage("secret")).isInstanceOf(ConnectFailedException.class);
    }

    private static void asOnThePage(String secret) {
        MqClient client = MqClient.builder()
                .connectionNames("mq1(1414),mq2(1414)")
                .channel("APP.SVRCONN")
                .as(ConnectAs.application("orders").credentials("app", secret))
                .reconnect(ReconnectPolicy.standard().givingUpAfter(ofMinutes(5)))
                .lifetime(ConnectionLifetime.of(ofHours(1)))
                .connect();
        client.close();
    }

    @Test
    void workIsCommittedAndTheLedgerKnows() {
        client.queue("ORDERS").put(MqMessage.ofText("one anchor"));

        PutReceipt paid = client.inUnitOfWork(work -> {
            MqMessage order = work.get("ORDERS", ofSeconds(5)).orElseThrow();
            return work.put("PAID", invoice(order));
        });

        assertThat(paid.state()).isEqualTo(PutState.PENDING);
        assertThat(client.receipts().find(paid.messageId()).map(PutReceipt::state))
                .contains(PutState.STORED);
        assertThat(queueManager.depth("PAID")).isEqualTo(1);
    }

    @Test
    void consumptionPutsTheInvoice() {
        client.queue("ORDERS").put(MqMessage.ofText("one anchor"));

        Consumption orders = client.queue("ORDERS")
                .consume(
                        ConsumeSettings.threads(4).backoutThreshold(3).onTrouble(trouble -> log.warn("{}", trouble)),
                        (message, work) -> work.put("PAID", invoice(message)));

        await().until(() -> orders.handled() == 1);
        assertThat(client.queue("ORDERS").inquire().readers()).isEqualTo(4);
        orders.close();
        assertThat(client.queue("PAID").get().map(MqMessage::text)).contains("invoice for one anchor");
    }

    private static MqMessage invoice(MqMessage order) {
        return MqMessage.ofText("invoice for " + order.text());
    }

    @Test
    void clientKnowsWhereItIs() {
        whereIsIt();

        assertThat(client.queueManager()).hasToString("Optional[QM1]");
        assertThat(client.state()).isEqualTo(ConnectionState.CONNECTED);
        assertThat(client.moves()).isEmpty();
        assertThat(client.receipts().in(PutState.IN_DOUBT)).isEmpty();
    }

    /** Asked above. */
    @SuppressWarnings({"CheckReturnValue", "ReturnValueIgnored"})
    private void whereIsIt() {
        client.queueManager(); // of the present link, else of the last one
        client.state(); // CONNECTED, QUIESCING, RECONNECTING, FAILED, CLOSED
        client.moves(); // the last 100
        client.receipts().in(PutState.IN_DOUBT); // of the last 4,096 puts
    }

    @Test
    void theFirstTableHasEachSettingOfTheBuilder() throws IOException {
        Set<String> settings = Arrays.stream(MqClientBuilder.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> method.getReturnType() == MqClientBuilder.class)
                .map(method -> method.getName())
                .collect(Collectors.toSet());
        List<String> rows = Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith("| Setting |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|", -1)[1])
                .toList();
        Set<String> named = rows.stream()
                .flatMap(cell -> Pattern.compile("`(\\w+)`").matcher(cell).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());

        assertThat(named).isNotEmpty().isEqualTo(settings);
    }
}
