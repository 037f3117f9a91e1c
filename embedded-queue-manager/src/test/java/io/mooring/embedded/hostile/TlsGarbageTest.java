package io.mooring.embedded.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.tls.TestCertificates;
import io.mooring.embedded.wire.Bytes;
import io.mooring.embedded.wire.Mutations;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What begins like TLS and is none ends the socket with one warning; a handshake that stops ends with its time. */
class TlsGarbageTest {
    private EmbeddedQueueManager queueManager;
    private Warnings log;

    @BeforeEach
    void catchLog() {
        log = new Warnings();
    }

    private void start(Duration handshakeTimeout) {
        queueManager = EmbeddedQueueManager.named("QM1")
                .tls(TestCertificates.create().queueManager("QM1"))
                .handshakeTimeout(handshakeTimeout)
                .start();
    }

    @AfterEach
    void nothingIsLeft() {
        queueManager.close();
        log.close();
        assertThat(log.errors()).isEmpty();
        Threads.awaitNoneOf("QM1");
    }

    @Test
    void garbageInAHandshakeRecordIsRefused() throws IOException {
        start(Duration.ofMinutes(1));
        try (RawClient client = new RawClient(queueManager.port())) {
            client.send(Bytes.begin()
                    .hex("16 0301 0100") // handshake, TLS 1.0 as usual for the first record, 256 bytes
                    .bytes(Mutations.randomBytes(256, new Random(1)))
                    .array());

            awaitClosed(client);
        }
        // The socket is closed first.
        Awaitility.await()
                .untilAsserted(() -> assertThat(log.lines())
                        .singleElement()
                        .asString()
                        .contains("TLS with")
                        .contains("failed"));
    }

    @Test
    void aHandshakeThatStopsEndsWithItsTime() throws IOException {
        start(Duration.ofSeconds(1));
        try (RawClient client = new RawClient(queueManager.port())) {
            client.send(Bytes.begin().hex("16 0301 0100 01 0000fc 0303").array());

            awaitClosed(client);
        }
        assertThat(log.lines()).singleElement().asString().contains("did not connect within PT1S");
    }

    /** Reads the alert, if there is one, to the end. */
    private static void awaitClosed(RawClient client) throws IOException {
        try {
            client.socket().getInputStream().readAllBytes();
        } catch (java.net.SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }
}
