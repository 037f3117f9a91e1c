package io.mooring.jms;

import io.mooring.embedded.EmbeddedQueueManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Channel tables (JSON CCDT) of one queue manager, with TLS. */
public final class ChannelTables {
    private ChannelTables() {}

    /** Writes one with the channel {@code TLS.SVRCONN}, and returns the file. */
    public static Path write(Path file, EmbeddedQueueManager queueManager, String cipher) throws IOException {
        return Files.writeString(file, """
                {"channel": [{
                  "name": "TLS.SVRCONN",
                  "type": "clientConnection",
                  "clientConnection": {
                    "connection": [{"host": "127.0.0.1", "port": %d}],
                    "queueManager": "%s"
                  },
                  "transmissionSecurity": {"cipherSpecification": "%s"}
                }]}
                """.formatted(queueManager.port(), queueManager.name(), cipher));
    }
}
