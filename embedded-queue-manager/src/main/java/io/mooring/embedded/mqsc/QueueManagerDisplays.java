package io.mooring.embedded.mqsc;

import io.mooring.embedded.admin.Administration;
import io.mooring.embedded.admin.ClusterMember;
import io.mooring.embedded.definition.AttributeValues;
import io.mooring.embedded.definition.ObjectName;
import io.mooring.embedded.definition.QueueManagerAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** DISPLAY QMGR and CLUSQMGR. */
final class QueueManagerDisplays {
    private static final DisplayTable QUEUE_MANAGER = DisplayTable.of(
                    Message.QUEUE_MANAGER_DETAILS, Set.of(), Keyword.text("QMNAME"), Keyword.text("QMID"))
            .with(QueueManagerAttributes.all());

    private static final DisplayTable CLUSTER_QUEUE_MANAGERS = DisplayTable.of(
            Message.CLUSTER_QUEUE_MANAGER_DETAILS,
            Set.of(),
            Keyword.text("CLUSQMGR"),
            Keyword.text("CLUSTER"),
            Keyword.text("CONNAME"),
            Keyword.text("QMID"),
            Keyword.word("SUSPEND", "NO", "YES"));

    private final Administration administration;

    QueueManagerDisplays(Administration administration) {
        this.administration = administration;
    }

    Answer queueManager(Arguments arguments) throws SyntaxException, FailedCommandException {
        arguments.object().checkBare();
        Selection selection = Selection.of(QUEUE_MANAGER, arguments, true);
        AttributeValues values = administration.attributes();
        List<Field> others = new ArrayList<>();
        QueueManagerAttributes.all().forEach(attribute -> others.add(Field.of(attribute, values)));
        others.add(Field.of("QMID", administration.id()));
        Row row = new Row(List.of(Field.of("QMNAME", administration.name())), others);
        return selection.show(List.of(row), Message.OBJECT_NOT_FOUND, administration.name());
    }

    Answer clusterQueueManagers(Arguments arguments) throws SyntaxException, FailedCommandException {
        String pattern = arguments.pattern(ObjectName.MAXIMUM_LENGTH);
        Optional<Parameter> cluster = arguments.takeWithValue("CLUSTER");
        String clusterPattern = cluster.isPresent() ? cluster.get().value().folded() : "*";
        Selection selection = Selection.of(CLUSTER_QUEUE_MANAGERS, arguments, !pattern.endsWith("*"));
        List<Row> rows = administration.clusterMembers().stream()
                .filter(member -> ObjectName.matches(pattern, member.queueManager()))
                .filter(member -> ObjectName.matches(clusterPattern, member.cluster()))
                .map(QueueManagerDisplays::row)
                .toList();
        return selection.show(rows, Message.OBJECT_NOT_FOUND, pattern);
    }

    private static Row row(ClusterMember member) {
        return new Row(
                List.of(Field.of("CLUSQMGR", member.queueManager()), Field.of("CLUSTER", member.cluster())),
                List.of(
                        Field.of("CONNAME", member.connectionName()),
                        Field.of("QMID", member.queueManagerId()),
                        Field.of("SUSPEND", member.suspended() ? "YES" : "NO")));
    }
}
