package io.mooring.observe;

import io.mooring.event.Closed;
import io.mooring.event.Connected;
import io.mooring.event.ConnectionEvent;
import io.mooring.event.ConnectionListener;
import io.mooring.event.ConnectionLost;
import io.mooring.event.Quiescing;
import io.mooring.event.ReconnectFailed;
import io.mooring.event.Reconnected;
import io.mooring.event.Reconnecting;
import io.mooring.reason.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes one line for each event of a connection, with its parts as key-value pairs named in {@link LogFields}.
 *
 * <p>Of the attempts to reconnect, those with the numbers 1, 2, 4, 8 and so on have a line, and one at least every half
 * hour; each says how many before it had none. There is nothing of a message and no secret in any line.
 *
 * <p>One object may listen to many connections, as long as their names differ.
 */
public final class ConnectionLog implements ConnectionListener {
    /** However long an outage lasts, somebody who looks at the last hour of the log is to find it. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(30);

    /** The attempt that had the last line: its number and when it was. */
    private record LastLine(int attempt, Instant at) {}

    private final Logger log;

    /** By the name of the connection, while it reconnects. */
    private final Map<String, LastLine> lastLines = new ConcurrentHashMap<>();

    private ConnectionLog(Logger log) {
        this.log = log;
    }

    /** Writes to the logger that has the name of this class. */
    public static ConnectionLog create() {
        return to(LoggerFactory.getLogger(ConnectionLog.class));
    }

    /** Writes to this logger. */
    public static ConnectionLog to(Logger log) {
        return new ConnectionLog(log);
    }

    @Override
    public void onEvent(ConnectionEvent event) {
        if (event instanceof Connected connected) {
            connected(connected);
        } else if (event instanceof Quiescing quiescing) {
            quiescing(quiescing);
        } else if (event instanceof ConnectionLost lost) {
            lost(lost);
        } else if (event instanceof Reconnecting reconnecting) {
            reconnecting(reconnecting);
        } else if (event instanceof Reconnected reconnected) {
            reconnected(reconnected);
        } else if (event instanceof ReconnectFailed failed) {
            failed(failed);
        } else if (event instanceof Closed closed) {
            lastLines.remove(closed.connection());
            line(log.atInfo(), closed, "closed").log("{}: closed", closed.connection());
        }
    }

    private void connected(Connected event) {
        line(log.atInfo(), event, "connected")
                .addKeyValue(LogFields.QUEUE_MANAGER, event.queueManager().value())
                .addKeyValue(LogFields.ENDPOINT, event.endpoint())
                .log("{}: connected to {} at {}", event.connection(), event.queueManager(), event.endpoint());
    }

    private void quiescing(Quiescing event) {
        withReason(line(log.atWarn(), event, "quiescing"), event.reason())
                .addKeyValue(LogFields.QUEUE_MANAGER, event.queueManager().value())
                .log("{}: {} asks us to leave{}", event.connection(), event.queueManager(), words(event.reason()));
    }

    private void lost(ConnectionLost event) {
        withReason(line(event.planned() ? log.atInfo() : log.atWarn(), event, "lost"), event.reason())
                .addKeyValue(LogFields.QUEUE_MANAGER, event.queueManager().value())
                .addKeyValue(LogFields.PLANNED, event.planned())
                .log(
                        event.planned() ? "{}: left {} as planned{}" : "{}: connection to {} lost{}",
                        event.connection(),
                        event.queueManager(),
                        words(event.reason()));
    }

    private void reconnecting(Reconnecting event) {
        LastLine last = event.attempt() == 1 ? null : lastLines.get(event.connection());
        boolean powerOfTwo = Integer.bitCount(event.attempt()) == 1;
        boolean silentForLong =
                last != null && Duration.between(last.at, event.at()).compareTo(LONGEST_SILENCE) >= 0;
        if (!powerOfTwo && !silentForLong && last != null) {
            return;
        }
        int notLogged = last == null ? event.attempt() - 1 : event.attempt() - last.attempt - 1;
        lastLines.put(event.connection(), new LastLine(event.attempt(), event.at()));
        line(event.attempt() == 1 ? log.atInfo() : log.atWarn(), event, "reconnecting")
                .addKeyValue(LogFields.FORMER_QUEUE_MANAGER, event.from().value())
                .addKeyValue(LogFields.ATTEMPT, event.attempt())
                .addKeyValue(LogFields.ATTEMPTS_NOT_LOGGED, notLogged)
                .addKeyValue(LogFields.DELAY, event.delay().toMillis())
                .log(
                        "{}: attempt {} to reconnect, {}{}",
                        event.connection(),
                        event.attempt(),
                        event.delay().isZero()
                                ? "at once"
                                : "in " + event.delay().toMillis() + " ms",
                        notLogged == 0 ? "" : "; " + notLogged + " attempt(s) before it not logged");
    }

    private void reconnected(Reconnected event) {
        lastLines.remove(event.connection());
        line(log.atInfo(), event, "reconnected")
                .addKeyValue(LogFields.QUEUE_MANAGER, event.to().value())
                .addKeyValue(LogFields.FORMER_QUEUE_MANAGER, event.from().value())
                .addKeyValue(LogFields.ENDPOINT, event.endpoint())
                .addKeyValue(LogFields.OUTAGE, event.outage().toMillis())
                .addKeyValue(LogFields.ATTEMPTS, event.attempts())
                .addKeyValue(LogFields.PLANNED, event.planned())
                .log(
                        "{}: reconnected from {} to {} at {} after {} ms and {} attempt(s){}",
                        event.connection(),
                        event.from(),
                        event.to(),
                        event.endpoint(),
                        event.outage().toMillis(),
                        event.attempts(),
                        event.planned() ? ", as planned" : "");
    }

    private void failed(ReconnectFailed event) {
        lastLines.remove(event.connection());
        withReason(line(log.atError(), event, "reconnect failed"), event.reason())
                .addKeyValue(LogFields.FORMER_QUEUE_MANAGER, event.from().value())
                .addKeyValue(LogFields.OUTAGE, event.outage().toMillis())
                .addKeyValue(LogFields.ATTEMPTS, event.attempts())
                .log(
                        "{}: gave up reconnecting from {} after {} ms and {} attempt(s){}{}",
                        event.connection(),
                        event.from(),
                        event.outage().toMillis(),
                        event.attempts(),
                        words(event.reason()),
                        event.reason().map(reason -> ". " + reason.advice()).orElse(""));
    }

    private static LoggingEventBuilder line(LoggingEventBuilder builder, ConnectionEvent event, String kind) {
        return builder.addKeyValue(LogFields.EVENT, kind)
                .addKeyValue(LogFields.CONNECTION, event.connection())
                .addKeyValue(LogFields.EPOCH, event.epoch());
    }

    private static LoggingEventBuilder withReason(LoggingEventBuilder builder, Optional<ReasonCode> reason) {
        return reason.map(code -> builder.addKeyValue(LogFields.REASON, code.value())
                        .addKeyValue(LogFields.REASON_NAME, code.name()))
                .orElse(builder);
    }

    private static String words(Optional<ReasonCode> reason) {
        return reason.map(code -> ": " + code).orElse("");
    }
}
