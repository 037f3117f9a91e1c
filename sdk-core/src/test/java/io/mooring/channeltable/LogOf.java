package io.mooring.channeltable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What a class logs, until it is closed. */
final class LogOf implements AutoCloseable {
    private final Logger logger;
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    LogOf(Class<?> type) {
        logger = (Logger) LoggerFactory.getLogger(type);
        lines.start();
        logger.addAppender(lines);
    }

    List<String> warnings() {
        return at(Level.WARN);
    }

    List<String> infos() {
        return at(Level.INFO);
    }

    List<String> keys() {
        return lines.list.stream()
                .flatMap(line -> line.getKeyValuePairs().stream().map(pair -> pair.key + "=" + pair.value))
                .toList();
    }

    private List<String> at(Level level) {
        return lines.list.stream()
                .filter(line -> line.getLevel() == level)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(lines);
    }
}
