package io.mooring.embedded.tls;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Locale;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * Certificates for tests: an authority that is made anew each time, what it issues to queue managers and clients, and
 * the stores in which Java clients want them. Nothing is written to disk unless asked for. Thread-safe.
 *
 * <pre>{@code
 * TestCertificates certificates = TestCertificates.create();
 * Tls tls = certificates.queueManager("QM1");                    // for the embedded queue manager
 * SSLContext client = certificates.client("CN=app, OU=Orders");  // for the application
 * }</pre>
 */
public final class TestCertificates {
    /** The password of every store made here. It protects nothing. */
    public static final String PASSWORD = "changeit";

    private static final char[] PASSWORD_CHARACTERS = PASSWORD.toCharArray();
    private static final String ALIAS = "client";

    private final CertificateAuthority authority;

    private TestCertificates(CertificateAuthority authority) {
        this.authority = authority;
    }

    /** A new authority, valid from yesterday for a year. Takes some tenths of a second, for the RSA keys. */
    public static TestCertificates create() {
        return orFail(() -> new TestCertificates(
                new CertificateAuthority(new X500Principal("CN=Mooring test authority, O=Mooring"))));
    }

    /**
     * TLS for a queue manager: an RSA certificate {@code CN=<name>, O=Mooring} for localhost; clients are asked for a
     * certificate of this authority, but need not have one unless the channel says so.
     */
    public Tls queueManager(String name) {
        KeyStore store = newStore();
        addTo(store, defaultLabel(name), "CN=" + name + ", O=Mooring", "localhost");
        return Tls.keyStore(store, PASSWORD_CHARACTERS).trustStore(trustStore());
    }

    /** The label that a queue manager takes if none is set, as IBM has it: {@code ibmwebspheremq} and its name. */
    public static String defaultLabel(String queueManager) {
        return "ibmwebspheremq" + queueManager.toLowerCase(Locale.ROOT);
    }

    /** An empty key store to {@link #addServer add} certificates to, where one is not enough. */
    public KeyStore newStore() {
        return orFail(() -> {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        });
    }

    /**
     * Issues a certificate for localhost and puts it with its key into a store.
     *
     * @param alias what CERTLABL will name; key stores fold it to small letters
     * @param subject such as {@code CN=QM1, O=Mooring}
     * @throws IllegalArgumentException if the subject is not a distinguished name
     */
    public void addServer(KeyStore store, String alias, String subject) {
        addTo(store, alias, subject, "localhost");
    }

    /** A store with the authority's certificate: whoever trusts it trusts everything issued here. */
    public KeyStore trustStore() {
        KeyStore store = newStore();
        orFail(() -> {
            store.setCertificateEntry("authority", authority.certificate());
            return store;
        });
        return store;
    }

    /**
     * A store with a new client certificate.
     *
     * @throws IllegalArgumentException if the subject is not a distinguished name
     */
    public KeyStore clientKeyStore(String subject) {
        KeyStore store = newStore();
        addTo(store, ALIAS, subject, null);
        return store;
    }

    /**
     * For a client without a certificate that trusts this authority and nobody else. Take one for each channel: JSSE
     * resumes the session of an earlier connection to the same port, and with it the channel that was named then.
     */
    public SSLContext client() {
        return context(null);
    }

    /**
     * For a client with a certificate.
     *
     * @throws IllegalArgumentException if the subject is not a distinguished name
     */
    public SSLContext client(String subject) {
        return context(clientKeyStore(subject));
    }

    /** Writes the trust store, PKCS #12 with {@link #PASSWORD}, for {@code javax.net.ssl.trustStore}. */
    public Path writeTrustStore(Path file) {
        return write(trustStore(), file);
    }

    /** Writes a store with a new client certificate, for {@code javax.net.ssl.keyStore}. */
    public Path writeClientKeyStore(Path file, String subject) {
        return write(clientKeyStore(subject), file);
    }

    private void addTo(KeyStore store, String alias, String subject, @Nullable String dnsName) {
        X500Principal name = new X500Principal(subject);
        orFail(() -> {
            KeyPair keys = authority.newKeys();
            Certificate[] chain = {authority.issue(name, keys.getPublic(), dnsName), authority.certificate()};
            store.setKeyEntry(alias, keys.getPrivate(), PASSWORD_CHARACTERS, chain);
            return store;
        });
    }

    private SSLContext context(@Nullable KeyStore own) {
        return orFail(() -> {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trustStore());
            KeyManager[] keys = {};
            if (own != null) {
                KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                factory.init(own, PASSWORD_CHARACTERS);
                keys = factory.getKeyManagers();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust.getTrustManagers(), null);
            return context;
        });
    }

    private static Path write(KeyStore store, Path file) {
        return orFail(() -> {
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, PASSWORD_CHARACTERS);
            }
            return file;
        });
    }

    private interface Work<T> {
        T run() throws GeneralSecurityException, IOException;
    }

    private static <T> T orFail(Work<T> work) {
        try {
            return work.run();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JRE cannot make certificates for tests", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
