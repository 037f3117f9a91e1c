package io.mooring.embedded.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.mooring.embedded.EmbeddedCluster;
import io.mooring.embedded.definition.ChannelAttributes;
import io.mooring.embedded.definition.ChannelDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelTableTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void hasAnEntryForTheGroupAndOneUnderTheOwnNameOfEach() throws IOException {
        try (EmbeddedCluster cluster = EmbeddedCluster.of("QM1")
                .channel(ChannelDefinition.named("PAY.SVRCONN")
                        .with(ChannelAttributes.SHARECNV, 3)
                        .with(ChannelAttributes.SSLCIPH, "ANY_TLS13"))
                .start()) {
            ChannelTable table = ChannelTable.ofGroup("PAYMENTS")
                    .channel("PAY.SVRCONN")
                    .weight("QM1", 5)
                    .affinity(ChannelTable.Affinity.PREFERRED)
                    .reconnect(ChannelTable.Reconnect.QUEUE_MANAGER);

            String json = Files.readString(cluster.writeCcdt(folder.resolve("ccdt.json"), table));

            String entry = """
                {
                  "name": "PAY.SVRCONN",
                  "type": "clientConnection",
                  "clientConnection": {
                    "connection": [
                      {
                        "host": "127.0.0.1",
                        "port": %d
                      }
                    ],
                    "queueManager": "%s"
                  },
                  "connectionManagement": {
                    "clientWeight": 5,
                    "affinity": "preferred",
                    "defaultReconnect": "queueManager",
                    "sharingConversations": 3
                  },
                  "transmissionSecurity": {
                    "cipherSpecification": "ANY_TLS13"
                  }
                }""";
            int port = cluster.queueManager("QM1").port();
            assertThat(json.replaceAll("\\s", ""))
                    .isEqualTo("{\"channel\":["
                            + (entry.formatted(port, "PAYMENTS") + "," + entry.formatted(port, "QM1"))
                                    .replaceAll("\\s", "")
                            + "]}");
        }
    }

    @Test
    void aFileThatIsThereIsReplacedAndNothingElseIsLeft() throws IOException {
        try (EmbeddedCluster cluster = EmbeddedCluster.of("QM1", "QM2").start()) {
            Path file = folder.resolve("ccdt.json");
            cluster.writeCcdt(file);
            assertThat(Files.readString(file)).contains("\"ANY_QM\"").doesNotContain("\"OTHER\"");

            cluster.writeCcdt(file, ChannelTable.ofGroup("OTHER").sharedConversations(1));

            assertThat(Files.readString(file)).contains("\"OTHER\"", "\"sharingConversations\": 1");
            try (var files = Files.list(folder)) {
                assertThat(files).containsExactly(file);
            }
        }
    }

    @Test
    void whatCannotBeWrittenIsNamed() {
        EmbeddedCluster cluster = EmbeddedCluster.of("QM1").build();
        Path file = folder.resolve("ccdt.json");
        ChannelTable table = ChannelTable.ofAnyQueueManager();

        assertThatIllegalStateException()
                .isThrownBy(() -> cluster.writeCcdt(file))
                .withMessageContaining("QM1 has no port before its first start");
        cluster.start().close();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cluster.writeCcdt(file, table.weight("QM9", 1)))
                .withMessageContaining("QM9")
                .withMessageContaining("[QM1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cluster.writeCcdt(file, table.channel("NONE")))
                .withMessageContaining("QM1 has no channel NONE");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.weight("QM1", 100))
                .withMessageContaining("0 to 99");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.sharedConversations(1000))
                .withMessageContaining("999");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChannelTable.ofGroup("*ANY"))
                .withMessageContaining("'*ANY' is not a valid group name");
    }

    @Test
    void jsonEscapesWhatMustBeEscaped() {
        assertThat(JsonText.of(Map.of("a\"\\\n\u0001é\uD83D\uDE00", List.of(1, true, List.of(), Map.of()))))
                .isEqualTo(
                        "{\n  \"a\\\"\\\\\\u000a\\u0001é\\ud83d\\ude00\": [\n    1,\n    true,\n    [],\n    {}\n  ]\n}\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonText.of(1.5))
                .withMessage("a java.lang.Double has no place in this JSON");
    }
}
