package io.mooring.scale;

import io.mooring.MqException;
import io.mooring.QueueManagerName;
import io.mooring.internal.scale.StatusConnection;
import io.mooring.reason.ReasonClass;
import io.mooring.reason.ReasonCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Queue managers at known addresses, read over connections of IBM's MQ classes for Java. */
final class AddressedReaders implements QueueManagerReaders {
    private static final Logger log = LoggerFactory.getLogger(AddressedReaders.class);

    private record Place(QueueManagerName queueManager, String queue) {}

    private final Map<QueueManagerName, QueueManagerAddress> addresses = new LinkedHashMap<>();

    /** Messages counted so far; they outlast a connection, as the queue manager's counters do. */
    private final Map<Place, MessageCounts> counted = new ConcurrentHashMap<>();

    AddressedReaders(List<QueueManagerAddress> addresses) {
        for (QueueManagerAddress address : addresses) {
            if (this.addresses.put(address.name(), address) != null) {
                throw new IllegalArgumentException(
                        "Queue manager " + address.name() + " has two addresses; give each name once.");
            }
        }
    }

    @Override
    public List<QueueManagerName> names() {
        return List.copyOf(addresses.keySet());
    }

    @Override
    public QueueReader open(QueueManagerName name, Set<QueueDetail> details) {
        QueueManagerAddress address = addresses.get(name);
        if (address == null) {
            throw new IllegalArgumentException("There is no address of queue manager " + name + ", only of " + names());
        }
        QueueManagerAddress.Credentials credentials = address.credentials().orElse(null);
        StatusConnection connection = StatusConnection.open(
                name,
                address.endpoint(),
                address.channel(),
                credentials == null ? null : credentials.user(),
                credentials == null ? null : credentials.password(),
                address.applicationName());
        return new Reader(name, connection, details);
    }

    private final class Reader implements QueueReader {
        private final QueueManagerName name;
        private final StatusConnection connection;
        private final Set<QueueDetail> details = EnumSet.noneOf(QueueDetail.class);

        Reader(QueueManagerName name, StatusConnection connection, Set<QueueDetail> details) {
            this.name = name;
            this.connection = connection;
            this.details.addAll(details);
        }

        @Override
        public List<QueueObservation> read(List<String> queues, Instant at) {
            List<QueueObservation> observations = new ArrayList<>();
            for (String queue : queues) {
                observations.add(observe(queue, at));
            }
            return observations;
        }

        private QueueObservation observe(String queue, Instant at) {
            StatusConnection.Level level;
            try {
                level = connection.level(queue);
            } catch (MqException e) {
                throwIfLinkEnded(e);
                return new QueueObservation.Refused(queue, name, at, e.reason().orElseThrow());
            }
            return new QueueObservation.Seen(
                    queue,
                    name,
                    at,
                    level.depth(),
                    level.readers(),
                    detail(QueueDetail.OLDEST_MESSAGE_AGE, () -> connection.oldestMessageAge(queue)),
                    detail(QueueDetail.MESSAGE_COUNTS, () -> Optional.of(count(queue))));
        }

        private MessageCounts count(String queue) {
            StatusConnection.Traffic traffic = connection.trafficSinceLastAsked(queue);
            return counted.merge(
                    new Place(name, queue),
                    new MessageCounts(traffic.puts(), traffic.gets()),
                    (before, more) -> new MessageCounts(before.in() + more.in(), before.out() + more.out()));
        }

        /** What is not allowed is not asked for again over this connection. */
        private <T> Optional<T> detail(QueueDetail detail, Question<T> question) {
            if (!details.contains(detail)) {
                return Optional.empty();
            }
            try {
                return question.ask();
            } catch (MqException e) {
                throwIfLinkEnded(e);
                details.remove(detail);
                log.atInfo()
                        .addKeyValue("mq.queue_manager", name)
                        .log("{} does not tell {}, which is not asked for any more: {}", name, detail, e.getMessage());
                return Optional.empty();
            }
        }

        @Override
        public boolean hold(String queue) {
            return connection.hold(queue);
        }

        @Override
        public void close() {
            connection.close();
        }

        private void throwIfLinkEnded(MqException e) {
            if (e.reason()
                    .map(ReasonCode::reasonClass)
                    .map(ReasonClass::endsLink)
                    .orElse(true)) {
                throw e;
            }
        }
    }

    /** Asks a queue manager. */
    private interface Question<T> {
        Optional<T> ask();
    }
}
