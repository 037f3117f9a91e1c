package io.mooring.embedded.call;

import io.mooring.embedded.fault.Fault;
import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.mqi.Verb;
import io.mooring.embedded.wire.SegmentType;
import io.mooring.embedded.wire.WireReader;
import io.mooring.embedded.wire.WireWriter;
import io.mooring.embedded.wire.structure.ApiHeader;
import io.mooring.embedded.wire.structure.ConnectRequest;
import io.mooring.embedded.wire.structure.Credentials;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** MQCONN: makes the connection that all other calls work on. Has no state. */
public final class ConnectCall {
    private static final Logger log = LoggerFactory.getLogger(ConnectCall.class);
    private static final byte[] NO_PAYLOAD = new byte[0];
    private static final int FAILED = 2;

    private ConnectCall() {}

    /**
     * Answers an MQCONN.
     *
     * @param client who it is
     * @param credentials user id and password that the conversation sent before, if any
     * @return the connection, or null if it was refused
     */
    public static @Nullable Connection connect(
            Environment environment,
            ClientPort port,
            Client client,
            ConnectRequest request,
            @Nullable Credentials credentials,
            int requestId,
            WireReader body) {
        Fault.Effect fault = environment.faults().at(Verb.MQCONN, client.applicationName(), "");
        if (fault instanceof Fault.Effect.LoseConnection) {
            port.lose();
            return null;
        }
        CallDispatcher.delay(environment, fault);
        int reason = fault instanceof Fault.Effect.Fail fail
                ? fail.reasonCode()
                : refusal(environment, client, request, credentials);
        Connection connection = reason == 0 ? new Connection(environment, client, port) : null;
        WireWriter out = new WireWriter(body.length());
        if (connection == null) {
            log.info(
                    "{}: connection of {} (user {}) by {} from {} refused: {}",
                    environment.name(),
                    client.applicationName(),
                    client.user(),
                    client.channel(),
                    client.connectionName(),
                    Reason.describe(reason));
            ApiHeader.write(out, FAILED, reason, 0);
            out.copy(body, ApiHeader.LENGTH, body.length() - ApiHeader.LENGTH);
        } else {
            environment.connections().add(connection);
            ApiHeader.write(out, 0, 0, 0);
            ConnectRequest.writeAnswer(out, body, environment.name(), connection.id());
        }
        ApiHeader.finish(out, 0);
        Byte24 id = connection == null ? Byte24.NONE : connection.id();
        environment
                .recorder()
                .answered(Verb.MQCONN, id, client.applicationName(), "", reason == 0 ? 0 : FAILED, reason, Byte24.NONE);
        port.answer(SegmentType.MQCONN_REPLY, requestId, out, NO_PAYLOAD, 0);
        return connection;
    }

    private static int refusal(
            Environment environment, Client client, ConnectRequest request, @Nullable Credentials credentials) {
        if (!request.anyQueueManager() && !request.queueManager().equals(environment.name())) {
            return Reason.Q_MGR_NAME_ERROR.code();
        }
        if (!environment.authentication().accepts(credentials)) {
            return Reason.NOT_AUTHORIZED.code();
        }
        return environment.state().refuses(client, request);
    }
}
