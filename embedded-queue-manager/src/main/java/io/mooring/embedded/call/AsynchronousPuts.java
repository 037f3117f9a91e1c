package io.mooring.embedded.call;

import io.mooring.embedded.mqi.PutOptions;
import io.mooring.embedded.store.UnitOfWork;
import io.mooring.embedded.wire.SegmentType;
import io.mooring.embedded.wire.WireReader;
import io.mooring.embedded.wire.WireWriter;
import io.mooring.embedded.wire.structure.AsynchronousStatus;
import io.mooring.embedded.wire.structure.MessageDescriptorLayout;
import io.mooring.embedded.wire.structure.ObjectDescriptor;
import io.mooring.embedded.wire.structure.PutMessageOptions;
import org.jspecify.annotations.Nullable;

/**
 * What became of the puts of a connection that asked for no answer (MQPMO_ASYNC_RESPONSE), since the last MQSTAT. The
 * client waits for no answer to them and would take one for the answer to its next call. Guarded by the connection's
 * monitor.
 */
final class AsynchronousPuts {
    private static final int WARNING = 1;
    private static final int FAILED = 2;

    private int succeeded;
    private int warned;
    private int failed;
    private int completionCode;
    private int reason;
    private String queue = "";

    /** The options of a call that is a put which wants no answer; null if it is none. The reader stays where it is. */
    static @Nullable PutMessageOptions optionsOf(SegmentType type, WireReader body) {
        if (type != SegmentType.MQPUT && type != SegmentType.MQPUT1) {
            return null;
        }
        int at = body.position();
        try {
            if (type == SegmentType.MQPUT1 && ObjectDescriptor.read(body).objectType() != ObjectDescriptor.QUEUE) {
                return null; // a topic, whose name would stand in between: it will be refused
            }
            body.skip(MessageDescriptorLayout.length(MessageDescriptorLayout.peekVersion(body)));
            PutMessageOptions options = PutMessageOptions.read(body);
            return options.has(PutOptions.ASYNC_RESPONSE) ? options : null;
        } finally {
            body.position(at);
        }
    }

    /**
     * Counts one that has ended; the first of the gravest kind is remembered. One that has failed keeps its unit of work from
     * being committed, or nobody might ever know.
     */
    void ended(
            PutMessageOptions options, UnitOfWork unitOfWork, int itsCompletionCode, int itsReason, String itsQueue) {
        switch (itsCompletionCode) {
            case FAILED -> {
                failed++;
                if (options.has(PutOptions.SYNCPOINT)) {
                    unitOfWork.spoil();
                }
            }
            case WARNING -> warned++;
            default -> succeeded++;
        }
        if (itsCompletionCode > completionCode) {
            completionCode = itsCompletionCode;
            reason = itsReason;
            queue = itsQueue;
        }
    }

    /** Writes the status over the one that the client sent, and begins again. */
    void report(WireWriter out, int statusAt, String queueManager) {
        new AsynchronousStatus(completionCode, reason, succeeded, warned, failed, queue, queueManager)
                .write(out, statusAt);
        succeeded = 0;
        warned = 0;
        failed = 0;
        completionCode = 0;
        reason = 0;
        queue = "";
    }
}
