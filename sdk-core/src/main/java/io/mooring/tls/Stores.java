package io.mooring.tls;

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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Reads key stores and trust stores, PKCS #12 or JKS, and says in a sentence what is wrong with one. */
final class Stores {
    private Stores() {}

    /**
     * One certificate of our own with its key.
     *
     * @param label the alias
     * @param source the store that it is from, as it was named
     * @param certificate our own, the first of its chain
     */
    record Identity(String label, String source, X509Certificate certificate, KeyManager[] managers) {}

    /** Whom we trust, and the store's name. */
    record Trust(String source, TrustManager[] managers) {}

    /**
     * The certificates with private keys in a key store.
     *
     * @param label the alias of the one to take; empty if there is only one
     */
    static Identity identity(Path file, char[] password, Optional<String> label) {
        KeyStore store = load("key store", file, password);
        try {
            Map<String, X509Certificate> own = certificates(store, file, password);
            if (own.isEmpty()) {
                throw new IllegalArgumentException("The key store " + file
                        + " holds no private key with a certificate, so it is of no use as one; if it has certificates"
                        + " of authorities, it is a trust store.");
            }
            String chosen = label.orElseGet(() -> own.keySet().iterator().next());
            X509Certificate certificate = own.get(chosen);
            if (certificate == null) {
                throw new IllegalArgumentException("The key store " + file + " has no private key with the label '"
                        + chosen + "'; it has " + own.keySet() + ".");
            }
            if (label.isEmpty() && own.size() > 1) {
                throw new IllegalArgumentException("The key store " + file + " has several private keys, "
                        + own.keySet() + "; say which one with keyStore(file, password, label).");
            }
            return new Identity(chosen, file.toString(), certificate, managers(store, chosen, password));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The key store " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    static Trust trust(Path file, char[] password) {
        KeyStore store = load("trust store", file, password);
        try {
            if (!hasTrusted(store)) {
                throw new IllegalArgumentException("The trust store " + file
                        + " holds no certificate of an authority, so no queue manager could be trusted; import the"
                        + " certificate of the authority that signed the queue manager's.");
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return new Trust(file.toString(), factory.getTrustManagers());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The trust store " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Map<String, X509Certificate> certificates(KeyStore store, Path file, char[] password)
            throws GeneralSecurityException {
        // Key stores fold aliases to small letters, people do not.
        Map<String, X509Certificate> own = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)
                    && key(store, alias, file, password) instanceof PrivateKey
                    && store.getCertificate(alias) instanceof X509Certificate certificate) {
                own.put(alias, certificate);
            }
        }
        return own;
    }

    private static Key key(KeyStore store, String alias, Path file, char[] password) throws GeneralSecurityException {
        try {
            return store.getKey(alias, password);
        } catch (UnrecoverableKeyException e) {
            throw new IllegalArgumentException(
                    "The password opens the key store " + file + " but not the key '" + alias
                            + "' in it; give both the same password.",
                    e);
        }
    }

    /** Managers that know one key only, so that nobody else chooses. */
    private static KeyManager[] managers(KeyStore store, String label, char[] password)
            throws GeneralSecurityException {
        KeyStore one = KeyStore.getInstance("PKCS12");
        try {
            one.load(null, null);
        } catch (IOException e) {
            throw new IllegalStateException("An empty key store cannot be made.", e);
        }
        Certificate[] chain = store.getCertificateChain(label);
        one.setKeyEntry(label, store.getKey(label, password), password, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(one, password);
        return factory.getKeyManagers();
    }

    private static boolean hasTrusted(KeyStore store) throws GeneralSecurityException {
        List<String> trusted = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isCertificateEntry(alias)) {
                trusted.add(alias);
            }
        }
        return !trusted.isEmpty();
    }

    private static KeyStore load(String what, Path file, char[] password) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new IllegalArgumentException("The " + what + " " + file + " is not a file that can be read.");
        }
        try {
            return KeyStore.getInstance(file.toFile(), password); // finds out which type it is
        } catch (IOException e) {
            // The JDK says so of a wrong password.
            String why = e.getCause() instanceof UnrecoverableKeyException
                    ? "its password is another"
                    : e.getMessage() + "; a damaged file, perhaps";
            throw new IllegalArgumentException("The " + what + " " + file + " cannot be opened: " + why + ".", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "The " + what + " " + file
                            + " is neither PKCS #12 nor JKS; a key.kdb of IBM's tools can be converted"
                            + " (runmqakm -keydb -convert).",
                    e);
        }
    }
}
