package io.mooring.channeltable;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.QueueManagerName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which names of a table are queue managers and which are groups. */
class QueueManagerGroupsTest {
    @Test
    void nameThatLeadsToSeveralQueueManagersIsAGroup() {
        check(
                Tables.of(
                        Tables.entry("ANY_QM", "C", "mq1"),
                        Tables.entry("ANY_QM", "C", "mq2"),
                        Tables.entry("QM1", "C", "mq1"),
                        Tables.entry("QM2", "C", "mq2")),
                "QM1 QM2",
                "ANY_QM");
    }

    @Test
    void oneEntryWithTheAddressesOfAllIsAGroup() {
        check(
                Tables.of(
                        Tables.entry("QM1", "C", "mq1"),
                        Tables.entry("QM2", "C", "mq2"),
                        Tables.entry("ALL", "C", "mq1", "mq2")),
                "QM1 QM2",
                "ALL");
    }

    @Test
    void groupOfGroupsIsAGroup() {
        check(
                Tables.of(
                        Tables.entry("EU", "C", "mq1"),
                        Tables.entry("EU", "C", "mq2"),
                        Tables.entry("ALL", "C", "mq1", "mq2", "mq3"),
                        Tables.entry("QM1", "C", "mq1"),
                        Tables.entry("QM2", "C", "mq2"),
                        Tables.entry("QM3", "C", "mq3")),
                "QM1 QM2 QM3",
                "EU ALL");
    }

    @Test
    void entriesThatHaveNoAddressInCommonAreAGroupEvenIfNobodyHasAName() {
        check(Tables.of(Tables.entry("G", "C", "mq1"), Tables.entry("G", "C", "mq2")), "", "G");
    }

    @Test
    void queueManagerWithItsStandbyIsOne() {
        check(
                Tables.of(
                        Tables.entry("ANY_QM", "C", "mq1", "mq1b"),
                        Tables.entry("ANY_QM", "C", "mq2", "mq2b"),
                        Tables.entry("QM1", "C", "mq1", "mq1b"),
                        Tables.entry("QM2", "C", "mq2", "mq2b")),
                "QM1 QM2",
                "ANY_QM");
    }

    @Test
    void queueManagerWithSeveralChannelsIsOne() {
        check(
                Tables.of(
                        Tables.entry("QM1", "APP", "mq1"),
                        Tables.entry("QM1", "ADMIN", "mq1b", "mq1"),
                        Tables.entry("QM1", "OLD", "mq1b")),
                "QM1",
                "");
    }

    @Test
    void addressInCommonMayComeLast() {
        check(
                Tables.of(
                        Tables.entry("QM1", "A", "a"),
                        Tables.entry("QM1", "B", "b"),
                        Tables.entry("QM1", "C", "a", "b")),
                "QM1",
                "");
    }

    @Test
    void nameWithoutLettersIsTheDefaultGroup() {
        ChannelTable table = Tables.of(Tables.entry("", "C", "mq1"), Tables.entry("QM1", "C", "mq1", "mq1b"));

        check(table, "QM1", "");
        assertThat(table.groups()).containsExactly("");
    }

    @Test
    void nameThatNoQueueManagerCanHaveIsAGroup() {
        check(Tables.of(Tables.entry("any-qm", "C", "mq1"), Tables.entry("QM1", "C", "mq1")), "QM1", "any-qm");
    }

    private static void check(ChannelTable table, String queueManagers, String groups) {
        assertThat(table.queueManagers())
                .isEqualTo(
                        words(queueManagers).stream().map(QueueManagerName::new).toList());
        assertThat(String.join(" ", table.groups())).isEqualTo(groups);
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
    }
}
