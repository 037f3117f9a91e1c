package io.mooring.embedded.call;

import io.mooring.embedded.mqi.PutOptions;
import io.mooring.embedded.wire.SegmentType;
import io.mooring.embedded.wire.WireReader;
import io.mooring.embedded.wire.WireWriter;
import io.mooring.embedded.wire.structure.AsynchronousStatus;
import io.mooring.embedded.wire.structure.MessageDescriptorLayout;
import io.mooring.embedded.wire.structure.ObjectDescriptor;
import io.mooring.embedded.wire.structure.PutMessageOptions;

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

    /** Whether a call is a put that wants no answer. The reader stays where it is. */
    static boolean isOne(SegmentType type, WireReader body) {
        if (type != SegmentType.MQPUT && type != SegmentType.MQPUT1) {
            return false;
        }
        int at = body.position();
        try {
            if (type == SegmentType.MQPUT1 && ObjectDescriptor.read(body).objectType() != ObjectDescriptor.QUEUE) {
                return false; // a topic, whose name would stand in between: it will be refused
            }
            body.skip(MessageDescriptorLayout.length(MessageDescriptorLayout.peekVersion(body)));
            return PutMessageOptions.read(body).has(PutOptions.ASYNC_RESPONSE);
        } finally {
            body.position(at);
        }
    }

    /** Counts one that has ended; the first of the gravest kind is remembered. */
    void ended(int itsCompletionCode, int itsReason, String itsQueue) {
        switch (itsCompletionCode) {
            case FAILED -> failed++;
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
