package io.mooring.embedded.call;

import io.mooring.embedded.definition.QueueAttributes;
import io.mooring.embedded.mqi.CloseOptions;
import io.mooring.embedded.mqi.MqiException;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.routing.Route;
import io.mooring.embedded.store.LocalQueue;
import io.mooring.embedded.store.Queues;

/** MQCLOSE: options; a dynamic queue may be deleted with it. */
final class CloseCall {
    private static final int NO_HANDLE = -1;

    private CloseCall() {}

    static void close(Connection connection, Reply reply) {
        reply.body().require(4, "MQCLOSE options");
        int options = reply.body().int32();
        OpenObject object = connection.object(reply.handle());
        OptionRules.checkClose(options);
        if ((options & OptionRules.CLOSE_SUBSCRIPTION) != 0) {
            throw new MqiException(Reason.OPTION_NOT_VALID_FOR_TYPE);
        }
        boolean deletes = (options & (CloseOptions.DELETE | CloseOptions.DELETE_PURGE)) != 0;
        if (object instanceof OpenQueue queue && queue.route() instanceof Route.Local local && deletes) {
            requireDeletable(queue, local.local(), options);
            connection.remove(reply.handle());
            object.closed(connection.environment());
            connection.environment().queues().deleteDynamic(local.local());
        } else if (deletes) {
            throw new MqiException(Reason.OPTION_NOT_VALID_FOR_TYPE);
        } else {
            connection.remove(reply.handle());
            object.closed(connection.environment());
        }
        reply.send(reply.begin(0, 0, NO_HANDLE).int32(options));
    }

    private static void requireDeletable(OpenQueue handle, LocalQueue queue, int options) {
        int kind = queue.definition().number(QueueAttributes.DEFTYPE);
        if (kind != Queues.PERMANENT_DYNAMIC && !handle.madeByThisOpen()) {
            throw new MqiException(Reason.OPTION_NOT_VALID_FOR_TYPE);
        }
        if (kind == Queues.PERMANENT_DYNAMIC) {
            if ((options & CloseOptions.DELETE) != 0 && queue.hasMessages()) {
                throw new MqiException(Reason.Q_NOT_EMPTY);
            }
            if (queue.uncommitted() > 0) {
                throw new MqiException(Reason.Q_NOT_EMPTY);
            }
        }
    }
}
