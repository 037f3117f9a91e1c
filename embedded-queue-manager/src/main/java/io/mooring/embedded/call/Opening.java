package io.mooring.embedded.call;

import io.mooring.embedded.definition.ObjectName;
import io.mooring.embedded.definition.QueueAttributes;
import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.embedded.definition.QueueType;
import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MqiException;
import io.mooring.embedded.mqi.OpenOptions;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.routing.Route;
import io.mooring.embedded.selector.MessageProperties;
import io.mooring.embedded.selector.Selector;
import io.mooring.embedded.selector.SelectorSyntaxException;
import io.mooring.embedded.store.LocalQueue;
import io.mooring.embedded.wire.structure.ObjectDescriptor;
import io.mooring.embedded.wire.structure.OpenDefaults;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens objects: what MQOPEN, SPI open and MQPUT1 have in common. */
final class Opening {
    private static final Logger log = LoggerFactory.getLogger(Opening.class);

    /** Probed by clients for advanced message security; must not exist, whatever queue manager is named with it. */
    private static final String MESSAGE_SECURITY_POLICIES = "SYSTEM.PROTECTION.POLICY.QUEUE";

    /** MQ_SELECTOR_LENGTH as documented. */
    private static final int LONGEST_SELECTOR = 10_240;

    private static final int INPUT_OR_BROWSE = OptionRules.INPUT | OpenOptions.BROWSE;

    /** The part of a dynamic queue's name that an application can choose before an asterisk, in characters. */
    private static final int LONGEST_PREFIX = 32;

    private Opening() {}

    /** Opens an object that the client gets a handle of, if it may have one more. */
    static OpenObject openForHandle(Connection connection, ObjectDescriptor descriptor, int options) {
        if (!descriptor.objectName().equals(MESSAGE_SECURITY_POLICIES)) {
            connection.requireHandle();
        }
        return open(connection, descriptor, options);
    }

    static OpenObject open(Connection connection, ObjectDescriptor descriptor, int options) {
        Environment environment = connection.environment();
        OptionRules.checkOpen(options);
        if (environment.state().quiescing() && (options & OpenOptions.FAIL_IF_QUIESCING) != 0) {
            throw new MqiException(Reason.Q_MGR_QUIESCING);
        }
        return switch (descriptor.objectType()) {
            case ObjectDescriptor.QUEUE -> openQueue(environment, descriptor, options);
            case ObjectDescriptor.QUEUE_MANAGER -> openQueueManager(environment, descriptor, options);
            case ObjectDescriptor.TOPIC -> throw refuseTopic(connection);
            default -> throw new MqiException(Reason.OBJECT_TYPE_ERROR);
        };
    }

    /** The defaults of an open object that the answer tells the client. */
    static OpenDefaults defaults(OpenObject object) {
        if (!(object instanceof OpenQueue queue) || queue.definition() == null) {
            return OpenDefaults.NONE;
        }
        QueueDefinition definition = queue.definition();
        boolean readable = definition.type() != QueueType.REMOTE;
        return new OpenDefaults(
                definition.number(QueueAttributes.DEFPSIST),
                definition.number(QueueAttributes.DEFPRESP),
                readable ? definition.number(QueueAttributes.DEFREADA) : 0,
                readable ? definition.number(QueueAttributes.PROPCTL) : 0);
    }

    private static OpenObject openQueueManager(Environment environment, ObjectDescriptor descriptor, int options) {
        String name = descriptor.objectQueueManager();
        if (!name.isEmpty() && !name.equals(environment.name())) {
            throw new MqiException(Reason.UNKNOWN_OBJECT_Q_MGR);
        }
        if ((options & (INPUT_OR_BROWSE | OpenOptions.OUTPUT | OpenOptions.SET)) != 0) {
            throw new MqiException(Reason.OPTION_NOT_VALID_FOR_TYPE);
        }
        return new OpenQueueManager();
    }

    private static OpenQueue openQueue(Environment environment, ObjectDescriptor descriptor, int requestedOptions) {
        String name = descriptor.objectName();
        if (name.equals(MESSAGE_SECURITY_POLICIES)) {
            throw new MqiException(Reason.UNKNOWN_OBJECT_NAME);
        }
        if (!ObjectName.isValid(name, ObjectName.MAXIMUM_LENGTH)) {
            throw new MqiException(name.isEmpty() ? Reason.UNKNOWN_OBJECT_NAME : Reason.OBJECT_NAME_ERROR);
        }
        Predicate<Message> selector = selector(environment, descriptor.selection());
        boolean here = descriptor.objectQueueManager().isEmpty()
                || descriptor.objectQueueManager().equals(environment.name());
        if (!here && (requestedOptions & (INPUT_OR_BROWSE | OpenOptions.INQUIRE | OpenOptions.SET)) != 0) {
            environment.router().resolve(name, descriptor.objectQueueManager(), requestedOptions);
            throw new MqiException(Reason.OPTION_NOT_VALID_FOR_TYPE); // of the known queue, which is elsewhere
        }
        QueueDefinition definition = here ? environment.queues().definition(name) : null;
        if (definition != null && definition.type() == QueueType.MODEL) {
            return openModel(environment, definition, descriptor, requestedOptions, selector);
        }
        Route route = environment.router().resolve(name, descriptor.objectQueueManager(), requestedOptions);
        return open(name, route, definition, requestedOptions, selector, false);
    }

    private static OpenQueue openModel(
            Environment environment,
            QueueDefinition model,
            ObjectDescriptor descriptor,
            int requestedOptions,
            @Nullable Predicate<Message> selector) {
        String name = dynamicName(environment, descriptor.dynamicName());
        LocalQueue made = environment.queues().createDynamic(model, name);
        try {
            return open(name, new Route.Local(made), made.definition(), requestedOptions, selector, true);
        } catch (MqiException refused) {
            environment.queues().deleteDynamic(made);
            throw refused;
        }
    }

    private static String dynamicName(Environment environment, String wanted) {
        String name = wanted;
        if (wanted.endsWith("*")) {
            if (wanted.length() - 1 > LONGEST_PREFIX) {
                throw new MqiException(Reason.DYNAMIC_Q_NAME_ERROR);
            }
            name = wanted.substring(0, wanted.length() - 1)
                    + environment.identifiers().dynamicSuffix();
        }
        if (!ObjectName.isValid(name, ObjectName.MAXIMUM_LENGTH)) {
            throw new MqiException(Reason.DYNAMIC_Q_NAME_ERROR);
        }
        return name;
    }

    private static OpenQueue open(
            String name,
            Route route,
            @Nullable QueueDefinition definition,
            int requestedOptions,
            @Nullable Predicate<Message> selector,
            boolean made) {
        if (!(route instanceof Route.Local local)) {
            boolean setsNothingHere = definition == null && (requestedOptions & OpenOptions.SET) != 0;
            if ((requestedOptions & INPUT_OR_BROWSE) != 0 || setsNothingHere) {
                throw new MqiException(Reason.OPTION_NOT_VALID_FOR_TYPE);
            }
            return new OpenQueue(name, route, requestedOptions, definition, selector, false);
        }
        int options = requestedOptions;
        if ((options & OpenOptions.INPUT_AS_Q_DEF) != 0) {
            boolean shared = local.local().definition().number(QueueAttributes.DEFSOPT) == OpenOptions.INPUT_SHARED;
            options = (options & ~OpenOptions.INPUT_AS_Q_DEF)
                    | (shared ? OpenOptions.INPUT_SHARED : OpenOptions.INPUT_EXCLUSIVE);
        }
        local.local().open(options);
        return new OpenQueue(name, route, options, definition, selector, made);
    }

    private static @Nullable Predicate<Message> selector(Environment environment, String text) {
        if (text.isBlank()) {
            return null;
        }
        if (text.length() > LONGEST_SELECTOR) {
            throw new MqiException(Reason.SELECTION_STRING_ERROR);
        }
        try {
            Selector selector = Selector.parse(text);
            return message -> selector.matches(new MessageProperties(message));
        } catch (SelectorSyntaxException wrong) {
            log.info("{}: selector refused: {}", environment.name(), wrong.getMessage());
            throw new MqiException(Reason.SELECTOR_SYNTAX_ERROR);
        }
    }

    private static MqiException refuseTopic(Connection connection) {
        log.warn(
                "{}: {} opened a topic; publish/subscribe is not supported by the embedded queue manager: {}",
                connection.environment().name(),
                connection.client().applicationName(),
                Reason.describe(Reason.PUBSUB_INHIBITED.code()));
        return new MqiException(Reason.PUBSUB_INHIBITED);
    }
}
