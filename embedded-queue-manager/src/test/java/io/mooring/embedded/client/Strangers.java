package io.mooring.embedded.client;

import io.mooring.embedded.tls.TestCertificates;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Clients whose certificate the queue manager does not trust, though they trust the queue manager. */
final class Strangers {
    private Strangers() {}

    static SSLContext trusting(TestCertificates authority, KeyStore own) throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authority.trustStore());
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance("SunX509"); // offers its certificate whoever is asked for
        keys.init(own, TestCertificates.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
