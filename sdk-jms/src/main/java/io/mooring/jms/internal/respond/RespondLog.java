package io.mooring.jms.internal.respond;

import io.mooring.CorrelationId;
import io.mooring.client.ConsumeTrouble;
import io.mooring.jms.Responder;
import io.mooring.observe.LogFields;
import io.mooring.reason.ReasonCode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** The lines of a responder in the log: one for each trouble, with the ids of the request and never with its body. */
final class RespondLog {
    private static final Logger log = LoggerFactory.getLogger(Responder.class);

    private final String connection;
    private final String queue;

    RespondLog(String connection, String queue) {
        this.connection = connection;
        this.queue = queue;
    }

    void began(int threads) {
        line(Level.INFO, "respond began").log("{}: answers requests on {} on {} thread(s)", connection, queue, threads);
    }

    void ended(long handled, @Nullable Throwable cause) {
        if (cause == null) {
            line(Level.INFO, "respond ended")
                    .log("{}: ended answering {} after {} request(s)", connection, queue, handled);
        } else {
            withReason(line(Level.ERROR, "respond ended"), cause)
                    .setCause(cause)
                    .log(
                            "{}: ended answering {} after {} request(s), and not because anybody asked for it",
                            connection,
                            queue,
                            handled);
        }
    }

    void trouble(ConsumeTrouble trouble, String nextStep) {
        String kind = trouble.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        LoggingEventBuilder line = line(Level.WARN, "respond " + kind)
                .addKeyValue(LogFields.QUEUE_MANAGER, trouble.queueManager().value());
        String what = "";
        ConsumeTrouble.Message message = trouble.message().orElse(null);
        if (message != null) {
            line = line.addKeyValue(LogFields.MESSAGE_ID, message.id().toString());
            CorrelationId correlation = message.correlationId();
            if (!correlation.isNone()) {
                line = line.addKeyValue(LogFields.CORRELATION_ID, correlation.toString());
            }
            what = "request " + message.id() + " (backed out " + message.backoutCount() + " time(s) before) from ";
        }
        Throwable cause = trouble.cause().orElse(null);
        if (cause != null) {
            line = withReason(line, cause).setCause(cause);
        }
        line.log(
                "{}: {}{} on {}: {}{}",
                connection,
                what,
                queue,
                trouble.queueManager(),
                nextStep,
                trouble.receipts().isEmpty() ? "" : "; sent in its unit of work: " + trouble.receipts());
    }

    /** A request was handled and has no reply, because nobody waits for one, or the handler made none. */
    void notAnswered(String why) {
        line(Level.DEBUG, "respond no reply").log("{}: a request from {} has no reply: {}", connection, queue, why);
    }

    void hookFailed(ConsumeTrouble trouble, RuntimeException failure) {
        line(Level.ERROR, "respond hook failed")
                .setCause(failure)
                .log("{}: the hook for trouble with {} failed on {}", connection, queue, trouble.kind());
    }

    void stillGoingOn() {
        line(Level.WARN, "respond not ended")
                .log(
                        "{}: answering {} has not ended yet; what is in hand is ended by its own thread",
                        connection,
                        queue);
    }

    /** What fails while all is being closed says no more than the trouble before. */
    void whileClosing(Throwable failure) {
        line(Level.DEBUG, "respond closing").setCause(failure).log("{}: closing {} failed", connection, queue);
    }

    private LoggingEventBuilder line(Level level, String event) {
        return log.atLevel(level)
                .addKeyValue(LogFields.EVENT, event)
                .addKeyValue(LogFields.CONNECTION, connection)
                .addKeyValue(LogFields.QUEUE, queue);
    }

    private static LoggingEventBuilder withReason(LoggingEventBuilder line, Throwable cause) {
        return ReasonCode.of(cause)
                .map(reason -> line.addKeyValue(LogFields.REASON, reason.value())
                        .addKeyValue(LogFields.REASON_NAME, reason.name()))
                .orElse(line);
    }
}
