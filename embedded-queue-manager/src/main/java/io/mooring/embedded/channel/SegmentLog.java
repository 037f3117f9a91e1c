package io.mooring.embedded.channel;

import io.mooring.embedded.wire.Segment;
import io.mooring.embedded.wire.SegmentDecoder;
import io.mooring.embedded.wire.SegmentFlags;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each segment, in the logger {@code io.mooring.embedded.segments} at level DEBUG:
 *
 * <pre>
 * QM1 &lt;&lt; 127.0.0.1:51234 c=  1 r=  0 0x30 MQPUT             1576
 * QM1 &gt;&gt; 127.0.0.1:51234 c=  1 r=  0 0x30 MQPUT_REPLY        568
 * </pre>
 *
 * <p>{@code <<} is received, {@code >>} is sent; conversation, request id, flags, type, length of the body in bytes.
 */
final class SegmentLog {
    private static final Logger log = LoggerFactory.getLogger("io.mooring.embedded.segments");

    private final String queueManager;
    private final String peer;

    SegmentLog(String queueManager, String peer) {
        this.queueManager = queueManager;
        this.peer = peer;
    }

    void received(Segment segment) {
        if (log.isDebugEnabled()) {
            log.debug(line("<<", segment));
        }
    }

    void sent(byte[] bytes, int offset, int length) {
        if (log.isDebugEnabled()) {
            new SegmentDecoder(length).feed(bytes, offset, length, segment -> log.debug(line(">>", segment)));
        }
    }

    private String line(String direction, Segment segment) {
        return String.format(
                Locale.ROOT,
                "%s %s %s c=%3d r=%3d 0x%02X %-17s %8d%s",
                queueManager,
                direction,
                peer,
                segment.conversation(),
                segment.request(),
                segment.flags(),
                segment.type(),
                segment.body().length(),
                segment.has(SegmentFlags.FIRST) ? "" : " (continued)");
    }
}
