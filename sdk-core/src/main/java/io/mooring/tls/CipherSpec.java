package io.mooring.tls;

import java.util.List;

/**
 * A cipher, by the name that a channel's SSLCIPH has for it (the CipherSpec) and by the one that IBM's Java client wants
 * (the cipher suite).
 *
 * <p>MQ has names of its own for the ciphers of TLS 1.2, Java has others, and each side refuses those of the other: the
 * client a CipherSpec with 2400, the queue manager a suite when SSLCIPH is set to it. {@link #of} takes both.
 *
 * @param name the CipherSpec, such as {@code ECDHE_RSA_AES_256_GCM_SHA384} or {@code ANY_TLS12_OR_HIGHER}
 * @param suite what to tell IBM's Java client, such as {@code TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384} or {@code
 *     *TLS12ORHIGHER}
 * @param protocols the protocol versions that it means, as JSSE writes them: {@code TLSv1.2}, {@code TLSv1.3}
 */
public record CipherSpec(String name, String suite, List<String> protocols) {
    /** Copies the list. */
    public CipherSpec {
        protocols = List.copyOf(protocols);
    }

    /**
     * The cipher of a name in any of the usual spellings: CipherSpec, suite of Java ({@code TLS_...}) or of IBM's former
     * Java ({@code SSL_...}), or the client's own {@code *TLS12}.
     *
     * @throws IllegalArgumentException if it is none, or one that IBM no longer recommends; the message has the nearest
     *     names
     */
    public static CipherSpec of(String name) {
        return CipherTable.find(name).orElseThrow(() -> new IllegalArgumentException(CipherTable.refusal(name)));
    }

    /** All that can be named, those of TLS 1.3 first, the {@code ANY_...} last. */
    public static List<CipherSpec> all() {
        return CipherTable.all();
    }

    /** Whether the two sides agree on one of several ciphers. */
    public boolean isAny() {
        return name.startsWith("ANY_");
    }

    /**
     * Whether it is, or can become, a cipher with GCM in TLS 1.2, whose keys a queue manager lets nobody use without end:
     * after 23,726,566 records (2<sup>24.5</sup>) it ends the connection, AMQ9288.
     */
    public boolean wantsKeyReset() {
        return protocols.contains(CipherTable.TLS_1_2) && (isAny() || name.contains("_GCM_"));
    }

    /** Whether the key exchange is plain RSA, without forward secrecy; newer Java runtimes have such ciphers disabled. */
    public boolean lacksForwardSecrecy() {
        return name.startsWith("TLS_RSA_");
    }

    /** One sentence: what it is called on either side. */
    public String explained() {
        String versions = String.join(" or ", protocols).replace("TLSv", "TLS ");
        if (isAny()) {
            return name + ": any cipher of " + versions + " that both sides have; IBM's Java client calls it " + suite
                    + ", SSLCIPH of the channel has to be the same or wider.";
        }
        return name + ": a cipher of " + versions + "; Java calls it " + suite + ", SSLCIPH of the channel has to be "
                + name + " or an ANY_... that includes it.";
    }

    /** The CipherSpec. */
    @Override
    public String toString() {
        return name;
    }
}
