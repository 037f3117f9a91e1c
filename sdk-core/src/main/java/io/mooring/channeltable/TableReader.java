package io.mooring.channeltable;

import io.mooring.Endpoint;
import io.mooring.QueueManagerName;
import io.mooring.channeltable.ChannelTableEntry.Affinity;
import io.mooring.channeltable.ClientChannel.DefaultReconnect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the entries of a table out of its JSON. This is the list of all attributes, one line each:
 *
 * <pre>
 * channel[]
 *   name, type
 *   clientConnection       connection[] { host, port }, queueManager
 *   transmissionSecurity   cipherSpecification, certificateLabel, certificatePeerName
 *   connectionManagement   sharingConversations, clientWeight, affinity, defaultReconnect, heartbeatInterval,
 *                          keepAliveInterval, disconnectInterval, localAddress[] { host, port, portRange { low, high } }
 *   general                description, maximumMessageLength
 *   compression            header[], message[]
 *   exits                  send[], receive[] { name, userData }, security { name, userData }
 *   timestamps             altered
 * </pre>
 */
final class TableReader {
    private static final String CLIENT_CONNECTION = "clientConnection";
    private static final int MAX_CONVERSATIONS = 999_999_999;
    private static final int MAX_INTERVAL = 999_999;
    private static final int MAX_KEEP_ALIVE = 99_999;
    private static final int MAX_MESSAGE_LENGTH = 100 << 20;
    private static final int MAX_PORT = 65535;
    private static final Set<String> HEADER_COMPRESSIONS = Set.of("none", "system");
    private static final Set<String> MESSAGE_COMPRESSIONS =
            Set.of("none", "rle", "zlibfast", "zlibhigh", "lz4fast", "lz4high", "any");
    private static final Map<String, Affinity> AFFINITIES = new LinkedHashMap<>();
    private static final Map<String, DefaultReconnect> RECONNECTS = new LinkedHashMap<>();

    static {
        Stream.of(Affinity.values()).forEach(each -> AFFINITIES.put(each.word, each));
        Stream.of(DefaultReconnect.values()).forEach(each -> RECONNECTS.put(each.word, each));
    }

    private final List<ChannelTableEntry> entries = new ArrayList<>();

    private TableReader() {}

    /** Reads the entries and adds to the warnings what is unknown. */
    static List<ChannelTableEntry> entries(String origin, JsonValue document, List<ChannelTableWarning> warnings) {
        TableReader reader = new TableReader();
        Fields.read(origin, document, warnings, table -> table.requiredObjects("channel", reader::entry));
        return reader.entries;
    }

    private boolean entry(Fields entry) {
        String name = channelName(entry);
        String type = entry.requiredText("type", "give \"" + CLIENT_CONNECTION + "\".");
        if (!type.equals(CLIENT_CONNECTION)) {
            throw entry.refused("type", "is no channel of a client; give \"" + CLIENT_CONNECTION + "\".");
        }
        Target target = entry.requiredObject(CLIENT_CONNECTION, TableReader::target);
        Security security = entry.object("transmissionSecurity", TableReader::security);
        Management management = entry.object("connectionManagement", TableReader::management);
        int maximumMessageLength = entry.object("general", TableReader::maximumMessageLength);
        Compression compression = entry.object("compression", TableReader::compression);
        boolean exits = entry.object("exits", TableReader::hasExits);
        entry.object("timestamps", timestamps -> timestamps.text("altered"));
        ClientChannel channel = new ClientChannel(
                name,
                security.cipherSpecification,
                security.certificateLabel,
                security.certificatePeerName,
                management.sharedConversations,
                management.heartbeatInterval,
                maximumMessageLength,
                compression.header,
                compression.message,
                management.defaultReconnect,
                management.localAddresses,
                exits);
        return entries.add(new ChannelTableEntry(
                entries.size(),
                entry.line(),
                target.queueManager,
                channel,
                target.endpoints,
                management.weight,
                management.affinity));
    }

    private static String channelName(Fields entry) {
        String name = entry.requiredText("name", "give the name of the channel.");
        try {
            return ClientChannel.named(name).name();
        } catch (IllegalArgumentException notAName) {
            throw entry.refused(
                    "name",
                    "is not the name of a channel; give 1 to " + ClientChannel.MAX_NAME_LENGTH
                            + " characters out of A-Z a-z 0-9 . / _ %.");
        }
    }

    private static Target target(Fields fields) {
        List<Endpoint> endpoints = fields.requiredObjects("connection", TableReader::endpoint);
        String name = fields.requiredText(
                        "queueManager", "give the name of the queue manager or group, or \"\" for the default group.")
                .stripTrailing();
        if (name.length() > QueueManagerName.MAX_LENGTH) {
            throw fields.refused(
                    "queueManager",
                    "has " + name.length() + " characters; give at most " + QueueManagerName.MAX_LENGTH + ".");
        }
        return new Target(endpoints, name);
    }

    private static Endpoint endpoint(Fields fields) {
        String host = fields.requiredText("host", "give a name or an address.");
        int port = fields.requiredNumber("port", 1, MAX_PORT);
        try {
            return new Endpoint(host, port);
        } catch (IllegalArgumentException notAHost) {
            throw fields.refused("host", "is empty or has blanks, commas or parentheses; give a name or an address.");
        }
    }

    private static Security security(Fields fields) {
        return new Security(
                fields.text("cipherSpecification"),
                fields.text("certificateLabel"),
                fields.text("certificatePeerName"));
    }

    private static Management management(Fields fields) {
        int weight = fields.number("clientWeight", 0, ChannelTableEntry.HEAVIEST, 0);
        Affinity affinity = fields.word("affinity", AFFINITIES, Affinity.PREFERRED);
        int sharedConversations = fields.number("sharingConversations", 0, MAX_CONVERSATIONS, 10);
        int heartbeat = fields.number("heartbeatInterval", 0, MAX_INTERVAL, 300);
        fields.number("keepAliveInterval", -1, MAX_KEEP_ALIVE, -1);
        fields.number("disconnectInterval", 0, MAX_INTERVAL, 0);
        DefaultReconnect reconnect = fields.word("defaultReconnect", RECONNECTS, DefaultReconnect.NO);
        List<String> localAddresses = fields.objects("localAddress", TableReader::localAddress).stream()
                .filter(address -> !address.isEmpty())
                .toList();
        return new Management(
                weight, affinity, sharedConversations, Duration.ofSeconds(heartbeat), reconnect, localAddresses);
    }

    private static String localAddress(Fields fields) {
        String host = fields.text("host").orElse("");
        int port = fields.number("port", 0, MAX_PORT, 0);
        String range = fields.object("portRange", TableReader::portRange);
        return host + (port == 0 ? range : "(" + port + ")");
    }

    private static String portRange(Fields fields) {
        int low = fields.number("low", 0, MAX_PORT, 0);
        int high = fields.number("high", 0, MAX_PORT, 0);
        if (high != 0 && high < low) {
            throw fields.refused("high", "is below the low end " + low + "; give " + low + " to " + MAX_PORT + ".");
        }
        if (low == 0 && high == 0) {
            return "";
        }
        return high == 0 ? "(" + low + ")" : "(" + low + "," + high + ")";
    }

    private static int maximumMessageLength(Fields fields) {
        fields.text("description");
        return fields.number("maximumMessageLength", 0, MAX_MESSAGE_LENGTH, 4 << 20);
    }

    private static Compression compression(Fields fields) {
        return new Compression(
                fields.words("header", HEADER_COMPRESSIONS, "none"),
                fields.words("message", MESSAGE_COMPRESSIONS, "none"));
    }

    private static boolean hasExits(Fields fields) {
        List<Boolean> named = new ArrayList<>(fields.objects("send", TableReader::namesAnExit));
        named.addAll(fields.objects("receive", TableReader::namesAnExit));
        named.add(fields.object("security", TableReader::namesAnExit));
        return named.contains(true);
    }

    private static boolean namesAnExit(Fields exit) {
        exit.text("userData");
        return exit.text("name").isPresent();
    }

    private record Target(List<Endpoint> endpoints, String queueManager) {}

    private record Security(
            Optional<String> cipherSpecification,
            Optional<String> certificateLabel,
            Optional<String> certificatePeerName) {}

    private record Management(
            int weight,
            Affinity affinity,
            int sharedConversations,
            Duration heartbeatInterval,
            DefaultReconnect defaultReconnect,
            List<String> localAddresses) {}

    private record Compression(List<String> header, List<String> message) {}
}
