package io.mooring.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mooring.embedded.definition.QueueAttributes;
import io.mooring.embedded.definition.QueueDefinition;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EmbeddedClusterTest {
    @Test
    void whatIsGivenToTheClusterIsGivenToEachQueueManager() {
        EmbeddedCluster cluster = EmbeddedCluster.of("QM1", "QM2")
                .queue("A", "B")
                .queue(QueueDefinition.local("C").with(QueueAttributes.MAXDEPTH, 7))
                .channel("PAY.SVRCONN")
                .mqsc("DEFINE QLOCAL(D)")
                .with("QM2", only -> only.queue("E"))
                .build();

        for (EmbeddedQueueManager each : cluster.queueManagers()) {
            assertThat(each.administration().queues("*"))
                    .extracting(QueueDefinition::name)
                    .contains("A", "B", "C", "D");
            assertThat(each.administration().channels("PAY.SVRCONN")).hasSize(1);
        }
        assertThat(cluster.queueManager("QM1").administration().queues("E")).isEmpty();
        assertThat(cluster.queueManager("QM2").administration().queues("E")).hasSize(1);
    }

    @Test
    void eachListensOnAPortOfItsOwnAndKeepsIt() {
        try (EmbeddedCluster cluster = EmbeddedCluster.of("QM1", "QM2").start()) {
            String names = cluster.connectionNames();
            assertThat(names).matches("127\\.0\\.0\\.1\\(\\d+\\),127\\.0\\.0\\.1\\(\\d+\\)");

            cluster.queueManagers().forEach(EmbeddedQueueManager::crash);
            cluster.start();

            assertThat(cluster.connectionNames()).isEqualTo(names);
        }
    }

    @Test
    void eachKnowsTheMembersOfTheCluster() {
        try (EmbeddedCluster cluster =
                EmbeddedCluster.of("QM1", "QM2").name("ORDERS").start()) {
            cluster.queueManager("QM2").administration().suspend();

            assertThat(cluster.queueManager("QM1").administration().cluster()).hasValue("ORDERS");
            assertThat(cluster.queueManager("QM1").administration().clusterMembers())
                    .extracting(member -> member.queueManager() + " " + member.connectionName() + " " + member.cluster()
                            + " " + member.suspended())
                    .containsExactly(
                            "QM1 " + cluster.queueManager("QM1").connectionName() + " ORDERS false",
                            "QM2 " + cluster.queueManager("QM2").connectionName() + " ORDERS true");
        }
    }

    @Test
    void ifOneCannotStartNoneRuns() {
        try (EmbeddedQueueManager other = EmbeddedQueueManager.named("OTHER").start()) {
            EmbeddedCluster cluster = EmbeddedCluster.of("QM1", "QM2")
                    .with("QM2", second -> second.port(other.port()))
                    .build();

            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(cluster::start)
                    .withMessageContaining("QM2 cannot listen");

            assertThat(cluster.queueManagers()).noneMatch(EmbeddedQueueManager::running);
        }
    }

    @Test
    void wrongSettingsAreNamed() {
        assertThatIllegalArgumentException().isThrownBy(EmbeddedCluster::of).withMessageContaining("one or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EmbeddedCluster.of("QM1", "QM1"))
                .withMessageContaining("different names");
        EmbeddedClusterBuilder builder = EmbeddedCluster.of("QM1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.with("QM2", none -> {}))
                .withMessageContaining("no queue manager QM2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.name("no good"))
                .withMessageContaining("'no good'");
        EmbeddedCluster cluster = builder.build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cluster.queueManager("QM2"))
                .withMessageContaining("only [QM1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cluster.balanceEvery(Duration.ZERO))
                .withMessageContaining("PT0S");
    }
}
