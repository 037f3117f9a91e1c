package io.mooring.embedded.tls;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A CipherSpec: what a channel's SSLCIPH names, either one cipher suite of one protocol version or, as {@code ANY_...},
 * a set of versions. Immutable.
 *
 * <p>The table is the one IBM publishes; it was confirmed row by row with the Java client and a JSON CCDT. The broken
 * CipherSpecs (SSL 3.0, DES, RC4, no encryption), which a queue manager refuses unless told otherwise, are not in it.
 */
public final class CipherSpec {
    private static final String TLS_1_0 = "TLSv1";
    private static final String TLS_1_2 = "TLSv1.2";
    private static final String TLS_1_3 = "TLSv1.3";

    private static final Map<String, CipherSpec> TABLE = new LinkedHashMap<>();

    // The client has these two suites, though no CipherSpec of their own; only ANY_... can mean them.
    private static final Set<String> UNNAMED_TLS_1_2_SUITES =
            Set.of("TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256");

    static {
        same(TLS_1_3, "TLS_AES_256_GCM_SHA384");
        same(TLS_1_3, "TLS_CHACHA20_POLY1305_SHA256");
        same(TLS_1_3, "TLS_AES_128_GCM_SHA256");
        same(TLS_1_3, "TLS_AES_128_CCM_SHA256");
        same(TLS_1_3, "TLS_AES_128_CCM_8_SHA256");
        for (String exchange : List.of("ECDHE_ECDSA", "ECDHE_RSA")) {
            for (String cipher :
                    List.of("AES_256_GCM_SHA384", "AES_128_GCM_SHA256", "AES_256_CBC_SHA384", "AES_128_CBC_SHA256")) {
                row(exchange + "_" + cipher, TLS_1_2, "TLS_" + exchange + "_WITH_" + cipher);
            }
        }
        same(TLS_1_2, "TLS_RSA_WITH_AES_256_GCM_SHA384");
        same(TLS_1_2, "TLS_RSA_WITH_AES_128_GCM_SHA256");
        same(TLS_1_2, "TLS_RSA_WITH_AES_256_CBC_SHA256");
        same(TLS_1_2, "TLS_RSA_WITH_AES_128_CBC_SHA256");
        // The name says SHA256, the suite says SHA: so it is in IBM's table.
        row("ECDHE_ECDSA_3DES_EDE_CBC_SHA256", TLS_1_2, "TLS_ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA");
        row("ECDHE_RSA_3DES_EDE_CBC_SHA256", TLS_1_2, "TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA");
        same(TLS_1_0, "TLS_RSA_WITH_AES_256_CBC_SHA");
        same(TLS_1_0, "TLS_RSA_WITH_AES_128_CBC_SHA");
        same(TLS_1_0, "TLS_RSA_WITH_3DES_EDE_CBC_SHA");
        any("ANY", TLS_1_2, TLS_1_3);
        any("ANY_TLS12", TLS_1_2);
        any("ANY_TLS12_OR_HIGHER", TLS_1_2, TLS_1_3);
        any("ANY_TLS13", TLS_1_3);
        any("ANY_TLS13_OR_HIGHER", TLS_1_3);
    }

    private final String name;
    private final Set<String> protocols;
    private final String suite;

    private CipherSpec(String name, Set<String> protocols, String suite) {
        this.name = name;
        this.protocols = protocols;
        this.suite = suite;
    }

    /**
     * The CipherSpec with this name, as SSLCIPH has it; case matters, as it does to the client.
     *
     * @throws IllegalArgumentException if there is none; the message names the nearest cure
     */
    public static CipherSpec named(String name) {
        CipherSpec spec = TABLE.get(name);
        if (spec != null) {
            return spec;
        }
        String cure = TABLE.values().stream()
                .filter(each -> sameSuite(each.suite, name) || each.name.equals(name.toUpperCase(Locale.ROOT)))
                .map(each -> "; SSLCIPH takes " + each.name)
                .findFirst()
                .orElse("; it can be one of " + String.join(", ", TABLE.keySet()));
        throw new IllegalArgumentException("'" + name + "' is not a CipherSpec that this queue manager knows" + cure);
    }

    /** Whether there is a CipherSpec of this name. */
    public static boolean isKnown(String name) {
        return TABLE.containsKey(name);
    }

    /** The names of all CipherSpecs, the strongest protocol first, the {@code ANY...} last. */
    public static List<String> names() {
        return List.copyOf(TABLE.keySet());
    }

    /** The name, as SSLCIPH has it. */
    public String name() {
        return name;
    }

    /**
     * Whether a connection that negotiated this is welcome.
     *
     * @param protocol as JSSE says it, {@code TLSv1.3}
     * @param jsseSuite as JSSE says it, {@code TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384}
     */
    public boolean accepts(String protocol, String jsseSuite) {
        if (!protocols.contains(protocol)) {
            return false;
        }
        if (!suite.isEmpty()) {
            return sameSuite(suite, jsseSuite);
        }
        return TABLE.values().stream().anyMatch(each -> !each.suite.isEmpty() && each.accepts(protocol, jsseSuite))
                || (protocol.equals(TLS_1_2) && UNNAMED_TLS_1_2_SUITES.contains(jsseSuite));
    }

    @Override
    public String toString() {
        return name;
    }

    /** Old suites are called {@code SSL_...} by some JREs and {@code TLS_...} by others. */
    private static boolean sameSuite(String suite, String other) {
        return suite.equals(other.startsWith("SSL_") ? "TLS_" + other.substring("SSL_".length()) : other);
    }

    private static void same(String protocol, String name) {
        row(name, protocol, name);
    }

    private static void row(String name, String protocol, String suite) {
        TABLE.put(name, new CipherSpec(name, Set.of(protocol), suite));
    }

    private static void any(String name, String... protocols) {
        TABLE.put(name, new CipherSpec(name, Set.of(protocols), ""));
    }
}
