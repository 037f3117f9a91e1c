package io.mooring.channeltable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Writes channel tables for tests, one entry a line: entry n is in line n + 2. */
final class Tables {
    static final String ORIGIN = "ccdt.json";

    private Tables() {}

    static ChannelTable parse(String json) {
        return ChannelTable.parse(ORIGIN, json.getBytes(StandardCharsets.UTF_8));
    }

    static ChannelTable of(String... entries) {
        return parse(json(entries));
    }

    static String json(String... entries) {
        return Arrays.stream(entries).collect(Collectors.joining(",\n", "{\"channel\": [\n", "\n]}\n"));
    }

    /** An entry that takes part in the draw, for hosts of port 1414. */
    static String entry(String queueManager, String channel, String... hosts) {
        return entry(queueManager, channel, List.of(hosts), 1, "none");
    }

    static String entry(String queueManager, String channel, List<String> hosts, int weight, String affinity) {
        return entryWith(
                queueManager,
                channel,
                hosts,
                "\"connectionManagement\": {\"clientWeight\": " + weight + ", \"affinity\": \"" + affinity + "\"}");
    }

    static String entryWith(String queueManager, String channel, List<String> hosts, String more) {
        String connections = hosts.stream()
                .map(host -> "{\"host\": \"" + host + "\", \"port\": 1414}")
                .collect(Collectors.joining(", ", "[", "]"));
        return "{\"name\": \"" + channel + "\", \"type\": \"clientConnection\", \"clientConnection\": {\"connection\": "
                + connections + ", \"queueManager\": \"" + queueManager + "\"}" + (more.isEmpty() ? "" : ", " + more)
                + "}";
    }
}
