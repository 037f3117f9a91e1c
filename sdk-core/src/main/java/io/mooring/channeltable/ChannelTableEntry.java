package io.mooring.channeltable;

import io.mooring.Endpoint;
import java.util.List;

/**
 * One channel of the table: the name it is asked by, the channel, and where to find it.
 *
 * @param index its place in the table, counted from 0
 * @param line where it begins, counted from 1
 * @param queueManager the name of a queue manager or of a group; empty for the default group
 * @param channel the definition
 * @param endpoints at least one; tried in this order
 * @param weight 0 to 99, 0 by default: always tried before those with a weight, in the order of channel names
 * @param affinity {@code PREFERRED} by default
 */
public record ChannelTableEntry(
        int index,
        int line,
        String queueManager,
        ClientChannel channel,
        List<Endpoint> endpoints,
        int weight,
        Affinity affinity) {
    /** The greatest weight. */
    public static final int HEAVIEST = 99;

    /** Whether connections prefer what the first one chose. */
    public enum Affinity {
        /** Each connect draws anew, by weight. */
        NONE("none"),
        /** The order is drawn once for a host, the same in all its processes. */
        PREFERRED("preferred");

        final String word;

        Affinity(String word) {
            this.word = word;
        }
    }

    /**
     * Checks the values and keeps a copy of the list.
     *
     * @throws IllegalArgumentException if there is no endpoint, or the weight is out of range
     */
    public ChannelTableEntry {
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException(
                    "The entry of channel " + channel.name() + " has no endpoint; give at least one.");
        }
        if (weight < 0 || weight > HEAVIEST) {
            throw new IllegalArgumentException("The entry of channel " + channel.name() + " has weight " + weight
                    + "; give 0 to " + HEAVIEST + ".");
        }
        endpoints = List.copyOf(endpoints);
    }

    /** The path of a field of this entry. */
    String field(String below) {
        return "channel[" + index + "]." + below;
    }
}
