package io.mooring.samples.demo;

import io.mooring.Endpoint;
import io.mooring.QueueManagerName;
import io.mooring.channeltable.ChannelTable;
import io.mooring.channeltable.ChannelTableSource;
import io.mooring.channeltable.ConnectionAttempt;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** The user's own queue managers: nothing is done to them, and the demo's queues are left as empty as they were. */
final class OwnStage implements Stage {
    private final Harbour harbour;
    private final Queues queues;

    private OwnStage(Harbour harbour, Queues queues) {
        this.harbour = harbour;
        this.queues = queues;
    }

    /** A stage that cannot be used; the message is a sentence, or several on lines of their own. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String sentences) {
            super(sentences);
        }
    }

    /**
     * Looks whether the queue managers can be reached and the queues are there, and empty.
     *
     * @throws Unusable if not
     * @throws io.mooring.MqException if a queue manager cannot be reached, or refuses
     * @throws io.mooring.channeltable.ChannelTableException if the table cannot be read, or has no such queue manager
     */
    static OwnStage of(Path ccdt, String queueManager, Optional<Harbour.Credentials> user, String prefix)
            throws Unusable {
        URI uri = ccdt.toAbsolutePath().toUri();
        ChannelTableSource table = ChannelTableSource.at(uri);
        List<String> names = names(table.load(), queueManager);
        if (names.isEmpty()) {
            throw new Unusable("The channel table " + ccdt + " has no entry under the name of a queue manager of "
                    + queueManager + "; the demo reaches each queue manager by its name, so add such entries.");
        }
        OwnStage stage = new OwnStage(new Harbour(uri, table, queueManager, names, user), Queues.beginningWith(prefix));
        try (Leftovers leftovers = new Leftovers(stage.harbour, stage.queues)) {
            List<String> obstacles = leftovers.obstacles();
            if (!obstacles.isEmpty()) {
                throw new Unusable(String.join(System.lineSeparator(), obstacles));
            }
        }
        return stage;
    }

    /** The queue managers that a client may come to, as far as the table has them by name. */
    private static List<String> names(ChannelTable table, String queueManager) {
        if (!queueManager.startsWith("*")) {
            return List.of(queueManager);
        }
        Set<Endpoint> places = endpoints(table, queueManager);
        return table.queueManagers().stream()
                .map(QueueManagerName::value)
                .filter(name -> {
                    Set<Endpoint> there = new HashSet<>(endpoints(table, name));
                    there.retainAll(places);
                    return !there.isEmpty();
                })
                .toList();
    }

    private static Set<Endpoint> endpoints(ChannelTable table, String selection) {
        return table.attempts(selection, new Random()).stream()
                .map(ConnectionAttempt::endpoint)
                .collect(Collectors.toSet());
    }

    @Override
    public Harbour harbour() {
        return harbour;
    }

    @Override
    public Queues queues() {
        return queues;
    }

    @Override
    public Optional<Faults> faults() {
        return Optional.empty();
    }

    @Override
    public String description() {
        return "your queue managers " + String.join(", ", harbour.queueManagers()) + ", with the queues "
                + String.join(", ", queues.all()) + "; nobody kills anything";
    }

    @Override
    public void close() {
        try (Leftovers leftovers = new Leftovers(harbour, queues)) {
            int unused = leftovers.clear();
        }
    }
}
