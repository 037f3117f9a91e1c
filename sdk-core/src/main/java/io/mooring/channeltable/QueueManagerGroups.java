package io.mooring.channeltable;

import io.mooring.Endpoint;
import io.mooring.QueueManagerName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells which names of a table are groups. A table does not say so itself; a name is taken for a group if
 *
 * <ol>
 *   <li>it is empty, the default group, or cannot be the name of a queue manager, or
 *   <li>its entries lead to different places: some of them have no address in common, directly or by way of others, or
 *   <li>it leads to every address of another name, and to others besides: {@code ANY_QM} beside {@code QM1}.
 * </ol>
 *
 * <p>One entry with several addresses, such as those of a queue manager and its standby, is one place. So is one queue
 * manager with several channels.
 */
final class QueueManagerGroups {
    private final Map<String, List<ChannelTableEntry>> byName = new LinkedHashMap<>();
    private final Map<String, Set<Endpoint>> endpoints = new LinkedHashMap<>();
    private final Set<String> groups = new LinkedHashSet<>();

    QueueManagerGroups(List<ChannelTableEntry> entries) {
        for (ChannelTableEntry entry : entries) {
            byName.computeIfAbsent(entry.queueManager(), name -> new ArrayList<>())
                    .add(entry);
            endpoints
                    .computeIfAbsent(entry.queueManager(), name -> new LinkedHashSet<>())
                    .addAll(entry.endpoints());
        }
        byName.keySet().stream().filter(this::isGroup).forEach(groups::add);
    }

    /** All names with their entries, in the order of the table. */
    Map<String, List<ChannelTableEntry>> byName() {
        return byName;
    }

    Set<String> groups() {
        return groups;
    }

    /** The names that are not groups. */
    List<String> singles() {
        return byName.keySet().stream().filter(name -> !groups.contains(name)).toList();
    }

    Set<Endpoint> endpointsOf(String name) {
        return endpoints.getOrDefault(name, Set.of());
    }

    /** Whether a client has a choice under this name. */
    boolean leadsToSeveral(String name) {
        return places(byName.getOrDefault(name, List.of())) > 1 || reachesMoreThanAnother(name);
    }

    private boolean isGroup(String name) {
        return !isQueueManagerName(name) || leadsToSeveral(name);
    }

    private boolean reachesMoreThanAnother(String name) {
        Set<Endpoint> own = endpointsOf(name);
        return endpoints.entrySet().stream()
                .filter(other -> !other.getKey().isEmpty() && isQueueManagerName(other.getKey()))
                .map(Map.Entry::getValue)
                .anyMatch(other -> own.size() > other.size() && own.containsAll(other));
    }

    /** How many sets remain when entries that have an address in common are put together. */
    private static int places(Collection<ChannelTableEntry> entries) {
        List<Set<Endpoint>> places = new ArrayList<>();
        for (ChannelTableEntry entry : entries) {
            Set<Endpoint> joined = new LinkedHashSet<>(entry.endpoints());
            places.removeIf(place -> {
                boolean shared = !Collections.disjoint(place, entry.endpoints());
                if (shared) {
                    joined.addAll(place);
                }
                return shared;
            });
            places.add(joined);
        }
        return places.size();
    }

    private static boolean isQueueManagerName(String name) {
        try {
            return new QueueManagerName(name).value().equals(name);
        } catch (IllegalArgumentException otherForm) {
            return false;
        }
    }
}
