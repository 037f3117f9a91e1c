package io.mooring.client;

import io.mooring.channeltable.ClientChannel;
import io.mooring.internal.link.Link;
import io.mooring.observe.LogFields;
import io.mooring.tls.TlsSettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of each new link how it speaks TLS and when our certificate expires, and of each channel, once, what of its
 * definition this client does not do.
 */
final class LinkLog implements Consumer<Link> {
    private static final Logger log = LoggerFactory.getLogger(LinkLog.class);

    private final String client;
    private final Clock clock;
    private final Optional<TlsSettings> tls;
    private final Set<ClientChannel> known = ConcurrentHashMap.newKeySet();

    LinkLog(String client, Clock clock, Optional<TlsSettings> tls) {
        this.client = client;
        this.clock = clock;
        this.tls = tls;
    }

    @Override
    public void accept(Link link) {
        tls.ifPresent(settings -> {
            log.atInfo()
                    .addKeyValue(LogFields.CONNECTION, client)
                    .addKeyValue(LogFields.QUEUE_MANAGER, link.queueManager())
                    .addKeyValue(LogFields.EPOCH, link.epoch())
                    .log("{}: TLS to {}: {}", client, link.queueManager(), settings.describe());
            settings.warnings(clock.instant()).forEach(this::warn);
        });
        ClientChannel channel = link.route().channel();
        if (known.add(channel)) {
            notDone(channel).forEach(this::warn);
        }
    }

    private void warn(String sentence) {
        log.atWarn().addKeyValue(LogFields.CONNECTION, client).log("{}: {}", client, sentence);
    }

    /** What IBM's MQ classes for Java take only from a channel table that they read themselves, or what we leave out. */
    private static List<String> notDone(ClientChannel channel) {
        List<String> sentences = new ArrayList<>();
        if (channel.hasExits()) {
            sentences.add(
                    "Channel " + channel.name() + " names exits in the channel table; this client does not run them.");
        }
        if (!channel.headerCompression().equals(List.of("none"))
                || !channel.messageCompression().equals(List.of("none"))) {
            sentences.add("Channel " + channel.name() + " asks for compression; this client does not compress.");
        }
        if (channel.certificateLabel().isPresent()) {
            sentences.add(
                    "Channel " + channel.name() + " names certificate '"
                            + channel.certificateLabel().get()
                            + "'; this client shows the one of its key store, see TlsSettings.keyStore(file, password, label).");
        }
        return sentences;
    }
}
