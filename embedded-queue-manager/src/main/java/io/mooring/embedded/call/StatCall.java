package io.mooring.embedded.call;

import io.mooring.embedded.mqi.MqiException;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.wire.WireReader;
import io.mooring.embedded.wire.WireWriter;
import io.mooring.embedded.wire.structure.ApiHeader;
import io.mooring.embedded.wire.structure.AsynchronousStatus;

/**
 * MQSTAT: type, then MQSTS. About asynchronous puts it tells what became of those since the last call; about reconnection,
 * of which a queue manager knows nothing, the structure goes back as it came.
 */
final class StatCall {
    private static final int STATUS = ApiHeader.LENGTH + 4;
    private static final int IDENTIFIER = 0x53544154;
    private static final int ASYNCHRONOUS_PUTS = 0;
    private static final int RECONNECTION_ERROR = 2;

    private StatCall() {}

    static void stat(Connection connection, Reply reply) {
        WireReader in = reply.body();
        in.require(4 + AsynchronousStatus.LENGTH, "MQSTAT type and MQSTS");
        int type = in.int32();
        in.identifier(IDENTIFIER, "MQSTS");
        if (type < ASYNCHRONOUS_PUTS || type > RECONNECTION_ERROR) {
            throw new MqiException(Reason.STAT_TYPE_ERROR);
        }
        WireWriter out = reply.begin().copy(in, ApiHeader.LENGTH, in.length() - ApiHeader.LENGTH);
        if (type == ASYNCHRONOUS_PUTS) {
            connection
                    .asynchronousPuts()
                    .report(out, STATUS, connection.environment().name());
        }
        reply.send(out);
    }
}
