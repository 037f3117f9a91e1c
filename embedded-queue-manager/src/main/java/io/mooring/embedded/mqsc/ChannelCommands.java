package io.mooring.embedded.mqsc;

import io.mooring.embedded.admin.Administration;
import io.mooring.embedded.admin.ChannelStopMode;
import io.mooring.embedded.definition.AttributeValues;
import io.mooring.embedded.definition.ChannelAttributes;
import io.mooring.embedded.definition.ChannelDefinition;
import io.mooring.embedded.definition.ObjectName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** DEFINE, ALTER, DELETE, START and STOP of server-connection channels. */
final class ChannelCommands {
    private static final String DEFAULT_OBJECT = "SYSTEM.DEF.SVRCONN";
    private static final List<String> CHANNEL_TYPES =
            List.of("SDR", "SVR", "RCVR", "RQSTR", "CLNTCONN", "SVRCONN", "CLUSSDR", "CLUSRCVR", "MQTT", "AMQP");

    private final Administration administration;

    ChannelCommands(Administration administration) {
        this.administration = administration;
    }

    Answer define(Arguments arguments) throws SyntaxException, FailedCommandException {
        String name = arguments.name(ObjectName.MAXIMUM_CHANNEL_LENGTH);
        Optional<String> type = arguments.takeWord("CHLTYPE", CHANNEL_TYPES);
        if (type.isEmpty()) {
            throw SyntaxException.in(
                    arguments.object(), Message.KEYWORD_MISSING, "DEFINE CHANNEL needs a type: CHLTYPE(SVRCONN).");
        }
        boolean replace = arguments.takeFlag("REPLACE", "NOREPLACE");
        Optional<Parameter> like = arguments.take("LIKE");
        String source = like.isPresent() ? Arguments.name(like.get(), ObjectName.MAXIMUM_CHANNEL_LENGTH) : "";
        checkType(type);
        AttributeValues values = attributes(arguments);
        AttributeValues base = source.isEmpty() ? defaults() : valuesOf(source);
        administration.define(new ChannelDefinition(name, base.with(values)), replace);
        return Answer.of(Message.CHANNEL_CREATED);
    }

    Answer alter(Arguments arguments) throws SyntaxException, FailedCommandException {
        String name = arguments.name(ObjectName.MAXIMUM_CHANNEL_LENGTH);
        checkType(arguments.takeWord("CHLTYPE", CHANNEL_TYPES));
        AttributeValues values = attributes(arguments);
        administration.alterChannel(name, values);
        return Answer.of(Message.CHANNEL_CHANGED);
    }

    Answer delete(Arguments arguments) throws SyntaxException, FailedCommandException {
        String name = arguments.name(ObjectName.MAXIMUM_CHANNEL_LENGTH);
        checkType(arguments.takeWord("CHLTYPE", CHANNEL_TYPES));
        arguments.warnOfTheRest();
        administration.deleteChannel(name);
        return Answer.of(Message.CHANNEL_DELETED);
    }

    Answer start(Arguments arguments) throws SyntaxException {
        String name = arguments.name(ObjectName.MAXIMUM_CHANNEL_LENGTH);
        arguments.warnOfTheRest();
        administration.startChannel(name);
        return Answer.of(Message.CHANNEL_START_ACCEPTED);
    }

    Answer stop(Arguments arguments) throws SyntaxException, FailedCommandException {
        String name = arguments.name(ObjectName.MAXIMUM_CHANNEL_LENGTH);
        ChannelStopMode mode = arguments
                .takeWord("MODE", List.of("QUIESCE", "FORCE", "TERMINATE"))
                .map(ChannelStopMode::valueOf)
                .orElse(ChannelStopMode.QUIESCE);
        boolean inactive =
                arguments.takeWord("STATUS", List.of("STOPPED", "INACTIVE")).equals(Optional.of("INACTIVE"));
        // To leave these out would stop more than was asked for.
        for (String selection : List.of("CONNAME", "QMNAME")) {
            if (arguments.take(selection).isPresent()) {
                throw new FailedCommandException(
                        Message.REFUSED.about("STOP CHANNEL " + selection),
                        "STOP CHANNEL stops all instances here; leave " + selection + " out if that will do.");
            }
        }
        arguments.warnOfTheRest();
        administration.stopChannel(name, mode);
        if (inactive) {
            administration.startChannel(name);
        }
        return Answer.of(Message.CHANNEL_STOP_ACCEPTED);
    }

    private static AttributeValues attributes(Arguments arguments) throws SyntaxException {
        return new AttributeReader(ChannelAttributes.all(), Set.of()).read(arguments);
    }

    private static void checkType(Optional<String> type) throws FailedCommandException {
        if (type.isPresent() && !type.get().equals("SVRCONN")) {
            throw new FailedCommandException(
                    Message.VALUE_ERROR.text(),
                    "CHLTYPE is " + type.get()
                            + "; the embedded queue manager has channels for clients only: CHLTYPE(SVRCONN).");
        }
    }

    private AttributeValues defaults() {
        return find(DEFAULT_OBJECT).map(ChannelDefinition::values).orElse(AttributeValues.DEFAULTS);
    }

    private AttributeValues valuesOf(String source) throws FailedCommandException {
        return find(source)
                .map(ChannelDefinition::values)
                .orElseThrow(() -> new FailedCommandException(
                        Message.CHANNEL_NOT_FOUND.about(source), "LIKE names " + source + ", which does not exist."));
    }

    private Optional<ChannelDefinition> find(String name) {
        return administration.channels(name).stream()
                .filter(definition -> definition.name().equals(name))
                .findFirst();
    }
}
