package io.mooring.embedded.cluster;

import io.mooring.embedded.definition.ChannelAttributes;
import io.mooring.embedded.definition.ChannelDefinition;
import io.mooring.embedded.definition.ObjectName;
import io.mooring.embedded.manager.QueueManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a client channel definition table (CCDT) in JSON says about the queue managers of a cluster. A value; the
 * {@code with...} and other methods give a changed one.
 *
 * <pre>{@code
 * cluster.writeCcdt(file, ChannelTable.ofGroup("PAYMENTS").weight("QM1", 3).affinity(Affinity.NONE));
 * factory.setCCDTURL(file.toUri().toURL());
 * factory.setQueueManager("*PAYMENTS");   // any of them; "QM2" for that one
 * }</pre>
 *
 * <p>The table has for each queue manager an entry under the name of the group and one under its own name, as a uniform
 * cluster needs. Cipher specification and sharing of conversations are those of the channel, unless told otherwise.
 *
 * @param group the name that stands for any of the queue managers; a client puts an asterisk before it
 * @param channel by which clients come
 * @param weights of queue managers in the choice of a client; 1 for those not named, 0: no choice by weight
 * @param affinity whether a client stays with its choice
 * @param reconnect what a client does that leaves it to the channel
 * @param sharedConversations how many conversations share a socket; 0 for what the channel allows
 */
public record ChannelTable(
        String group,
        String channel,
        Map<String, Integer> weights,
        Affinity affinity,
        Reconnect reconnect,
        int sharedConversations) {
    /** The group of a table that is not told another one. */
    public static final String ANY_QM = "ANY_QM";

    private static final int HEAVIEST = 99;
    private static final int MOST_CONVERSATIONS = 999;
    private static final String DEFAULT_CHANNEL = "APP.SVRCONN";

    /** Whether the connections of a process all prefer the same queue manager. */
    public enum Affinity {
        /** Each connection chooses anew, by weight. */
        NONE("none"),
        /** The first connection of a process chooses, the others do the same while they can. */
        PREFERRED("preferred");

        private final String word;

        Affinity(String word) {
            this.word = word;
        }
    }

    /** DEFRECON: what a client does that asked for "as defined". */
    public enum Reconnect {
        /** It does not reconnect; one that asks for it does. */
        NO("no"),
        /** It reconnects to any queue manager of the table. */
        YES("yes"),
        /** It reconnects to the same queue manager only. */
        QUEUE_MANAGER("queueManager"),
        /** It does not reconnect, not even if it asks for it. */
        DISABLED("disabled");

        private final String word;

        Reconnect(String word) {
            this.word = word;
        }
    }

    /** Checks the values. */
    public ChannelTable {
        requireName("group", group, ObjectName.MAXIMUM_LENGTH);
        requireName("channel", channel, ObjectName.MAXIMUM_CHANNEL_LENGTH);
        weights = Map.copyOf(new TreeMap<>(weights));
        weights.forEach((queueManager, weight) -> {
            if (weight < 0 || weight > HEAVIEST) {
                throw new IllegalArgumentException(
                        "the weight of " + queueManager + " is " + weight + "; it is 0 to " + HEAVIEST);
            }
        });
        if (sharedConversations < 0 || sharedConversations > MOST_CONVERSATIONS) {
            throw new IllegalArgumentException("conversations on a socket are " + sharedConversations
                    + "; they are 1 to " + MOST_CONVERSATIONS + ", or 0 for what the channel allows");
        }
    }

    /** A table with the group {@code ANY_QM} and equal weights, no affinity, reconnection to any queue manager. */
    public static ChannelTable ofAnyQueueManager() {
        return ofGroup(ANY_QM);
    }

    /** A table with another group, which a client names with an asterisk before it. */
    public static ChannelTable ofGroup(String group) {
        return new ChannelTable(group, DEFAULT_CHANNEL, Map.of(), Affinity.NONE, Reconnect.YES, 0);
    }

    /** Clients come by this channel; APP.SVRCONN without it. */
    public ChannelTable channel(String name) {
        return new ChannelTable(group, name, weights, affinity, reconnect, sharedConversations);
    }

    /** A queue manager is chosen as often as its weight says, 0 to 99. With 0 it is tried first, in order of the names. */
    public ChannelTable weight(String queueManager, int weight) {
        Map<String, Integer> changed = new TreeMap<>(weights);
        changed.put(queueManager, weight);
        return new ChannelTable(group, channel, changed, affinity, reconnect, sharedConversations);
    }

    /** Whether connections of a process stay together. */
    public ChannelTable affinity(Affinity choice) {
        return new ChannelTable(group, channel, weights, choice, reconnect, sharedConversations);
    }

    /** What a client does that leaves reconnection to the channel. */
    public ChannelTable reconnect(Reconnect choice) {
        return new ChannelTable(group, channel, weights, affinity, choice, sharedConversations);
    }

    /** How many conversations share a socket; the channel may allow less. */
    public ChannelTable sharedConversations(int atMost) {
        return new ChannelTable(group, channel, weights, affinity, reconnect, atMost);
    }

    /**
     * The table as JSON.
     *
     * @throws IllegalArgumentException if a weight is for a queue manager that is not there, or one has no such channel
     * @throws IllegalStateException if one has no port yet because it never ran
     */
    public String json(List<QueueManager> queueManagers) {
        List<String> names = queueManagers.stream().map(QueueManager::name).toList();
        for (String weighted : weights.keySet()) {
            if (!names.contains(weighted)) {
                throw new IllegalArgumentException(
                        "a weight is given to " + weighted + ", but the queue managers are " + names);
            }
        }
        List<Object> entries = new ArrayList<>();
        queueManagers.forEach(each -> entries.add(entry(each, group)));
        queueManagers.forEach(each -> entries.add(entry(each, each.name())));
        return JsonText.of(Map.of("channel", entries));
    }

    private Map<String, Object> entry(QueueManager queueManager, String asked) {
        if (queueManager.port() == 0) {
            throw new IllegalStateException(
                    "queue manager " + queueManager.name() + " has no port before its first start; start it first");
        }
        ChannelDefinition definition = queueManager.channels(channel).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "queue manager " + queueManager.name() + " has no channel " + channel));
        Map<String, Object> connection = new LinkedHashMap<>();
        connection.put("host", queueManager.settings().address().getHostAddress());
        connection.put("port", queueManager.port());
        Map<String, Object> client = new LinkedHashMap<>();
        client.put("connection", List.of(connection));
        client.put("queueManager", asked);
        Map<String, Object> management = new LinkedHashMap<>();
        management.put("clientWeight", weights.getOrDefault(queueManager.name(), 1));
        management.put("affinity", affinity.word);
        management.put("defaultReconnect", reconnect.word);
        management.put(
                "sharingConversations",
                sharedConversations == 0 ? definition.number(ChannelAttributes.SHARECNV) : sharedConversations);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", channel);
        entry.put("type", "clientConnection");
        entry.put("clientConnection", client);
        entry.put("connectionManagement", management);
        String cipher = definition.text(ChannelAttributes.SSLCIPH);
        if (!cipher.isEmpty()) {
            entry.put("transmissionSecurity", Map.of("cipherSpecification", cipher));
        }
        return entry;
    }

    private static void requireName(String what, String name, int length) {
        if (!ObjectName.isValid(name, length)) {
            throw new IllegalArgumentException("'" + name + "' is not a valid " + what + " name: " + ObjectName.RULE
                    + ", and at most " + length + " of them");
        }
    }
}
