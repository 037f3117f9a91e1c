package io.mooring.embedded.tls;

import java.util.Optional;

/** Says which certificate a channel shows: its CERTLABL. Asked in each handshake, on the acceptor's thread. */
@FunctionalInterface
public interface CertificateLabels {
    /** No channel has a certificate of its own. */
    CertificateLabels NONE = channel -> Optional.empty();

    /** The alias in the key store, or empty if the channel is unknown or its CERTLABL blank. */
    Optional<String> labelOf(String channel);
}
