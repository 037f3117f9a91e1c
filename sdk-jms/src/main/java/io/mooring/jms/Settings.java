package io.mooring.jms;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How to connect, said outside of the program: by properties ({@code mooring.connection-names}), by the environment ({@code
 * MOORING_CONNECTION_NAMES}), or by both. Immutable.
 *
 * <pre>{@code
 * MooringConnectionFactory.builder().settings(Settings.of(properties, System.getenv())).build();
 * }</pre>
 *
 * <p>The names, what they mean and what they may be are in the table of {@code docs/jms.md}. A secret can be given by the file
 * that it is in ({@code MOORING_PASSWORD_FILE}). A setting without text counts as not given. Nothing here shows a secret.
 */
public final class Settings {
    private final Map<Setting, GivenSetting> given;
    private final Map<String, GivenSetting> ibmProperties;

    private Settings(Map<Setting, GivenSetting> given, Map<String, GivenSetting> ibmProperties) {
        this.given = given;
        this.ibmProperties = ibmProperties;
    }

    /**
     * The settings in some maps, such as {@link Properties} and {@link System#getenv()}; what a later one says prevails. Names
     * that do not begin with {@code mooring.} or {@code MOORING_} are somebody else's and left alone.
     *
     * @throws IllegalArgumentException if there is no setting of a name, or one is said twice in the same map; the message
     *     names it, and what would do
     */
    public static Settings of(Map<?, ?>... sources) {
        Map<Setting, GivenSetting> all = new EnumMap<>(Setting.class);
        Map<String, GivenSetting> allOfIbm = new TreeMap<>();
        for (Map<?, ?> source : sources) {
            Map<Setting, GivenSetting> here = new EnumMap<>(Setting.class);
            Map<String, GivenSetting> ofIbm = new TreeMap<>();
            texts(source).forEach((name, text) -> take(name, text, here, ofIbm));
            here.forEach((setting, one) -> {
                setting.otherForm().ifPresent(all::remove);
                all.put(setting, one);
            });
            allOfIbm.putAll(ofIbm);
        }
        return new Settings(all, allOfIbm);
    }

    /** What a source says that wants to be ours, in the order of the names. */
    private static Map<String, String> texts(Map<?, ?> source) {
        Map<String, String> texts = new TreeMap<>();
        if (source instanceof Properties properties) {
            // Its defaults are not among its entries.
            properties.stringPropertyNames().forEach(name -> texts.put(name, properties.getProperty(name)));
        } else {
            source.forEach((name, text) -> texts.put(String.valueOf(name), String.valueOf(text)));
        }
        texts.keySet().removeIf(name -> !Setting.isOurs(name));
        texts.values().removeIf(String::isBlank);
        return texts;
    }

    private static void take(
            String name, String text, Map<Setting, GivenSetting> given, Map<String, GivenSetting> ibmProperties) {
        Optional<String> ibmName = ibmName(name);
        GivenSetting same;
        if (ibmName.isPresent()) {
            same = ibmProperties.put(ibmName.get(), new GivenSetting(name, text, false));
        } else {
            Setting setting = Setting.named(name)
                    .orElseThrow(() -> new IllegalArgumentException("There is no setting " + name + "; the nearest is "
                            + Setting.nearestTo(name) + ", and docs/jms.md has them all."));
            same = given.put(
                    setting, new GivenSetting(name, setting.isSecret() ? text : text.strip(), setting.isShown()));
            if (same == null) {
                same = setting.otherForm().map(given::get).orElse(null);
            }
        }
        if (same != null) {
            throw new IllegalArgumentException(
                    "Settings " + same + " and " + name + " say the same thing; give one of them.");
        }
    }

    private static Optional<String> ibmName(String name) {
        for (String prefix : List.of(Setting.IBM_PROPERTY, Setting.IBM_VARIABLE)) {
            if (name.startsWith(prefix) && name.length() > prefix.length()) {
                return Optional.of(name.substring(prefix.length()));
            }
        }
        return Optional.empty();
    }

    Optional<GivenSetting> get(Setting setting) {
        return Optional.ofNullable(given.get(setting));
    }

    /** All that were given, without those of IBM's factory. */
    Map<Setting, GivenSetting> all() {
        return given;
    }

    /** The properties of IBM's factory, by IBM's names. */
    Map<String, GivenSetting> ibmProperties() {
        return ibmProperties;
    }

    /** The names of what was given, as they were written; no text, which may be secret. */
    @Override
    public String toString() {
        List<GivenSetting> names = new ArrayList<>(given.values());
        names.addAll(ibmProperties.values());
        return names.stream().map(GivenSetting::name).collect(Collectors.joining(", ", "Settings[", "]"));
    }
}
