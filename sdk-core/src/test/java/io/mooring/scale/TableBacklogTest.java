package io.mooring.scale;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.mooring.QueueManagerName;
import io.mooring.channeltable.ChannelTable;
import io.mooring.channeltable.ChannelTableException;
import io.mooring.channeltable.ChannelTableSource;
import io.mooring.connect.ConnectAs;
import io.mooring.embedded.EmbeddedCluster;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.admin.EndMode;
import io.mooring.embedded.mqi.Verb;
import io.mooring.embedded.record.RecordedCall;
import io.mooring.embedded.tls.TestCertificates;
import io.mooring.embedded.tls.Tls;
import io.mooring.tls.TlsSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The monitor over a channel table: whom it asks, as whom, and how politely. */
class TableBacklogTest {
    private static final ConnectAs MONITOR = ConnectAs.application("table-test");

    @TempDir
    private Path folder;

    private final List<FleetObservation> seen = new CopyOnWriteArrayList<>();
    private final List<ScaleAlarm> alarms = new CopyOnWriteArrayList<>();
    private final List<QueueManagerName> gone = new CopyOnWriteArrayList<>();

    @Test
    void everyQueueManagerOfTheTableIsReadOverOneConnectionWithOneInquiryForEachQueueAndPass() {
        try (EmbeddedCluster cluster = EmbeddedCluster.of("QM1", "QM2", "QM3")
                .queue("ORDERS", "PRICES")
                .build()
                .start()) {
            cluster.queueManagers().forEach(EmbeddedQueueManager::recordCalls);
            ChannelTableSource table = ChannelTableSource.at(
                    cluster.writeCcdt(folder.resolve("ccdt.json")).toUri());
            try (BacklogMonitor monitor =
                    watched(BacklogMonitor.over(table, MONITOR)).queue("PRICES").start()) {
                await().until(() -> seen.size() >= 5);
                assertThat(monitor.latest("PRICES").orElseThrow().complete()).isTrue();
            }

            assertThat(names(seen.get(0))).containsExactly("QM1", "QM2", "QM3");
            for (EmbeddedQueueManager queueManager : cluster.queueManagers()) {
                List<RecordedCall> calls = queueManager.recordedCalls().stream()
                        .filter(call -> call.application().equals("table-test"))
                        .toList();
                assertThat(calls)
                        .filteredOn(call -> call.verb() == Verb.MQCONN)
                        .as("connections to %s", queueManager.name())
                        .hasSize(1);
                for (String queue : List.of("ORDERS", "PRICES")) {
                    assertThat(calls)
                            .filteredOn(call -> call.queue().equals(queue))
                            .extracting(RecordedCall::verb)
                            .containsOnly(Verb.MQOPEN, Verb.MQINQ, Verb.MQCLOSE)
                            .containsOnlyOnce(Verb.MQOPEN)
                            .filteredOn(Verb.MQINQ::equals)
                            .hasSize(seen.size());
                }
                assertThat(queueManager.connections()).isEmpty();
            }
        }
    }

    @Test
    void aTableThatChangesIsFollowed() throws IOException {
        try (EmbeddedCluster cluster =
                EmbeddedCluster.of("QM1", "QM2", "QM3").queue("ORDERS").build().start()) {
            Path file = folder.resolve("ccdt.json");
            Files.writeString(
                    file, table(entry("QM1", cluster.queueManager("QM1")), entry("QM2", cluster.queueManager("QM2"))));
            ChannelTableSource table = ChannelTableSource.at(file.toUri());
            try (BacklogMonitor monitor =
                    watched(BacklogMonitor.over(table, MONITOR)).start()) {
                await().until(() -> !seen.isEmpty());
                assertThat(names(seen.get(0))).containsExactly("QM1", "QM2");
                Files.writeString(
                        file,
                        "\n"
                                + table(
                                        entry("QM2", cluster.queueManager("QM2")),
                                        entry("QM3", cluster.queueManager("QM3"))));

                await().until(() -> names(last()).equals(List.of("QM2", "QM3")) && last().complete());
                assertThat(gone).containsExactly(new QueueManagerName("QM1"));
                await().until(() -> cluster.queueManager("QM1").connections().isEmpty());
                assertThat(monitor.polls()).isTrue();
            }
        }
    }

    @Test
    void aNameThatLeadsToAQueueManagerOfAnotherNameIsSaidOnceAndDroppedUntilTheTableChanges() throws IOException {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(TableReaders.class);
        lines.start();
        logger.addAppender(lines);
        try (EmbeddedQueueManager only =
                EmbeddedQueueManager.named("QM1").queue("ORDERS").start()) {
            Path file = folder.resolve("ccdt.json");
            Files.writeString(file, table(entry("ANY_QM", only), entry("QM1", only)));
            try (BacklogMonitor monitor = watched(BacklogMonitor.over(ChannelTableSource.at(file.toUri()), MONITOR))
                    .start()) {
                await().until(() -> seen.size() >= 5);
                assertThat(seen).allSatisfy(pass -> {
                    assertThat(names(pass)).containsExactly("QM1");
                    assertThat(pass.complete()).isTrue();
                });
                assertThat(texts(lines)).singleElement().asString().startsWith("ANY_QM in channel table");
                assertThat(alarms).isEmpty();
                Files.writeString(file, "\n" + table(entry("ANY_QM", only), entry("QM1", only)));

                await().until(() -> texts(lines).size() == 2);
                assertThat(monitor.alarms()).isEmpty();
            }
        } finally {
            logger.detachAppender(lines);
        }
    }

    @Test
    void anAddressOfAStandbyIsTriedAfterTheOthers() {
        try (EmbeddedQueueManager former = EmbeddedQueueManager.named("QM1").start();
                EmbeddedQueueManager other =
                        EmbeddedQueueManager.named("QM9").queue("ORDERS").start();
                EmbeddedQueueManager standby =
                        EmbeddedQueueManager.named("QM1").queue("ORDERS").start()) {
            int nobody = former.port();
            former.end(EndMode.IMMEDIATE);
            ChannelTable table = ChannelTable.parse(
                    "two.json",
                    table(entry("QM1", "", nobody, other.port(), standby.port()))
                            .getBytes(StandardCharsets.UTF_8));
            try (BacklogMonitor monitor =
                    watched(BacklogMonitor.over(table, MONITOR)).start()) {
                await().until(() -> !seen.isEmpty());
                assertThat(last().complete()).isTrue();
                standby.end(EndMode.IMMEDIATE);
                await().until(() -> !last().complete());

                assertThat(monitor.latest("ORDERS").orElseThrow().observations().toString())
                        .as("one of its addresses is silent, so it may be there")
                        .contains(nobody + ") by APP.SVRCONN (2538", other.port() + ") by APP.SVRCONN (2058");
            }
        }
    }

    @Test
    void credentialsAndTlsAreThoseOfTheIdentity() {
        TestCertificates certificates = TestCertificates.create();
        KeyStore store = certificates.newStore();
        certificates.addServer(store, "qm1", "CN=QM1, O=Mooring");
        char[] password = TestCertificates.PASSWORD.toCharArray();
        try (EmbeddedQueueManager qm1 = EmbeddedQueueManager.named("QM1")
                .queue("ORDERS")
                .user("ops", "secret")
                .tls(Tls.keyStore(store, password).certificateLabel("qm1"))
                .mqsc("DEFINE CHANNEL(APP.TLS) CHLTYPE(SVRCONN) SSLCIPH(ANY_TLS12_OR_HIGHER) SSLCAUTH(OPTIONAL)")
                .start()) {
            ChannelTable table = ChannelTable.parse(
                    "tls.json",
                    table(entry("QM1", "ANY_TLS12_OR_HIGHER", qm1.port())).getBytes(StandardCharsets.UTF_8));
            ConnectAs ops = MONITOR.credentials("ops", "secret")
                    .tls(TlsSettings.cipher("ANY_TLS12_OR_HIGHER")
                            .trustStore(certificates.writeTrustStore(folder.resolve("trust.p12")), password));
            assertThat(ops)
                    .asString()
                    .startsWith("table-test as user ops, TLS ")
                    .doesNotContain("secret");
            try (BacklogMonitor monitor =
                    watched(BacklogMonitor.over(table, ops)).start()) {
                await().until(() -> !seen.isEmpty());
                assertThat(monitor.latest("ORDERS").orElseThrow().complete()).isTrue();
            }
            seen.clear();
            try (BacklogMonitor monitor = watched(BacklogMonitor.over(table)).start()) {
                await().until(() -> !seen.isEmpty());
                assertThat(monitor.latest("ORDERS").orElseThrow().complete())
                        .as("without the trust store")
                        .isFalse();
            }
        }
    }

    @Test
    void aTableWithoutQueueManagersOrNoTableIsRefusedAtTheStart() {
        ChannelTable groups = ChannelTable.parse(
                "groups.json",
                table(entry("ANY_QM", "", 1), entry("ANY_QM", "", 2)).getBytes(StandardCharsets.UTF_8));
        BacklogMonitorBuilder none = BacklogMonitor.over(groups).queue("ORDERS");
        BacklogMonitorBuilder nowhere = BacklogMonitor.over(
                        ChannelTableSource.at(folder.resolve("none.json").toUri()))
                .queue("ORDERS");

        assertThatIllegalArgumentException()
                .isThrownBy(none::start)
                .withMessageContaining("has to have an entry under the name of each queue manager");
        assertThatThrownBy(nowhere::start)
                .isInstanceOf(ChannelTableException.class)
                .hasMessageContaining("there is no such file");
    }

    private BacklogMonitorBuilder watched(BacklogMonitorBuilder builder) {
        return builder.queue("ORDERS")
                .every(ofMillis(20))
                .alarmAfter(ofMillis(0))
                .listener(new BacklogListener() {
                    @Override
                    public void observed(FleetObservation observation) {
                        if (observation.queue().equals("ORDERS")) {
                            seen.add(observation);
                        }
                    }

                    @Override
                    public void raised(ScaleAlarm alarm) {
                        alarms.add(alarm);
                    }

                    @Override
                    public void gone(QueueManagerName queueManager) {
                        gone.add(queueManager);
                    }
                });
    }

    private FleetObservation last() {
        return seen.get(seen.size() - 1);
    }

    private static List<String> names(FleetObservation observation) {
        return observation.observations().stream()
                .map(one -> one.queueManager().value())
                .toList();
    }

    private static List<String> texts(ListAppender<ILoggingEvent> lines) {
        return List.copyOf(lines.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static String table(String... entries) {
        return "{\"channel\":[" + String.join(",", entries) + "]}";
    }

    private static String entry(String name, EmbeddedQueueManager queueManager) {
        return entry(name, "", queueManager.port());
    }

    private static String entry(String name, String cipher, Integer... ports) {
        String connections = Stream.of(ports)
                .map(port -> "{\"host\":\"127.0.0.1\",\"port\":" + port + "}")
                .collect(Collectors.joining(","));
        return "{\"name\":\"" + (cipher.isEmpty() ? "APP.SVRCONN" : "APP.TLS") + "\",\"type\":\"clientConnection\","
                + "\"clientConnection\":{\"connection\":[" + connections + "],\"queueManager\":\"" + name + "\"}"
                + (cipher.isEmpty() ? "" : ",\"transmissionSecurity\":{\"cipherSpecification\":\"" + cipher + "\"}")
                + "}";
    }
}
