package io.mooring.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * What a client needs to speak TLS with its queue managers. Immutable, safe for use by many threads; each method answers a
 * changed copy.
 *
 * <pre>{@code
 * TlsSettings tls = TlsSettings.cipher("ANY_TLS12_OR_HIGHER")
 *     .trustStore(Path.of("/etc/mq/trust.p12"), trustPassword)      // who signed the queue managers' certificates
 *     .keyStore(Path.of("/etc/mq/app.p12"), keyPassword)            // our own certificate, if they want one
 *     .peerName("CN=QM*, O=Example");                               // whose certificate it has to be
 * }</pre>
 *
 * <p>Stores are read when they are given, so a wrong password fails here and not at the first connection; a store that
 * changes later is not read again. Passwords are not kept and may be wiped by the caller; {@link #toString()} has none.
 *
 * <p>Defaults: the certificates that the Java runtime trusts, no certificate of our own, any peer name, no key reset.
 */
public final class TlsSettings {
    /** The least number of bytes after which keys can be reset; less would only cost, so it is refused. */
    public static final int LEAST_KEY_RESET = 40_960;

    /** The most, which is what MQ allows. */
    public static final int MOST_KEY_RESET = 999_999_999;

    private final CipherSpec cipher;
    private final Stores.@Nullable Trust trust;
    private final Stores.@Nullable Identity identity;
    private final @Nullable SSLContext given;
    private final Optional<String> peerName;
    private final int keyResetCount;

    private TlsSettings(
            CipherSpec cipher,
            Stores.@Nullable Trust trust,
            Stores.@Nullable Identity identity,
            @Nullable SSLContext given,
            Optional<String> peerName,
            int keyResetCount) {
        if (given != null && (trust != null || identity != null)) {
            throw new IllegalArgumentException("TLS has an SSLContext and a key store or trust store; give the context"
                    + " alone, it has its own certificates.");
        }
        this.cipher = cipher;
        this.trust = trust;
        this.identity = identity;
        this.given = given;
        this.peerName = peerName;
        this.keyResetCount = keyResetCount;
    }

    /**
     * TLS with a cipher, CipherSpec or cipher suite, see {@link CipherSpec#of}.
     *
     * @throws IllegalArgumentException if there is no such cipher, or this Java runtime does not have it
     */
    public static TlsSettings cipher(String name) {
        return cipher(CipherSpec.of(name));
    }

    /**
     * TLS with a cipher.
     *
     * @throws IllegalArgumentException if this Java runtime does not have it
     */
    public static TlsSettings cipher(CipherSpec cipher) {
        if (!cipher.isAny() && !supported().contains(cipher.suite())) {
            throw new IllegalArgumentException("Cipher " + cipher + " is one of IBM MQ, but this Java runtime ("
                    + Runtime.version() + ") has no suite " + cipher.suite()
                    + ", or has it disabled (jdk.tls.disabledAlgorithms); take another, such as ANY_TLS12_OR_HIGHER.");
        }
        return new TlsSettings(cipher, null, null, null, Optional.empty(), 0);
    }

    /**
     * Trusts queue managers whose certificate an authority in this store has signed, and nobody else.
     *
     * @param file PKCS #12 or JKS
     * @param password of the store
     * @throws IllegalArgumentException if it cannot be read or holds no certificate
     */
    public TlsSettings trustStore(Path file, char[] password) {
        return new TlsSettings(cipher, Stores.trust(file, password), identity, given, peerName, keyResetCount);
    }

    /**
     * Shows the certificate in this store, the only one with a private key, to queue managers that ask for one.
     *
     * @param file PKCS #12 or JKS
     * @param password of the store and of the key in it
     * @throws IllegalArgumentException if it cannot be read or does not hold exactly one private key
     */
    public TlsSettings keyStore(Path file, char[] password) {
        return with(Stores.identity(file, password, Optional.empty()));
    }

    /**
     * Shows the certificate with this label (alias) in a store that has several.
     *
     * @param file PKCS #12 or JKS
     * @param password of the store and of the keys in it
     * @param label irrespective of case
     * @throws IllegalArgumentException if the store cannot be read or has no private key with the label
     */
    public TlsSettings keyStore(Path file, char[] password, String label) {
        return with(Stores.identity(file, password, Optional.of(label)));
    }

    /**
     * Takes certificates and trust from a context that is set up already, instead of stores. See {@link
     * #newSocketFactory()} for what is lost.
     *
     * @throws IllegalArgumentException if a store was given as well
     */
    public TlsSettings context(SSLContext context) {
        return new TlsSettings(cipher, trust, identity, context, peerName, keyResetCount);
    }

    /**
     * Refuses a queue manager whose certificate has another name, even if it is trusted.
     *
     * @param pattern as SSLPEER has it: {@code CN=QM*, O=Example}
     * @throws IllegalArgumentException if it is not such a pattern
     */
    public TlsSettings peerName(String pattern) {
        return new TlsSettings(cipher, trust, identity, given, Optional.of(PeerNames.checked(pattern)), keyResetCount);
    }

    /**
     * Changes the keys of a connection after so many bytes, sent and received together.
     *
     * <p>IBM's client holds this number once per Java process: all connections want the same.
     *
     * @param bytes {@value #LEAST_KEY_RESET} to {@value #MOST_KEY_RESET}, or 0 for never
     * @throws IllegalArgumentException if it is out of range
     */
    public TlsSettings keyResetCount(int bytes) {
        if (bytes != 0 && (bytes < LEAST_KEY_RESET || bytes > MOST_KEY_RESET)) {
            throw new IllegalArgumentException("Key reset count " + bytes + " is out of range; give " + LEAST_KEY_RESET
                    + " to " + MOST_KEY_RESET + " bytes, or 0 for never.");
        }
        return new TlsSettings(cipher, trust, identity, given, peerName, bytes);
    }

    /** The cipher. */
    public CipherSpec cipher() {
        return cipher;
    }

    /** Whose certificate it has to be, empty if anybody's whom we trust. */
    public Optional<String> peerName() {
        return peerName;
    }

    /** After how many bytes the keys are changed, 0 for never. */
    public int keyResetCount() {
        return keyResetCount;
    }

    /** Our own certificate; empty if there is none, or if it is in a context that was given. */
    public Optional<X509Certificate> ownCertificate() {
        return Optional.ofNullable(identity).map(Stores.Identity::certificate);
    }

    /**
     * A socket factory that shares no TLS session with any other; take one for each link.
     *
     * <p>Why not one for all: Java resumes the TLS session of an earlier connection to the same host and port, and with
     * the session the server name (SNI) by which the client names its channel. So with a shared factory a second channel
     * is shown the certificate of the first. What a new factory costs is a full handshake for each link, a few
     * milliseconds; the sockets of one link still share it. With a {@link #context} that was given, all links share its
     * sessions; use one context for each channel then.
     *
     * <p>Closing one of its sockets with TLS 1.3 can block for a while, when somebody else is writing or the other side
     * does not say farewell. Who gives up a link does so on a thread that nobody waits for.
     *
     * @throws IllegalStateException if this Java runtime cannot set up TLS
     */
    public SSLSocketFactory newSocketFactory() {
        if (given != null) {
            return given.getSocketFactory();
        }
        KeyManager[] keys = identity == null ? new KeyManager[0] : identity.managers();
        // Null means what the Java runtime trusts (cacerts, javax.net.ssl.trustStore).
        TrustManager @Nullable [] trusted = trust == null ? null : trust.managers();
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trusted, new SecureRandom());
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime cannot set up TLS.", e);
        }
    }

    /**
     * What will make trouble later, one sentence each; for the log when a client is built, and again when it connects.
     *
     * @param now the present time, by which certificates are judged
     * @return empty if all is well
     */
    public List<String> warnings(Instant now) {
        return TlsSentences.warnings(this, given != null, now);
    }

    /** What the log says about TLS when a link is made: cipher, our certificate's subject and the day it expires. */
    public String describe() {
        return TlsSentences.description(this, whatWeTrust());
    }

    /**
     * What a failure to connect most likely means with these settings, and what would do; one sentence or two. Decides by
     * reason code and kind of exception, never by text.
     *
     * @param failure what IBM's client threw; its causes are looked at
     * @return empty if TLS has nothing to do with it, as far as one can see
     */
    public Optional<String> explain(Throwable failure) {
        return TlsSentences.explanation(this, given == null, whatWeTrust(), failure);
    }

    /** The same as {@link #describe()}; no secrets. */
    @Override
    public String toString() {
        return "TlsSettings[" + describe() + "]";
    }

    private String whatWeTrust() {
        if (given != null) {
            return "the SSLContext that was given";
        }
        return trust == null ? "the Java runtime's own trust store" : "the trust store " + trust.source();
    }

    private TlsSettings with(Stores.Identity own) {
        return new TlsSettings(cipher, trust, own, given, peerName, keyResetCount);
    }

    private static List<String> supported() {
        try {
            return List.of(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "This Java runtime cannot set up TLS; its own key store or trust store (javax.net.ssl...) is not"
                            + " readable, perhaps.",
                    e);
        }
    }
}
