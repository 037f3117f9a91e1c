package io.mooring.client;

import io.mooring.CorrelationId;
import io.mooring.observe.LogFields;
import io.mooring.reason.HasReasonCode;
import io.mooring.reason.ReasonCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** The lines of a consumption in the log: one for each trouble, with the ids of the message and never with its body. */
final class ConsumeLog {
    private static final Logger log = LoggerFactory.getLogger(Consumption.class);

    private final String client;
    private final String queue;

    ConsumeLog(String client, String queue) {
        this.client = client;
        this.queue = queue;
    }

    void began(int threads) {
        line(Level.INFO, "consume began").log("{}: consumes {} on {} thread(s)", client, queue, threads);
    }

    void ended(long handled, @Nullable Throwable cause) {
        if (cause == null) {
            line(Level.INFO, "consume ended").log("{}: ended consuming {} after {} message(s)", client, queue, handled);
        } else {
            withReason(line(Level.ERROR, "consume ended"), cause)
                    .setCause(cause)
                    .log(
                            "{}: ended consuming {} after {} message(s), and not because anybody asked for it",
                            client,
                            queue,
                            handled);
        }
    }

    void trouble(ConsumeTrouble trouble, String nextStep) {
        ConsumeTrouble.Message message = trouble.message().orElse(null);
        LoggingEventBuilder line = line(
                        Level.WARN,
                        "consume "
                                + trouble.kind()
                                        .name()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .replace('_', ' '))
                .addKeyValue(LogFields.QUEUE_MANAGER, trouble.queueManager().value());
        String what = "";
        if (message != null) {
            line = line.addKeyValue(LogFields.MESSAGE_ID, message.id().toString());
            CorrelationId correlation = message.correlationId();
            if (!correlation.isNone()) {
                line = line.addKeyValue(LogFields.CORRELATION_ID, correlation.toString());
            }
            what = "message " + message.id() + " (backed out " + message.backoutCount() + " time(s) before) from ";
        }
        Throwable cause = trouble.cause().orElse(null);
        if (cause != null) {
            line = withReason(line, cause).setCause(cause);
        }
        line.log(
                "{}: {}{} on {}: {}{}",
                client,
                what,
                queue,
                trouble.queueManager(),
                nextStep,
                trouble.receipts().isEmpty() ? "" : "; put in its unit of work: " + trouble.receipts());
    }

    /** The handler has ended the unit of work itself, and thrown after that. */
    void thrownTooLate(ConsumeTrouble.Message message, Throwable thrown) {
        line(Level.WARN, "consume thrown too late")
                .addKeyValue(LogFields.MESSAGE_ID, message.id().toString())
                .setCause(thrown)
                .log(
                        "{}: the handler committed message {} from {} by itself, and threw after that; it is not delivered again",
                        client,
                        message.id(),
                        queue);
    }

    void hookFailed(ConsumeTrouble trouble, RuntimeException failure) {
        line(Level.ERROR, "consume hook failed")
                .setCause(failure)
                .log("{}: the hook for trouble with {} failed on {}", client, queue, trouble.kind());
    }

    void stillGoingOn(String waitedFor) {
        line(Level.WARN, "consume not ended")
                .log(
                        "{}: consuming {} has not ended within {}; what is in hand is ended by its own thread",
                        client,
                        queue,
                        waitedFor);
    }

    private LoggingEventBuilder line(Level level, String event) {
        return log.atLevel(level)
                .addKeyValue(LogFields.EVENT, event)
                .addKeyValue(LogFields.CONNECTION, client)
                .addKeyValue(LogFields.QUEUE, queue);
    }

    private static LoggingEventBuilder withReason(LoggingEventBuilder line, Throwable cause) {
        Optional<ReasonCode> reason = cause instanceof HasReasonCode has ? has.reason() : Optional.empty();
        return reason.isEmpty()
                ? line
                : line.addKeyValue(LogFields.REASON, reason.get().value())
                        .addKeyValue(LogFields.REASON_NAME, reason.get().name());
    }
}
