package io.mooring.embedded.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a queue manager needs to speak TLS: its certificates, whom it trusts, and which protocols it takes. Immutable;
 * each method answers a changed copy.
 *
 * <p>Key stores are read when they are given, so that a wrong password fails there and not at the first client.
 */
public final class Tls {
    private static final TrustManager[] NOBODY = {};

    private final Map<String, CertificateByChannel.Identity> identities;
    private final @Nullable String certificateLabel;
    private final TrustManager @Nullable [] trusted;
    private final ClientCertificates clientCertificates;
    private final List<String> protocols;
    private final List<String> cipherSuites;

    private Tls(
            Map<String, CertificateByChannel.Identity> identities,
            @Nullable String certificateLabel,
            TrustManager @Nullable [] trusted,
            ClientCertificates clientCertificates,
            List<String> protocols,
            List<String> cipherSuites) {
        this.identities = identities;
        this.certificateLabel = certificateLabel;
        this.trusted = trusted;
        this.clientCertificates = clientCertificates;
        this.protocols = protocols;
        this.cipherSuites = cipherSuites;
    }

    /**
     * TLS 1.2 and 1.3 with the certificates of a key store, without client certificates.
     *
     * @param file PKCS #12 or JKS
     * @param password of the store and of the keys in it
     * @throws IllegalArgumentException if it cannot be read or holds no private key
     */
    public static Tls keyStore(Path file, char[] password) {
        return keyStore(load("key store", file, password), password, "the key store " + file);
    }

    /**
     * The same with a key store that is in memory already.
     *
     * @throws IllegalArgumentException if it holds no private key or the password does not open them
     */
    public static Tls keyStore(KeyStore store, char[] password) {
        return keyStore(store, password, "the key store");
    }

    private static Tls keyStore(KeyStore store, char[] password, String name) {
        // Key stores fold aliases to small letters, CERTLABL does not.
        Map<String, CertificateByChannel.Identity> identities = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        try {
            for (String alias : Collections.list(store.aliases())) {
                Key key = store.isKeyEntry(alias) ? store.getKey(alias, password) : null;
                Certificate[] chain = store.getCertificateChain(alias);
                if (key instanceof PrivateKey privateKey && chain != null) {
                    List<X509Certificate> certificates = Arrays.stream(chain)
                            .filter(X509Certificate.class::isInstance)
                            .map(X509Certificate.class::cast)
                            .toList();
                    identities.put(alias, new CertificateByChannel.Identity(privateKey, certificates));
                }
            }
        } catch (UnrecoverableKeyException e) {
            throw new IllegalArgumentException("the password does not open the keys of " + name, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(name + " cannot be read", e);
        }
        if (identities.isEmpty()) {
            throw new IllegalArgumentException(
                    name + " holds no private key with a certificate; a queue manager needs one to speak TLS");
        }
        return new Tls(identities, null, null, ClientCertificates.NONE, List.of("TLSv1.3", "TLSv1.2"), List.of());
    }

    /**
     * The certificate of all channels that have none of their own: the CERTLABL of the queue manager. Without it, the
     * first certificate that fits the cipher suite is taken.
     *
     * @throws IllegalArgumentException if the key store has no such alias
     */
    public Tls certificateLabel(String alias) {
        if (!identities.containsKey(alias)) {
            throw new IllegalArgumentException(
                    "the key store has no private key with the alias '" + alias + "'; it has " + identities.keySet());
        }
        return new Tls(identities, alias, trusted, clientCertificates, protocols, cipherSuites);
    }

    /**
     * Asks clients for a certificate and trusts those that the authorities in this store signed. A certificate is
     * {@link ClientCertificates#OPTIONAL optional} then, and the channel's SSLCAUTH decides.
     *
     * @param file PKCS #12 or JKS
     * @throws IllegalArgumentException if it cannot be read or holds no certificate
     */
    public Tls trustStore(Path file, char[] password) {
        return trustStore(load("trust store", file, password), "the trust store " + file);
    }

    /**
     * The same with a trust store that is in memory already.
     *
     * @throws IllegalArgumentException if it holds no certificate
     */
    public Tls trustStore(KeyStore store) {
        return trustStore(store, "the trust store");
    }

    private Tls trustStore(KeyStore store, String name) {
        try {
            if (store.size() == 0) {
                throw new IllegalArgumentException(name + " holds no certificate, so no client could be trusted");
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            ClientCertificates asked =
                    clientCertificates == ClientCertificates.NONE ? ClientCertificates.OPTIONAL : clientCertificates;
            return new Tls(identities, certificateLabel, factory.getTrustManagers(), asked, protocols, cipherSuites);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(name + " cannot be read", e);
        }
    }

    /**
     * Whether clients are asked for a certificate; say it after the trust store.
     *
     * @throws IllegalArgumentException if certificates are to be checked and there is no trust store
     */
    public Tls clientCertificates(ClientCertificates asked) {
        if (asked != ClientCertificates.NONE && trusted == null) {
            throw new IllegalArgumentException("client certificates are " + asked
                    + ", but no trust store says whom to trust; call trustStore first");
        }
        return new Tls(identities, certificateLabel, trusted, asked, protocols, cipherSuites);
    }

    /**
     * Takes these protocol versions only, {@code TLSv1.2} and {@code TLSv1.3} for instance.
     *
     * @throws IllegalArgumentException if this JRE does not have one of them, or none is given
     */
    public Tls protocols(String... names) {
        List<String> checked = checked("protocol", names, supported().getProtocols());
        return new Tls(identities, certificateLabel, trusted, clientCertificates, checked, cipherSuites);
    }

    /**
     * Takes these cipher suites only, in JSSE's spelling and in this order of preference. Without it, the JRE's defaults.
     *
     * @throws IllegalArgumentException if this JRE does not have one of them, or none is given
     */
    public Tls cipherSuites(String... names) {
        List<String> checked = checked("cipher suite", names, supported().getCipherSuites());
        return new Tls(identities, certificateLabel, trusted, clientCertificates, protocols, checked);
    }

    /** The aliases of the certificates that a channel's CERTLABL can name. */
    public List<String> certificateLabels() {
        return List.copyOf(identities.keySet());
    }

    /** What accepts connections by these rules, with the certificate that each channel's CERTLABL names. */
    public TlsAcceptor acceptor(CertificateLabels labels) {
        SSLParameters parameters = new SSLParameters();
        parameters.setProtocols(protocols.toArray(String[]::new));
        if (!cipherSuites.isEmpty()) {
            parameters.setCipherSuites(cipherSuites.toArray(String[]::new));
        }
        switch (clientCertificates) {
            case NONE -> parameters.setNeedClientAuth(false);
            case OPTIONAL -> parameters.setWantClientAuth(true);
            case REQUIRED -> parameters.setNeedClientAuth(true);
        }
        KeyManager[] keys = {new CertificateByChannel(identities, certificateLabel, labels)};
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trusted == null ? NOBODY : trusted, null);
            return new TlsAcceptor(context.getSocketFactory(), parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JRE cannot set up TLS", e);
        }
    }

    private static KeyStore load(String what, Path file, char[] password) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("the " + what + " " + file + " is not a readable file");
        }
        try {
            return KeyStore.getInstance(file.toFile(), password); // finds out the format
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "the " + what + " " + file + " cannot be read (" + e.getMessage()
                            + "); it must be PKCS #12 or JKS, and the password its own",
                    e);
        }
    }

    private static SSLParameters supported() {
        try {
            return SSLContext.getDefault().getSupportedSSLParameters();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JRE cannot set up TLS", e);
        }
    }

    private static List<String> checked(String what, String[] names, String[] supported) {
        if (names.length == 0) {
            throw new IllegalArgumentException(
                    "no " + what + " is given; this JRE has " + String.join(", ", supported));
        }
        for (String name : names) {
            if (!List.of(supported).contains(name)) {
                throw new IllegalArgumentException(
                        "this JRE has no " + what + " '" + name + "'; it has " + String.join(", ", supported));
            }
        }
        return List.of(names);
    }
}
