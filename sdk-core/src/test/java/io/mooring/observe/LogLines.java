package io.mooring.observe;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** What is written to one logger while this is open, and nowhere else meanwhile. */
final class LogLines implements AutoCloseable {
    private final Logger logger;
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    LogLines(Class<?> owner) {
        this.logger = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(owner);
        logger.setAdditive(false);
        appender.start();
        logger.addAppender(appender);
    }

    /** Level and text of each line. */
    List<String> texts() {
        return events().stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    Level level(int line) {
        return events().get(line).getLevel();
    }

    /** The key-value pairs of a line, in their order. */
    Map<String, Object> fields(int line) {
        return fields(events().get(line));
    }

    static Map<String, Object> fields(ILoggingEvent event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        event.getKeyValuePairs().forEach(pair -> fields.put(pair.key, pair.value));
        return fields;
    }

    List<ILoggingEvent> events() {
        return appender.list;
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setAdditive(true);
    }
}
