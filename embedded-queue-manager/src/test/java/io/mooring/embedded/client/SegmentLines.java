package io.mooring.embedded.client;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** The segment log while it is open, as the logger {@code io.mooring.embedded.segments} writes it. */
final class SegmentLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.mooring.embedded.segments");
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private SegmentLines() {}

    static SegmentLines watch() {
        SegmentLines watching = new SegmentLines();
        watching.start();
        watching.logger.addAppender(watching);
        watching.logger.setLevel(Level.DEBUG);
        watching.logger.setAdditive(false);
        return watching;
    }

    /** How many segments of a type the queue manager sent. */
    long sent(String type) {
        return lines.stream()
                .filter(line -> line.contains(" >> ") && line.contains(" " + type + " "))
                .count();
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(event.getFormattedMessage());
    }

    @Override
    public void close() {
        logger.setLevel(null);
        logger.setAdditive(true);
        logger.detachAppender(this);
        stop();
    }
}
