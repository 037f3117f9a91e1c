package io.mooring.embedded.mqsc;

import io.mooring.embedded.admin.Administration;
import io.mooring.embedded.admin.ChannelStatus;
import io.mooring.embedded.admin.ConnectionStatus;
import io.mooring.embedded.definition.ChannelAttributes;
import io.mooring.embedded.definition.ChannelDefinition;
import io.mooring.embedded.definition.ObjectName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** DISPLAY CHANNEL, CHSTATUS and CONN. */
final class ChannelDisplays {
    private static final int CONNECTION_ID_LENGTH = 16;
    private static final int PRODUCT_LENGTH = 4;

    private static final DisplayTable CHANNELS = DisplayTable.of(
                    Message.CHANNEL_DETAILS, Set.of(), Keyword.text("CHANNEL"), Keyword.word("CHLTYPE", "SVRCONN"))
            .with(ChannelAttributes.all());

    private static final DisplayTable CHANNEL_STATUS = DisplayTable.of(
            Message.CHANNEL_STATUS_DETAILS,
            Set.of("CONNAME", "CURRENT", "STATUS", "SUBSTATE"),
            Keyword.text("CHANNEL"),
            Keyword.word("CHLTYPE", "SVRCONN"),
            Keyword.text("CONNAME"),
            Keyword.word("CURRENT", "YES"),
            Keyword.word("STATUS", "RUNNING", "STOPPING", "STOPPED"),
            Keyword.text("SUBSTATE"),
            Keyword.number("BYTSRCVD"),
            Keyword.number("BYTSSENT"),
            Keyword.text("CHSTADA"),
            Keyword.text("CHSTATI"),
            Keyword.number("CURSHCNV"),
            Keyword.number("MAXSHCNV"),
            Keyword.text("MCAUSER"),
            Keyword.number("MSGS"),
            Keyword.text("RPRODUCT"),
            Keyword.text("RVERSION"),
            Keyword.text("SSLCIPH"));

    private static final DisplayTable CONNECTIONS = DisplayTable.of(
            Message.CONNECTION_DETAILS,
            Set.of(),
            Keyword.text("CONN"),
            Keyword.text("EXTCONN"),
            Keyword.text("APPLTAG"),
            Keyword.text("CHANNEL"),
            Keyword.text("CONNAME"),
            Keyword.text("CONNOPTS"),
            Keyword.text("USERID"),
            Keyword.word("UOWSTATE", "NONE", "ACTIVE"));

    private final Administration administration;
    private final Times times;

    ChannelDisplays(Administration administration, Times times) {
        this.administration = administration;
        this.times = times;
    }

    Answer channels(Arguments arguments) throws SyntaxException, FailedCommandException {
        String pattern = arguments.pattern(ObjectName.MAXIMUM_CHANNEL_LENGTH);
        Optional<Parameter> type = arguments.takeWithValue("CHLTYPE");
        boolean ours = type.isEmpty() || type.get().value().folded().matches("SVRCONN|ALL");
        Selection selection = Selection.of(CHANNELS, arguments, !pattern.endsWith("*"));
        List<Row> rows = ours
                ? administration.channels(pattern).stream()
                        .map(ChannelDisplays::row)
                        .toList()
                : List.<Row>of();
        return selection.show(rows, Message.OBJECT_NOT_FOUND, pattern);
    }

    private static Row row(ChannelDefinition channel) {
        return new Row(
                keys(channel.name()),
                ChannelAttributes.all().stream()
                        .map(attribute -> Field.of(attribute, channel.values()))
                        .toList());
    }

    private static List<Field> keys(String channel) {
        return List.of(Field.of("CHANNEL", channel), Field.of("CHLTYPE", "SVRCONN"));
    }

    /** The running instances, and one line more for each channel that was stopped and has none. */
    Answer status(Arguments arguments) throws SyntaxException, FailedCommandException {
        String pattern = arguments.pattern(ObjectName.MAXIMUM_CHANNEL_LENGTH);
        Optional<Parameter> connectionName = arguments.takeWithValue("CONNAME");
        String from =
                connectionName.isPresent() ? connectionName.get().value().text().strip() : "";
        Selection selection = Selection.of(CHANNEL_STATUS, arguments, false);
        List<Row> rows = new ArrayList<>();
        Set<String> running = new HashSet<>();
        for (ChannelStatus instance : administration.channelStatus(pattern)) {
            running.add(instance.channel());
            if (from.isEmpty() || instance.connectionName().equals(from)) {
                rows.add(row(instance));
            }
        }
        for (ChannelDefinition channel : administration.channels(pattern)) {
            if (from.isEmpty() && !running.contains(channel.name()) && administration.channelStopped(channel.name())) {
                rows.add(stoppedRow(channel.name()));
            }
        }
        return selection.show(rows, Message.CHANNEL_STATUS_NOT_FOUND, pattern);
    }

    private Row row(ChannelStatus instance) {
        boolean stopping = administration.channelStopped(instance.channel());
        String product = instance.productId();
        int split = Math.min(PRODUCT_LENGTH, product.length());
        return new Row(
                keys(instance.channel()),
                List.of(
                        Field.of("CONNAME", instance.connectionName()),
                        Field.flag("CURRENT"),
                        Field.of("STATUS", stopping ? "STOPPING" : "RUNNING"),
                        Field.of("SUBSTATE", stopping ? "" : "RECEIVE"),
                        Field.of("BYTSRCVD", instance.bytesReceived()),
                        Field.of("BYTSSENT", instance.bytesSent()),
                        Field.of("CHSTADA", times.date(instance.startedAt())),
                        Field.of("CHSTATI", times.time(instance.startedAt())),
                        Field.of("CURSHCNV", instance.conversations()),
                        Field.of("MAXSHCNV", instance.maximumConversations()),
                        Field.of("MCAUSER", instance.user()),
                        Field.of("MSGS", instance.calls()),
                        Field.of("RPRODUCT", product.substring(0, split)),
                        Field.of("RVERSION", product.substring(split)),
                        Field.of("SSLCIPH", instance.cipherSuite())));
    }

    private static Row stoppedRow(String channel) {
        return new Row(
                keys(channel),
                List.of(
                        Field.of("CONNAME", ""),
                        Field.flag("CURRENT"),
                        Field.of("STATUS", "STOPPED"),
                        Field.of("SUBSTATE", "")));
    }

    Answer connections(Arguments arguments) throws SyntaxException, FailedCommandException {
        String pattern = arguments.pattern(CONNECTION_ID_LENGTH);
        Optional<Parameter> type = arguments.takeWithValue("TYPE");
        if (type.isPresent()
                && !Arguments.word(type.get(), List.of("CONN", "HANDLE", "ALL")).equals("CONN")) {
            throw new FailedCommandException(
                    Message.REFUSED.about("DISPLAY CONN TYPE"),
                    "DISPLAY CONN shows TYPE(CONN) only; DISPLAY QSTATUS(*) TYPE(HANDLE) shows the open handles.");
        }
        Selection selection = Selection.of(CONNECTIONS, arguments, !pattern.endsWith("*"));
        List<Row> rows = administration.connections().stream()
                .filter(connection -> ObjectName.matches(pattern, shortId(connection)))
                .map(ChannelDisplays::row)
                .toList();
        return selection.show(rows, Message.CONNECTION_NOT_FOUND, pattern);
    }

    private static Row row(ConnectionStatus connection) {
        return new Row(
                List.of(
                        Field.of("CONN", shortId(connection)),
                        Field.of("EXTCONN", hex(connection).substring(0, 2 * CONNECTION_ID_LENGTH)),
                        Field.of("TYPE", "CONN")),
                List.of(
                        Field.of("APPLTAG", connection.applicationName()),
                        Field.of("CHANNEL", connection.channel()),
                        Field.of("CONNAME", connection.connectionName()),
                        Field.of("CONNOPTS", connection.reconnectable() ? "MQCNO_RECONNECT" : "MQCNO_NONE"),
                        Field.of("USERID", connection.user()),
                        Field.of("UOWSTATE", connection.inUnitOfWork() ? "ACTIVE" : "NONE")));
    }

    private static String shortId(ConnectionStatus connection) {
        return hex(connection).substring(2 * CONNECTION_ID_LENGTH);
    }

    private static String hex(ConnectionStatus connection) {
        return Words.upper(connection.id().toString());
    }
}
