package io.mooring.jms;

import io.mooring.receipt.PutLedger;
import io.mooring.tls.TlsSettings;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Says to a builder what settings say; each of them gets its meaning here. */
final class SettingsReader {
    private static final String ANY_CIPHER = "ANY_TLS12_OR_HIGHER";
    private static final String IBM_PASSWORD = "XMSC_PASSWORD";
    private static final Map<String, Reconnection> RECONNECTIONS = Map.of(
            "any-queue-manager", Reconnection.ANY_QUEUE_MANAGER,
            "same-queue-manager", Reconnection.SAME_QUEUE_MANAGER,
            "off", Reconnection.OFF);
    private static final Map<String, ReadAhead> READ_AHEADS =
            Map.of("where-safe", ReadAhead.WHERE_SAFE, "always", ReadAhead.ALWAYS, "never", ReadAhead.NEVER);
    private static final Map<String, Balancing> BALANCINGS =
            Map.of("simple", Balancing.simple(), "request-reply", Balancing.requestReply());

    private final Settings settings;

    SettingsReader(Settings settings) {
        this.settings = settings;
    }

    /** Says all to a builder, and answers the builder. */
    MooringConnectionFactoryBuilder readInto(MooringConnectionFactoryBuilder builder) {
        requireWhatIsNeeded();
        var said = with(builder, Setting.CHANNEL_TABLE, (b, it) -> b.channelTable(it.address()));
        said = with(said, Setting.CONNECTION_NAMES, (b, it) -> b.connectionNames(it.text()));
        said = with(said, Setting.CHANNEL, (b, it) -> b.channel(it.text()));
        said = with(said, Setting.QUEUE_MANAGER, (b, it) -> b.queueManager(it.text()));
        String password = secret(Setting.USER, Setting.PASSWORD);
        said = with(said, Setting.USER, (b, it) -> b.credentials(it.text(), password));
        said = with(said, Setting.APPLICATION_NAME, (b, it) -> b.applicationName(it.text()));
        said = with(said, Setting.CLIENT_ID, (b, it) -> b.clientId(it.text()));
        said = with(said, Setting.NAME, (b, it) -> b.name(it.text()));
        said = with(said, Setting.SHARING_CONVERSATIONS, (b, it) -> b.sharingConversations(it.yesOrNo()));
        said = with(
                said,
                Setting.RECONNECT,
                (b, it) -> b.reconnect(it.oneOf(RECONNECTIONS, "any-queue-manager, same-queue-manager or off")));
        said = with(said, Setting.RECONNECT_TIMEOUT, (b, it) -> b.reconnectTimeout(it.duration()));
        said = with(said, Setting.WATCHING_SOCKETS, (b, it) -> b.watchingSockets(it.yesOrNo()));
        said = with(
                said, Setting.READ_AHEAD, (b, it) -> b.readAhead(it.oneOf(READ_AHEADS, "where-safe, always or never")));
        said = with(said, Setting.LEDGER, (b, it) -> b.ledger(PutLedger.holding(it.number())));
        Optional<Balancing> balancing = settings.get(Setting.BALANCING).map(this::balancing);
        if (balancing.isPresent()) {
            said = said.balancing(balancing.get());
        }
        if (settings.all().keySet().stream().anyMatch(setting -> setting.name().startsWith("TLS_"))) {
            said = said.tls(tls());
        }
        for (Map.Entry<String, GivenSetting> property : settings.ibmProperties().entrySet()) {
            said = said.property(property.getKey(), ibmText(property.getKey(), property.getValue()));
        }
        return said;
    }

    private void requireWhatIsNeeded() {
        settings.all()
                .forEach((setting, given) -> setting.needs()
                        .filter(needed -> settings.get(needed).isEmpty())
                        .ifPresent(needed -> {
                            throw new IllegalArgumentException("Setting " + given.name() + " means nothing without "
                                    + needed.like(given.name()) + "; give both, or neither.");
                        }));
    }

    private Balancing balancing(GivenSetting kind) {
        Balancing balancing = kind.named(() -> kind.oneOf(BALANCINGS, "simple or request-reply"));
        balancing = with(balancing, Setting.BALANCING_TIMEOUT, (b, it) -> switch (it.text()) {
            case "immediately" -> b.immediately();
            case "when-it-suits" -> b.whenItSuits();
            default -> b.within(it.duration("a time such as 10s, or immediately, or when-it-suits"));
        });
        return with(
                balancing,
                Setting.BALANCING_IGNORES_UNITS_OF_WORK,
                (b, it) -> it.yesOrNo() ? b.ignoringUnitsOfWork() : b);
    }

    private TlsSettings tls() {
        TlsSettings any = TlsSettings.cipher(ANY_CIPHER);
        TlsSettings tls = with(any, Setting.TLS_CIPHER, (t, it) -> TlsSettings.cipher(it.text()));
        char[] trustPassword = secret(Setting.TLS_TRUST_STORE, Setting.TLS_TRUST_STORE_PASSWORD)
                .toCharArray();
        tls = with(tls, Setting.TLS_TRUST_STORE, (t, it) -> t.trustStore(it.file(), trustPassword));
        char[] keyPassword =
                secret(Setting.TLS_KEY_STORE, Setting.TLS_KEY_STORE_PASSWORD).toCharArray();
        Optional<GivenSetting> label = settings.get(Setting.TLS_KEY_LABEL);
        tls = with(
                tls,
                Setting.TLS_KEY_STORE,
                (t, it) -> label.isPresent()
                        ? t.keyStore(it.file(), keyPassword, label.get().text())
                        : t.keyStore(it.file(), keyPassword));
        tls = with(tls, Setting.TLS_PEER_NAME, (t, it) -> t.peerName(it.text()));
        return with(tls, Setting.TLS_KEY_RESET_COUNT, (t, it) -> t.keyResetCount(it.number()));
    }

    /** A password goes the way on which nobody shows it. */
    private static String ibmText(String property, GivenSetting given) {
        if (property.equals(IBM_PASSWORD)) {
            throw new IllegalArgumentException("Setting " + given.name() + " is not taken; give "
                    + Setting.PASSWORD.like(given.name()) + " or " + Setting.PASSWORD_FILE.like(given.name()) + ".");
        }
        return given.text();
    }

    /** The secret that belongs to a setting, by itself or from its file; empty if the setting was not given. */
    private String secret(Setting owner, Setting secret) {
        Optional<GivenSetting> owning = settings.get(owner);
        if (owning.isEmpty()) {
            return "";
        }
        Setting file = secret.otherForm().orElseThrow();
        Optional<String> itself = settings.get(secret).map(GivenSetting::text);
        Optional<String> inFile = settings.get(file).map(given -> given.named(given::contents));
        return itself.or(() -> inFile).orElseThrow(() -> {
            String name = owning.get().name();
            return new IllegalArgumentException("Setting " + name + " has no password with it; give "
                    + secret.like(name) + " or " + file.like(name) + ".");
        });
    }

    /** Something, changed by a setting if that was given. */
    private <V> V with(V value, Setting setting, BiFunction<V, GivenSetting, V> change) {
        return settings.get(setting)
                .map(given -> given.named(() -> change.apply(value, given)))
                .orElse(value);
    }
}
