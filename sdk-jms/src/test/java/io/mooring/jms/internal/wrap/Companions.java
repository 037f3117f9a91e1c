package io.mooring.jms.internal.wrap;

import io.mooring.QueueManagerName;
import io.mooring.internal.event.EventDispatcher;
import io.mooring.internal.receipt.ReceiptBook;
import io.mooring.jms.ReadAhead;
import io.mooring.jms.internal.send.Sends;
import io.mooring.jms.internal.witness.ConnectionWatch;
import io.mooring.observe.Telemetry;
import io.mooring.receipt.PutLedger;
import java.time.Clock;
import java.util.List;

/** What goes with connections that no client has made. */
final class Companions {
    private Companions() {}

    static Companion onQueueManager(String queueManager) {
        Clock clock = Clock.systemUTC();
        Companion companion = new Companion(
                "test-1",
                new EventDispatcher("test-1"),
                Telemetry.none(),
                ReadAhead.WHERE_SAFE,
                events -> new ConnectionWatch("test-1", clock, List.of(), name -> "", events),
                watch -> new Sends(
                        clock, watch, new ReceiptBook("test-1", PutLedger.holding(16), List.of(), Telemetry.none())));
        companion.watch().connected(new QueueManagerName(queueManager), "", true);
        return companion;
    }
}
