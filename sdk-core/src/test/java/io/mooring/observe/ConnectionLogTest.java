package io.mooring.observe;

import static io.mooring.observe.SampleLife.AT;
import static io.mooring.observe.SampleLife.QM1;
import static io.mooring.observe.SampleLife.QM2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.mooring.event.Closed;
import io.mooring.event.ConnectionLost;
import io.mooring.event.Quiescing;
import io.mooring.event.ReconnectFailed;
import io.mooring.event.Reconnected;
import io.mooring.event.Reconnecting;
import io.mooring.reason.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ConnectionLogTest {
    private final LogLines lines = new LogLines(ConnectionLog.class);
    private final ConnectionLog log = ConnectionLog.create();

    @AfterEach
    void detach() {
        lines.close();
    }

    @Test
    void eachEventHasOneLineThatTellsItWhole() {
        SampleLife.events("orders").forEach(log::onEvent);

        assertThat(lines.texts())
                .containsExactly(
                        "INFO orders: connected to QM1 at mq1(1414)",
                        "WARN orders: QM1 asks us to leave: 2161 MQRC_Q_MGR_QUIESCING",
                        "WARN orders: connection to QM1 lost: 2009 MQRC_CONNECTION_BROKEN",
                        "INFO orders: attempt 1 to reconnect, at once",
                        "WARN orders: attempt 2 to reconnect, in 250 ms",
                        "INFO orders: reconnected from QM1 to QM2 at mq2(1414) after 1943 ms and 2 attempt(s)",
                        "INFO orders: left QM2 as planned",
                        "INFO orders: attempt 1 to reconnect, at once",
                        "INFO orders: reconnected from QM2 to QM3 at mq3(1414) after 43 ms and 1 attempt(s),"
                                + " as planned",
                        "WARN orders: connection to QM3 lost: 2009 MQRC_CONNECTION_BROKEN",
                        "INFO orders: attempt 1 to reconnect, at once",
                        "WARN orders: attempt 2 to reconnect, in 1000 ms",
                        "WARN orders: attempt 4 to reconnect, in 3000 ms; 1 attempt(s) before it not logged",
                        "ERROR orders: gave up reconnecting from QM3 after 10000 ms and 4 attempt(s): "
                                + "2059 MQRC_Q_MGR_NOT_AVAILABLE. "
                                + ReasonCode.Q_MGR_NOT_AVAILABLE.advice(),
                        "INFO orders: closed");
    }

    @Test
    void partsOfAnEventAreFields() {
        SampleLife.events("orders").forEach(log::onEvent);

        assertThat(lines.fields(0))
                .containsExactly(
                        entry(LogFields.EVENT, "connected"),
                        entry(LogFields.CONNECTION, "orders"),
                        entry(LogFields.EPOCH, 1L),
                        entry(LogFields.QUEUE_MANAGER, "QM1"),
                        entry(LogFields.ENDPOINT, "mq1(1414)"));
        assertThat(lines.fields(1))
                .containsExactly(
                        entry(LogFields.EVENT, "quiescing"),
                        entry(LogFields.CONNECTION, "orders"),
                        entry(LogFields.EPOCH, 1L),
                        entry(LogFields.REASON, 2161),
                        entry(LogFields.REASON_NAME, "MQRC_Q_MGR_QUIESCING"),
                        entry(LogFields.QUEUE_MANAGER, "QM1"));
        assertThat(lines.fields(2))
                .containsExactly(
                        entry(LogFields.EVENT, "lost"),
                        entry(LogFields.CONNECTION, "orders"),
                        entry(LogFields.EPOCH, 1L),
                        entry(LogFields.REASON, 2009),
                        entry(LogFields.REASON_NAME, "MQRC_CONNECTION_BROKEN"),
                        entry(LogFields.QUEUE_MANAGER, "QM1"),
                        entry(LogFields.PLANNED, false));
        assertThat(lines.fields(5))
                .containsExactly(
                        entry(LogFields.EVENT, "reconnected"),
                        entry(LogFields.CONNECTION, "orders"),
                        entry(LogFields.EPOCH, 3L),
                        entry(LogFields.QUEUE_MANAGER, "QM2"),
                        entry(LogFields.FORMER_QUEUE_MANAGER, "QM1"),
                        entry(LogFields.ENDPOINT, "mq2(1414)"),
                        entry(LogFields.OUTAGE, 1943L),
                        entry(LogFields.ATTEMPTS, 2),
                        entry(LogFields.PLANNED, false));
        assertThat(lines.fields(12))
                .containsExactly(
                        entry(LogFields.EVENT, "reconnecting"),
                        entry(LogFields.CONNECTION, "orders"),
                        entry(LogFields.EPOCH, 8L),
                        entry(LogFields.FORMER_QUEUE_MANAGER, "QM3"),
                        entry(LogFields.ATTEMPT, 4),
                        entry(LogFields.ATTEMPTS_NOT_LOGGED, 1),
                        entry(LogFields.DELAY, 3000L));
        assertThat(lines.fields(13))
                .containsExactly(
                        entry(LogFields.EVENT, "reconnect failed"),
                        entry(LogFields.CONNECTION, "orders"),
                        entry(LogFields.EPOCH, 8L),
                        entry(LogFields.REASON, 2059),
                        entry(LogFields.REASON_NAME, "MQRC_Q_MGR_NOT_AVAILABLE"),
                        entry(LogFields.FORMER_QUEUE_MANAGER, "QM3"),
                        entry(LogFields.OUTAGE, 10_000L),
                        entry(LogFields.ATTEMPTS, 4));
        assertThat(lines.fields(14))
                .containsExactly(
                        entry(LogFields.EVENT, "closed"),
                        entry(LogFields.CONNECTION, "orders"),
                        entry(LogFields.EPOCH, 8L));
    }

    @Test
    void aReasonThatNobodyGaveIsNotInTheLine() {
        log.onEvent(new Quiescing("orders", AT, 1, QM1, Optional.empty()));
        log.onEvent(new ConnectionLost("orders", AT, 1, QM1, false, Optional.empty()));
        log.onEvent(new ReconnectFailed("orders", AT, 1, QM1, Duration.ofSeconds(2), 0, Optional.empty()));

        assertThat(lines.texts())
                .containsExactly(
                        "WARN orders: QM1 asks us to leave",
                        "WARN orders: connection to QM1 lost",
                        "ERROR orders: gave up reconnecting from QM1 after 2000 ms and 0 attempt(s)");
        assertThat(lines.fields(0)).doesNotContainKeys(LogFields.REASON, LogFields.REASON_NAME);
    }

    @Test
    void anOutageOfADayDoesNotFillTheLog() {
        int attempts = 24 * 60 * 2;
        for (int attempt = 1; attempt <= attempts; attempt++) {
            log.onEvent(attempt("orders", AT.plusSeconds(30L * attempt), attempt));
        }

        assertThat(lines.events()).hasSizeBetween(24, 60);
        assertThat(lines.events().stream()
                        .mapToInt(event -> (int) LogLines.fields(event).get(LogFields.ATTEMPTS_NOT_LOGGED))
                        .sum())
                .as("each attempt has a line or is counted in the next one")
                .isEqualTo(lastLogged() - lines.events().size());
        assertThat(lines.texts())
                .startsWith(
                        "INFO orders: attempt 1 to reconnect, in 30000 ms",
                        "WARN orders: attempt 2 to reconnect, in 30000 ms",
                        "WARN orders: attempt 4 to reconnect, in 30000 ms; 1 attempt(s) before it not logged",
                        "WARN orders: attempt 8 to reconnect, in 30000 ms; 3 attempt(s) before it not logged");
    }

    @Test
    void nobodyWaitsLongerThanHalfAnHourForALine() {
        Instant before = AT;
        for (int attempt = 1; attempt <= 2000; attempt++) {
            Instant at = AT.plusSeconds(30L * attempt);
            int lined = lines.events().size();
            log.onEvent(attempt("orders", at, attempt));
            if (lines.events().size() > lined) {
                assertThat(Duration.between(before, at)).isLessThanOrEqualTo(Duration.ofMinutes(30));
                before = at;
            }
        }
        assertThat(before).isAfter(AT.plusSeconds(30L * 2000 - 1800));
    }

    @Test
    void aMillionAttemptsInARowAreTwentyLines() {
        for (int attempt = 1; attempt <= 1_000_000; attempt++) {
            log.onEvent(attempt("orders", AT, attempt));
        }

        assertThat(lines.events()).hasSize(20);
    }

    @Test
    void eachOutageAndEachConnectionBeginsAnew() {
        for (int attempt = 1; attempt <= 7; attempt++) {
            log.onEvent(attempt("orders", AT, attempt));
        }
        log.onEvent(new Reconnected("orders", AT, 8, QM1, QM2, "mq2(1414)", Duration.ofSeconds(1), 7, false));
        log.onEvent(attempt("orders", AT, 1));
        log.onEvent(attempt("prices", AT, 1));
        log.onEvent(attempt("orders", AT, 2));

        assertThat(lines.texts())
                .endsWith(
                        "INFO orders: attempt 1 to reconnect, in 30000 ms",
                        "INFO prices: attempt 1 to reconnect, in 30000 ms",
                        "WARN orders: attempt 2 to reconnect, in 30000 ms");
    }

    @Test
    void aListenerThatCameInTheMiddleOfAnOutageSaysSo() {
        log.onEvent(attempt("orders", AT, 7));
        log.onEvent(new Closed("orders", AT, 7));
        log.onEvent(attempt("orders", AT, 3));

        assertThat(lines.texts())
                .containsExactly(
                        "WARN orders: attempt 7 to reconnect, in 30000 ms; 6 attempt(s) before it not logged",
                        "INFO orders: closed",
                        "WARN orders: attempt 3 to reconnect, in 30000 ms; 2 attempt(s) before it not logged");
    }

    @Test
    void anyLoggerCanBeTheOneThatIsWrittenTo() {
        try (LogLines elsewhere = new LogLines(SampleLife.class)) {
            ConnectionLog.to(LoggerFactory.getLogger(SampleLife.class)).onEvent(new Closed("orders", AT, 1));

            assertThat(elsewhere.texts()).isEqualTo(List.of("INFO orders: closed"));
            assertThat(lines.events()).isEmpty();
        }
    }

    private static Reconnecting attempt(String connection, Instant at, int attempt) {
        return new Reconnecting(connection, at, attempt + 1, QM1, attempt, Duration.ofSeconds(30));
    }

    private int lastLogged() {
        return (int) lines.fields(lines.events().size() - 1).get(LogFields.ATTEMPT);
    }
}
