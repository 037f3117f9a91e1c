package io.mooring.scale;

import io.mooring.MqException;
import io.mooring.QueueManagerName;
import io.mooring.channeltable.ConnectionAttempt;
import io.mooring.connect.ConnectAs;
import io.mooring.internal.scale.StatusConnection;
import io.mooring.observe.LogFields;
import io.mooring.reason.ReasonClass;
import io.mooring.reason.ReasonCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads queues over connections of IBM's MQ classes for Java, one for each reader. Safe for use by many threads. */
final class StatusReaders {
    private static final Logger log = LoggerFactory.getLogger(StatusReaders.class);

    private record Place(QueueManagerName queueManager, String queue) {}

    /** Messages counted so far; they outlast a connection, as the queue manager's counters do. */
    private final Map<Place, MessageCounts> counted = new ConcurrentHashMap<>();

    QueueReader open(QueueManagerName name, List<ConnectionAttempt> ways, ConnectAs identity) {
        return new Reader(name, StatusConnection.open(name, ways, identity));
    }

    private final class Reader implements QueueReader {
        private final QueueManagerName name;
        private final StatusConnection connection;
        private final Set<QueueDetail> refused = EnumSet.noneOf(QueueDetail.class);

        Reader(QueueManagerName name, StatusConnection connection) {
            this.name = name;
            this.connection = connection;
        }

        @Override
        public List<QueueObservation> read(List<String> queues, Set<QueueDetail> details, Instant at) {
            List<QueueObservation> observations = new ArrayList<>();
            for (String queue : queues) {
                observations.add(observe(queue, details, at));
            }
            return observations;
        }

        private QueueObservation observe(String queue, Set<QueueDetail> details, Instant at) {
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
                    detail(QueueDetail.OLDEST_MESSAGE_AGE, details, () -> connection.oldestMessageAge(queue)),
                    detail(QueueDetail.MESSAGE_COUNTS, details, () -> Optional.of(count(queue))));
        }

        private MessageCounts count(String queue) {
            StatusConnection.Traffic traffic = connection.trafficSinceLastAsked(queue);
            return counted.merge(
                    new Place(name, queue),
                    new MessageCounts(traffic.puts(), traffic.gets()),
                    (before, more) -> new MessageCounts(before.in() + more.in(), before.out() + more.out()));
        }

        /** What is not allowed is not asked for again over this connection. */
        private <T> Optional<T> detail(QueueDetail detail, Set<QueueDetail> details, Question<T> question) {
            if (!details.contains(detail) || refused.contains(detail)) {
                return Optional.empty();
            }
            try {
                return question.ask();
            } catch (MqException e) {
                throwIfLinkEnded(e);
                refused.add(detail);
                log.atInfo()
                        .addKeyValue(LogFields.QUEUE_MANAGER, name)
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
