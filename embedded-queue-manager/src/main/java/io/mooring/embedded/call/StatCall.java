package io.mooring.embedded.call;

import io.mooring.embedded.mqi.MqiException;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.wire.WireReader;
import io.mooring.embedded.wire.WireWriter;

/**
 * MQSTAT: what became of asynchronous puts, which have no answer of their own. Type of the status, then MQSTS:
 *
 * <pre>
 *  0  4 STAT   4  4 version   8  4 completion code  12  4 reason  16 12 counts: succeeded, warned, failed
 * 28  4 object type  32 48 object  80 48 object queue manager  128 48 resolved object  176 48 resolved queue manager
 * </pre>
 */
final class StatCall {
    private static final int ASYNC_ERROR = 0;
    private static final int LAST_TYPE = 2;
    private static final int IDENTIFIER = 0x53544154;
    private static final int LENGTH = 224;
    private static final int QUEUE = 1;

    private StatCall() {}

    static void stat(Connection connection, Reply reply) {
        WireReader in = reply.body();
        in.require(4, "MQSTAT type");
        int typeAt = in.position();
        int type = in.int32();
        if (type < ASYNC_ERROR || type > LAST_TYPE) {
            throw new MqiException(Reason.STAT_TYPE_ERROR);
        }
        int structureAt = in.position();
        in.require(LENGTH, "MQSTS");
        in.identifier(IDENTIFIER, "MQSTS");
        WireWriter out = reply.begin();
        int at = out.length() + structureAt - typeAt;
        out.copy(in, typeAt, in.length() - typeAt);
        if (type == ASYNC_ERROR) {
            write(
                    out,
                    at,
                    connection.asyncPuts().take(),
                    connection.environment().name());
        }
        reply.send(out);
    }

    private static void write(WireWriter out, int at, AsyncPuts.Status status, String queueManager) {
        String onQueueManager = status.queue().isEmpty() ? "" : queueManager;
        out.patchInt32(at + 8, status.completionCode());
        out.patchInt32(at + 12, status.reason());
        out.patchInt32(at + 16, status.succeeded());
        out.patchInt32(at + 20, status.warned());
        out.patchInt32(at + 24, status.failed());
        out.patchInt32(at + 28, QUEUE);
        out.patchText(at + 32, status.queue(), 48);
        out.patchText(at + 80, onQueueManager, 48);
        out.patchText(at + 128, status.queue(), 48);
        out.patchText(at + 176, onQueueManager, 48);
    }
}
