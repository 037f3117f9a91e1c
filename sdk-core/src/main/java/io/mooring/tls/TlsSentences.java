package io.mooring.tls;

import io.mooring.reason.ReasonCode;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/** What is said about TLS settings: for the connect log line, as warnings, and about failures. */
final class TlsSentences {
    /** Time enough to get a new certificate through an office. */
    private static final Duration SOON = Duration.ofDays(30);

    /** Chains of causes are short; one that is longer goes in circles. */
    private static final int DEEPEST = 20;

    private TlsSentences() {}

    static String description(TlsSettings tls, String trusted) {
        StringBuilder text = new StringBuilder("cipher ").append(tls.cipher());
        if (!tls.cipher().suite().equals(tls.cipher().name())) {
            text.append(" (").append(tls.cipher().suite()).append(')');
        }
        text.append(tls.ownCertificate()
                .map(own -> ", own certificate " + name(own) + " valid until "
                        + day(own.getNotAfter().toInstant()))
                .orElse(", no certificate of our own known"));
        tls.peerName().ifPresent(pattern -> text.append(", peer name ").append(pattern));
        text.append(", trusting ").append(trusted);
        return text.toString();
    }

    static List<String> warnings(TlsSettings tls, boolean contextGiven, Instant now) {
        List<String> warnings = new ArrayList<>();
        tls.ownCertificate().flatMap(own -> validity(own, now)).ifPresent(warnings::add);
        if (tls.cipher().wantsKeyReset() && tls.keyResetCount() == 0) {
            warnings.add("Cipher " + tls.cipher() + (tls.cipher().isAny() ? " can become one with GCM" : " has GCM")
                    + " and keys are never reset: with TLS 1.2 a queue manager ends a connection after 23,726,566 records"
                    + " with the same key (AMQ9288). Give keyResetCount(" + TlsSettings.MOST_KEY_RESET
                    + "), or take ANY_TLS13_OR_HIGHER.");
        }
        if (tls.cipher().lacksForwardSecrecy()) {
            warnings.add("Cipher " + tls.cipher() + " has no forward secrecy, and newer Java runtimes disable it"
                    + " (TLS_RSA_* in jdk.tls.disabledAlgorithms); take one of ECDHE or ANY_TLS12_OR_HIGHER.");
        }
        if (contextGiven) {
            warnings.add("An SSLContext was given, so all links share its TLS sessions: use it for one channel only, or"
                    + " a second channel is shown the certificate of the first. Give stores instead if you can.");
        }
        return List.copyOf(warnings);
    }

    private static Optional<String> validity(X509Certificate own, Instant now) {
        Instant end = own.getNotAfter().toInstant();
        if (end.isBefore(now)) {
            return Optional.of("Our certificate " + name(own) + " expired on " + day(end)
                    + "; queue managers that ask for one will refuse it.");
        }
        Instant start = own.getNotBefore().toInstant();
        if (start.isAfter(now)) {
            return Optional.of("Our certificate " + name(own) + " is not valid before " + day(start)
                    + "; queue managers that ask for one will refuse it.");
        }
        Duration left = Duration.between(now, end);
        return left.compareTo(SOON) > 0
                ? Optional.empty()
                : Optional.of("Our certificate " + name(own) + " expires on " + day(end) + ", in " + left.toDays()
                        + " day(s); have it renewed.");
    }

    static Optional<String> explanation(TlsSettings tls, boolean certificateKnown, String trusted, Throwable failure) {
        boolean noCertificate = certificateKnown && tls.ownCertificate().isEmpty();
        List<Integer> codes =
                ReasonCode.allOf(failure).stream().map(ReasonCode::value).toList();
        if (codes.contains(2398)) {
            return Optional.of(
                    "The queue manager is trusted, but the name in its certificate does not match the peer name '"
                            + tls.peerName().orElse("")
                            + "' that we ask for; correct the pattern, or the certificate (CERTLABL) of channel or"
                            + " queue manager.");
        }
        if (codes.contains(2399)) {
            return Optional.of("IBM's client does not take the peer name '"
                    + tls.peerName().orElse("") + "'.");
        }
        if (codes.contains(2400)) {
            return Optional.of(
                    "IBM's client does not take cipher suite " + tls.cipher().suite()
                            + " on this Java runtime; an old client knows no TLS 1.3, or wants"
                            + " -Dcom.ibm.mq.cfg.useIBMCipherMappings=false.");
        }
        boolean byTls = codes.contains(2393) || codes.contains(2397);
        if (byTls && isCaused(failure, CertificateException.class)) {
            return Optional.of("The queue manager's certificate is not trusted: nobody in " + trusted
                    + " has signed it, or it has expired; import the certificate of its authority.");
        }
        if (byTls) {
            // The queue manager tells no more than that; often not even the JSSE exception is in the chain.
            return Optional.of("TLS with " + tls.cipher() + " was refused: SSLCIPH of the channel has to be "
                    + tls.cipher().name() + " or include it, or the queue manager does not take our certificate ("
                    + own(tls, certificateKnown)
                    + "; see its authority, its expiry, and SSLPEER of the channel). AMQERR01.LOG of the queue manager"
                    + " says which.");
        }
        if (codes.contains(2539)) {
            return Optional.of("Channel and client do not agree on TLS; SSLCIPH of the channel has to be "
                    + tls.cipher().name() + " or include it.");
        }
        if (codes.contains(2059) && noCertificate) {
            return Optional.of(
                    "If the queue manager runs, its channel may demand a certificate (SSLCAUTH(REQUIRED)), and we"
                            + " have none to show; give keyStore(...), or have SSLCAUTH(OPTIONAL) set.");
        }
        return Optional.empty();
    }

    private static String own(TlsSettings tls, boolean known) {
        return tls.ownCertificate()
                .map(certificate -> name(certificate) + " until "
                        + day(certificate.getNotAfter().toInstant()))
                .orElse(known ? "we have none" : "whichever is in the SSLContext");
    }

    private static boolean isCaused(Throwable failure, Class<? extends Throwable> kind) {
        Throwable each = failure;
        for (int depth = 0; each != null && depth < DEEPEST; depth++) {
            if (kind.isInstance(each)) {
                return true;
            }
            each = each.getCause();
        }
        return false;
    }

    private static String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName(X500Principal.RFC1779);
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
