package io.mooring.embedded.channel;

import io.mooring.embedded.admin.AdministrationException;
import io.mooring.embedded.definition.AttributeValues;
import io.mooring.embedded.definition.ChannelDefinition;
import io.mooring.embedded.definition.ObjectName;
import io.mooring.embedded.mqi.Reason;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The channel definitions of a queue manager, and which of them are stopped. Safe for use by many threads. */
public final class Channels {
    private final Map<String, ChannelDefinition> definitions = new ConcurrentSkipListMap<>();
    private final Set<String> stopped = ConcurrentHashMap.newKeySet();

    /** The definition with a name, or null. */
    public @Nullable ChannelDefinition find(String name) {
        return definitions.get(name);
    }

    /** The definitions whose names match, by name. */
    public List<ChannelDefinition> matching(String pattern) {
        return definitions.values().stream()
                .filter(channel -> ObjectName.matches(pattern, channel.name()))
                .toList();
    }

    /** Defines a channel. */
    public synchronized void define(ChannelDefinition definition, boolean replace) {
        if (definitions.containsKey(definition.name()) && !replace) {
            throw new AdministrationException(
                    Reason.PCF_CHANNEL_ALREADY_EXISTS,
                    "channel " + definition.name() + " exists already; REPLACE would change it");
        }
        definitions.put(definition.name(), definition);
    }

    /** Changes attributes of a channel, all of them or none. */
    public synchronized void alter(String name, AttributeValues changes) {
        ChannelDefinition changed = require(name);
        for (var change : changes.set().entrySet()) {
            changed = changed.with(change.getKey(), change.getValue());
        }
        definitions.put(name, changed);
    }

    /** Deletes a channel. */
    public synchronized void delete(String name) {
        require(name);
        definitions.remove(name);
        stopped.remove(name);
    }

    /** Marks a channel as stopped. */
    public synchronized void stop(String name) {
        require(name);
        stopped.add(name);
    }

    /** Lets clients in again. */
    public synchronized void start(String name) {
        require(name);
        stopped.remove(name);
    }

    /** Whether a channel is stopped. */
    public boolean isStopped(String name) {
        return stopped.contains(name);
    }

    private ChannelDefinition require(String name) {
        ChannelDefinition definition = definitions.get(name);
        if (definition == null) {
            throw new AdministrationException(Reason.PCF_CHANNEL_NOT_FOUND, "channel " + name + " does not exist");
        }
        return definition;
    }
}
