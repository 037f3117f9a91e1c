package io.mooring.channeltable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mooring.channeltable.ChannelTableWarning.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a table is warned of, with line and field, and what it is not. */
class ChannelTableWarningTest {
    private static final String QM1 = Tables.entry("QM1", "C", "mq1");
    private static final String QM2 = Tables.entry("QM2", "C", "mq2");
    private static final String NAME = "clientConnection.queueManager";
    private static final String WEIGHT = "connectionManagement.clientWeight";

    @Test
    void tableOfAUniformClusterAsItShouldBeHasNone() {
        ChannelTable table =
                Tables.of(Tables.entry("ANY_QM", "C", "mq1"), Tables.entry("ANY_QM", "C", "mq2"), QM1, QM2);

        assertThat(table.warnings()).isEmpty();
    }

    @Test
    void tableOfOneQueueManagerAndItsDefaultsHasNone() {
        assertThat(Tables.of(Tables.entryWith("QM1", "C", List.of("mq1", "mq1b"), ""))
                        .warnings())
                .isEmpty();
        assertThat(Tables.of(Tables.entryWith("", "C", List.of("mq1"), ""), QM1).warnings())
                .isEmpty();
    }

    @Test
    void unknownAttributeIsSkippedAndNamedWithWhatIbmsClientDoes() {
        ChannelTable table = Tables.of(
                QM1,
                Tables.entryWith(
                        "QM1",
                        "D",
                        List.of("mq1"),
                        "\n\"connectionManagement\": {\n\"affinty\": [{\"deep\": null}]}, \"x\": 1.5"));

        assertThat(table.entries()).hasSize(2);
        assertThat(table.warnings())
                .extracting(ChannelTableWarning::kind, ChannelTableWarning::line, ChannelTableWarning::field)
                .containsExactly(
                        tuple(Kind.UNKNOWN_ATTRIBUTE, 5, "channel[1].connectionManagement.affinty"),
                        tuple(Kind.UNKNOWN_ATTRIBUTE, 5, "channel[1].x"));
        assertThat(table.warnings().get(0))
                .hasToString(
                        "line 5, channel[1].connectionManagement.affinty: 'affinty' is not an attribute of a channel"
                                + " table here; it is skipped, but IBM's Java client refuses the whole file because of it, with"
                                + " 2278 MQRC_CLIENT_CONN_ERROR. Correct the name or delete it.");
    }

    @Test
    void memberOfAGroupNeedsAnEntryWithItsName() {
        ChannelTable table = Tables.of(QM1, Tables.entry("ANY_QM", "C", "mq1"), Tables.entry("ANY_QM", "C", "mq2"));

        only(table, Kind.GROUP_MEMBER_WITHOUT_NAME, 4, "channel[2]." + NAME);
        assertThat(table.warnings().get(0).sentence())
                .contains("the queue manager at [mq2(1414)] is only in the group 'ANY_QM'")
                .contains("add an entry with its own name");
    }

    @Test
    void memberOfTheDefaultGroupNeedsOneToo() {
        ChannelTable table = Tables.of(Tables.entry("", "C", "mq1"), Tables.entry("", "C", "mq2"), QM1, QM2);
        assertThat(table.warnings()).isEmpty();

        only(
                Tables.of(Tables.entry("", "C", "mq1"), Tables.entry("", "C", "mq2"), QM1),
                Kind.GROUP_MEMBER_WITHOUT_NAME,
                3,
                "channel[1]." + NAME);
    }

    @Test
    void weightZeroAmongOthersIsTriedBeforeThem() {
        ChannelTable table = Tables.of(
                QM1, QM2, Tables.entry("ANY_QM", "C", "mq1"), Tables.entry("ANY_QM", "C", List.of("mq2"), 0, "none"));

        only(table, Kind.WEIGHT_ZERO_MIXED, 5, "channel[3]." + WEIGHT);
        assertThat(table.warnings().get(0).sentence())
                .contains("is tried before all other entries of the group 'ANY_QM'");
    }

    @Test
    void weightZeroAloneIsTheSameForAllClients() {
        ChannelTable table = Tables.of(
                QM1,
                QM2,
                Tables.entryWith("ANY_QM", "C", List.of("mq1"), ""),
                Tables.entryWith("ANY_QM", "C", List.of("mq2"), ""));

        only(table, Kind.WEIGHT_ZERO_ONLY, 4, "channel[2]." + WEIGHT);
    }

    @Test
    void preferredAffinityIsTheSameForAllClientsOfAHost() {
        ChannelTable table = Tables.of(
                QM1,
                QM2,
                Tables.entry("ANY_QM", "C", "mq1"),
                Tables.entryWith("ANY_QM", "C", List.of("mq2"), "\"connectionManagement\": {\"clientWeight\": 2}"));

        only(table, Kind.PREFERRED_AFFINITY_IN_GROUP, 5, "channel[3].connectionManagement.affinity");
        assertThat(table.warnings().get(0).sentence()).contains("all clients of a host", "Give \"none\"");
    }

    @Test
    void connectionsWithoutSharedConversationsAreNotReconnected() {
        ChannelTable table = Tables.of(Tables.entryWith(
                "QM1", "C", List.of("mq1"), "\"connectionManagement\": {\"sharingConversations\": 0}"));

        only(table, Kind.NO_SHARED_CONVERSATIONS, 2, "channel[0].connectionManagement.sharingConversations");
    }

    @Test
    void twoNamesForTheSameAddressesLeaveOpenWhichIsTheGroup() {
        ChannelTable table = Tables.of(Tables.entry("ANY_QM", "C", "mq1"), QM1);

        only(table, Kind.SAME_ADDRESSES, 3, "channel[1]." + NAME);
        assertThat(table.queueManagers()).hasSize(2);
    }

    @Test
    void asteriskBelongsToTheApplication() {
        ChannelTable table = Tables.of(QM1, Tables.entry("*ANY_QM", "C", "mq1"));

        only(table, Kind.ASTERISK_IN_NAME, 3, "channel[1]." + NAME);
        assertThat(table.warnings().get(0).sentence()).contains("asked for as '**ANY_QM'");
    }

    private static void only(ChannelTable table, Kind kind, int line, String field) {
        assertThat(table.warnings()).hasSize(1);
        ChannelTableWarning warning = table.warnings().get(0);
        assertThat(warning.kind()).isEqualTo(kind);
        assertThat(warning.line()).isEqualTo(line);
        assertThat(warning.field()).isEqualTo(field);
        assertThat(warning.sentence()).endsWith(".");
    }
}
