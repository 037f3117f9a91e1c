package io.mooring.embedded.hostile;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/** Catches what the queue manager logs, instead of the console. */
final class Warnings extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final int KEPT = 100;

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.mooring.embedded");
    private final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();
    private final Queue<ILoggingEvent> errors = new ConcurrentLinkedQueue<>();
    private final AtomicInteger warnings = new AtomicInteger();

    Warnings() {
        start();
        logger.addAppender(this);
        logger.setAdditive(false);
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel() == Level.ERROR) {
            errors.add(event);
        }
        if (event.getLevel() == Level.WARN && warnings.incrementAndGet() <= KEPT) {
            events.add(event);
        }
    }

    /** The first hundred warnings. */
    List<String> lines() {
        return events.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    /** Defects. */
    List<String> errors() {
        return errors.stream()
                .map(event -> event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ch.qos.logback.classic.spi.ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setAdditive(true);
        stop();
    }
}
