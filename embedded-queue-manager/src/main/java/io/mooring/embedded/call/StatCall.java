package io.mooring.embedded.call;

import io.mooring.embedded.wire.structure.ApiHeader;

/**
 * MQSTAT: what became of asynchronous puts. Each of them is answered here like any other put, so there is never a failure
 * that the client has not been told: the structure goes back as it came.
 */
final class StatCall {
    private StatCall() {}

    static void stat(Connection connection, Reply reply) {
        reply.send(
                reply.begin().copy(reply.body(), ApiHeader.LENGTH, reply.body().length() - ApiHeader.LENGTH));
    }
}
