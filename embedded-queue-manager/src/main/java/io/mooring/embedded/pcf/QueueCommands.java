package io.mooring.embedded.pcf;

import static io.mooring.embedded.pcf.PcfNumbers.MQCA_Q_NAME;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACF_FORCE;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACF_PURGE;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACF_REPLACE;
import static io.mooring.embedded.pcf.PcfNumbers.MQIA_Q_TYPE;
import static io.mooring.embedded.pcf.Signature.integer;
import static io.mooring.embedded.pcf.Signature.string;

import io.mooring.embedded.admin.Administration;
import io.mooring.embedded.definition.Attribute;
import io.mooring.embedded.definition.AttributeValues;
import io.mooring.embedded.definition.QueueAttributes;
import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.embedded.definition.QueueType;
import io.mooring.embedded.mqi.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** CREATE_Q, CHANGE_Q, DELETE_Q and CLEAR_Q. */
final class QueueCommands {
    private static final List<Integer> NO_ATTRIBUTES = List.of(MQCA_Q_NAME, MQIA_Q_TYPE, MQIACF_REPLACE, MQIACF_FORCE);

    static final Command CREATE = new Command(
            Signature.requiring(string(MQCA_Q_NAME), integer(MQIA_Q_TYPE))
                    .allowing(integer(MQIACF_REPLACE))
                    .allowing(QueueInquiries.attributesOfAllTypes()),
            QueueCommands::create);

    static final Command CHANGE = new Command(
            Signature.requiring(string(MQCA_Q_NAME), integer(MQIA_Q_TYPE))
                    .allowing(integer(MQIACF_FORCE))
                    .allowing(QueueInquiries.attributesOfAllTypes()),
            QueueCommands::change);

    static final Command DELETE = new Command(
            Signature.requiring(string(MQCA_Q_NAME)).allowing(integer(MQIA_Q_TYPE), integer(MQIACF_PURGE)),
            QueueCommands::delete);

    static final Command CLEAR = new Command(Signature.requiring(string(MQCA_Q_NAME)), QueueCommands::clear);

    private QueueCommands() {}

    private static List<List<PcfParameter>> create(CommandRequest request, Administration administration) {
        String name = request.queueName();
        QueueType type = type(request).orElseThrow();
        boolean replace = request.flag(MQIACF_REPLACE, Reason.PCF_REPLACE_VALUE_ERROR);
        AttributeValues values = attributes(request, type);
        QueueDefinition defaults = type == QueueType.MODEL
                ? QueueDefinition.model(name)
                : new QueueDefinition(name, type, AttributeValues.DEFAULTS);
        administration.define(new QueueDefinition(name, type, defaults.values().with(values)), replace);
        return Command.DONE;
    }

    private static List<List<PcfParameter>> change(CommandRequest request, Administration administration) {
        String name = request.queueName();
        QueueType type = type(request).orElseThrow();
        request.flag(MQIACF_FORCE, Reason.PCF_FORCE_VALUE_ERROR);
        AttributeValues changes = attributes(request, type);
        checkType(name, type, administration);
        administration.alterQueue(name, changes);
        return Command.DONE;
    }

    private static List<List<PcfParameter>> delete(CommandRequest request, Administration administration) {
        String name = request.queueName();
        boolean purge = request.flag(MQIACF_PURGE, Reason.PCF_PURGE_VALUE_ERROR);
        type(request).ifPresent(type -> checkType(name, type, administration));
        administration.deleteQueue(name, purge);
        return Command.DONE;
    }

    private static List<List<PcfParameter>> clear(CommandRequest request, Administration administration) {
        administration.clearQueue(request.queueName());
        return Command.DONE;
    }

    private static AttributeValues attributes(CommandRequest request, QueueType type) {
        // How a local queue came into being cannot be set: its DEFTYPE is for inquiries only.
        List<Attribute> settable = QueueAttributes.of(type).stream()
                .filter(attribute -> type != QueueType.LOCAL || !attribute.equals(QueueAttributes.DEFTYPE))
                .toList();
        AttributeValues values = AttributeParameters.read(request, settable, NO_ATTRIBUTES);
        if (Integer.valueOf(PcfNumbers.MQQDT_PREDEFINED).equals(values.set().get(QueueAttributes.DEFTYPE))) {
            throw new PcfException(
                    Reason.PCF_ATTR_VALUE_ERROR,
                    QueueAttributes.DEFTYPE.selector(),
                    "DEFTYPE of a model queue is 1; it takes 2 (permanent dynamic) or 3 (temporary dynamic)");
        }
        return values;
    }

    private static void checkType(String name, QueueType type, Administration administration) {
        for (QueueDefinition existing : administration.queues(name)) {
            if (existing.type() != type) {
                throw new PcfException(
                        Reason.PCF_OBJECT_WRONG_TYPE,
                        MQIA_Q_TYPE,
                        "'" + name + "' is a " + existing.type().mqscName() + ", not a " + type.mqscName());
            }
        }
    }

    private static Optional<QueueType> type(CommandRequest request) {
        return request.number(MQIA_Q_TYPE)
                .map(code -> Arrays.stream(QueueType.values())
                        .filter(type -> type.code() == code)
                        .findFirst()
                        .orElseThrow(() -> new PcfException(
                                Reason.PCF_Q_TYPE_ERROR,
                                MQIA_Q_TYPE,
                                "queue type is " + code + "; it takes 1, 2, 3 or 6")));
    }
}
