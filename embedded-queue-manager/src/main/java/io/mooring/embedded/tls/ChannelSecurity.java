package io.mooring.embedded.tls;

import java.util.Optional;
import javax.net.ssl.SSLSession;
import javax.security.auth.x500.X500Principal;

/**
 * What a channel's definition demands of a connection, to be asked as soon as the client has said which channel it
 * wants.
 *
 * @param channel its name
 * @param cipherSpec SSLCIPH; blank for a channel without TLS
 * @param certificateRequired whether SSLCAUTH is REQUIRED
 * @param peerName SSLPEER; blank for anybody
 * @param certificateLabel CERTLABL; blank for the queue manager's certificate
 */
public record ChannelSecurity(
        String channel, String cipherSpec, boolean certificateRequired, String peerName, String certificateLabel) {

    /**
     * Refuses definitions that no connection could be checked against.
     *
     * @throws IllegalArgumentException if SSLCIPH or SSLPEER is neither blank nor well formed
     */
    public ChannelSecurity {
        cipherSpec = cipherSpec.strip();
        peerName = peerName.strip();
        certificateLabel = certificateLabel.strip();
        if (!cipherSpec.isEmpty()) {
            CipherSpec.named(cipherSpec);
        }
        if (!peerName.isEmpty()) {
            PeerName.of(peerName);
        }
    }

    /** Why a channel does not take a connection. */
    public enum Cause {
        /** TLS at one end only, or a cipher suite that SSLCIPH does not mean. */
        CIPHER_SPEC,

        /** SSLCAUTH(REQUIRED) or SSLPEER, and the client sent no certificate. */
        NO_CERTIFICATE,

        /** The client's certificate is not one that SSLPEER means. */
        PEER_NAME,

        /** The channel has a certificate of its own, but the client did not name the channel in its handshake. */
        SERVER_NAME
    }

    /**
     * That a channel does not take a connection.
     *
     * @param cause what an event or status code is made of
     * @param sentence what to log: names the channel, what it wants and what came
     */
    public record Refusal(Cause cause, String sentence) {}

    /** Why the channel does not take this connection; empty if it does. */
    public Optional<Refusal> refusalOf(AcceptedSocket connection) {
        Optional<SSLSession> session = connection.session();
        if (cipherSpec.isEmpty()) {
            // SSLCAUTH, SSLPEER and CERTLABL mean nothing to a channel without SSLCIPH.
            return session.map(
                    tls -> refusal(Cause.CIPHER_SPEC, "has no SSLCIPH, but the client speaks " + tls.getProtocol()));
        }
        if (session.isEmpty()) {
            return Optional.of(
                    refusal(Cause.CIPHER_SPEC, "has SSLCIPH(" + cipherSpec + "), but the client speaks no TLS"));
        }
        String protocol = session.get().getProtocol();
        String suite = session.get().getCipherSuite();
        if (!CipherSpec.named(cipherSpec).accepts(protocol, suite)) {
            return Optional.of(refusal(
                    Cause.CIPHER_SPEC,
                    "has SSLCIPH(" + cipherSpec + "), but " + suite + " of " + protocol + " was negotiated"));
        }
        if (!certificateLabel.isEmpty() && !connection.channelByServerName().equals(Optional.of(channel))) {
            return Optional.of(refusal(
                    Cause.SERVER_NAME,
                    "has CERTLABL(" + certificateLabel + "), but the client named another channel or none (SNI)"));
        }
        return refusalOf(connection.clientName());
    }

    private Optional<Refusal> refusalOf(Optional<X500Principal> client) {
        if (client.isEmpty()) {
            return certificateRequired || !peerName.isEmpty()
                    ? Optional.of(refusal(
                            Cause.NO_CERTIFICATE,
                            "has "
                                    + (peerName.isEmpty() ? "SSLCAUTH(REQUIRED)" : "SSLPEER(" + peerName + ")")
                                    + ", but the client sent no certificate"))
                    : Optional.empty();
        }
        return peerName.isEmpty() || PeerName.of(peerName).matches(client.get())
                ? Optional.empty()
                : Optional.of(refusal(
                        Cause.PEER_NAME,
                        "has SSLPEER(" + peerName + "), but the client's certificate is that of " + client.get()));
    }

    private Refusal refusal(Cause cause, String why) {
        return new Refusal(cause, "channel " + channel + " " + why);
    }
}
