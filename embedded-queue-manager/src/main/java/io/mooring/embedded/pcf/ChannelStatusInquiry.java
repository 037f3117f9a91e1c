package io.mooring.embedded.pcf;

import static io.mooring.embedded.pcf.AnswerTable.Column.number;
import static io.mooring.embedded.pcf.AnswerTable.Column.parameter;
import static io.mooring.embedded.pcf.AnswerTable.Column.text;
import static io.mooring.embedded.pcf.PcfNumbers.MQCACH_CHANNEL_NAME;
import static io.mooring.embedded.pcf.PcfNumbers.MQCACH_CONNECTION_NAME;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACH_BYTES_RECEIVED;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACH_BYTES_SENT;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACH_CHANNEL_INSTANCE_ATTRS;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACH_CHANNEL_INSTANCE_TYPE;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACH_CHANNEL_STATUS;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACH_CHANNEL_TYPE;
import static io.mooring.embedded.pcf.Signature.integer;
import static io.mooring.embedded.pcf.Signature.integers;
import static io.mooring.embedded.pcf.Signature.string;

import io.mooring.embedded.admin.Administration;
import io.mooring.embedded.admin.ChannelStatus;
import io.mooring.embedded.definition.ChannelDefinition;
import io.mooring.embedded.definition.ObjectName;
import io.mooring.embedded.mqi.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** INQUIRE_CHANNEL_STATUS: running instances, and channels that are stopped. */
final class ChannelStatusInquiry {
    static final Command INQUIRE = new Command(
            Signature.requiring(string(MQCACH_CHANNEL_NAME))
                    .allowing(
                            string(MQCACH_CONNECTION_NAME),
                            integer(MQIACH_CHANNEL_INSTANCE_TYPE),
                            integers(MQIACH_CHANNEL_INSTANCE_ATTRS))
                    .withFilter(),
            ChannelStatusInquiry::inquire);

    /** A channel with its state (MQCHS_*), and an instance of it unless it is stopped and has none. */
    private record Entry(String channel, int state, Optional<ChannelStatus> instance) {
        String connectionName() {
            return instance.map(ChannelStatus::connectionName).orElse("");
        }
    }

    private static final AnswerTable<Entry> ENTRIES = new AnswerTable<>(MQIACH_CHANNEL_INSTANCE_ATTRS, columns());

    private ChannelStatusInquiry() {}

    private static List<AnswerTable.Column<Entry>> columns() {
        List<AnswerTable.Column<Entry>> columns = new ArrayList<>();
        columns.add(text(MQCACH_CHANNEL_NAME, PcfNumbers.MQ_CHANNEL_NAME_LENGTH, Entry::channel)
                .answeredAlways());
        columns.add(AnswerTable.Column.<Entry>number(MQIACH_CHANNEL_TYPE, entry -> ChannelDefinition.SVRCONN)
                .answeredAlways());
        columns.add(
                AnswerTable.Column.<Entry>number(MQIACH_CHANNEL_INSTANCE_TYPE, entry -> PcfNumbers.MQOT_CURRENT_CHANNEL)
                        .answeredAlways());
        columns.add(text(MQCACH_CONNECTION_NAME, PcfNumbers.MQ_CONN_NAME_LENGTH, Entry::connectionName)
                .answeredAlways());
        columns.add(number(MQIACH_CHANNEL_STATUS, Entry::state).answeredAlways());
        instanceColumns().forEach(column -> columns.add(column.of(Entry::instance)));
        return columns;
    }

    private static List<AnswerTable.Column<ChannelStatus>> instanceColumns() {
        return List.of(
                number(PcfNumbers.MQIACH_MSGS, instance -> (int) Math.min(Integer.MAX_VALUE, instance.calls())),
                parameter(
                        MQIACH_BYTES_SENT,
                        instance -> new PcfParameter.LongValue(MQIACH_BYTES_SENT, instance.bytesSent())),
                parameter(
                        MQIACH_BYTES_RECEIVED,
                        instance -> new PcfParameter.LongValue(MQIACH_BYTES_RECEIVED, instance.bytesReceived())),
                text(
                        PcfNumbers.MQCACH_CHANNEL_START_DATE,
                        PcfNumbers.MQ_DATE_LENGTH,
                        instance -> Moments.date(Optional.of(instance.startedAt()))),
                text(
                        PcfNumbers.MQCACH_CHANNEL_START_TIME,
                        PcfNumbers.MQ_TIME_LENGTH,
                        instance -> Moments.time(Optional.of(instance.startedAt()))),
                number(PcfNumbers.MQIACH_CURRENT_SHARING_CONVS, ChannelStatus::conversations),
                number(PcfNumbers.MQIACH_MAX_SHARING_CONVS, ChannelStatus::maximumConversations),
                text(PcfNumbers.MQCACH_MCA_USER_ID, PcfNumbers.MQ_USER_ID_LENGTH, ChannelStatus::user),
                text(
                        PcfNumbers.MQCACH_REMOTE_PRODUCT,
                        PcfNumbers.MQ_REMOTE_PRODUCT_LENGTH,
                        instance -> part(instance.productId(), 0, PcfNumbers.MQ_REMOTE_PRODUCT_LENGTH)),
                text(
                        PcfNumbers.MQCACH_REMOTE_VERSION,
                        PcfNumbers.MQ_REMOTE_VERSION_LENGTH,
                        instance -> part(
                                instance.productId(),
                                PcfNumbers.MQ_REMOTE_PRODUCT_LENGTH,
                                PcfNumbers.MQ_REMOTE_PRODUCT_LENGTH + PcfNumbers.MQ_REMOTE_VERSION_LENGTH)),
                text(
                        PcfNumbers.MQCACH_SSL_CIPHER_SPEC,
                        PcfNumbers.MQ_SSL_CIPHER_SPEC_LENGTH,
                        ChannelStatus::cipherSuite));
    }

    private static List<List<PcfParameter>> inquire(CommandRequest request, Administration administration) {
        String pattern = request.channelPattern();
        String connectionName = request.text(MQCACH_CONNECTION_NAME).orElse("*");
        int type = request.number(MQIACH_CHANNEL_INSTANCE_TYPE).orElse(PcfNumbers.MQOT_CURRENT_CHANNEL);
        if (type != PcfNumbers.MQOT_CURRENT_CHANNEL
                && type != PcfNumbers.MQOT_SAVED_CHANNEL
                && type != PcfNumbers.MQOT_SHORT_CHANNEL) {
            throw new PcfException(
                    Reason.PCF_CHL_INST_TYPE_ERROR,
                    MQIACH_CHANNEL_INSTANCE_TYPE,
                    "instance type is " + type + "; it takes 1011 (current), 1012 (saved) or 1015 (short)");
        }
        // Only channels with message sequence numbers have a saved status; server-connection channels have none.
        List<Entry> entries = type == PcfNumbers.MQOT_CURRENT_CHANNEL
                ? entries(pattern, administration).stream()
                        .filter(entry -> ObjectName.matches(connectionName, entry.connectionName()))
                        .toList()
                : List.of();
        if (entries.isEmpty()) {
            throw new PcfException(
                    Reason.PCF_CHL_STATUS_NOT_FOUND,
                    "no channel whose name matches '" + pattern + "' has such a status");
        }
        return ENTRIES.rows(request, entries);
    }

    private static List<Entry> entries(String pattern, Administration administration) {
        Set<String> stopped = administration.channels(pattern).stream()
                .map(ChannelDefinition::name)
                .filter(administration::channelStopped)
                .collect(Collectors.toSet());
        List<Entry> entries = new ArrayList<>();
        for (ChannelStatus instance : administration.channelStatus(pattern)) {
            boolean stopping = stopped.contains(instance.channel());
            int state = stopping ? PcfNumbers.MQCHS_STOPPING : PcfNumbers.MQCHS_RUNNING;
            entries.add(new Entry(instance.channel(), state, Optional.of(instance)));
        }
        Set<String> running = entries.stream().map(Entry::channel).collect(Collectors.toSet());
        stopped.stream()
                .filter(channel -> !running.contains(channel))
                .sorted()
                .forEach(channel -> entries.add(new Entry(channel, PcfNumbers.MQCHS_STOPPED, Optional.empty())));
        return entries;
    }

    private static String part(String text, int begin, int end) {
        return text.substring(Math.min(begin, text.length()), Math.min(end, text.length()));
    }
}
