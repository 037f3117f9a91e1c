package io.mooring.channeltable;

import io.mooring.Endpoint;
import io.mooring.channeltable.ChannelTableEntry.Affinity;
import io.mooring.channeltable.ChannelTableWarning.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Looks at a whole table for what IBM's documents advise against. */
final class TableAdvice {
    private final QueueManagerGroups groups;
    private final List<ChannelTableWarning> warnings;

    private TableAdvice(QueueManagerGroups groups, List<ChannelTableWarning> warnings) {
        this.groups = groups;
        this.warnings = warnings;
    }

    static void add(List<ChannelTableEntry> entries, QueueManagerGroups groups, List<ChannelTableWarning> warnings) {
        TableAdvice advice = new TableAdvice(groups, warnings);
        entries.stream()
                .filter(entry -> entry.channel().sharedConversations() == 0)
                .forEach(advice::notShared);
        groups.groups().stream().filter(groups::leadsToSeveral).forEach(advice::group);
        groups.groups().stream().filter(name -> name.startsWith("*")).forEach(advice::asterisk);
        advice.sameAddresses();
    }

    private void notShared(ChannelTableEntry entry) {
        warn(
                Kind.NO_SHARED_CONVERSATIONS,
                entry,
                "connectionManagement.sharingConversations",
                "0 lets each connection have a socket of the kind before MQ 7; IBM's client does not reconnect over it,"
                        + " and a uniform cluster cannot move it. Give 1 or more.");
    }

    private void group(String group) {
        List<ChannelTableEntry> entries = groups.byName().getOrDefault(group, List.of());
        Set<Endpoint> named = groups.singles().stream()
                .flatMap(name -> groups.endpointsOf(name).stream())
                .collect(Collectors.toSet());
        for (ChannelTableEntry entry : entries) {
            List<Endpoint> missing = entry.endpoints().stream()
                    .filter(endpoint -> !named.contains(endpoint))
                    .toList();
            if (!missing.isEmpty()) {
                warn(
                        Kind.GROUP_MEMBER_WITHOUT_NAME,
                        entry,
                        "clientConnection.queueManager",
                        "the queue manager at " + missing + " is only in " + shown(group)
                                + "; a uniform cluster moves a"
                                + " client by naming the queue manager to go to, so add an entry with its own name. If"
                                + " these are further addresses of one queue manager, write them into the list of its"
                                + " entry.");
            }
        }
        if (entries.size() > 1) {
            choice(group, entries);
        }
    }

    private void choice(String group, List<ChannelTableEntry> entries) {
        List<ChannelTableEntry> zero = matching(entries, entry -> entry.weight() == 0);
        List<ChannelTableEntry> weighted = matching(entries, entry -> entry.weight() > 0);
        List<ChannelTableEntry> preferred = matching(weighted, entry -> entry.affinity() == Affinity.PREFERRED);
        if (weighted.isEmpty()) {
            warn(
                    Kind.WEIGHT_ZERO_ONLY,
                    zero.get(0),
                    "connectionManagement.clientWeight",
                    "all entries of " + shown(group) + " have weight 0, the default: every client begins with the first"
                            + " by channel name. Give each a weight of 1 or more to spread the clients.");
        } else if (!zero.isEmpty()) {
            warn(
                    Kind.WEIGHT_ZERO_MIXED,
                    zero.get(0),
                    "connectionManagement.clientWeight",
                    "weight 0, the default, is tried before all other entries of " + shown(group)
                            + ", which get clients"
                            + " only when it does not answer. Give it a weight of 1 or more to take part in the draw.");
        }
        if (weighted.size() > 1 && !preferred.isEmpty()) {
            warn(
                    Kind.PREFERRED_AFFINITY_IN_GROUP,
                    preferred.get(0),
                    "connectionManagement.affinity",
                    "preferred, the default, makes all clients of a host choose the same queue manager of "
                            + shown(group) + ". Give \"none\" to spread them.");
        }
    }

    private void asterisk(String group) {
        ChannelTableEntry entry = groups.byName().getOrDefault(group, List.of()).get(0);
        warn(
                Kind.ASTERISK_IN_NAME,
                entry,
                "clientConnection.queueManager",
                "an application asks for a group with an asterisk before its name, so this one would have to be asked for"
                        + " as '*" + group + "'. Write the name without the asterisk here.");
    }

    private void sameAddresses() {
        Set<Set<Endpoint>> seen = new HashSet<>();
        for (String name : groups.singles()) {
            Set<Endpoint> own = groups.endpointsOf(name);
            if (!seen.add(own)) {
                warn(
                        Kind.SAME_ADDRESSES,
                        groups.byName().getOrDefault(name, List.of()).get(0),
                        "clientConnection.queueManager",
                        "'" + name + "' leads to the same addresses " + own + " as another name; if one of the two is a"
                                + " group, nothing tells which, and both are taken for queue managers. With a second"
                                + " queue manager in the group it is clear.");
            }
        }
    }

    private void warn(Kind kind, ChannelTableEntry entry, String field, String sentence) {
        warnings.add(new ChannelTableWarning(kind, entry.line(), entry.field(field), sentence));
    }

    private static List<ChannelTableEntry> matching(
            List<ChannelTableEntry> entries, Predicate<ChannelTableEntry> which) {
        return new ArrayList<>(entries.stream().filter(which).toList());
    }

    private static String shown(String group) {
        return group.isEmpty() ? "the default group" : "the group '" + group + "'";
    }
}
