package io.mooring.embedded.call;

import io.mooring.embedded.definition.Attribute;
import io.mooring.embedded.definition.AttributeValues;
import io.mooring.embedded.definition.QueueAttributes;
import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.embedded.definition.QueueManagerAttributes;
import io.mooring.embedded.definition.QueueType;
import io.mooring.embedded.mqi.MqiException;
import io.mooring.embedded.mqi.OpenOptions;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.routing.Route;
import io.mooring.embedded.store.LocalQueue;
import io.mooring.embedded.wire.WireReader;
import io.mooring.embedded.wire.WireWriter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * MQINQ.
 *
 * <pre>
 * 16 4 number of selectors   20 4 number of integers   24 4 length of the characters   28 the selectors
 * answer: the same, then the integers, then the characters, each attribute padded to its length
 * </pre>
 */
final class InquireCall {
    private static final int MOST_SELECTORS = 256;

    /** Room in the answer; 256 selectors need a lot less. */
    private static final int MOST_INTEGERS = 4096;

    private static final int MOST_CHARACTERS = 65_536;
    private static final int LAST_INTEGER_SELECTOR = 2000;
    private static final int WARNING = 1;
    private static final int NOT_APPLICABLE = -1;
    private static final int DEFAULT_WIDTH = 48;

    /** MQIA_* and MQCA_* that are not attributes of a definition. */
    private static final int CURRENT_DEPTH = 3;

    private static final int OPEN_INPUT_COUNT = 17;
    private static final int OPEN_OUTPUT_COUNT = 18;
    private static final int QUEUE_TYPE = 20;
    private static final int QUEUE_NAME = 2016;
    private static final int COMMAND_LEVEL = 31;
    private static final int PLATFORM = 32;
    private static final int MAX_PRIORITY = 14;
    private static final int SYNCPOINT = 30;
    private static final int ADVANCED_CAPABILITY = 273;
    private static final int COMMAND_QUEUE = 2003;
    private static final int QUEUE_MANAGER_NAME = 2015;
    private static final int QUEUE_MANAGER_ID = 2032;

    private static final Map<Integer, Attribute> QUEUE_ATTRIBUTES = new HashMap<>();
    private static final Map<Integer, Attribute> QUEUE_MANAGER_ATTRIBUTES = new HashMap<>();

    static {
        Stream.of(QueueType.values())
                .flatMap(type -> QueueAttributes.of(type).stream())
                .forEach(attribute -> QUEUE_ATTRIBUTES.put(attribute.selector(), attribute));
        QueueManagerAttributes.all()
                .forEach(attribute -> QUEUE_MANAGER_ATTRIBUTES.put(attribute.selector(), attribute));
    }

    private InquireCall() {}

    static void inquire(Connection connection, Reply reply) {
        WireReader in = reply.body();
        in.require(12, "MQINQ");
        int count = in.int32();
        int integers = in.int32();
        int characters = in.int32();
        if (count < 0 || count > MOST_SELECTORS) {
            throw new MqiException(Reason.SELECTOR_COUNT_ERROR);
        }
        if (integers < 0 || integers > MOST_INTEGERS) {
            throw new MqiException(Reason.INT_ATTR_COUNT_ERROR);
        }
        if (characters < 0 || characters > MOST_CHARACTERS) {
            throw new MqiException(Reason.CHAR_ATTR_LENGTH_ERROR);
        }
        in.require(count * 4, "MQINQ selectors");
        int[] selectors = new int[count];
        Arrays.setAll(selectors, i -> in.int32());
        Object[] values = new Object[count];
        OpenObject object = connection.object(reply.handle());
        if (object instanceof OpenQueue queue) {
            queue.require(OpenOptions.INQUIRE, Reason.NOT_OPEN_FOR_INQUIRE);
            Arrays.setAll(values, i -> valueOf(queue, connection.environment(), selectors[i]));
        } else {
            Arrays.setAll(values, i -> valueOf(connection.environment(), selectors[i]));
        }
        answer(reply, selectors, values, integers, characters);
    }

    private static void answer(Reply reply, int[] selectors, Object[] values, int integers, int characters) {
        long wanted = Arrays.stream(selectors)
                .filter(selector -> selector <= LAST_INTEGER_SELECTOR)
                .count();
        int width = Arrays.stream(selectors)
                .filter(selector -> selector > LAST_INTEGER_SELECTOR)
                .map(InquireCall::width)
                .sum();
        Reason warning = Reason.NONE;
        if (Arrays.asList(values).contains(NotApplicable.VALUE)) {
            warning = Reason.SELECTOR_NOT_FOR_TYPE;
        } else if (integers < wanted) {
            warning = Reason.INT_ATTR_COUNT_TOO_SMALL;
        } else if (characters < width) {
            warning = Reason.CHAR_ATTRS_TOO_SHORT;
        }
        WireWriter out = warning == Reason.NONE ? reply.begin() : reply.begin(WARNING, warning.code(), reply.handle());
        out.int32(selectors.length).int32(integers).int32(characters);
        for (int selector : selectors) {
            out.int32(selector);
        }
        int integersAt = out.length();
        for (int i = 0; i < selectors.length; i++) {
            if (selectors[i] <= LAST_INTEGER_SELECTOR) {
                out.int32(values[i] instanceof Integer number ? number : NOT_APPLICABLE);
            }
        }
        int integersEnd = integersAt + integers * 4;
        if (integers < wanted) {
            out.truncate(integersEnd);
        } else {
            out.zeros(integersEnd - out.length());
        }
        int charactersAt = out.length();
        for (int i = 0; i < selectors.length; i++) {
            if (selectors[i] > LAST_INTEGER_SELECTOR) {
                int length = width(selectors[i]);
                out.text(values[i] instanceof String text ? text : "*".repeat(length), length);
            }
        }
        if (width < characters) {
            out.text("", characters - width);
        } else {
            out.truncate(charactersAt + characters);
        }
        reply.send(out);
    }

    /** Marks an attribute that objects of this type do not have. */
    private enum NotApplicable {
        VALUE
    }

    private static int width(int selector) {
        Attribute attribute = QUEUE_ATTRIBUTES.getOrDefault(selector, QUEUE_MANAGER_ATTRIBUTES.get(selector));
        return attribute == null ? DEFAULT_WIDTH : attribute.maximum();
    }

    private static Object valueOf(OpenQueue queue, Environment environment, int selector) {
        QueueDefinition definition = environment.queues().definition(queue.name());
        if (definition == null) {
            throw new MqiException(Reason.Q_DELETED);
        }
        return switch (selector) {
            case QUEUE_NAME -> queue.name();
            case QUEUE_TYPE -> definition.type().code();
            case CURRENT_DEPTH -> ofLocal(queue, definition, LocalQueue::depth);
            case OPEN_INPUT_COUNT -> ofLocal(queue, definition, LocalQueue::openInputCount);
            case OPEN_OUTPUT_COUNT -> ofLocal(queue, definition, LocalQueue::openOutputCount);
            default -> {
                Attribute attribute = QUEUE_ATTRIBUTES.get(selector);
                if (attribute == null) {
                    throw new MqiException(Reason.SELECTOR_ERROR);
                }
                yield QueueAttributes.of(definition.type()).contains(attribute)
                        ? definition.values().get(attribute)
                        : NotApplicable.VALUE;
            }
        };
    }

    /** What only a local queue has: by the name of an alias it cannot be asked for. */
    private static Object ofLocal(OpenQueue queue, QueueDefinition definition, ToIntFunction<LocalQueue> count) {
        return queue.route() instanceof Route.Local local && definition.type() == QueueType.LOCAL
                ? (Object) count.applyAsInt(local.local())
                : NotApplicable.VALUE;
    }

    private static Object valueOf(Environment environment, int selector) {
        AttributeValues attributes = environment.attributes().get();
        return switch (selector) {
            case COMMAND_LEVEL -> Product.COMMAND_LEVEL;
            case PLATFORM -> Product.PLATFORM_UNIX;
            case MAX_PRIORITY -> 9;
            case SYNCPOINT -> 1;
            case ADVANCED_CAPABILITY -> 0;
            case COMMAND_QUEUE -> Product.COMMAND_QUEUE;
            case QUEUE_MANAGER_NAME -> environment.name();
            case QUEUE_MANAGER_ID -> environment.id();
            default -> {
                Attribute attribute = QUEUE_MANAGER_ATTRIBUTES.get(selector);
                if (attribute == null) {
                    throw new MqiException(Reason.SELECTOR_ERROR);
                }
                yield attributes.get(attribute);
            }
        };
    }
}
