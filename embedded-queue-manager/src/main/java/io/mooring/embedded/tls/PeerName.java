package io.mooring.embedded.tls;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.naming.InvalidNameException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * A pattern for distinguished names, as SSLPEER holds it: {@code CN=APP*, OU=Payments, O=Mooring}. Immutable.
 *
 * <p>The rules are IBM's, and where IBM's text leaves room, what the Java client does with the same pattern:
 *
 * <ul>
 *   <li>Commas or semicolons separate; spaces around a value are ignored unless the value is in double quotes.
 *   <li>Letters match irrespective of case. Attributes that the pattern does not name are not looked at.
 *   <li>An asterisk at the beginning or end of a value stands for any text, also within quotes; {@code \*} there is an
 *       asterisk. An asterisk in the middle is one too.
 *   <li>{@code OU} and {@code DC} can be repeated: the first in the pattern is compared with the first in the name, as
 *       the name is usually written (the most specific first), the second with the second.
 *   <li>A bare asterisk also matches an attribute that is absent, except {@code OU} and {@code DC}.
 * </ul>
 */
public final class PeerName {
    private static final Map<String, String> ATTRIBUTES = new HashMap<>();
    private static final Map<String, String> OIDS = Map.of(
            "2.5.4.5", "SERIALNUMBER",
            "2.5.4.12", "T",
            "2.5.4.17", "PC",
            "2.5.4.46", "DNQ",
            "1.2.840.113549.1.9.1", "MAIL",
            "1.2.840.113549.1.9.2", "UNSTRUCTUREDNAME",
            "1.2.840.113549.1.9.8", "UNSTRUCTUREDADDRESS");

    static {
        for (String same : List.of(
                "SERIALNUMBER", "MAIL", "UID", "CN", "T", "OU", "DC", "O", "STREET", "L", "ST", "PC", "C", "DNQ")) {
            ATTRIBUTES.put(same, same);
        }
        ATTRIBUTES.put("UNSTRUCTUREDNAME", "UNSTRUCTUREDNAME");
        ATTRIBUTES.put("UNSTRUCTUREDADDRESS", "UNSTRUCTUREDADDRESS");
        ATTRIBUTES.put("E", "MAIL");
        ATTRIBUTES.put("USERID", "UID");
        ATTRIBUTES.put("SP", "ST");
        ATTRIBUTES.put("S", "ST");
        ATTRIBUTES.put("POSTALCODE", "PC");
    }

    private final String text;
    private final Map<String, List<String>> patterns;

    private PeerName(String text, Map<String, List<String>> patterns) {
        this.text = text;
        this.patterns = patterns;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if it is not one (the client's reason code for that is 2399)
     */
    public static PeerName of(String sslpeer) {
        Map<String, List<String>> patterns = new HashMap<>();
        for (String part : split(sslpeer)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw malformed(sslpeer, "'" + part.strip() + "' has no '='");
            }
            String type = part.substring(0, equals).stripLeading();
            String attribute = ATTRIBUTES.get(type.toUpperCase(Locale.ROOT));
            if (attribute == null) {
                throw malformed(sslpeer, "'" + type + "' is not an attribute that SSLPEER can name (CN, OU, O, ...)");
            }
            List<String> values = patterns.computeIfAbsent(attribute, any -> new ArrayList<>());
            if (!values.isEmpty() && !isRepeatable(attribute)) {
                throw malformed(sslpeer, attribute + " is there twice; only OU and DC can be repeated");
            }
            values.add(value(sslpeer, type, part.substring(equals + 1).strip()));
        }
        return new PeerName(sslpeer, patterns);
    }

    /** Whether a certificate's subject is one that the pattern means. */
    public boolean matches(X500Principal subject) {
        Map<String, List<String>> name = attributesOf(subject);
        return patterns.entrySet().stream()
                .allMatch(
                        each -> allMatch(each.getKey(), each.getValue(), name.getOrDefault(each.getKey(), List.of())));
    }

    /** The pattern as it was written. */
    @Override
    public String toString() {
        return text;
    }

    private static boolean allMatch(String attribute, List<String> wanted, List<String> present) {
        for (int i = 0; i < wanted.size(); i++) {
            if (i < present.size()) {
                if (!matches(wanted.get(i), present.get(i))) {
                    return false;
                }
            } else if (isRepeatable(attribute) || !wanted.get(i).equals("*")) {
                return false;
            }
        }
        return true;
    }

    private static boolean isRepeatable(String attribute) {
        return attribute.equals("OU") || attribute.equals("DC");
    }

    private static boolean matches(String pattern, String value) {
        String wanted = pattern.toLowerCase(Locale.ROOT);
        String present = value.toLowerCase(Locale.ROOT);
        if (wanted.equals("*")) {
            return true;
        }
        boolean anyBefore = wanted.startsWith("*");
        boolean anyAfter = wanted.endsWith("*") && !wanted.endsWith("\\*");
        if (anyBefore) {
            wanted = wanted.substring(1);
        } else if (wanted.startsWith("\\*")) {
            wanted = wanted.substring(1);
        }
        if (anyAfter && !wanted.isEmpty()) {
            wanted = wanted.substring(0, wanted.length() - 1);
        } else if (wanted.endsWith("\\*")) {
            wanted = wanted.substring(0, wanted.length() - 2) + "*";
        }
        if (anyBefore && anyAfter) {
            return present.contains(wanted);
        }
        return anyBefore ? present.endsWith(wanted) : anyAfter ? present.startsWith(wanted) : present.equals(wanted);
    }

    private static List<String> split(String sslpeer) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < sslpeer.length(); i++) {
            char c = sslpeer.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if ((c == ',' || c == ';') && !quoted) {
                parts.add(sslpeer.substring(start, i));
                start = i + 1;
            }
        }
        if (quoted) {
            throw malformed(sslpeer, "a double quotation mark is not closed");
        }
        parts.add(sslpeer.substring(start));
        return parts;
    }

    private static String value(String sslpeer, String type, String written) {
        boolean quoted = written.length() >= 2 && written.startsWith("\"") && written.endsWith("\"");
        String value = quoted ? written.substring(1, written.length() - 1) : written;
        if (value.isEmpty()) {
            throw malformed(sslpeer, type + " has no value; " + type + "=* matches any");
        }
        return value;
    }

    private static Map<String, List<String>> attributesOf(X500Principal subject) {
        Map<String, List<String>> attributes = new HashMap<>();
        try {
            List<Rdn> rdns = new LdapName(subject.getName(X500Principal.RFC2253, OIDS)).getRdns();
            for (int i = rdns.size() - 1; i >= 0; i--) { // LdapName counts from the right, where the country is
                NamingEnumeration<? extends Attribute> all =
                        rdns.get(i).toAttributes().getAll();
                while (all.hasMore()) {
                    Attribute attribute = all.next();
                    if (attribute.get() instanceof String value) {
                        attributes
                                .computeIfAbsent(attribute.getID().toUpperCase(Locale.ROOT), any -> new ArrayList<>())
                                .add(value);
                    }
                }
            }
        } catch (InvalidNameException e) {
            throw new IllegalArgumentException(
                    "the subject '" + subject + "' cannot be read as a distinguished name", e);
        } catch (NamingException e) {
            throw new IllegalStateException("the subject '" + subject + "' cannot be taken apart", e);
        }
        return attributes;
    }

    private static IllegalArgumentException malformed(String sslpeer, String why) {
        return new IllegalArgumentException("SSLPEER '" + sslpeer + "' is not a peer name: " + why);
    }
}
