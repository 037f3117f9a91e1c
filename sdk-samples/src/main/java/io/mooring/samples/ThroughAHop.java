package io.mooring.samples;

import io.mooring.PutReceipt;
import io.mooring.client.MqClient;
import io.mooring.client.MqClientBuilder;
import io.mooring.event.Connected;
import io.mooring.event.ConnectionListener;
import io.mooring.message.MqMessage;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Connects through a hop such as IBM MQIPT, or any TCP proxy. The address is that of the hop; events, receipts and timeouts
 * have the name of the queue manager behind it, since that says itself who it is.
 *
 * <p>With TLS it matters where TLS ends, because the client names its channel in the handshake, not its host: the server name
 * (SNI) of channel ORDERS.SVRCONN is {@code orders2e-svrconn.chl.mq.ibm.com}. A hop that passes on bytes passes that on as
 * well, so the queue manager shows the certificate that CERTLABL of the channel names. A hop that ends TLS shows its own
 * certificate, which MOORING_TLS_PEER_NAME then has to match, and the queue manager never sees ours. What that means for
 * SSLCIPH, SSLPEER and CERTLABL: {@code docs/samples.md}.
 */
public final class ThroughAHop {
    private ThroughAHop() {}

    /** Puts one order. MOORING_CONNECTION_NAMES has the address of the hop; with stores as in {@link TlsClient}, TLS. */
    public static void main(String[] args) {
        run(System.getenv(), System.out::println);
    }

    static PutReceipt run(Map<String, String> environment, Consumer<String> out) {
        MqClientBuilder builder = Environment.client(environment, "order-intake")
                .listener(ConnectionListener.on(
                        Connected.class,
                        e -> out.accept("connected to " + e.queueManager() + " through " + e.endpoint())));
        if (environment.containsKey("MOORING_TLS_TRUST_STORE")) {
            builder.tls(TlsClient.settings(environment));
        }
        try (MqClient client = builder.connect()) {
            PutReceipt receipt = client.queue("ORDERS").put(MqMessage.ofText("one anchor"));
            out.accept(receipt.line());
            return receipt;
        }
    }
}
