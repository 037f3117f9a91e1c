package io.mooring.embedded.mqsc;

import io.mooring.embedded.admin.Administration;
import io.mooring.embedded.definition.Attribute;
import io.mooring.embedded.definition.AttributeValues;
import io.mooring.embedded.definition.ObjectName;
import io.mooring.embedded.definition.QueueAttributes;
import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.embedded.definition.QueueType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** DEFINE, ALTER and DELETE of queues of each type, and CLEAR QLOCAL. */
final class QueueCommands {
    private static final Map<QueueType, String> DEFAULT_OBJECTS = Map.of(
            QueueType.LOCAL, "SYSTEM.DEFAULT.LOCAL.QUEUE",
            QueueType.MODEL, "SYSTEM.DEFAULT.MODEL.QUEUE",
            QueueType.ALIAS, "SYSTEM.DEFAULT.ALIAS.QUEUE",
            QueueType.REMOTE, "SYSTEM.DEFAULT.REMOTE.QUEUE");

    /** What is displayed of a local queue but is not an attribute of its definition. */
    static final List<String> STATUS_KEYWORDS = List.of("CURDEPTH", "IPPROCS", "OPPROCS");

    private final Administration administration;

    QueueCommands(Administration administration) {
        this.administration = administration;
    }

    Answer define(QueueType type, Arguments arguments) throws SyntaxException, FailedCommandException {
        String name = arguments.name(ObjectName.MAXIMUM_LENGTH);
        boolean replace = arguments.takeFlag("REPLACE", "NOREPLACE");
        Optional<Parameter> like = arguments.take("LIKE");
        String source = like.isPresent() ? Arguments.name(like.get(), ObjectName.MAXIMUM_LENGTH) : "";
        AttributeValues values = attributes(type, arguments);
        AttributeValues base = source.isEmpty() ? defaults(type) : valuesOf(source, type);
        administration.define(new QueueDefinition(name, type, base.with(values)), replace);
        return Answer.of(Message.QUEUE_CREATED);
    }

    Answer alter(QueueType type, Arguments arguments) throws SyntaxException, FailedCommandException {
        String name = arguments.name(ObjectName.MAXIMUM_LENGTH);
        // Whether the queue is open never stands in the way here, so there is nothing to force.
        arguments.takeFlag("FORCE", "NOFORCE");
        AttributeValues values = attributes(type, arguments);
        checkType(name, type);
        administration.alterQueue(name, values);
        return Answer.of(Message.QUEUE_CHANGED);
    }

    Answer delete(QueueType type, Arguments arguments) throws SyntaxException, FailedCommandException {
        String name = arguments.name(ObjectName.MAXIMUM_LENGTH);
        boolean purge = type == QueueType.LOCAL && arguments.takeFlag("PURGE", "NOPURGE");
        arguments.warnOfTheRest();
        checkType(name, type);
        administration.deleteQueue(name, purge);
        return Answer.of(Message.QUEUE_DELETED);
    }

    Answer clear(Arguments arguments) throws SyntaxException, FailedCommandException {
        String name = arguments.name(ObjectName.MAXIMUM_LENGTH);
        arguments.warnOfTheRest();
        checkType(name, QueueType.LOCAL);
        administration.clearQueue(name);
        return Answer.of(Message.QUEUE_CLEARED);
    }

    private static AttributeValues attributes(QueueType type, Arguments arguments) throws SyntaxException {
        Set<String> misplaced = Arrays.stream(QueueType.values())
                .flatMap(any -> QueueAttributes.of(any).stream())
                .map(Attribute::mqscName)
                .collect(Collectors.toSet());
        misplaced.addAll(STATUS_KEYWORDS);
        // How a queue came to be is only said of models: a local queue that somebody defines is predefined.
        List<Attribute> settable = QueueAttributes.of(type).stream()
                .filter(attribute -> type == QueueType.MODEL || !attribute.equals(QueueAttributes.DEFTYPE))
                .toList();
        AttributeReader reader = new AttributeReader(settable, misplaced);
        if (type == QueueType.ALIAS) {
            reader.withSynonym("TARGQ", QueueAttributes.TARGET);
        }
        Optional<Parameter> deftype = type == QueueType.MODEL ? peek(arguments, "DEFTYPE") : Optional.empty();
        if (deftype.isPresent()) {
            Arguments.word(deftype.get(), List.of("PERMDYN", "TEMPDYN"));
        }
        return reader.read(arguments);
    }

    private static Optional<Parameter> peek(Arguments arguments, String keyword) {
        return arguments.left().stream()
                .filter(parameter -> parameter.keyword().equals(keyword))
                .findFirst();
    }

    /** What a new queue has if the command does not say otherwise: the default object, if somebody defined it. */
    private AttributeValues defaults(QueueType type) {
        return find(DEFAULT_OBJECTS.getOrDefault(type, ""))
                .filter(definition -> definition.type() == type)
                .map(QueueDefinition::values)
                .orElseGet(() ->
                        type == QueueType.MODEL ? QueueDefinition.model("MODEL").values() : AttributeValues.DEFAULTS);
    }

    private AttributeValues valuesOf(String source, QueueType type) throws FailedCommandException {
        QueueDefinition definition = find(source)
                .orElseThrow(() -> new FailedCommandException(
                        Message.OBJECT_NOT_FOUND.about(source), "LIKE names " + source + ", which does not exist."));
        if (definition.type() != type) {
            throw new FailedCommandException(
                    Message.SOURCE_HAS_DIFFERENT_TYPE.text(),
                    "LIKE names " + source + ", which is a " + definition.type().mqscName() + ", not a "
                            + type.mqscName() + ".");
        }
        // A dynamic queue can be the source; what is defined after it is not dynamic.
        return type == QueueType.LOCAL
                ? definition.values().with(QueueAttributes.DEFTYPE, QueueAttributes.DEFTYPE.defaultValue())
                : definition.values();
    }

    private void checkType(String name, QueueType type) throws FailedCommandException {
        Optional<QueueDefinition> definition = find(name);
        if (definition.isEmpty() || definition.get().type() != type) {
            throw new FailedCommandException(
                    Message.OBJECT_NOT_FOUND.about(name),
                    definition.isEmpty()
                            ? "There is no queue " + name + "; DISPLAY QUEUE(*) lists those that there are."
                            : name + " is a " + definition.get().type().mqscName() + ", not a " + type.mqscName()
                                    + ".");
        }
    }

    private Optional<QueueDefinition> find(String name) {
        return administration.queues(name).stream()
                .filter(definition -> definition.name().equals(name))
                .findFirst();
    }
}
