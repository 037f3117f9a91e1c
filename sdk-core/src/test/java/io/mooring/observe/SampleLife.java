package io.mooring.observe;

import io.mooring.CorrelationId;
import io.mooring.MessageId;
import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.QueueManagerName;
import io.mooring.event.Closed;
import io.mooring.event.Connected;
import io.mooring.event.ConnectionEvent;
import io.mooring.event.ConnectionLost;
import io.mooring.event.Quiescing;
import io.mooring.event.ReconnectFailed;
import io.mooring.event.Reconnected;
import io.mooring.event.Reconnecting;
import io.mooring.reason.ReasonCode;
import io.mooring.request.RequestEnd;
import io.mooring.request.StrayReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The life of a connection in which each kind of event happens, and each thing that telemetry can be told. */
final class SampleLife {
    static final QueueManagerName QM1 = QueueManagerName.of("QM1");
    static final QueueManagerName QM2 = QueueManagerName.of("QM2");
    static final QueueManagerName QM3 = QueueManagerName.of("QM3");
    static final Instant AT = Instant.parse("2026-03-01T12:33:44Z");

    private static final MessageId ID =
            MessageId.of("AMQ QM1         \1\2\3\4\5\6\7\10".getBytes(StandardCharsets.ISO_8859_1));

    private SampleLife() {}

    /** A move forced upon it, a planned one, and an outage that is given up. */
    static List<ConnectionEvent> events(String name) {
        List<ConnectionEvent> events = new ArrayList<>();
        events.add(new Connected(name, AT, 1, QM1, "mq1(1414)"));
        events.add(new Quiescing(name, AT.plusSeconds(10), 1, QM1, Optional.of(ReasonCode.Q_MGR_QUIESCING)));
        events.add(lost(name, AT.plusSeconds(12), 1, QM1));
        events.add(new Reconnecting(name, AT.plusSeconds(12), 2, QM1, 1, Duration.ZERO));
        events.add(new Reconnecting(name, AT.plusSeconds(13), 3, QM1, 2, Duration.ofMillis(250)));
        events.add(
                new Reconnected(name, AT.plusSeconds(14), 3, QM1, QM2, "mq2(1414)", Duration.ofMillis(1943), 2, false));
        events.add(new ConnectionLost(name, AT.plusSeconds(60), 3, QM2, true, Optional.empty()));
        events.add(new Reconnecting(name, AT.plusSeconds(60), 4, QM2, 1, Duration.ZERO));
        events.add(new Reconnected(name, AT.plusSeconds(60), 4, QM2, QM3, "mq3(1414)", Duration.ofMillis(43), 1, true));
        events.add(lost(name, AT.plusSeconds(90), 4, QM3));
        for (int attempt = 1; attempt <= 4; attempt++) {
            events.add(new Reconnecting(
                    name,
                    AT.plusSeconds(90 + attempt),
                    4 + attempt,
                    QM3,
                    attempt,
                    Duration.ofSeconds(attempt).minusSeconds(1)));
        }
        events.add(new ReconnectFailed(
                name,
                AT.plusSeconds(100),
                8,
                QM3,
                Duration.ofSeconds(10),
                4,
                Optional.of(ReasonCode.Q_MGR_NOT_AVAILABLE)));
        events.add(new Closed(name, AT.plusSeconds(101), 8));
        return events;
    }

    static ConnectionLost lost(String name, Instant at, long epoch, QueueManagerName queueManager) {
        return new ConnectionLost(name, at, epoch, queueManager, false, Optional.of(ReasonCode.CONNECTION_BROKEN));
    }

    static PutReceipt receipt(String queue, QueueManagerName queueManager, PutState state) {
        return new PutReceipt(ID, CorrelationId.NONE, queue, queueManager, AT, 1, state);
    }

    /** Tells all that there is to tell, but for the end of observations: then all meters are there. */
    static void work(Telemetry telemetry) {
        for (PutState state : PutState.values()) {
            telemetry.put(receipt("ORDERS", QM1, state));
        }
        telemetry.got("ORDERS", QM1);
        telemetry.backedOut("ORDERS", QM1);
        telemetry.requeued("ORDERS", QM1);
        for (RequestEnd end : RequestEnd.values()) {
            telemetry.requestRegistered("PRICES");
            telemetry.requestEnded("PRICES", end, Duration.ofMillis(20));
        }
        telemetry.requestRegistered("PRICES");
        for (StrayReply kind : StrayReply.values()) {
            telemetry.strayReply("PRICES.REPLY", kind);
        }
        telemetry.strandedReplySeen("PRICES.REPLY", QM1);
        telemetry.strandedReplyFetched("PRICES.REPLY", QM1);
        telemetry.queueManagerReachable(QM1, true);
        telemetry.queueObserved("ORDERS", QM1, 500, 3, Duration.ofMillis(1500));
        telemetry.instancesWanted("ORDERS", 4);
        telemetry.idleShutdown("ORDERS");
    }
}
