package io.mooring.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mooring.ConnectFailedException;
import io.mooring.ConnectionClosedException;
import io.mooring.ConnectionState;
import io.mooring.CorrelationId;
import io.mooring.MessageId;
import io.mooring.MqException;
import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.QueueManagerName;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.message.Encoding;
import io.mooring.message.MqMessage;
import io.mooring.message.Persistence;
import io.mooring.message.ReportOption;
import io.mooring.reason.ReasonCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls of a client whose connection stays where it is. */
class MqClientTest {
    private EmbeddedQueueManager qm1;
    private MqClient client;

    @BeforeEach
    void connect() {
        qm1 = EmbeddedQueueManager.named("QM1").queue("ORDERS").queue("PAID").start();
        client = MqClient.builder()
                .connectionNames(qm1.connectionName())
                .channel("APP.SVRCONN")
                .applicationName("order-intake")
                .connect();
    }

    @AfterEach
    void close() {
        client.close();
        qm1.close();
    }

    @Test
    void putGivesAReceiptThatNamesTheQueueManager() {
        Instant before = Instant.now();

        PutReceipt receipt = client.queue("ORDERS").put(MqMessage.ofText("one").persistent());

        assertThat(receipt.queueManager()).isEqualTo(new QueueManagerName("QM1"));
        assertThat(receipt.messageId().queueManagerPrefix()).contains("QM1");
        assertThat(receipt.queue()).isEqualTo("ORDERS");
        assertThat(receipt.state()).isEqualTo(PutState.STORED);
        assertThat(receipt.epoch()).isEqualTo(1);
        assertThat(receipt.at()).isBetween(before, Instant.now());
        assertThat(qm1.depth("ORDERS")).isEqualTo(1);
        assertThat(client.receipts().find(receipt.messageId())).contains(receipt);
    }

    @Test
    void everythingThatIsPutIsGot() {
        MessageId id = MessageId.of("a program's own id......".getBytes(StandardCharsets.US_ASCII));
        CorrelationId correlation = id.asCorrelationId();
        MqMessage message = MqMessage.ofText("Grüße, 世界")
                .persistent()
                .withPriority(7)
                .withMessageId(id)
                .withCorrelationId(correlation)
                .withReportOptions(Set.of(ReportOption.PASS_MESSAGE_ID, ReportOption.PASS_CORRELATION_ID))
                .withProperty("kind", "order")
                .withProperty("count", 5)
                .withProperty("weight", 2.5)
                .withProperty("urgent", true)
                .withProperty("big", 1L << 40)
                .withProperty("raw", new byte[] {1, 2, 3})
                .expiringAfter(Duration.ofMinutes(5));
        client.queue("ORDERS").put(message);

        MqMessage got = client.queue("ORDERS").get().orElseThrow();

        assertThat(got.text()).isEqualTo("Grüße, 世界");
        assertThat(got.encoding()).isEqualTo(Encoding.UTF_8_TEXT);
        assertThat(got.persistence()).isEqualTo(Persistence.PERSISTENT);
        assertThat(got.priority()).isEqualTo(7);
        assertThat(got.messageId()).isEqualTo(id);
        assertThat(got.correlationId()).isEqualTo(correlation);
        assertThat(got.reportOptions())
                .containsExactlyInAnyOrder(ReportOption.PASS_MESSAGE_ID, ReportOption.PASS_CORRELATION_ID);
        assertThat(got.properties())
                .containsEntry("kind", "order")
                .containsEntry("count", 5)
                .containsEntry("weight", 2.5)
                .containsEntry("urgent", true)
                .containsEntry("big", 1L << 40)
                .containsEntry("raw", new byte[] {1, 2, 3})
                .hasSize(6);
        assertThat(got.expiry().orElseThrow()).isBetween(Duration.ofSeconds(200), Duration.ofMinutes(5));
        assertThat(got.origin().orElseThrow().application()).isEqualTo("order-intake");
        assertThat(got.origin().orElseThrow().backoutCount()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"819, 273, MQSTR", "1208, 546, ''", "500, 785, MYFORMAT", "1208, 273, MQSTR"})
    void propertiesLeaveABodyOfAnyCharacterSetAsItIs(int ccsid, int numbers, String format) {
        Encoding encoding = new Encoding(format, ccsid, numbers);
        byte[] body = "Grüße <&>".getBytes(encoding.charset().orElseThrow());
        MqMessage message = MqMessage.ofBytes(body, encoding)
                .withProperty("kind", "<order> & \"sön\"")
                .withProperty("one", (byte) 1)
                .withProperty("two", (short) 2)
                .withProperty("four", 4)
                .withProperty("eight", 8L)
                .withProperty("half", 0.5f)
                .withProperty("quarter", 0.25)
                .withProperty("urgent", false)
                .withProperty("raw", new byte[] {1, -1});
        client.queue("ORDERS").put(message);

        MqMessage got = client.queue("ORDERS").get().orElseThrow();

        assertThat(got.encoding()).isEqualTo(encoding);
        assertThat(got.bytes()).isEqualTo(body);
        assertThat(got.text()).isEqualTo("Grüße <&>");
        assertThat(got.properties()).containsExactlyInAnyOrderEntriesOf(message.properties());
    }

    @Test
    void byteOrderMarkIsNoText() {
        Encoding utf16 = new Encoding("MQSTR", 1200, 273);
        client.queue("ORDERS")
                .put(MqMessage.ofBytes("Grüße".getBytes(StandardCharsets.UTF_16BE), utf16)
                        .withProperty("kind", "order"));

        assertThat(client.queue("ORDERS").get().map(MqMessage::text)).contains("Grüße");
    }

    @Test
    void propertyInAFolderOfItsOwnIsRefusedBesideABodyThatIsNotUtf8() {
        MqMessage message =
                MqMessage.ofBytes(new byte[1], new Encoding("MQSTR", 819, 273)).withProperty("a.b", "c");

        assertThatThrownBy(() -> client.queue("ORDERS").put(message))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a.b'");
        assertThat(client.queue("ORDERS").put(MqMessage.ofText("next")).epoch()).isEqualTo(1);
    }

    @Test
    void getIsEmptyIfThereIsNothing() {
        assertThat(client.queue("ORDERS").get()).isEmpty();
        assertThat(client.queue("ORDERS").get(Duration.ofMillis(20))).isEmpty();
    }

    @Test
    void getTakesTheMessageWithTheIdAsked() {
        client.queue("ORDERS").put(MqMessage.ofText("one"));
        PutReceipt two = client.queue("ORDERS").put(MqMessage.ofText("two"));

        assertThat(client.queue("ORDERS").get(two.messageId(), Duration.ZERO).map(MqMessage::text))
                .contains("two");
        assertThat(qm1.depth("ORDERS")).isEqualTo(1);
    }

    @Test
    void browsingLeavesMessagesThere() {
        client.queue("ORDERS").put(MqMessage.ofText("one"));
        client.queue("ORDERS").put(MqMessage.ofText("two"));

        List<String> seen = new ArrayList<>();
        try (Browser browser = client.queue("ORDERS").browse()) {
            for (Optional<MqMessage> next = browser.next(); next.isPresent(); next = browser.next()) {
                seen.add(next.get().text());
            }
        }

        assertThat(seen).containsExactly("one", "two");
        assertThat(qm1.depth("ORDERS")).isEqualTo(2);
    }

    @Test
    void inquiryTellsDepthAndReaders() {
        client.queue("ORDERS").put(MqMessage.ofText("one"));
        client.queue("PAID").get();

        QueueStatus orders = client.queue("ORDERS").inquire();

        assertThat(orders.depth()).isEqualTo(1);
        assertThat(orders.readers()).isZero();
        assertThat(orders.maxDepth()).isEqualTo(5000);
        assertThat(orders.queueManager()).isEqualTo(new QueueManagerName("QM1"));
        assertThat(client.queue("PAID").inquire().readers()).isEqualTo(1);
    }

    @Test
    void refusalKeepsItsReasonCode() {
        MqException refusal = catchThrowableOfType(
                MqException.class, () -> client.queue("NO.SUCH.QUEUE").put(MqMessage.ofText("one")));

        assertThat(refusal).hasMessageContaining("NO.SUCH.QUEUE").hasMessageContaining("QM1");
        assertThat(refusal.reason()).contains(ReasonCode.UNKNOWN_OBJECT_NAME);
        assertThat(client.state()).isEqualTo(ConnectionState.CONNECTED);
        assertThat(client.queue("ORDERS").put(MqMessage.ofText("two")).epoch()).isEqualTo(1);
    }

    @Test
    void unitOfWorkTakesEffectAsAWholeAtCommit() {
        client.queue("ORDERS").put(MqMessage.ofText("order"));

        PutReceipt pending = client.inUnitOfWork(work -> {
            MqMessage order = work.get("ORDERS").orElseThrow();
            PutReceipt paid = work.put("PAID", MqMessage.ofText(order.text() + " paid"));
            assertThat(client.queue("PAID").get()).isEmpty();
            return paid;
        });

        assertThat(pending.state()).isEqualTo(PutState.PENDING);
        assertThat(client.receipts().find(pending.messageId()).orElseThrow().state())
                .isEqualTo(PutState.STORED);
        assertThat(client.queue("PAID").get().map(MqMessage::text)).contains("order paid");
        assertThat(qm1.depth("ORDERS")).isZero();
    }

    @Test
    void workThatThrowsIsBackedOut() {
        client.queue("ORDERS").put(MqMessage.ofText("order"));

        assertThatThrownBy(() -> client.doInUnitOfWork(work -> {
                    work.get("ORDERS");
                    work.put("PAID", MqMessage.ofText("paid"));
                    throw new IllegalStateException("no stock");
                }))
                .hasMessage("no stock");

        assertThat(client.queue("PAID").get()).isEmpty();
        assertThat(client.queue("ORDERS")
                        .get()
                        .orElseThrow()
                        .origin()
                        .orElseThrow()
                        .backoutCount())
                .isEqualTo(1);
        assertThat(client.receipts().in(PutState.BACKED_OUT)).hasSize(1);
    }

    @Test
    void refusedPutLeavesItsUnitOfWorkOpen() {
        client.doInUnitOfWork(work -> {
            work.put("ORDERS", MqMessage.ofText("one"));
            assertThatThrownBy(() -> work.put("NO.SUCH.QUEUE", MqMessage.ofText("two")))
                    .isInstanceOf(MqException.class);
        });

        assertThat(qm1.depth("ORDERS")).isEqualTo(1);
    }

    @Test
    void manyThreadsShareOneClient() throws Exception {
        int threads = 16;
        int each = 100;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Callable<List<String>>> work = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            String name = "t" + t;
            work.add(() -> {
                List<String> got = new ArrayList<>();
                for (int i = 0; i < each; i++) {
                    String text = name + " " + i;
                    client.queue("ORDERS").put(MqMessage.ofText(text));
                    client.doInUnitOfWork(unit -> {
                        MqMessage order =
                                unit.get("ORDERS", Duration.ofSeconds(10)).orElseThrow();
                        unit.put("PAID", order);
                    });
                    got.add(client.queue("PAID")
                            .get(Duration.ofSeconds(10))
                            .orElseThrow()
                            .text());
                }
                return got;
            });
        }
        List<String> all = new ArrayList<>();
        for (Future<List<String>> done : pool.invokeAll(work)) {
            all.addAll(done.get());
        }
        pool.shutdown();

        assertThat(all).doesNotHaveDuplicates().hasSize(threads * each);
        assertThat(client.receipts().in(PutState.PENDING)).isEmpty();
    }

    @Test
    void closedClientSaysSo() {
        client.close();

        assertThatThrownBy(() -> client.queue("ORDERS").put(MqMessage.ofText("one")))
                .isInstanceOf(ConnectionClosedException.class)
                .hasMessageContaining(client.name());
        assertThat(client.state()).isEqualTo(ConnectionState.CLOSED);
    }

    @Test
    void closedClientLeavesNoConnection() {
        client.queue("ORDERS").put(MqMessage.ofText("one"));

        client.close();

        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(qm1.connections()).isEmpty());
    }

    @Test
    void whereNobodyAnswersIsSaidForEachEndpoint() {
        qm1.stopListening();
        MqClientBuilder builder = MqClient.builder()
                .connectionNames(qm1.connectionName() + ",localhost(1)")
                .channel("APP.SVRCONN");

        ConnectFailedException failure = catchThrowableOfType(ConnectFailedException.class, builder::connect);

        assertThat(failure.failures()).hasSize(2);
        assertThat(failure)
                .hasMessageContaining("localhost(1): 2538 MQRC_HOST_NOT_AVAILABLE")
                .hasMessageContaining(qm1.connectionName());
    }
}
