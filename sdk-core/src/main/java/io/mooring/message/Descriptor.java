package io.mooring.message;

import io.mooring.CorrelationId;
import io.mooring.MessageId;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All of a message but its body and properties; immutable, and shared by the messages that differ only in their body. */
final class Descriptor {
    static final Descriptor DEFAULT = new Descriptor();

    Persistence persistence = Persistence.AS_QUEUE;
    int priority = MqMessage.PRIORITY_AS_QUEUE;

    @Nullable
    Duration expiry;

    MessageId messageId = MessageId.NONE;
    CorrelationId correlationId = CorrelationId.NONE;
    MessageType type = MessageType.DATAGRAM;
    int feedback;

    @Nullable
    ReplyTo replyTo;

    Set<ReportOption> report = Set.of();

    @Nullable
    Origin origin;

    /** Most messages differ from the default in nothing but this. */
    private static final Map<Persistence, Descriptor> ONLY_PERSISTENCE = new EnumMap<>(Persistence.class);

    static {
        for (Persistence persistence : Persistence.values()) {
            Descriptor descriptor = new Descriptor();
            descriptor.persistence = persistence;
            ONLY_PERSISTENCE.put(persistence, descriptor);
        }
    }

    private Descriptor() {}

    /** The default but for this; shared, and so never changed. */
    static Descriptor only(Persistence persistence) {
        return Objects.requireNonNull(ONLY_PERSISTENCE.get(persistence));
    }

    /** A copy to be changed before anybody else sees it. */
    Descriptor copy() {
        Descriptor copy = new Descriptor();
        copy.persistence = persistence;
        copy.priority = priority;
        copy.expiry = expiry;
        copy.messageId = messageId;
        copy.correlationId = correlationId;
        copy.type = type;
        copy.feedback = feedback;
        copy.replyTo = replyTo;
        copy.report = report;
        copy.origin = origin;
        return copy;
    }

    Descriptor asking(Set<ReportOption> options) {
        Descriptor copy = copy();
        copy.report = options.isEmpty() ? Set.of() : EnumSet.copyOf(options);
        return copy;
    }

    Optional<Origin> origin() {
        return Optional.ofNullable(origin);
    }

    boolean sameAs(Descriptor other) {
        return persistence == other.persistence
                && priority == other.priority
                && Objects.equals(expiry, other.expiry)
                && messageId.equals(other.messageId)
                && correlationId.equals(other.correlationId)
                && type == other.type
                && feedback == other.feedback
                && Objects.equals(replyTo, other.replyTo)
                && report.equals(other.report)
                && Objects.equals(origin, other.origin);
    }
}
