package io.mooring.tls;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The CipherSpecs of TLS 1.2 and 1.3 that IBM does not call deprecated, and what Java calls them.
 *
 * <p>IBM, "Enabling CipherSpecs" and "TLS CipherSpecs and CipherSuites in IBM MQ classes for Java".
 */
final class CipherTable {
    static final String TLS_1_2 = "TLSv1.2";
    static final String TLS_1_3 = "TLSv1.3";

    private static final int NEAR_NAMES = 3;

    /** What makes a cipher one that IBM calls deprecated; ANY alone may end with TLS 1.0. */
    private static final Pattern DEPRECATED = Pattern.compile("NULL|RC2|RC4|DES|MD5|EXPORT|_SHA$|^ANY$|^\\*ANY$");

    private static final Map<String, CipherSpec> BY_NAME = new LinkedHashMap<>();
    private static final Map<String, CipherSpec> BY_SUITE = new LinkedHashMap<>();

    static {
        for (String suite : List.of(
                "TLS_AES_256_GCM_SHA384",
                "TLS_CHACHA20_POLY1305_SHA256",
                "TLS_AES_128_GCM_SHA256",
                "TLS_AES_128_CCM_SHA256",
                "TLS_AES_128_CCM_8_SHA256")) {
            row(suite, suite, TLS_1_3);
        }
        for (String exchange : List.of("ECDHE_ECDSA", "ECDHE_RSA")) {
            for (String cipher :
                    List.of("AES_256_GCM_SHA384", "AES_128_GCM_SHA256", "AES_256_CBC_SHA384", "AES_128_CBC_SHA256")) {
                row(exchange + "_" + cipher, "TLS_" + exchange + "_WITH_" + cipher, TLS_1_2);
            }
        }
        for (String cipher :
                List.of("AES_256_GCM_SHA384", "AES_128_GCM_SHA256", "AES_256_CBC_SHA256", "AES_128_CBC_SHA256")) {
            row("TLS_RSA_WITH_" + cipher, "TLS_RSA_WITH_" + cipher, TLS_1_2);
        }
        row("ANY_TLS13", "*TLS13", TLS_1_3);
        row("ANY_TLS13_OR_HIGHER", "*TLS13ORHIGHER", TLS_1_3);
        row("ANY_TLS12", "*TLS12", TLS_1_2);
        row("ANY_TLS12_OR_HIGHER", "*TLS12ORHIGHER", TLS_1_2, TLS_1_3);
    }

    private CipherTable() {}

    static List<CipherSpec> all() {
        return List.copyOf(BY_NAME.values());
    }

    static Optional<CipherSpec> find(String written) {
        String name = written.strip();
        CipherSpec spec = BY_NAME.get(name);
        if (spec == null) {
            spec = BY_SUITE.get(name.startsWith("SSL_") ? "TLS_" + name.substring("SSL_".length()) : name);
        }
        return Optional.ofNullable(spec);
    }

    static String refusal(String written) {
        String name = written.strip().toUpperCase(Locale.ROOT);
        if (name.isEmpty()) {
            return "The name of the cipher is empty; ANY_TLS12_OR_HIGHER leaves the choice to both sides.";
        }
        String near = nearest(name).stream().map(CipherSpec::name).collect(Collectors.joining(", "));
        if (DEPRECATED.matcher(name).find()) {
            return "Cipher '" + written
                    + "' is one that IBM MQ calls deprecated, or may end as one; take ANY_TLS12_OR_HIGHER"
                    + " or one of " + near + ".";
        }
        return "Cipher '" + written
                + "' is neither a CipherSpec of IBM MQ nor a cipher suite of Java for one; near are " + near
                + ". Case matters.";
    }

    private static List<CipherSpec> nearest(String name) {
        List<CipherSpec> specs = new ArrayList<>(BY_NAME.values());
        // A stable sort: among equally near ones, the stronger comes first.
        specs.sort(
                Comparator.comparingInt(spec -> Math.min(distance(name, spec.name()), distance(name, spec.suite()))));
        return specs.subList(0, NEAR_NAMES);
    }

    /** How many characters have to be put in, taken out or changed to make one text of the other. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }

    private static void row(String name, String suite, String... protocols) {
        CipherSpec spec = new CipherSpec(name, suite, List.of(protocols));
        BY_NAME.put(name, spec);
        BY_SUITE.put(suite, spec);
    }
}
