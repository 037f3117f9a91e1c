package io.mooring.client;

import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.admin.EndMode;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The ways in which a client loses its queue manager, by name. */
final class Losses {
    private Losses() {}

    static Stream<Arguments> all() {
        return Stream.of(
                loss("socket dropped", EmbeddedQueueManager::dropSockets),
                loss("listener gone", qm -> {
                    qm.stopListening();
                    qm.dropSockets();
                }),
                loss("queue manager ended", qm -> qm.end(EndMode.IMMEDIATE)),
                loss("queue manager crashed", EmbeddedQueueManager::crash),
                loss("asked to move", EmbeddedQueueManager::askToReconnect),
                loss("ended without reconnect", EmbeddedQueueManager::endWithoutReconnect),
                loss("host gone", EmbeddedQueueManager::blackHole));
    }

    private static Arguments loss(String name, Consumer<EmbeddedQueueManager> loss) {
        return Arguments.of(name, loss);
    }
}
