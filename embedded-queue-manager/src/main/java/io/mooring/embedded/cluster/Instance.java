package io.mooring.embedded.cluster;

import io.mooring.embedded.call.Client;
import io.mooring.embedded.call.Connection;
import io.mooring.embedded.channel.ChannelInstance;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A socket with something that can be moved: in JMS a Connection, whose Sessions follow it.
 *
 * @param socket by which it is asked
 * @param application name of the application
 * @param channel that it came by
 * @param connections how many movable ones it has; one, if the client is a Java client
 */
record Instance(ChannelInstance socket, String application, String channel, int connections) {
    /** The instance that a socket is, if it is one. */
    static Stream<Instance> on(ChannelInstance socket) {
        List<Client> movable = socket.connections().stream()
                .filter(connection -> !connection.isClosed())
                .map(Connection::client)
                .filter(Client::movable)
                .toList();
        return movable.stream()
                .limit(1)
                .map(first -> new Instance(socket, first.applicationName(), first.channel(), movable.size()));
    }

    static int count(List<Instance> instances) {
        return instances.stream().mapToInt(Instance::connections).sum();
    }

    /** As many instances without an open unit of work as there are, but not more than a number of connections. */
    static List<Instance> idle(List<Instance> instances, int atMost) {
        List<Instance> chosen = new ArrayList<>();
        int left = atMost;
        for (Instance instance : instances) {
            if (instance.connections() <= left && instance.isIdle()) {
                chosen.add(instance);
                left -= instance.connections();
            }
        }
        return chosen;
    }

    boolean isIdle() {
        return socket.connections().stream().allMatch(Connection::isIdle);
    }
}
