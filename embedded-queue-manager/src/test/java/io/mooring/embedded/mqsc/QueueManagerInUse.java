package io.mooring.embedded.mqsc;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.embedded.admin.ChannelStatus;
import io.mooring.embedded.admin.ClusterMember;
import io.mooring.embedded.admin.ConnectionStatus;
import io.mooring.embedded.admin.HandleStatus;
import io.mooring.embedded.admin.QueueStatus;
import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.mqi.OpenOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** A queue manager in use, to be displayed: queues of each type, two channels, two connections, a cluster of two. */
final class QueueManagerInUse {
    private static final Instant NOON = Instant.parse("2026-03-04T12:05:06Z");

    final FakeAdministration administration = new FakeAdministration("QM1");
    final MqscInterpreter mqsc = new MqscInterpreter(administration, ZoneOffset.UTC);

    QueueManagerInUse() {
        List.of(
                        "DEFINE QLOCAL(Q1) DESCR('first') NOSHARE CLUSTER(CLUS)",
                        "DEFINE QLOCAL(Q2) MAXDEPTH(10)",
                        "DEFINE QALIAS(A.FOR.Q1) TARGET(Q1)",
                        "DEFINE QREMOTE(R1) RNAME(Q9) RQMNAME(QM2)",
                        "DEFINE QMODEL(M1)",
                        "DEFINE CHANNEL(APP.SVRCONN) CHLTYPE(SVRCONN) MCAUSER('app')",
                        "DEFINE CHANNEL(OTHER) CHLTYPE(SVRCONN)")
                .forEach(command ->
                        assertThat(mqsc.run(command).outcome()).as(command).isEqualTo(MqscResult.Outcome.DONE));
        administration.status.put(
                "Q2",
                new QueueStatus(
                        "Q2", 3, 1, 2, 4, Optional.of(NOON), Optional.empty(), Optional.of(Duration.ofSeconds(90))));
        ConnectionStatus connection = new ConnectionStatus(
                Byte24.of(0x414D5143514D3120L, 0x2020202020202020L, 0x6147BA6800DD0740L),
                "order-intake",
                "app",
                "APP.SVRCONN",
                "10.0.0.7",
                "MQJM09040500",
                true,
                false,
                NOON);
        ConnectionStatus another = new ConnectionStatus(
                Byte24.of(0x414D5143514D3120L, 0x2020202020202020L, 0x6147BA6800DD0741L),
                "audit",
                "audit",
                "OTHER",
                "10.0.0.8",
                "MQJB09040500",
                false,
                true,
                NOON);
        administration.connections.addAll(List.of(connection, another));
        administration.handles.add(new HandleStatus("Q2", connection, OpenOptions.INPUT_SHARED | OpenOptions.BROWSE));
        administration.handles.add(new HandleStatus("Q2", another, OpenOptions.INPUT_EXCLUSIVE | OpenOptions.INQUIRE));
        administration.handles.add(new HandleStatus("Q2", another, OpenOptions.OUTPUT | OpenOptions.SET));
        administration.instances.add(
                new ChannelStatus("APP.SVRCONN", "10.0.0.7", "app", 2, 10, 17, 1000, 2000, "MQJM09040500", "", NOON));
        administration.members.add(new ClusterMember("QM1", "QM1_ID", "CLUS", "localhost(1414)", false));
        administration.members.add(new ClusterMember("QM2", "QM2_ID", "CLUS", "localhost(1415)", true));
    }

    /** Runs a command that displays something, and compares the whole answer. */
    void assertAnswer(String command, String expected) {
        MqscResult result = mqsc.run(command);
        assertThat(String.join("\n", result.lines()) + "\n").isEqualTo(expected);
        assertThat(result.outcome()).isEqualTo(MqscResult.Outcome.DONE);
        assertThat(result.warnings()).isEmpty();
    }
}
