package io.mooring.channeltable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a channel table is: reads it, and again when it has changed.
 *
 * <p>A file has changed when its modification time or length has; of a web server it is asked with ETag and Last-Modified,
 * with 3 seconds to connect and 5 seconds for the whole answer; what is on the class path does not change. Once a table
 * was read, a newer one that is refused or cannot be had does not take its place: the last good one stays, and the reason
 * is logged, once until it changes. The warnings of a table are logged when it is read.
 *
 * <p>May be used by any thread. One of them reads at a time; the others get the last good table meanwhile, and only wait
 * if there is none yet. Keeps no file open and no thread of its own, except that the client for http of the JDK has one.
 */
public final class ChannelTableSource {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelTableSource.class);
    private static final String TABLE_KEY = "mq.channel_table";

    private final String origin;

    /** Held while one thread reads: a source is slow, so whoever has a table does not wait for it. */
    private final ReentrantLock reading = new ReentrantLock();

    private final TableBytes bytes; // guarded by reading
    private @Nullable String logged; // guarded by reading: why the source failed us last; null if it did not
    private boolean refused; // guarded by reading: whether the newest content is one that we do not take

    private volatile @Nullable ChannelTable last;

    private ChannelTableSource(String origin, TableBytes bytes) {
        this.origin = origin;
        this.bytes = bytes;
    }

    /**
     * A table at an address; nothing is read yet.
     *
     * @param uri such as {@code file:///etc/mq/ccdt.json}, {@code https://config.example/mq/ccdt.json} or {@code
     *     classpath:mq/ccdt.json}
     * @throws IllegalArgumentException if it has another scheme, or a user or password in it
     */
    public static ChannelTableSource at(URI uri) {
        return at(uri, HttpLimits.DEFAULT);
    }

    static ChannelTableSource at(URI uri, HttpLimits limits) {
        return new ChannelTableSource(TableBytes.shown(uri), TableBytes.at(uri, limits));
    }

    /** The address without its query, where a secret may be. */
    public String origin() {
        return origin;
    }

    /**
     * The table as it is now: looks whether it has changed and reads it then. Takes as long as the source does; {@link
     * #current()} does not.
     *
     * @return the last good table, if the present one is refused or cannot be had
     * @throws ChannelTableException if there has been no good one yet
     */
    public ChannelTable load() {
        ChannelTable known = last;
        if (known == null) {
            reading.lock();
        } else if (!reading.tryLock()) {
            return known;
        }
        try {
            return read();
        } finally {
            reading.unlock();
        }
    }

    /**
     * The last good table, without a look at the source; reads it only if there is none yet. For a reconnect that must not
     * wait for a web server.
     *
     * @throws ChannelTableException if there is none and it cannot be read
     */
    public ChannelTable current() {
        ChannelTable known = last;
        return known == null ? load() : known;
    }

    private ChannelTable read() {
        ChannelTable known = last;
        try {
            Optional<byte[]> changed = bytes.changed(known == null);
            if (known != null && changed.isEmpty()) {
                unchanged();
                return known;
            }
            refused = true;
            ChannelTable table = ChannelTable.parse(origin, changed.orElseThrow());
            refused = false;
            logged = null;
            last = table;
            report(table);
            return table;
        } catch (IOException e) {
            return fallBack(known, new ChannelTableException(origin, "cannot be read: " + sentence(e) + ".", e));
        } catch (ChannelTableException e) {
            return fallBack(known, e);
        }
    }

    /** The source answers, with nothing new; that is news only if it did not answer the last time. */
    private void unchanged() {
        if (logged != null && !refused) {
            LOG.atInfo()
                    .addKeyValue(TABLE_KEY, origin)
                    .log("Channel table {} can be read again, it is the same.", origin);
            logged = null;
        }
    }

    private ChannelTable fallBack(@Nullable ChannelTable known, ChannelTableException failure) {
        if (known == null) {
            throw failure;
        }
        String reason = String.valueOf(failure.getMessage());
        if (!reason.equals(logged)) {
            LOG.atWarn().addKeyValue(TABLE_KEY, origin).log("{} The last good table stays in use: {}.", reason, known);
            logged = reason;
        }
        return known;
    }

    private void report(ChannelTable table) {
        LOG.atInfo().addKeyValue(TABLE_KEY, origin).log("Channel table {}", table);
        for (ChannelTableWarning warning : table.warnings()) {
            LOG.atWarn()
                    .addKeyValue(TABLE_KEY, origin)
                    .addKeyValue("mq.warning", warning.kind())
                    .log("Channel table {}, {}", origin, warning);
        }
    }

    private static String sentence(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (failure instanceof AccessDeniedException) {
            return "this program may not read the file";
        }
        return Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    }
}
