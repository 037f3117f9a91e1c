package io.mooring.scale;

import io.mooring.MqException;
import io.mooring.QueueManagerName;
import io.mooring.channeltable.ChannelTable;
import io.mooring.channeltable.ChannelTableSource;
import io.mooring.connect.ConnectAs;
import io.mooring.observe.LogFields;
import io.mooring.reason.ReasonCode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue managers that a channel table names, each by its own name.
 *
 * <p>A table does not tell a group of one queue manager from that queue manager. Whoever answers does: with 2058, because
 * its name is another one. Such a name is left out from then on, until the table changes.
 */
final class TableReaders implements QueueManagerReaders {
    private static final Logger log = LoggerFactory.getLogger(TableReaders.class);

    private final Supplier<ChannelTable> table;
    private final Runnable refresh;
    private final ConnectAs identity;
    private final StatusReaders readers = new StatusReaders();

    /** Guarded by this: names that turned out to be groups, and the table of which that is known. */
    private final Set<QueueManagerName> groups = new HashSet<>();

    private @Nullable ChannelTable groupsOf;

    private TableReaders(Supplier<ChannelTable> table, Runnable refresh, ConnectAs identity) {
        this.table = table;
        this.refresh = refresh;
        this.identity = identity;
    }

    /** One that does not change. */
    static TableReaders of(ChannelTable table, ConnectAs identity) {
        return new TableReaders(() -> table, () -> {}, identity);
    }

    /** One that is read again when it has changed. */
    static TableReaders of(ChannelTableSource source, ConnectAs identity) {
        return new TableReaders(source::current, source::load, identity);
    }

    @Override
    public List<QueueManagerName> names() {
        ChannelTable now = table.get();
        synchronized (this) {
            if (groupsOf != now) {
                groupsOf = now;
                groups.clear();
            }
            return now.queueManagers().stream()
                    .filter(name -> !groups.contains(name))
                    .toList();
        }
    }

    @Override
    public void refresh() {
        refresh.run();
    }

    @Override
    public QueueReader open(QueueManagerName name) {
        ChannelTable now = table.get();
        try {
            return readers.open(name, now.attempts(name.value(), ThreadLocalRandom.current()), identity);
        } catch (MqException e) {
            if (e.reason().filter(ReasonCode.Q_MGR_NAME_ERROR::equals).isPresent()) {
                leaveOut(name, now);
            }
            throw e;
        }
    }

    private void leaveOut(QueueManagerName name, ChannelTable now) {
        boolean news;
        synchronized (this) {
            news = groupsOf == now && groups.add(name);
        }
        if (news) {
            log.atWarn()
                    .addKeyValue(LogFields.QUEUE_MANAGER, name)
                    .log(
                            "{} in channel table {} is not the name of the queue manager that it leads to (2058), so it"
                                    + " is taken for a group, and not watched until the table changes",
                            name,
                            now.origin());
        }
    }
}
