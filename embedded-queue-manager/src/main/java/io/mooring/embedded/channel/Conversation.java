package io.mooring.embedded.channel;

import io.mooring.embedded.call.Client;
import io.mooring.embedded.call.ClientPort;
import io.mooring.embedded.call.ConnectCall;
import io.mooring.embedded.call.Connection;
import io.mooring.embedded.call.Consumption;
import io.mooring.embedded.definition.ChannelAttributes;
import io.mooring.embedded.definition.ChannelDefinition;
import io.mooring.embedded.wire.CallAssembler;
import io.mooring.embedded.wire.ProtocolException;
import io.mooring.embedded.wire.Segment;
import io.mooring.embedded.wire.SegmentFlags;
import io.mooring.embedded.wire.SegmentType;
import io.mooring.embedded.wire.StatusCode;
import io.mooring.embedded.wire.WireReader;
import io.mooring.embedded.wire.WireWriter;
import io.mooring.embedded.wire.structure.AsyncMessage;
import io.mooring.embedded.wire.structure.ConnectRequest;
import io.mooring.embedded.wire.structure.Credentials;
import io.mooring.embedded.wire.structure.Notification;
import io.mooring.embedded.wire.structure.RequestMessages;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One conversation on a socket: credentials, MQCONN, calls, consumers, until MQDISC or the end of the conversation. Its
 * segments are handled by the thread that reads the socket.
 */
final class Conversation implements ClientPort {
    private final ChannelInstance instance;
    private final int id;
    private final CallAssembler assembler;
    private @Nullable Credentials credentials;
    private volatile @Nullable Connection connection;

    Conversation(ChannelInstance instance, int id, int maximumMessage) {
        this.instance = instance;
        this.id = id;
        this.assembler = new CallAssembler(maximumMessage);
    }

    @Nullable
    Connection connection() {
        return connection;
    }

    void received(Segment segment) throws IOException {
        SegmentType type = segment.type();
        switch (type) {
            case SECURITY_DATA -> instance.sink().goAhead(id, segment.request());
            case CONAUTH_INFO -> {
                credentials = Credentials.read(segment.body());
                instance.sink().goAhead(id, segment.request());
            }
            case MQCONN -> connect(segment);
            case REQUEST_MSGS ->
                Consumption.requested(connected(segment), RequestMessages.read(segment.body()), segment.request());
            case NOTIFICATION ->
                Consumption.notified(
                        connected(segment),
                        Notification.read(segment.body()),
                        segment.request(),
                        segment.has(SegmentFlags.CONFIRM_REQUEST));
            case STATUS, HEARTBEAT -> {
                // A client that tells us something about a conversation wants no answer.
            }
            default -> call(segment);
        }
    }

    /** How many bytes of an unfinished call it holds. */
    int held() {
        return assembler.held();
    }

    /** Ends it: the connection is closed, what is uncommitted backed out. */
    void close() {
        Connection present = connection;
        if (present != null) {
            present.close();
        }
    }

    private Connection connected(Segment segment) {
        Connection present = connection;
        if (present == null) {
            throw new ProtocolException(
                    StatusCode.PROTOCOL_SEGMENT,
                    segment.type() + " on conversation " + id + ", which has no MQCONN before it");
        }
        return present;
    }

    private void connect(Segment segment) {
        if (connection != null) {
            throw new ProtocolException(StatusCode.PROTOCOL_SEGMENT, "a second MQCONN on conversation " + id);
        }
        ConnectRequest request = ConnectRequest.read(segment.body());
        connection = ConnectCall.connect(
                instance.environment().calls(),
                this,
                client(request),
                request,
                credentials == null
                        ? instance.dialogue().identification().credentials().orElse(null)
                        : credentials,
                segment.request(),
                segment.body());
        if (connection != null) {
            instance.established();
        }
    }

    private Client client(ConnectRequest request) {
        ChannelDefinition channel = instance.dialogue().agreed().orElseThrow().channel();
        String mcaUser = channel.text(ChannelAttributes.MCAUSER);
        String claimed =
                credentials == null ? instance.dialogue().identification().user() : credentials.user();
        return new Client(
                request.applicationName(),
                request.applicationType(),
                mcaUser.isEmpty() ? claimed : mcaUser,
                channel.name(),
                instance.connectionName(),
                instance.dialogue().productId(),
                request.reconnectable(),
                request.anyQueueManager());
    }

    private void call(Segment segment) {
        if (!segment.type().isCall()) {
            throw new ProtocolException(
                    StatusCode.PROTOCOL_SEGMENT_TYPE, segment.type() + " is not for a queue manager to receive");
        }
        Connection present = connected(segment);
        int held = assembler.held();
        WireReader body = assembler.add(segment);
        instance.dialogue().unfinishedCalls().changed(held, assembler.held());
        if (body != null) {
            instance.countCall();
            instance.environment().dispatcher().dispatch(present, segment.type(), segment.request(), body);
        }
    }

    @Override
    public void answer(SegmentType type, int request, WireWriter body, byte[] payload, int payloadLength) {
        instance.send(sink -> sink.conversation(type, id, request, body, payload, payloadLength));
    }

    @Override
    public void notify(int request, Notification notification) {
        instance.send(sink -> sink.notification(id, request, notification));
    }

    @Override
    public void deliver(AsyncMessage message) {
        instance.send(sink -> sink.message(id, message));
    }

    @Override
    public void later(Runnable task) {
        instance.later(task);
    }

    @Override
    public void lose() {
        instance.drop();
    }
}
