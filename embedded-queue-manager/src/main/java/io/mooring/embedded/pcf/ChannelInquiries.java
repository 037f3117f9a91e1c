package io.mooring.embedded.pcf;

import static io.mooring.embedded.pcf.PcfNumbers.MQCACH_CHANNEL_NAME;
import static io.mooring.embedded.pcf.PcfNumbers.MQCACH_CHANNEL_NAMES;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACF_CHANNEL_ATTRS;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACH_CHANNEL_TYPE;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACH_CHANNEL_TYPES;
import static io.mooring.embedded.pcf.Signature.integer;
import static io.mooring.embedded.pcf.Signature.integers;
import static io.mooring.embedded.pcf.Signature.string;

import io.mooring.embedded.admin.Administration;
import io.mooring.embedded.definition.Attribute;
import io.mooring.embedded.definition.ChannelAttributes;
import io.mooring.embedded.definition.ChannelDefinition;
import io.mooring.embedded.mqi.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** INQUIRE_CHANNEL and INQUIRE_CHANNEL_NAMES. */
final class ChannelInquiries {
    static final Command INQUIRE = new Command(
            Signature.requiring(string(MQCACH_CHANNEL_NAME))
                    .allowing(integer(MQIACH_CHANNEL_TYPE), integers(MQIACF_CHANNEL_ATTRS))
                    .withFilter(),
            (request, administration) -> table().rows(request, definitions(request, administration)));

    static final Command NAMES = new Command(
            Signature.requiring(string(MQCACH_CHANNEL_NAME)).allowing(integer(MQIACH_CHANNEL_TYPE)),
            ChannelInquiries::inquireNames);

    private ChannelInquiries() {}

    private static AnswerTable<ChannelDefinition> table() {
        List<AnswerTable.Column<ChannelDefinition>> columns = new ArrayList<>();
        columns.add(
                AnswerTable.Column.text(MQCACH_CHANNEL_NAME, PcfNumbers.MQ_CHANNEL_NAME_LENGTH, ChannelDefinition::name)
                        .answeredAlways());
        columns.add(
                AnswerTable.Column.<ChannelDefinition>number(MQIACH_CHANNEL_TYPE, channel -> ChannelDefinition.SVRCONN)
                        .answeredAlways());
        for (Attribute attribute : ChannelAttributes.all()) {
            columns.add(AttributeParameters.column(attribute).of(channel -> Optional.of(channel.values())));
        }
        return new AnswerTable<>(MQIACF_CHANNEL_ATTRS, columns);
    }

    private static List<List<PcfParameter>> inquireNames(CommandRequest request, Administration administration) {
        List<ChannelDefinition> channels = definitions(request, administration);
        return List.of(List.of(
                new PcfParameter.StringList(
                        MQCACH_CHANNEL_NAMES,
                        channels.stream()
                                .map(channel -> channel.name()
                                        + " "
                                                .repeat(PcfNumbers.MQ_CHANNEL_NAME_LENGTH
                                                        - channel.name().length()))
                                .toList()),
                new PcfParameter.IntegerList(
                        MQIACH_CHANNEL_TYPES,
                        channels.stream()
                                .map(channel -> ChannelDefinition.SVRCONN)
                                .toList())));
    }

    private static List<ChannelDefinition> definitions(CommandRequest request, Administration administration) {
        String pattern = request.channelPattern();
        int type = request.number(MQIACH_CHANNEL_TYPE).orElse(PcfNumbers.MQCHT_ALL);
        if (type < PcfNumbers.MQCHT_SENDER || type > PcfNumbers.MQCHT_AMQP) {
            throw new PcfException(
                    Reason.PCF_CHANNEL_TYPE_ERROR,
                    MQIACH_CHANNEL_TYPE,
                    "channel type is " + type + "; it takes 1 to 11");
        }
        boolean wanted = type == PcfNumbers.MQCHT_ALL || type == ChannelDefinition.SVRCONN;
        List<ChannelDefinition> channels = wanted ? administration.channels(pattern) : List.of();
        if (channels.isEmpty()) {
            throw new PcfException(
                    Reason.PCF_CHANNEL_NOT_FOUND,
                    "no channel of the wanted type has a name that matches '" + pattern + "'");
        }
        return channels;
    }
}
