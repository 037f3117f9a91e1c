package io.mooring.embedded.wire.structure;

import io.mooring.embedded.wire.WireWriter;

/**
 * The status that MQSTAT reports about asynchronous puts (MQSTS, version 1: 224 bytes).
 *
 * <pre>
 *  0  4 STAT   4  4 version    8  4 completion code   12  4 reason
 * 16  4 puts that succeeded   20  4 that had a warning   24  4 that failed
 * 28  4 object type   32 48 object   80 48 object's queue manager   128 48 and 176 48 the same, resolved
 * </pre>
 *
 * @param completionCode the gravest one, 0 if all went well
 * @param reason of the first put with that completion code
 * @param succeeded puts that succeeded
 * @param warned puts that ended with a warning
 * @param failed puts that failed
 * @param queue that the first put with that completion code was about; empty if all went well
 * @param queueManager name of the queue manager
 */
public record AsynchronousStatus(
        int completionCode, int reason, int succeeded, int warned, int failed, String queue, String queueManager) {
    /** Length of version 1. */
    public static final int LENGTH = 224;

    private static final int QUEUE = 1;

    /** Writes it over the structure that stands at an offset. */
    public void write(WireWriter out, int at) {
        out.patchInt32(at + 8, completionCode);
        out.patchInt32(at + 12, reason);
        out.patchInt32(at + 16, succeeded);
        out.patchInt32(at + 20, warned);
        out.patchInt32(at + 24, failed);
        if (!queue.isEmpty()) {
            out.patchInt32(at + 28, QUEUE);
            out.patchText(at + 32, queue, 48);
            out.patchText(at + 80, queueManager, 48);
            out.patchText(at + 128, queue, 48);
            out.patchText(at + 176, queueManager, 48);
        }
    }
}
