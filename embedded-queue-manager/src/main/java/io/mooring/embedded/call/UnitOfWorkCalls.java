package io.mooring.embedded.call;

import io.mooring.embedded.mqi.Reason;

/** MQCMIT, MQBACK and MQDISC: an API header, and nothing else. */
final class UnitOfWorkCalls {
    private static final int WARNING = 1;

    private UnitOfWorkCalls() {}

    static void commit(Connection connection, Reply reply) {
        boolean committed = connection.unitOfWork().commit();
        reply.send(committed ? reply.begin() : reply.begin(WARNING, Reason.BACKED_OUT.code(), reply.handle()));
        connection.unitOfWorkEnded();
    }

    static void backOut(Connection connection, Reply reply) {
        connection.unitOfWork().backOut();
        reply.send(reply.begin());
        connection.unitOfWorkEnded();
    }

    /** MQDISC commits, as documented; a Java client has committed or backed out before. */
    static void disconnect(Connection connection, Reply reply) {
        connection.unitOfWork().commit();
        connection.close();
        reply.send(reply.begin());
    }
}
