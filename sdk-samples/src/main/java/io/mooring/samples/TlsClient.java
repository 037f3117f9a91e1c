package io.mooring.samples;

import static io.mooring.samples.Environment.required;

import io.mooring.ConnectFailedException;
import io.mooring.client.MqClient;
import io.mooring.message.MqMessage;
import io.mooring.tls.TlsSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Connects with TLS and a certificate of its own, checks whose certificate the queue manager shows, and says what is wrong in
 * a sentence when it does not work out.
 *
 * <p>The queue manager needs a certificate and the authority that signed ours in its key repository (SSLKEYR, then
 * {@code REFRESH SECURITY TYPE(SSL)}), the queue ORDERS, and a channel such as:
 *
 * <pre>
 * DEFINE CHANNEL(ORDERS.SVRCONN) CHLTYPE(SVRCONN) SSLCIPH('ANY_TLS12_OR_HIGHER') +
 *        SSLCAUTH(REQUIRED) SSLPEER('CN=orders*')
 * </pre>
 */
public final class TlsClient {
    private TlsClient() {}

    /** Puts one order. Needs MOORING_CONNECTION_NAMES, MOORING_CHANNEL, and what {@link #settings} needs. */
    public static void main(String[] args) {
        System.exit(run(System.getenv(), System.out::println) ? 0 : 1);
    }

    static boolean run(Map<String, String> environment, Consumer<String> out) {
        TlsSettings tls = settings(environment);
        out.accept(tls.describe()); // the cipher, our certificate with its last day, and whom we expect
        tls.warnings(Instant.now()).forEach(out); // such as a certificate that expires soon

        try (MqClient client =
                Environment.client(environment, "order-intake").tls(tls).connect()) {
            out.accept(client.queue("ORDERS")
                    .put(MqMessage.ofText("one anchor").persistent())
                    .line());
            return true;
        } catch (ConnectFailedException e) {
            out.accept(e.getMessage());
            tls.explain(e).ifPresent(out); // a queue manager says 2397 for nearly everything
            return false;
        }
    }

    /** Stores are PKCS #12 or JKS, and are read here and now: a wrong password fails here, with a sentence. */
    static TlsSettings settings(Map<String, String> environment) {
        TlsSettings tls = TlsSettings.cipher("ANY_TLS12_OR_HIGHER")
                .trustStore(
                        Path.of(required(environment, "MOORING_TLS_TRUST_STORE")),
                        required(environment, "MOORING_TLS_TRUST_STORE_PASSWORD")
                                .toCharArray())
                .keyStore(
                        Path.of(required(environment, "MOORING_TLS_KEY_STORE")),
                        required(environment, "MOORING_TLS_KEY_STORE_PASSWORD").toCharArray())
                .keyResetCount(TlsSettings.MOST_KEY_RESET); // GCM with TLS 1.2 ends a connection without it, some day
        String peerName = environment.get("MOORING_TLS_PEER_NAME");
        return peerName == null ? tls : tls.peerName(peerName);
    }
}
