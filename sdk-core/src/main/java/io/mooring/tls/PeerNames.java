package io.mooring.tls;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Checks the form of a peer name (SSLPEER), such as {@code CN=QM1*, OU=Orders, O=Mooring}, as IBM's client would when it
 * connects: so that a slip is found at once, and where it is.
 */
final class PeerNames {
    /** What SSLPEER can name, and for those with several names, the one they are counted by. */
    private static final Map<String, String> ATTRIBUTES = Map.ofEntries(
            Map.entry("CN", "CN"),
            Map.entry("T", "T"),
            Map.entry("OU", "OU"),
            Map.entry("DC", "DC"),
            Map.entry("O", "O"),
            Map.entry("STREET", "STREET"),
            Map.entry("L", "L"),
            Map.entry("ST", "ST"),
            Map.entry("SP", "ST"),
            Map.entry("S", "ST"),
            Map.entry("PC", "PC"),
            Map.entry("POSTALCODE", "PC"),
            Map.entry("C", "C"),
            Map.entry("SERIALNUMBER", "SERIALNUMBER"),
            Map.entry("MAIL", "MAIL"),
            Map.entry("E", "MAIL"),
            Map.entry("UID", "UID"),
            Map.entry("USERID", "UID"),
            Map.entry("DNQ", "DNQ"),
            Map.entry("UNSTRUCTUREDNAME", "UNSTRUCTUREDNAME"),
            Map.entry("UNSTRUCTUREDADDRESS", "UNSTRUCTUREDADDRESS"));

    private static final Set<String> REPEATABLE = Set.of("OU", "DC");

    private PeerNames() {}

    /**
     * Answers the pattern if it is one.
     *
     * @throws IllegalArgumentException if it is not
     */
    static String checked(String pattern) {
        Set<String> seen = new HashSet<>();
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i <= pattern.length(); i++) {
            boolean atEnd = i == pattern.length();
            char c = atEnd ? ',' : pattern.charAt(i);
            if (atEnd && quoted) {
                throw refusal(pattern, "a double quotation mark is not closed");
            }
            if (c == '"') {
                quoted = !quoted;
            } else if ((c == ',' || c == ';') && !quoted) {
                check(pattern, pattern.substring(start, i), seen);
                start = i + 1;
            }
        }
        return pattern;
    }

    private static void check(String pattern, String part, Set<String> seen) {
        int equals = part.indexOf('=');
        if (equals < 0) {
            throw refusal(
                    pattern, part.isBlank() ? "a part of it is empty" : "'" + part.strip() + "' has no equals sign");
        }
        // A blank before the equals sign is an error to the client as well.
        String type = part.substring(0, equals).stripLeading();
        String attribute = ATTRIBUTES.get(type.toUpperCase(Locale.ROOT));
        if (attribute == null) {
            throw refusal(pattern, "'" + type + "' is no attribute that it can name (CN, OU, O, L, ST, C, DC, ...)");
        }
        if (!seen.add(attribute) && !REPEATABLE.contains(attribute)) {
            throw refusal(pattern, attribute + " is there twice; only OU and DC can be repeated");
        }
        String value = part.substring(equals + 1).strip();
        if (value.isEmpty() || value.equals("\"\"")) {
            throw refusal(pattern, type + " has no value; " + type + "=* matches any");
        }
    }

    private static IllegalArgumentException refusal(String pattern, String why) {
        return new IllegalArgumentException("Peer name '" + pattern + "' is not valid: " + why
                + ". It is written like CN=QM1*, OU=Orders, O=Example.");
    }
}
