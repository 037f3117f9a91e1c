package io.mooring.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.Move;
import io.mooring.QueueManagerName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionEventTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final QueueManagerName QM1 = QueueManagerName.of("QM1");
    private static final QueueManagerName QM2 = QueueManagerName.of("QM2");
    private static final Reconnected RECONNECTED =
            new Reconnected("orders", AT, 2, QM1, QM2, "mq2(1414)", Duration.ofMillis(43), 1, false);

    @Test
    void aListenerForOneKindHearsOnlyThatKind() {
        List<ConnectionEvent> heard = new ArrayList<>();
        ConnectionListener listener = ConnectionListener.on(Reconnected.class, heard::add);

        listener.onEvent(new Connected("orders", AT, 1, QM1, "mq1(1414)"));
        listener.onEvent(RECONNECTED);
        listener.onEvent(new Closed("orders", AT, 2));

        assertThat(heard).containsExactly(RECONNECTED);
    }

    @Test
    void aListenerForTheWholeFamilyHearsAll() {
        List<ConnectionEvent> heard = new ArrayList<>();
        ConnectionListener.on(ConnectionEvent.class, heard::add).onEvent(RECONNECTED);

        assertThat(heard).containsExactly(RECONNECTED);
    }

    @Test
    void aReconnectionIsAMove() {
        assertThat(RECONNECTED.move()).isEqualTo(new Move(QM1, QM2, AT));
    }
}
