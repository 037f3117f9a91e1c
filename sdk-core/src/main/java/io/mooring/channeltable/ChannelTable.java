package io.mooring.channeltable;

import io.mooring.QueueManagerName;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * A client channel definition table as it was read: its entries, the queue managers and groups that they name, and what
 * there is to warn of.
 *
 * <pre>{@code
 * ChannelTable table = ChannelTableSource.at(URI.create("file:///etc/mq/ccdt.json")).load();
 * for (ConnectionAttempt attempt : table.attempts("*ANY_QM", random)) {
 *     // try attempt.endpoint() by attempt.channel()
 * }
 * }</pre>
 *
 * <h2>Groups</h2>
 *
 * <p>A table does not say whether a name is that of a queue manager or of a group of them. A name is taken for a group if
 * it is empty (the default group) or no possible queue manager name, if its entries lead to addresses that have nothing in
 * common, or if it leads to every address of another name and to others besides. One entry with several addresses is one
 * queue manager with, for example, its standby.
 *
 * <p>Immutable; may be used by any thread.
 */
public final class ChannelTable {
    private final String origin;
    private final List<ChannelTableEntry> entries;
    private final List<ChannelTableWarning> warnings;
    private final Map<String, List<ChannelTableEntry>> byName;
    private final List<String> groups;
    private final List<QueueManagerName> queueManagers;

    private ChannelTable(String origin, List<ChannelTableEntry> entries, List<ChannelTableWarning> unknown) {
        QueueManagerGroups names = new QueueManagerGroups(entries);
        List<ChannelTableWarning> all = new ArrayList<>(unknown);
        TableAdvice.add(entries, names, all);
        this.origin = origin;
        this.entries = List.copyOf(entries);
        this.warnings = List.copyOf(all);
        this.byName = names.byName();
        this.groups = List.copyOf(names.groups());
        this.queueManagers = names.singles().stream().map(QueueManagerName::new).toList();
    }

    /**
     * Reads a table in JSON.
     *
     * <p>Refused is what is not JSON in UTF-8 (without a byte order mark, each name once), lacks a required field, or has
     * a field of the wrong type or out of range; unknown attributes are skipped with a warning. At most 8 MiB are read.
     *
     * @param origin where it comes from, for messages: a path or URI without secrets
     * @param json the content of the file
     * @throws ChannelTableException if it is refused
     */
    public static ChannelTable parse(String origin, byte[] json) {
        List<ChannelTableWarning> warnings = new ArrayList<>();
        List<ChannelTableEntry> entries = TableReader.entries(origin, JsonText.read(origin, json), warnings);
        return new ChannelTable(origin, entries, warnings);
    }

    /** Where it comes from. */
    public String origin() {
        return origin;
    }

    /** All entries, in the order of the table. */
    public List<ChannelTableEntry> entries() {
        return entries;
    }

    /** What there is to warn of: unknown attributes first, then what IBM's documents advise against. */
    public List<ChannelTableWarning> warnings() {
        return warnings;
    }

    /**
     * The queue managers that can be reached by name, in the order of the table. One that is only in a group is not among
     * them; there is a warning then.
     */
    public List<QueueManagerName> queueManagers() {
        return queueManagers;
    }

    /** The groups, without asterisk, in the order of the table; the default group is the empty name. */
    public List<String> groups() {
        return groups;
    }

    /**
     * The entries that lead to one queue manager by its name, in the order of the table.
     *
     * @throws ChannelTableException if there is none; it lists the names that there are
     */
    public List<ChannelTableEntry> named(QueueManagerName queueManager) {
        return find(queueManager.value(), queueManager.value());
    }

    /**
     * What to try for one connect, in this order.
     *
     * <p>Entries with weight 0 come first, in the order of their channel names. The others follow in an order drawn by
     * weight: anew for each call, unless one of them has preferred affinity; then it is the same for each call, in all
     * processes of this host. The addresses of an entry are tried one after the other.
     *
     * @param selection the name of a queue manager, which must have that name; a group with an asterisk before it, where
     *     any queue manager will do; {@code "*"} or blank for the default group, the entries without a name
     * @param random what draws; the same numbers give the same order
     * @throws ChannelTableException if there is no entry for it; it lists the names that there are
     */
    public List<ConnectionAttempt> attempts(String selection, RandomGenerator random) {
        return attempts(selection, random, Host.NAME);
    }

    /** The same for a host that is not this one. */
    List<ConnectionAttempt> attempts(String selection, RandomGenerator random, String host) {
        String asked = selection.stripTrailing();
        boolean any = asked.isEmpty() || asked.startsWith("*");
        List<ChannelTableEntry> found = find(asked.startsWith("*") ? asked.substring(1) : asked, selection);
        Optional<QueueManagerName> expected = any ? Optional.empty() : Optional.of(nameOf(asked));
        return AttemptOrder.of(found, random, host).stream()
                .flatMap(entry -> entry.endpoints().stream()
                        .map(endpoint -> new ConnectionAttempt(endpoint, entry.channel(), expected)))
                .toList();
    }

    private QueueManagerName nameOf(String asked) {
        try {
            return new QueueManagerName(asked);
        } catch (IllegalArgumentException otherForm) {
            throw new ChannelTableException(
                    origin,
                    "has '" + asked + "' only as a group, because it cannot be the name of a queue manager; ask for '*"
                            + asked + "'.",
                    otherForm);
        }
    }

    private List<ChannelTableEntry> find(String name, String asked) {
        List<ChannelTableEntry> found = byName.get(name);
        if (found == null) {
            String choice = byName.keySet().stream()
                    .map(each -> groups.contains(each) ? "'*" + each + "'" : "'" + each + "'")
                    .collect(Collectors.joining(", "));
            throw new ChannelTableException(
                    origin,
                    "has no entry for the queue manager name '" + asked + "'; give one of " + choice + ".",
                    null);
        }
        return List.copyOf(found);
    }

    /** The table in one line, such as {@code ccdt.json: 4 entries, queue managers [QM1, QM2], groups [ANY_QM]}. */
    @Override
    public String toString() {
        return origin + ": " + entries.size() + (entries.size() == 1 ? " entry" : " entries") + ", queue managers "
                + queueManagers + ", groups " + groups;
    }

    /** Asked for once, when it is needed: it may take a while. */
    private static final class Host {
        static final String NAME = name();

        private static String name() {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException namelessHost) {
                return "";
            }
        }
    }
}
