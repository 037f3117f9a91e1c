package io.mooring.samples;

import io.mooring.channeltable.ChannelTableSource;
import io.mooring.client.MqClient;
import io.mooring.client.MqClientBuilder;
import io.mooring.connect.ConnectAs;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** What native samples take from the environment, under the names that {@code mooring-jms} reads by itself. */
final class Environment {
    private Environment() {}

    /** A client of the queue managers in MOORING_CONNECTION_NAMES, over MOORING_CHANNEL. */
    static MqClientBuilder client(Map<String, String> environment, String applicationName) {
        return MqClient.builder()
                .connectionNames(required(environment, "MOORING_CONNECTION_NAMES"))
                .channel(required(environment, "MOORING_CHANNEL"))
                .queueManager(environment.getOrDefault("MOORING_QUEUE_MANAGER", "*"))
                .as(identity(environment, applicationName));
    }

    /** Who the program is: MOORING_USER and MOORING_PASSWORD, or the user of the process. */
    static ConnectAs identity(Map<String, String> environment, String applicationName) {
        ConnectAs identity = ConnectAs.application(applicationName);
        return environment.containsKey("MOORING_USER")
                ? identity.credentials(required(environment, "MOORING_USER"), required(environment, "MOORING_PASSWORD"))
                : identity;
    }

    /** The channel table (JSON CCDT) in the file that MOORING_CHANNEL_TABLE names. */
    static ChannelTableSource channelTable(Map<String, String> environment) {
        return ChannelTableSource.at(
                Path.of(required(environment, "MOORING_CHANNEL_TABLE")).toUri());
    }

    /** What must be there. */
    static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The sample needs " + name + "; docs/samples.md has an example.");
        }
        return value;
    }

    /** What somebody types, line by line, until the input ends. */
    static Stream<String> typed() {
        return new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).lines();
    }
}
