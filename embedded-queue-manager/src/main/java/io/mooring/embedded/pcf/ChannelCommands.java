package io.mooring.embedded.pcf;

import static io.mooring.embedded.pcf.PcfNumbers.MQCACH_CHANNEL_NAME;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACF_MODE;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACF_REPLACE;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACH_CHANNEL_STATUS;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACH_CHANNEL_TABLE;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACH_CHANNEL_TYPE;
import static io.mooring.embedded.pcf.Signature.integer;
import static io.mooring.embedded.pcf.Signature.string;

import io.mooring.embedded.admin.Administration;
import io.mooring.embedded.admin.ChannelStopMode;
import io.mooring.embedded.definition.AttributeValues;
import io.mooring.embedded.definition.ChannelAttributes;
import io.mooring.embedded.definition.ChannelDefinition;
import io.mooring.embedded.mqi.Reason;
import java.util.List;

/** CREATE_CHANNEL, CHANGE_CHANNEL, DELETE_CHANNEL, START_CHANNEL and STOP_CHANNEL. */
final class ChannelCommands {
    private static final List<Integer> NO_ATTRIBUTES =
            List.of(MQCACH_CHANNEL_NAME, MQIACH_CHANNEL_TYPE, MQIACF_REPLACE);

    static final Command CREATE = new Command(
            Signature.requiring(string(MQCACH_CHANNEL_NAME), integer(MQIACH_CHANNEL_TYPE))
                    .allowing(integer(MQIACF_REPLACE))
                    .allowing(ChannelAttributes.all()),
            ChannelCommands::create);

    static final Command CHANGE = new Command(
            Signature.requiring(string(MQCACH_CHANNEL_NAME), integer(MQIACH_CHANNEL_TYPE))
                    .allowing(ChannelAttributes.all()),
            ChannelCommands::change);

    static final Command DELETE = new Command(
            Signature.requiring(string(MQCACH_CHANNEL_NAME))
                    .allowing(integer(MQIACH_CHANNEL_TABLE), integer(MQIACH_CHANNEL_TYPE)),
            ChannelCommands::delete);

    static final Command START = new Command(Signature.requiring(string(MQCACH_CHANNEL_NAME)), ChannelCommands::start);

    static final Command STOP = new Command(
            Signature.requiring(string(MQCACH_CHANNEL_NAME))
                    .allowing(integer(MQIACF_MODE), integer(MQIACH_CHANNEL_STATUS)),
            ChannelCommands::stop);

    private ChannelCommands() {}

    private static List<List<PcfParameter>> create(CommandRequest request, Administration administration) {
        String name = request.channelName();
        checkType(request);
        boolean replace = request.flag(MQIACF_REPLACE, Reason.PCF_REPLACE_VALUE_ERROR);
        AttributeValues values = AttributeParameters.read(request, ChannelAttributes.all(), NO_ATTRIBUTES);
        administration.define(new ChannelDefinition(name, values), replace);
        return Command.DONE;
    }

    private static List<List<PcfParameter>> change(CommandRequest request, Administration administration) {
        String name = request.channelName();
        checkType(request);
        administration.alterChannel(name, AttributeParameters.read(request, ChannelAttributes.all(), NO_ATTRIBUTES));
        return Command.DONE;
    }

    private static List<List<PcfParameter>> delete(CommandRequest request, Administration administration) {
        String name = request.channelName();
        checkType(request);
        int table = request.number(MQIACH_CHANNEL_TABLE).orElse(PcfNumbers.MQCHTAB_Q_MGR);
        if (table != PcfNumbers.MQCHTAB_Q_MGR) {
            throw new PcfException(
                    Reason.PCF_CHANNEL_TABLE_ERROR,
                    MQIACH_CHANNEL_TABLE,
                    "channel table is " + table + "; there is only the queue manager's, 1");
        }
        administration.deleteChannel(name);
        return Command.DONE;
    }

    private static List<List<PcfParameter>> start(CommandRequest request, Administration administration) {
        administration.startChannel(request.channelName());
        return Command.DONE;
    }

    private static List<List<PcfParameter>> stop(CommandRequest request, Administration administration) {
        String name = request.channelName();
        int status = request.number(MQIACH_CHANNEL_STATUS).orElse(PcfNumbers.MQCHS_STOPPED);
        if (status != PcfNumbers.MQCHS_STOPPED) {
            throw new PcfException(
                    Reason.PCF_PARM_VALUE_ERROR,
                    MQIACH_CHANNEL_STATUS,
                    "channel status is " + status + "; only 6 (stopped) is supported");
        }
        administration.stopChannel(name, mode(request.number(MQIACF_MODE).orElse(PcfNumbers.MQMODE_QUIESCE)));
        return Command.DONE;
    }

    private static ChannelStopMode mode(int mode) {
        switch (mode) {
            case PcfNumbers.MQMODE_FORCE:
                return ChannelStopMode.FORCE;
            case PcfNumbers.MQMODE_QUIESCE:
                return ChannelStopMode.QUIESCE;
            case PcfNumbers.MQMODE_TERMINATE:
                return ChannelStopMode.TERMINATE;
            default:
                throw new PcfException(
                        Reason.PCF_MODE_VALUE_ERROR,
                        MQIACF_MODE,
                        "mode is " + mode + "; it takes 0 (force), 1 (quiesce) or 2 (terminate)");
        }
    }

    private static void checkType(CommandRequest request) {
        int type = request.number(MQIACH_CHANNEL_TYPE).orElse(ChannelDefinition.SVRCONN);
        if (type != ChannelDefinition.SVRCONN) {
            throw new PcfException(
                    Reason.PCF_CHANNEL_TYPE_ERROR,
                    MQIACH_CHANNEL_TYPE,
                    "channel type is " + type + "; there are only server-connection channels, 7");
        }
    }
}
