package io.mooring.embedded.tls;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * A certificate authority for one test run. The JDK reads certificates but has no public way to make one, so the few
 * structures that a certificate is made of (RFC 5280, DER) are written here.
 */
final class CertificateAuthority {
    private static final int SEQUENCE = 0x30;
    private static final int VERSION = 0xa0;
    private static final int EXTENSIONS = 0xa3;
    private static final byte[] SHA256_WITH_RSA = der(SEQUENCE, oid(1, 2, 840, 113549, 1, 1, 11), der(0x05));
    private static final DateTimeFormatter GENERALIZED_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);
    private static final Duration VALIDITY = Duration.ofDays(365);

    private final SecureRandom random = new SecureRandom();
    private final KeyPair keys;
    private final X500Principal name;
    private final X509Certificate certificate;

    CertificateAuthority(X500Principal name) throws GeneralSecurityException {
        this.name = name;
        this.keys = newKeys();
        byte[] mayIssue = extension(true, der(SEQUENCE, der(0x01, new byte[] {(byte) 0xff})), 2, 5, 29, 19);
        this.certificate = sign(name, keys.getPublic(), mayIssue);
    }

    X509Certificate certificate() {
        return certificate;
    }

    KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    /** A certificate for the loopback addresses, or for a client if {@code dnsName} is null. */
    X509Certificate issue(X500Principal subject, PublicKey key, @Nullable String dnsName)
            throws GeneralSecurityException {
        if (dnsName == null) {
            return sign(subject, key, new byte[0]);
        }
        byte[] names = der(
                SEQUENCE,
                der(0x82, dnsName.getBytes(StandardCharsets.US_ASCII)),
                der(0x87, new byte[] {127, 0, 0, 1}),
                der(0x87, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}));
        return sign(subject, key, extension(false, names, 2, 5, 29, 17));
    }

    private X509Certificate sign(X500Principal subject, PublicKey key, byte[] extension)
            throws GeneralSecurityException {
        Instant now = Instant.now();
        byte[] toBeSigned = der(
                SEQUENCE,
                der(VERSION, integer(BigInteger.TWO)),
                integer(new BigInteger(63, random).setBit(0)),
                SHA256_WITH_RSA,
                name.getEncoded(),
                der(SEQUENCE, time(now.minus(CLOCK_SKEW)), time(now.plus(VALIDITY))),
                subject.getEncoded(),
                key.getEncoded(),
                extension.length == 0 ? extension : der(EXTENSIONS, der(SEQUENCE, extension)));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(toBeSigned);
        byte[] noUnusedBits = {0};
        byte[] whole = der(SEQUENCE, toBeSigned, SHA256_WITH_RSA, der(0x03, noUnusedBits, signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    private static byte[] extension(boolean critical, byte[] value, int... oid) {
        byte[] flag = critical ? der(0x01, new byte[] {(byte) 0xff}) : new byte[0];
        return der(SEQUENCE, oid(oid), flag, der(0x04, value));
    }

    private static byte[] integer(BigInteger value) {
        return der(0x02, value.toByteArray());
    }

    /** RFC 5280 wants two-digit years until 2049. */
    private static byte[] time(Instant instant) {
        String text = GENERALIZED_TIME.format(instant);
        boolean isShort = instant.atZone(ZoneOffset.UTC).getYear() < 2050;
        return der(isShort ? 0x17 : 0x18, (isShort ? text.substring(2) : text).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] oid(int... arcs) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(arcs[0] * 40 + arcs[1]);
        for (int i = 2; i < arcs.length; i++) {
            for (int shift = 28; shift > 0; shift -= 7) {
                if (arcs[i] >>> shift != 0) {
                    out.write(0x80 | (arcs[i] >>> shift & 0x7f));
                }
            }
            out.write(arcs[i] & 0x7f);
        }
        return der(0x06, out.toByteArray());
    }

    /** Tag, length, and the parts one after the other. */
    private static byte[] der(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 4);
        out.write(tag);
        if (length >= 0x100) {
            out.write(0x82);
            out.write(length >>> 8);
        } else if (length >= 0x80) {
            out.write(0x81);
        }
        out.write(length);
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
