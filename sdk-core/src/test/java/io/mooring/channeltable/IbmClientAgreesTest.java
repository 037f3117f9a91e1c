package io.mooring.channeltable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.mq.MQException;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import io.mooring.Endpoint;
import io.mooring.QueueManagerName;
import io.mooring.embedded.EmbeddedCluster;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.cluster.ChannelTable.Affinity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What we read without a warning, IBM's Java client takes, too; what we call refused by it, it refuses. */
class IbmClientAgreesTest {
    private static final int TAKEN = CMQC.MQRC_NONE;

    private static EmbeddedQueueManager queueManager =
            EmbeddedQueueManager.named("QM1").build();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeAll
    static void start() {
        queueManager.start();
    }

    @AfterAll
    static void stop() {
        queueManager.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"general\": {\"description\": \"for the orders\", \"maximumMessageLength\": 1000}",
                "\"compression\": {\"header\": [\"none\"], \"message\": [\"rle\", \"zlibfast\", \"zlibhigh\", \"none\"]}",
                "\"compression\": {\"message\": [\"lz4fast\", \"lz4high\"]}",
                "\"compression\": {\"message\": [\"any\"]}",
                "\"exits\": {\"security\": {\"name\": \"\", \"userData\": \"\"}, \"send\": [], \"receive\": []}",
                "\"timestamps\": {\"altered\": \"2026-01-02T03:04:05.000Z\"}",
                "\"transmissionSecurity\": {\"cipherSpecification\": \"\", \"certificatePeerName\": \"CN=QM1\"}",
                "\"connectionManagement\": {\"sharingConversations\": 5, \"clientWeight\": 99, \"affinity\": \"none\"}",
                "\"connectionManagement\": {\"clientWeight\": 0, \"affinity\": \"preferred\"}",
                "\"connectionManagement\": {\"defaultReconnect\": \"no\"}",
                "\"connectionManagement\": {\"defaultReconnect\": \"yes\"}",
                "\"connectionManagement\": {\"defaultReconnect\": \"queueManager\"}",
                "\"connectionManagement\": {\"defaultReconnect\": \"disabled\"}",
                "\"connectionManagement\": {\"heartbeatInterval\": 999999, \"keepAliveInterval\": -1}",
                "\"connectionManagement\": {\"disconnectInterval\": 6000, \"keepAliveInterval\": 99999}",
                "\"connectionManagement\": {\"localAddress\": [{\"host\": \"127.0.0.1\", \"port\": 0}]}",
                "\"connectionManagement\": {\"localAddress\": [{\"portRange\": {\"low\": 0, \"high\": 0}}]}"
            })
    void eachAttributeThatWeKnowIsKnownToIt(String attributes) throws IOException {
        String table = table(attributes);

        assertThat(Tables.parse(table).warnings()).isEmpty();
        assertThat(clientsAnswerTo(table)).isEqualTo(TAKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x\": 1",
                "\"general\": {\"x\": 1}",
                "\"compression\": {\"x\": 1}",
                "\"exits\": {\"x\": 1}",
                "\"timestamps\": {\"x\": 1}",
                "\"transmissionSecurity\": {\"x\": 1}",
                "\"connectionManagement\": {\"x\": 1}",
                "\"connectionManagement\": {\"localAddress\": [{\"x\": 1}]}",
                "\"connectionManagement\": {\"localAddress\": [{\"portRange\": {\"x\": 1}}]}"
            })
    void unknownAttributeThatWeWarnOfIsRefusedByIt(String attributes) throws IOException {
        String table = table(attributes);

        assertThat(Tables.parse(table).warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.sentence()).contains("2278 MQRC_CLIENT_CONN_ERROR"));
        assertThat(clientsAnswerTo(table)).isEqualTo(CMQC.MQRC_CLIENT_CONN_ERROR);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"channel\"        | '\uFEFF{\"channel\"'",
                "{\"channel\"        | {\"channels\"",
                "\"clientConnection\", \"clientConnection\" | \"serverConnection\", \"clientConnection\"",
                "\"queueManager\": \"QM1\" | \"x\": 1",
                "\"host\"            | \"host\": \"a\", \"host\"",
                "\"general\": {}     | \"general\": {\"maximumMessageLength\": \"1\"}",
                "\"general\": {}     | \"general\": {\"maximumMessageLength\": 1.0}",
                "\"general\": {}     | \"general\": {\"description\": null}",
                "\"general\": {}     | \"general\": []",
                "\"general\": {}     | \"compression\": {\"message\": []}",
                "\"general\": {}     | \"compression\": {\"message\": [\"gzip\"]}",
                "\"general\": {}     | \"connectionManagement\": {\"affinity\": \"Preferred\"}",
                "\"general\": {}     | \"connectionManagement\": {\"defaultReconnect\": \"any\"}"
            })
    void whatItRefusesWeRefuse(String good, String bad) throws IOException {
        String table = table("\"general\": {}").replace(good, bad);

        assertThat(clientsAnswerTo(table("\"general\": {}"))).isEqualTo(TAKEN);
        assertThat(clientsAnswerTo(table)).isEqualTo(CMQC.MQRC_CLIENT_CONN_ERROR);
        assertThatThrownBy(() -> Tables.parse(table)).isInstanceOf(ChannelTableException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "QM1, QM1",
        "*QM1, QM1",
        "*ANY_QM, ANY_QM",
        "*, ''",
        "'', ''",
        "*, QM1",
        "'', QM1",
        "QM1, ''",
        "QM9, QM1"
    })
    void selectionLeadsToAnEntryHereAsThere(String selection, String name) throws IOException {
        String table =
                table("\"general\": {}").replace("\"queueManager\": \"QM1\"", "\"queueManager\": \"" + name + "\"");

        if (clientsAnswerTo(table, selection) == TAKEN) {
            assertThat(Tables.parse(table).attempts(selection, new Random(1))).hasSize(1);
        } else {
            assertThatThrownBy(() -> Tables.parse(table).attempts(selection, new Random(1)))
                    .isInstanceOf(ChannelTableException.class);
        }
    }

    @Test
    void tableOfAnEmbeddedClusterIsReadAsItIsMeant() throws IOException {
        try (EmbeddedCluster cluster = EmbeddedCluster.of("QM1", "QM2").start()) {
            Path file = cluster.writeCcdt(folder.resolve("ccdt.json"));

            ChannelTable table = ChannelTableSource.at(file.toUri()).load();

            assertThat(table.warnings()).isEmpty();
            assertThat(table.queueManagers()).containsExactly(new QueueManagerName("QM1"), new QueueManagerName("QM2"));
            assertThat(table.groups()).containsExactly("ANY_QM");
            assertThat(table.attempts("*ANY_QM", new Random(1)))
                    .extracting(ConnectionAttempt::endpoint)
                    .containsExactlyInAnyOrderElementsOf(Endpoint.parseList(cluster.connectionNames()));
        }
    }

    @Test
    void affinityOfAnEmbeddedClusterIsWarnedOf() throws IOException {
        try (EmbeddedCluster cluster = EmbeddedCluster.of("QM1", "QM2").start()) {
            Path file = cluster.writeCcdt(
                    folder.resolve("ccdt.json"),
                    io.mooring.embedded.cluster.ChannelTable.ofAnyQueueManager().affinity(Affinity.PREFERRED));

            assertThat(ChannelTable.parse("ccdt.json", Files.readAllBytes(file)).warnings())
                    .extracting(ChannelTableWarning::kind)
                    .containsExactly(ChannelTableWarning.Kind.PREFERRED_AFFINITY_IN_GROUP);
        }
    }

    private static String table(String attributes) {
        return Tables.json(Tables.entryWith("QM1", "APP.SVRCONN", List.of("127.0.0.1"), attributes))
                .replace("1414", String.valueOf(queueManager.port()));
    }

    private int clientsAnswerTo(String json) throws IOException {
        return clientsAnswerTo(json, "QM1");
    }

    private int clientsAnswerTo(String json, String queueManagerName) throws IOException {
        // A name of its own for each, because the client may remember a file.
        Path file = Files.writeString(Files.createTempFile(folder, "ccdt", ".json"), json);
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(CMQC.TRANSPORT_PROPERTY, CMQC.TRANSPORT_MQSERIES_CLIENT);
        try {
            new MQQueueManager(queueManagerName, properties, file.toUri().toURL()).disconnect();
            return TAKEN;
        } catch (MQException refusal) {
            return refusal.getReason();
        }
    }
}
