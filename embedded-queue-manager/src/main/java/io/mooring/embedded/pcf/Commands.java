package io.mooring.embedded.pcf;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;

/** All commands of the command server, by number. */
final class Commands {
    private static final Map<Integer, Command> BY_NUMBER = Map.ofEntries(
            entry(PcfNumbers.MQCMD_PING_Q_MGR, QueueManagerCommands.PING),
            entry(PcfNumbers.MQCMD_INQUIRE_Q_MGR, QueueManagerCommands.INQUIRE),
            entry(PcfNumbers.MQCMD_CHANGE_Q_MGR, QueueManagerCommands.CHANGE),
            entry(PcfNumbers.MQCMD_INQUIRE_CLUSTER_Q_MGR, ClusterCommands.INQUIRE),
            entry(PcfNumbers.MQCMD_SUSPEND_Q_MGR_CLUSTER, ClusterCommands.SUSPEND),
            entry(PcfNumbers.MQCMD_RESUME_Q_MGR_CLUSTER, ClusterCommands.RESUME),
            entry(PcfNumbers.MQCMD_INQUIRE_Q, QueueInquiries.INQUIRE),
            entry(PcfNumbers.MQCMD_INQUIRE_Q_NAMES, QueueInquiries.NAMES),
            entry(PcfNumbers.MQCMD_INQUIRE_Q_STATUS, QueueStatusCommands.INQUIRE),
            entry(PcfNumbers.MQCMD_RESET_Q_STATS, QueueStatusCommands.RESET),
            entry(PcfNumbers.MQCMD_CREATE_Q, QueueCommands.CREATE),
            entry(PcfNumbers.MQCMD_CHANGE_Q, QueueCommands.CHANGE),
            entry(PcfNumbers.MQCMD_DELETE_Q, QueueCommands.DELETE),
            entry(PcfNumbers.MQCMD_CLEAR_Q, QueueCommands.CLEAR),
            entry(PcfNumbers.MQCMD_INQUIRE_CHANNEL, ChannelInquiries.INQUIRE),
            entry(PcfNumbers.MQCMD_INQUIRE_CHANNEL_NAMES, ChannelInquiries.NAMES),
            entry(PcfNumbers.MQCMD_INQUIRE_CHANNEL_STATUS, ChannelStatusInquiry.INQUIRE),
            entry(PcfNumbers.MQCMD_CREATE_CHANNEL, ChannelCommands.CREATE),
            entry(PcfNumbers.MQCMD_CHANGE_CHANNEL, ChannelCommands.CHANGE),
            entry(PcfNumbers.MQCMD_DELETE_CHANNEL, ChannelCommands.DELETE),
            entry(PcfNumbers.MQCMD_START_CHANNEL, ChannelCommands.START),
            entry(PcfNumbers.MQCMD_STOP_CHANNEL, ChannelCommands.STOP),
            entry(PcfNumbers.MQCMD_INQUIRE_CONNECTION, ConnectionInquiry.INQUIRE));

    private Commands() {}

    /** The command with this number (MQCMD_*), if there is one. */
    static Optional<Command> find(int number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }
}
