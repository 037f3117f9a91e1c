package io.mooring.channeltable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.Endpoint;
import io.mooring.QueueManagerName;
import io.mooring.channeltable.ChannelTableEntry.Affinity;
import io.mooring.channeltable.ClientChannel.DefaultReconnect;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelTableTest {
    private static final String EVERYTHING = """
            {
              "channel": [
                {
                  "name": "APP.SVRCONN",
                  "type": "clientConnection",
                  "clientConnection": {
                    "connection": [{ "host": "mq1", "port": 1415 }, { "host": "mq1b", "port": 1416 }],
                    "queueManager": "QM1"
                  },
                  "transmissionSecurity": {
                    "cipherSpecification": "ANY_TLS12_OR_HIGHER",
                    "certificateLabel": "app",
                    "certificatePeerName": "CN=QM1"
                  },
                  "connectionManagement": {
                    "sharingConversations": 3,
                    "clientWeight": 7,
                    "affinity": "none",
                    "defaultReconnect": "queueManager",
                    "heartbeatInterval": 20,
                    "keepAliveInterval": 45,
                    "disconnectInterval": 6000,
                    "localAddress": [
                      { "host": "10.0.0.1" }, { "port": 4000 }, { "host": "10.0.0.2", "portRange": { "low": 1, "high": 9 } }
                    ]
                  },
                  "general": { "description": "for the orders", "maximumMessageLength": 1000 },
                  "compression": { "header": ["system"], "message": ["zlibfast", "none"] },
                  "exits": {
                    "security": { "name": "Guard", "userData": "strict" },
                    "send": [{ "name": "", "userData": "" }],
                    "receive": []
                  },
                  "timestamps": { "altered": "2026-01-02T03:04:05.000Z" }
                }
              ]
            }
            """;

    @Test
    void eachAttributeIsRead() {
        ChannelTable table = Tables.parse(EVERYTHING);

        assertThat(table.warnings()).isEmpty();
        assertThat(table.entries())
                .containsExactly(new ChannelTableEntry(
                        0,
                        3,
                        "QM1",
                        new ClientChannel(
                                "APP.SVRCONN",
                                Optional.of("ANY_TLS12_OR_HIGHER"),
                                Optional.of("app"),
                                Optional.of("CN=QM1"),
                                3,
                                Duration.ofSeconds(20),
                                1000,
                                List.of("system"),
                                List.of("zlibfast", "none"),
                                DefaultReconnect.QUEUE_MANAGER,
                                List.of("10.0.0.1", "(4000)", "10.0.0.2(1,9)"),
                                true),
                        List.of(new Endpoint("mq1", 1415), new Endpoint("mq1b", 1416)),
                        7,
                        Affinity.NONE));
    }

    @Test
    void whatIsNotWrittenHasTheDefaultOfMq() {
        ChannelTableEntry entry = Tables.of(Tables.entryWith("QM1", "C", List.of("mq1"), ""))
                .entries()
                .get(0);

        assertThat(entry)
                .isEqualTo(new ChannelTableEntry(
                        0,
                        2,
                        "QM1",
                        new ClientChannel(
                                "C",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                10,
                                Duration.ofMinutes(5),
                                4 * 1024 * 1024,
                                List.of("none"),
                                List.of("none"),
                                DefaultReconnect.NO,
                                List.of(),
                                false),
                        List.of(new Endpoint("mq1", 1414)),
                        0,
                        Affinity.PREFERRED));
    }

    @Test
    void channelOfANameIsThatOfATableWithoutAttributes() {
        ChannelTable table = Tables.of(Tables.entryWith("QM1", "APP.SVRCONN", List.of("mq1"), ""));

        assertThat(ClientChannel.named("APP.SVRCONN"))
                .isEqualTo(table.entries().get(0).channel());
    }

    @Test
    void valueMadeByAProgramIsChecked() {
        ClientChannel channel = ClientChannel.named("C");
        List<Endpoint> endpoints = List.of(new Endpoint("mq1", 1414));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientChannel.named("APP SVRCONN"))
                .withMessage("'APP SVRCONN' is not the name of a channel; give 1 to 20 characters out of A-Z a-z 0-9"
                        + " . / _ %.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChannelTableEntry(0, 1, "QM1", channel, List.of(), 0, Affinity.NONE))
                .withMessage("The entry of channel C has no endpoint; give at least one.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChannelTableEntry(0, 1, "QM1", channel, endpoints, 100, Affinity.NONE))
                .withMessage("The entry of channel C has weight 100; give 0 to 99.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClientChannel(
                        "C",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        -1,
                        Duration.ZERO,
                        0,
                        List.of(),
                        List.of(),
                        DefaultReconnect.NO,
                        List.of(),
                        false))
                .withMessageContaining("shared conversations -1")
                .withMessageEndingWith("none of them may be negative.");
    }

    @Test
    void emptyTextIsAsIfItWereNotWritten() {
        ClientChannel channel = Tables.parse(EVERYTHING
                        .replace("ANY_TLS12_OR_HIGHER", "")
                        .replace("\"app\"", "\" \"")
                        .replace("CN=QM1", "")
                        .replace("Guard", "")
                        .replace("{ \"port\": 4000 }", "{ }"))
                .entries()
                .get(0)
                .channel();

        assertThat(channel.cipherSpecification()).isEmpty();
        assertThat(channel.certificateLabel()).isEmpty();
        assertThat(channel.certificatePeerName()).isEmpty();
        assertThat(channel.hasExits()).isFalse();
        assertThat(channel.localAddresses()).containsExactly("10.0.0.1", "10.0.0.2(1,9)");
    }

    @Test
    void namePaddedWithBlanksIsTheName() {
        assertThat(Tables.of(Tables.entry("QM1  ", "C", "mq1")).queueManagers())
                .containsExactly(new QueueManagerName("QM1"));
    }

    @Test
    void textOfOtherLanguagesIsRead() {
        assertThat(Tables.parse(EVERYTHING.replace("for the orders", "für die Aufträge \\u20ac"))
                        .warnings())
                .isEmpty();
    }

    @Test
    void entriesAreFoundByTheNameOfTheQueueManager() {
        ChannelTable table = Tables.of(
                Tables.entry("ANY_QM", "C", "mq1"), Tables.entry("QM1", "C", "mq1"), Tables.entry("QM1", "D", "mq1"));

        assertThat(table.named(new QueueManagerName("QM1")))
                .extracting(entry -> entry.channel().name())
                .containsExactly("C", "D");
        assertThatThrownBy(() -> table.named(new QueueManagerName("QM3")))
                .isInstanceOf(ChannelTableException.class)
                .hasMessageContaining("ccdt.json has no entry for the queue manager name 'QM3'")
                .hasMessageContaining("'QM1'");
    }

    @ParameterizedTest
    @CsvSource({"keepAliveInterval,-1", "clientWeight,99", "sharingConversations,999999999", "heartbeatInterval,0"})
    void numberAtTheEdgeOfItsRangeIsTaken(String attribute, int value) {
        assertThat(Tables.parse(EVERYTHING.replaceFirst(
                                "\"" + attribute + "\": \\d+", "\"" + attribute + "\": " + value))
                        .entries())
                .hasSize(1);
    }

    @Test
    void tableTellsItselfInOneLine() {
        ChannelTable table = Tables.of(
                Tables.entry("ANY_QM", "C", "mq1"),
                Tables.entry("ANY_QM", "C", "mq2"),
                Tables.entry("QM1", "C", "mq1"),
                Tables.entry("QM2", "C", "mq2"));

        assertThat(table).hasToString("ccdt.json: 4 entries, queue managers [QM1, QM2], groups [ANY_QM]");
        assertThat(table.origin()).isEqualTo("ccdt.json");
    }
}
