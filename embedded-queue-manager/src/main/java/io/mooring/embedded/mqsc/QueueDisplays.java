package io.mooring.embedded.mqsc;

import io.mooring.embedded.admin.Administration;
import io.mooring.embedded.admin.HandleStatus;
import io.mooring.embedded.admin.QueueStatus;
import io.mooring.embedded.definition.ObjectName;
import io.mooring.embedded.definition.QueueAttributes;
import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.embedded.definition.QueueType;
import io.mooring.embedded.mqi.OpenOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** DISPLAY QUEUE, QLOCAL, QALIAS, QREMOTE, QMODEL and QSTATUS. */
final class QueueDisplays {
    private static final DisplayTable QUEUES = DisplayTable.of(
                    Message.QUEUE_DETAILS,
                    Set.of(),
                    Keyword.text("QUEUE"),
                    Keyword.word("TYPE", "QLOCAL", "QMODEL", "QALIAS", "QREMOTE"),
                    Keyword.number("CURDEPTH"),
                    Keyword.number("IPPROCS"),
                    Keyword.number("OPPROCS"))
            .with(Arrays.stream(QueueType.values())
                    .flatMap(type -> QueueAttributes.of(type).stream())
                    .toList());

    private static final DisplayTable QUEUE_STATUS = DisplayTable.of(
            Message.QUEUE_STATUS_DETAILS,
            Set.of("CURDEPTH"),
            Keyword.text("QUEUE"),
            Keyword.number("CURDEPTH"),
            Keyword.number("IPPROCS"),
            Keyword.number("OPPROCS"),
            Keyword.number("MSGAGE"),
            Keyword.text("LGETDATE"),
            Keyword.text("LGETTIME"),
            Keyword.text("LPUTDATE"),
            Keyword.text("LPUTTIME"),
            Keyword.number("UNCOM"));

    private static final DisplayTable HANDLE_STATUS = DisplayTable.of(
            Message.QUEUE_STATUS_DETAILS,
            Set.of(),
            Keyword.text("QUEUE"),
            Keyword.text("APPLTAG"),
            Keyword.text("CHANNEL"),
            Keyword.text("CONNAME"),
            Keyword.text("USERID"),
            Keyword.word("BROWSE", "NO", "YES"),
            Keyword.word("INPUT", "NO", "SHARED", "EXCL"),
            Keyword.word("INQUIRE", "NO", "YES"),
            Keyword.word("OUTPUT", "NO", "YES"),
            Keyword.word("SET", "NO", "YES"));

    private final Administration administration;
    private final Times times;

    QueueDisplays(Administration administration, Times times) {
        this.administration = administration;
        this.times = times;
    }

    /** The queues of one type. */
    Answer queues(QueueType type, Arguments arguments) throws SyntaxException, FailedCommandException {
        return queues(type.mqscName(), arguments);
    }

    /** The queues of all types, or of the one that TYPE names. */
    Answer queues(Arguments arguments) throws SyntaxException, FailedCommandException {
        List<String> types = List.of("ALL", "QLOCAL", "QMODEL", "QALIAS", "QREMOTE", "QCLUSTER");
        Optional<Parameter> type = arguments.takeWithValue("TYPE").or(() -> arguments.takeWithValue("QTYPE"));
        return queues(type.isPresent() ? Arguments.word(type.get(), types) : "ALL", arguments);
    }

    private Answer queues(String type, Arguments arguments) throws SyntaxException, FailedCommandException {
        String pattern = arguments.pattern(ObjectName.MAXIMUM_LENGTH);
        Optional<Parameter> cluster = arguments.takeWithValue("CLUSTER");
        String clusterPattern = cluster.isPresent() ? cluster.get().value().folded() : "";
        Selection selection = Selection.of(QUEUES, arguments, !pattern.endsWith("*"));
        Map<String, QueueStatus> status = new HashMap<>();
        administration.queueStatus(pattern).forEach(queue -> status.put(queue.queue(), queue));
        List<Row> rows = administration.queues(pattern).stream()
                .filter(queue -> type.equals("ALL") || queue.type().mqscName().equals(type))
                .filter(queue -> clusterPattern.isEmpty() || isIn(clusterPattern, queue))
                .map(queue -> row(queue, Optional.ofNullable(status.get(queue.name()))))
                .toList();
        return selection.show(rows, Message.OBJECT_NOT_FOUND, pattern);
    }

    private static boolean isIn(String clusterPattern, QueueDefinition queue) {
        return QueueAttributes.of(queue.type()).contains(QueueAttributes.CLUSTER)
                && !queue.text(QueueAttributes.CLUSTER).isEmpty()
                && ObjectName.matches(clusterPattern, queue.text(QueueAttributes.CLUSTER));
    }

    private static Row row(QueueDefinition queue, Optional<QueueStatus> status) {
        List<Field> others = new ArrayList<>();
        QueueAttributes.of(queue.type()).forEach(attribute -> others.add(Field.of(attribute, queue.values())));
        status.ifPresent(now -> {
            others.add(Field.of("CURDEPTH", now.depth()));
            others.add(Field.of("IPPROCS", now.openInputCount()));
            others.add(Field.of("OPPROCS", now.openOutputCount()));
        });
        return new Row(
                List.of(
                        Field.of("QUEUE", queue.name()),
                        Field.of("TYPE", queue.type().mqscName())),
                others);
    }

    /** The status of local queues, or with TYPE(HANDLE) who has queues open. */
    Answer status(Arguments arguments) throws SyntaxException, FailedCommandException {
        String pattern = arguments.pattern(ObjectName.MAXIMUM_LENGTH);
        boolean all = !pattern.endsWith("*");
        if (arguments.takeWord("TYPE", List.of("QUEUE", "HANDLE")).equals(Optional.of("HANDLE"))) {
            Selection selection = Selection.of(HANDLE_STATUS, arguments, all);
            List<Row> handles = administration.handles(pattern).stream()
                    .map(QueueDisplays::row)
                    .toList();
            return selection.show(handles, Message.QUEUE_STATUS_NOT_FOUND, pattern);
        }
        Selection selection = Selection.of(QUEUE_STATUS, arguments, all);
        List<Row> queues =
                administration.queueStatus(pattern).stream().map(this::row).toList();
        return selection.show(queues, Message.OBJECT_NOT_FOUND, pattern);
    }

    private Row row(QueueStatus queue) {
        return new Row(
                List.of(Field.of("QUEUE", queue.queue()), Field.of("TYPE", "QUEUE")),
                List.of(
                        Field.of("CURDEPTH", queue.depth()),
                        Field.of("IPPROCS", queue.openInputCount()),
                        Field.of("OPPROCS", queue.openOutputCount()),
                        Field.of("LGETDATE", queue.lastGet().map(times::date).orElse("")),
                        Field.of("LGETTIME", queue.lastGet().map(times::time).orElse("")),
                        Field.of("LPUTDATE", queue.lastPut().map(times::date).orElse("")),
                        Field.of("LPUTTIME", queue.lastPut().map(times::time).orElse("")),
                        Field.of(
                                "MSGAGE",
                                queue.oldestMessageAge()
                                        .map(age -> String.valueOf(age.toSeconds()))
                                        .orElse("")),
                        Field.of("UNCOM", queue.uncommitted() == 0 ? "NO" : queue.uncommitted())));
    }

    private static Row row(HandleStatus handle) {
        int options = handle.openOptions();
        String input = (options & OpenOptions.INPUT_EXCLUSIVE) != 0
                ? "EXCL"
                : (options & (OpenOptions.INPUT_SHARED | OpenOptions.INPUT_AS_Q_DEF)) != 0 ? "SHARED" : "NO";
        return new Row(
                List.of(Field.of("QUEUE", handle.queue()), Field.of("TYPE", "HANDLE")),
                List.of(
                        Field.of("APPLTAG", handle.connection().applicationName()),
                        Field.of("CHANNEL", handle.connection().channel()),
                        Field.of("CONNAME", handle.connection().connectionName()),
                        Field.of("USERID", handle.connection().user()),
                        Field.of("INPUT", input),
                        yesOrNo("BROWSE", options & OpenOptions.BROWSE),
                        yesOrNo("INQUIRE", options & OpenOptions.INQUIRE),
                        yesOrNo("OUTPUT", options & OpenOptions.OUTPUT),
                        yesOrNo("SET", options & OpenOptions.SET)));
    }

    private static Field yesOrNo(String keyword, int bits) {
        return Field.of(keyword, bits == 0 ? "NO" : "YES");
    }
}
