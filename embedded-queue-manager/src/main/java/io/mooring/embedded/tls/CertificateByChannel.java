package io.mooring.embedded.tls;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the certificate by the channel that the client asks for in its ClientHello. Thread-safe; called by JSSE on
 * the thread that shakes hands.
 */
final class CertificateByChannel extends X509ExtendedKeyManager {
    private static final Logger log = LoggerFactory.getLogger(CertificateByChannel.class);

    private final Map<String, Identity> identities;
    private final @Nullable String defaultLabel;
    private final CertificateLabels labels;

    /** A private key and its certificate chain. */
    record Identity(PrivateKey key, List<X509Certificate> chain) {
        Identity {
            chain = List.copyOf(chain);
        }
    }

    /**
     * @param identities by alias, in the order in which they are tried; the map decides whether case matters
     * @param defaultLabel the alias for all other channels; null for the first that fits the cipher suite
     */
    CertificateByChannel(Map<String, Identity> identities, @Nullable String defaultLabel, CertificateLabels labels) {
        this.identities = identities;
        this.defaultLabel = defaultLabel;
        this.labels = labels;
    }

    /** The channel named in the ClientHello of a session. */
    static Optional<String> channelOf(@Nullable SSLSession session) {
        if (session instanceof ExtendedSSLSession extended) {
            for (SNIServerName name : extended.getRequestedServerNames()) {
                if (name.getType() == StandardConstants.SNI_HOST_NAME) {
                    // Not SNIHostName, which refuses a part that ends in a hyphen, as the names of some channels do.
                    return ChannelServerName.channelOf(new String(name.getEncoded(), StandardCharsets.US_ASCII));
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return socket instanceof SSLSocket secured ? choose(keyType, secured.getHandshakeSession()) : null;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return engine == null ? null : choose(keyType, engine.getHandshakeSession());
    }

    private @Nullable String choose(String keyType, @Nullable SSLSession session) {
        Optional<String> channel = channelOf(session);
        String label =
                channel.flatMap(labels::labelOf).filter(each -> !each.isBlank()).orElse(defaultLabel);
        if (label == null) {
            return identities.entrySet().stream()
                    .filter(each -> fits(each.getValue(), keyType))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(null);
        }
        Identity identity = identities.get(label);
        if (identity == null) {
            log.warn(
                    "no certificate for channel {}: the key store has no entry '{}', only {}",
                    channel.orElse("(not named by the client)"),
                    label,
                    identities.keySet());
            return null;
        }
        // JSSE asks once for each kind of key that the client takes; null makes it ask for the next.
        return fits(identity, keyType) ? label : null;
    }

    private static boolean fits(Identity identity, String keyType) {
        int end = keyType.indexOf('_'); // "EC_RSA" is an EC key that was signed with an RSA key
        return identity.key().getAlgorithm().equals(end < 0 ? keyType : keyType.substring(0, end));
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(@Nullable String alias) {
        Identity identity = alias == null ? null : identities.get(alias);
        return identity == null ? null : identity.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(@Nullable String alias) {
        Identity identity = alias == null ? null : identities.get(alias);
        return identity == null ? null : identity.key();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return identities.entrySet().stream()
                .filter(each -> fits(each.getValue(), keyType))
                .map(Map.Entry::getKey)
                .toArray(String[]::new);
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null; // a listener is never the client
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
