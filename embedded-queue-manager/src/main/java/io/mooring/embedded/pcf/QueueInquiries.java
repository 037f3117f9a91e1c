package io.mooring.embedded.pcf;

import static io.mooring.embedded.pcf.AnswerTable.Column.number;
import static io.mooring.embedded.pcf.PcfNumbers.MQCACF_Q_NAMES;
import static io.mooring.embedded.pcf.PcfNumbers.MQCA_Q_NAME;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACF_CLUSTER_INFO;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACF_Q_ATTRS;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACF_Q_TYPES;
import static io.mooring.embedded.pcf.PcfNumbers.MQIA_CURRENT_Q_DEPTH;
import static io.mooring.embedded.pcf.PcfNumbers.MQIA_OPEN_INPUT_COUNT;
import static io.mooring.embedded.pcf.PcfNumbers.MQIA_OPEN_OUTPUT_COUNT;
import static io.mooring.embedded.pcf.PcfNumbers.MQIA_Q_TYPE;
import static io.mooring.embedded.pcf.Signature.integer;
import static io.mooring.embedded.pcf.Signature.integers;
import static io.mooring.embedded.pcf.Signature.string;

import io.mooring.embedded.admin.Administration;
import io.mooring.embedded.admin.QueueStatus;
import io.mooring.embedded.definition.Attribute;
import io.mooring.embedded.definition.QueueAttributes;
import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.embedded.definition.QueueType;
import io.mooring.embedded.mqi.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** INQUIRE_Q and INQUIRE_Q_NAMES. */
final class QueueInquiries {
    static final Command INQUIRE = new Command(
            Signature.requiring(string(MQCA_Q_NAME))
                    .allowing(integer(MQIA_Q_TYPE), integer(MQIACF_CLUSTER_INFO), integers(MQIACF_Q_ATTRS))
                    .withFilter(),
            QueueInquiries::inquire);

    static final Command NAMES = new Command(
            Signature.requiring(string(MQCA_Q_NAME)).allowing(integer(MQIA_Q_TYPE)), QueueInquiries::inquireNames);

    private static final AnswerTable<Queue> QUEUES = new AnswerTable<>(MQIACF_Q_ATTRS, columns());

    /** A queue's definition and, of a local queue, its status. */
    private record Queue(QueueDefinition definition, Optional<QueueStatus> status) {}

    private QueueInquiries() {}

    /** The attributes of all types of queue, each once. */
    static Set<Attribute> attributesOfAllTypes() {
        return Arrays.stream(QueueType.values())
                .flatMap(type -> QueueAttributes.of(type).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<AnswerTable.Column<Queue>> columns() {
        List<AnswerTable.Column<Queue>> columns = new ArrayList<>();
        columns.add(AnswerTable.Column.<Queue>text(
                        MQCA_Q_NAME,
                        PcfNumbers.MQ_Q_NAME_LENGTH,
                        queue -> queue.definition().name())
                .answeredAlways());
        columns.add(AnswerTable.Column.<Queue>number(
                        MQIA_Q_TYPE, queue -> queue.definition().type().code())
                .answeredAlways());
        columns.add(number(MQIA_CURRENT_Q_DEPTH, QueueStatus::depth).of(Queue::status));
        columns.add(number(MQIA_OPEN_INPUT_COUNT, QueueStatus::openInputCount).of(Queue::status));
        columns.add(number(MQIA_OPEN_OUTPUT_COUNT, QueueStatus::openOutputCount).of(Queue::status));
        for (Attribute attribute : attributesOfAllTypes()) {
            columns.add(AttributeParameters.column(attribute)
                    .of(queue -> Optional.of(queue.definition())
                            .filter(definition ->
                                    QueueAttributes.of(definition.type()).contains(attribute))
                            .map(QueueDefinition::values)));
        }
        return columns;
    }

    private static List<List<PcfParameter>> inquire(CommandRequest request, Administration administration) {
        List<QueueDefinition> definitions = definitions(request, administration);
        Map<String, QueueStatus> status = administration.queueStatus(request.queuePattern()).stream()
                .collect(Collectors.toMap(QueueStatus::queue, Function.identity()));
        return QUEUES.rows(
                request,
                definitions.stream()
                        .map(definition -> new Queue(definition, Optional.ofNullable(status.get(definition.name()))))
                        .toList());
    }

    private static List<List<PcfParameter>> inquireNames(CommandRequest request, Administration administration) {
        List<QueueDefinition> definitions = definitions(request, administration);
        return List.of(List.of(
                new PcfParameter.StringList(
                        MQCACF_Q_NAMES,
                        definitions.stream()
                                .map(definition -> padded(definition.name()))
                                .toList()),
                new PcfParameter.IntegerList(
                        MQIACF_Q_TYPES,
                        definitions.stream()
                                .map(definition -> definition.type().code())
                                .toList())));
    }

    private static String padded(String name) {
        return name + " ".repeat(PcfNumbers.MQ_Q_NAME_LENGTH - name.length());
    }

    private static List<QueueDefinition> definitions(CommandRequest request, Administration administration) {
        String pattern = request.queuePattern();
        int type = type(request);
        List<QueueDefinition> definitions = administration.queues(pattern).stream()
                .filter(definition ->
                        type == PcfNumbers.MQQT_ALL || definition.type().code() == type)
                .toList();
        if (definitions.isEmpty()) {
            throw new PcfException(
                    Reason.UNKNOWN_OBJECT_NAME,
                    "no queue of the wanted type has a name that matches '" + pattern + "'");
        }
        return definitions;
    }

    private static int type(CommandRequest request) {
        int type = request.number(MQIA_Q_TYPE).orElse(PcfNumbers.MQQT_ALL);
        boolean known = Arrays.stream(QueueType.values()).anyMatch(candidate -> candidate.code() == type);
        if (!known && type != PcfNumbers.MQQT_ALL && type != PcfNumbers.MQQT_CLUSTER) {
            throw new PcfException(
                    Reason.PCF_Q_TYPE_ERROR,
                    MQIA_Q_TYPE,
                    "queue type is " + type + "; it takes 1, 2, 3, 6, 7 or 1001 (all)");
        }
        return type;
    }
}
