package io.mooring.jms;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * The names of all settings, each in two forms: {@code mooring.client-id} among properties, {@code MOORING_CLIENT_ID} in the
 * environment.
 */
enum Setting {
    CHANNEL_TABLE,
    CONNECTION_NAMES,
    CHANNEL,
    QUEUE_MANAGER,
    USER,
    PASSWORD(USER),
    PASSWORD_FILE(USER),
    APPLICATION_NAME,
    CLIENT_ID,
    NAME,
    SHARING_CONVERSATIONS,
    RECONNECT,
    RECONNECT_TIMEOUT,
    BALANCING,
    BALANCING_TIMEOUT(BALANCING),
    BALANCING_IGNORES_UNITS_OF_WORK(BALANCING),
    TLS_CIPHER,
    TLS_TRUST_STORE,
    TLS_TRUST_STORE_PASSWORD(TLS_TRUST_STORE),
    TLS_TRUST_STORE_PASSWORD_FILE(TLS_TRUST_STORE),
    TLS_KEY_STORE,
    TLS_KEY_STORE_PASSWORD(TLS_KEY_STORE),
    TLS_KEY_STORE_PASSWORD_FILE(TLS_KEY_STORE),
    TLS_KEY_LABEL(TLS_KEY_STORE),
    TLS_PEER_NAME,
    TLS_KEY_RESET_COUNT,
    READ_AHEAD,
    LEDGER,
    WATCHING_SOCKETS;

    /** Before the name of a property of IBM's factory. */
    static final String IBM_PROPERTY = "mooring.property.";

    /** The same in the environment. */
    static final String IBM_VARIABLE = "MOORING_PROPERTY_";

    private static final String PROPERTY = "mooring.";
    private static final String VARIABLE = "MOORING_";

    /** What a letter too many, or another one, counts more than one that is missing. */
    private static final int WRONG_LETTER = 3;

    private final Optional<Setting> needs;

    Setting() {
        this.needs = Optional.empty();
    }

    Setting(Setting needs) {
        this.needs = Optional.of(needs);
    }

    /** Its name among properties. */
    String property() {
        return PROPERTY + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Its name in the environment. */
    String variable() {
        return VARIABLE + name();
    }

    /** The setting without which this one means nothing; empty if it stands alone. */
    Optional<Setting> needs() {
        return needs;
    }

    /** Its name in the form that another name has. */
    String like(String other) {
        return other.startsWith(VARIABLE) ? variable() : property();
    }

    /** Whether its text is a secret. */
    boolean isSecret() {
        return name().endsWith("PASSWORD");
    }

    /** Whether its text may be shown; an address of a web server may have a secret in it. */
    boolean isShown() {
        return !isSecret() && this != CHANNEL_TABLE;
    }

    /** The other way to say the same: a secret by itself, or the file that it is in. */
    Optional<Setting> otherForm() {
        if (isSecret()) {
            return Optional.of(valueOf(name() + "_FILE"));
        }
        String file = "_FILE";
        return name().endsWith(file)
                ? Optional.of(valueOf(name().substring(0, name().length() - file.length())))
                : Optional.empty();
    }

    /** Whether a name of either form wants to be one of ours. */
    static boolean isOurs(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("mooring.") || lower.startsWith("mooring_");
    }

    /** The setting of this name, in either form; empty if there is none. */
    static Optional<Setting> named(String name) {
        return Arrays.stream(values())
                .filter(setting ->
                        setting.property().equals(name) || setting.variable().equals(name))
                .findFirst();
    }

    /** The name that is most like one that there is not, in the same form. */
    static String nearestTo(String name) {
        String wanted = plain(name);
        return Arrays.stream(values())
                .min(Comparator.comparingInt(setting -> distance(wanted, plain(setting.property()))))
                .map(setting -> setting.like(name))
                .orElseThrow();
    }

    /** How a name is compared: {@code connectionNames} is nearly {@code connection-names}. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** How far a name is from what was written. Letters that were left out, {@code appname}, are the least mistake. */
    private static int distance(String written, String name) {
        int[] before = new int[name.length() + 1];
        Arrays.setAll(before, i -> i);
        for (int i = 1; i <= written.length(); i++) {
            int[] now = new int[before.length];
            now[0] = i * WRONG_LETTER;
            for (int j = 1; j < now.length; j++) {
                int changed = before[j - 1] + (written.charAt(i - 1) == name.charAt(j - 1) ? 0 : WRONG_LETTER);
                now[j] = Math.min(changed, Math.min(before[j] + WRONG_LETTER, now[j - 1] + 1));
            }
            before = now;
        }
        return before[name.length()];
    }
}
