package io.mooring.embedded.pcf;

import static io.mooring.embedded.pcf.AnswerTable.Column.number;
import static io.mooring.embedded.pcf.AnswerTable.Column.text;
import static io.mooring.embedded.pcf.PcfNumbers.MQCACH_CONNECTION_NAME;
import static io.mooring.embedded.pcf.PcfNumbers.MQCA_CLUSTER_NAME;
import static io.mooring.embedded.pcf.PcfNumbers.MQCA_CLUSTER_Q_MGR_NAME;
import static io.mooring.embedded.pcf.PcfNumbers.MQCA_Q_MGR_IDENTIFIER;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACF_CLUSTER_Q_MGR_ATTRS;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACF_MODE;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACF_SUSPEND;
import static io.mooring.embedded.pcf.Signature.integer;
import static io.mooring.embedded.pcf.Signature.integers;
import static io.mooring.embedded.pcf.Signature.string;

import io.mooring.embedded.admin.Administration;
import io.mooring.embedded.admin.ClusterMember;
import io.mooring.embedded.definition.ObjectName;
import io.mooring.embedded.mqi.Reason;
import java.util.List;
import java.util.Optional;

/** INQUIRE_CLUSTER_Q_MGR, SUSPEND_Q_MGR_CLUSTER and RESUME_Q_MGR_CLUSTER. */
final class ClusterCommands {
    private static final AnswerTable<ClusterMember> MEMBERS = new AnswerTable<>(
            MQIACF_CLUSTER_Q_MGR_ATTRS,
            List.of(
                    text(MQCA_CLUSTER_Q_MGR_NAME, PcfNumbers.MQ_Q_MGR_NAME_LENGTH, ClusterMember::queueManager)
                            .answeredAlways(),
                    text(MQCA_CLUSTER_NAME, PcfNumbers.MQ_CLUSTER_NAME_LENGTH, ClusterMember::cluster)
                            .answeredAlways(),
                    text(MQCA_Q_MGR_IDENTIFIER, PcfNumbers.MQ_Q_MGR_IDENTIFIER_LENGTH, ClusterMember::queueManagerId),
                    text(MQCACH_CONNECTION_NAME, PcfNumbers.MQ_CONN_NAME_LENGTH, ClusterMember::connectionName),
                    number(MQIACF_SUSPEND, member -> member.suspended() ? 1 : 0)));

    static final Command INQUIRE = new Command(
            Signature.requiring(string(MQCA_CLUSTER_Q_MGR_NAME))
                    .allowing(string(MQCA_CLUSTER_NAME), integers(MQIACF_CLUSTER_Q_MGR_ATTRS))
                    .withFilter(),
            ClusterCommands::inquire);

    static final Command SUSPEND = new Command(
            Signature.requiring(string(MQCA_CLUSTER_NAME)).allowing(integer(MQIACF_MODE)), ClusterCommands::suspend);

    static final Command RESUME = new Command(Signature.requiring(string(MQCA_CLUSTER_NAME)), ClusterCommands::resume);

    private ClusterCommands() {}

    private static List<List<PcfParameter>> inquire(CommandRequest request, Administration administration) {
        String pattern = request.pattern(MQCA_CLUSTER_Q_MGR_NAME);
        Optional<String> cluster = request.text(MQCA_CLUSTER_NAME);
        List<ClusterMember> members = administration.clusterMembers().stream()
                .filter(member -> ObjectName.matches(pattern, member.queueManager()))
                .filter(member -> cluster.isEmpty() || ObjectName.matches(cluster.get(), member.cluster()))
                .toList();
        if (members.isEmpty()) {
            throw new PcfException(
                    Reason.UNKNOWN_OBJECT_NAME,
                    "the cluster knows no queue manager whose name matches '" + pattern + "'");
        }
        return MEMBERS.rows(request, members);
    }

    private static List<List<PcfParameter>> suspend(CommandRequest request, Administration administration) {
        checkCluster(request, administration);
        int mode = request.number(MQIACF_MODE).orElse(PcfNumbers.MQMODE_QUIESCE);
        if (mode != PcfNumbers.MQMODE_QUIESCE && mode != PcfNumbers.MQMODE_FORCE) {
            throw new PcfException(
                    Reason.PCF_MODE_VALUE_ERROR,
                    MQIACF_MODE,
                    "mode is " + mode + "; it takes 0 (force) or 1 (quiesce)");
        }
        administration.suspend();
        return Command.DONE;
    }

    private static List<List<PcfParameter>> resume(CommandRequest request, Administration administration) {
        checkCluster(request, administration);
        administration.resume();
        return Command.DONE;
    }

    private static void checkCluster(CommandRequest request, Administration administration) {
        String cluster = request.text(MQCA_CLUSTER_NAME).orElse("");
        if (!administration.cluster().filter(cluster::equals).isPresent()) {
            throw new PcfException(
                    Reason.UNKNOWN_OBJECT_NAME,
                    MQCA_CLUSTER_NAME,
                    administration.name() + " is not in cluster '" + cluster + "' but in "
                            + administration.cluster().orElse("none"));
        }
    }
}
