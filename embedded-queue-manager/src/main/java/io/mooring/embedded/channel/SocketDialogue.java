package io.mooring.embedded.channel;

import io.mooring.embedded.call.Connection;
import io.mooring.embedded.wire.ProtocolException;
import io.mooring.embedded.wire.Segment;
import io.mooring.embedded.wire.SegmentFlags;
import io.mooring.embedded.wire.SegmentKind;
import io.mooring.embedded.wire.SegmentType;
import io.mooring.embedded.wire.StatusCode;
import io.mooring.embedded.wire.WireWriter;
import io.mooring.embedded.wire.structure.InitialData;
import io.mooring.embedded.wire.structure.SocketAction;
import io.mooring.embedded.wire.structure.UserIdentification;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is said on a socket: the negotiation first, then conversations and, beside them, what concerns the whole socket:
 * heartbeats, begin and end of conversations, changes of TLS keys. Only the thread that reads the socket brings segments;
 * the rest may be asked by any thread.
 */
final class SocketDialogue {
    private static final Logger log = LoggerFactory.getLogger(SocketDialogue.class);

    private static final int FIRST_CONVERSATION = 1;

    /** A client heartbeats each second; one that says nothing for so long is gone, whatever the interval that was agreed. */
    private static final int LEAST_SILENCE_MILLIS = 60_000;

    /**
     * A client that is let change its TLS keys at once does so before its own call waits for the end of it, misses that,
     * and goes on only after ten seconds (observed with TLS 1.3, where the change takes next to no time).
     */
    private static final long KEY_RESET_DELAY_MILLIS = 10;

    private final ChannelInstance instance;
    private final Negotiation.Instances instances;
    private final UnfinishedCalls unfinishedCalls = new UnfinishedCalls(UnfinishedCalls.MOST_BYTES);
    private final Map<Integer, Conversation> conversations = new ConcurrentSkipListMap<>();
    private volatile @Nullable Negotiation negotiation;
    private volatile String productId = "";
    private volatile UserIdentification identification = new UserIdentification("", "");

    SocketDialogue(ChannelInstance instance, Negotiation.Instances instances) {
        this.instance = instance;
        this.instances = instances;
    }

    /** What was agreed on; empty before the negotiation. */
    Optional<Negotiation> agreed() {
        return Optional.ofNullable(negotiation);
    }

    /** Product and version of the client; empty before the negotiation. */
    String productId() {
        return productId;
    }

    /** Who the client said it is. */
    UserIdentification identification() {
        return identification;
    }

    /** How much the calls hold that have begun and not ended. */
    UnfinishedCalls unfinishedCalls() {
        return unfinishedCalls;
    }

    /** How many conversations there are. */
    int size() {
        return conversations.size();
    }

    /** The connections of the conversations. */
    List<Connection> connections() {
        return conversations.values().stream()
                .map(Conversation::connection)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Ends all conversations. */
    void close() {
        conversations.values().forEach(Conversation::close);
        conversations.clear();
    }

    /** Does what a segment asks for. */
    void received(Segment segment) throws IOException {
        Negotiation agreed = negotiation;
        if (agreed == null) {
            negotiate(segment);
        } else if (segment.kind() == SegmentKind.SOCKET) {
            receivedForSocket(segment, agreed.agreed());
        } else if (segment.kind() == SegmentKind.CONVERSATION) {
            receivedForConversation(segment);
        } else {
            throw new ProtocolException(
                    StatusCode.PROTOCOL_ID,
                    segment.type() + " with the eye-catcher TSH, which is for the negotiation only");
        }
    }

    private void negotiate(Segment segment) throws IOException {
        if (segment.kind() != SegmentKind.NEGOTIATION || segment.type() != SegmentType.INITIAL_DATA) {
            throw new ProtocolException(
                    StatusCode.PROTOCOL_SEGMENT,
                    "the first segment is " + segment.type() + "; it must be INITIAL_DATA");
        }
        InitialData proposal = InitialData.read(segment.body());
        ChannelEnvironment environment = instance.environment();
        Negotiation agreed = Negotiation.of(environment, instance.accepted(), proposal, instances);
        productId = proposal.productId();
        WireWriter body = new WireWriter(segment.body().length());
        InitialData.writeAnswer(
                body, segment.body(), agreed.agreed(), environment.calls().id());
        instance.sink().maximumLength(agreed.agreed().maximumSegment());
        instance.sink().negotiation(SegmentType.INITIAL_DATA, SegmentFlags.WHOLE, body);
        long silence = Math.max(LEAST_SILENCE_MILLIS, agreed.agreed().heartbeatSeconds() * 2000L);
        instance.watchSilence(Duration.ofMillis(silence));
        conversations.put(
                FIRST_CONVERSATION,
                new Conversation(instance, FIRST_CONVERSATION, agreed.agreed().maximumMessage()));
        negotiation = agreed;
    }

    private void receivedForSocket(Segment segment, InitialData agreed) throws IOException {
        switch (segment.type()) {
            case HEARTBEAT -> {
                if (segment.has(SegmentFlags.CONFIRM_REQUEST)) {
                    instance.sink().heartbeat();
                }
            }
            case SOCKET_ACTION ->
                act(SocketAction.read(segment.body()), segment.has(SegmentFlags.CLOSE_CHANNEL), agreed);
            case STATUS -> {
                if (segment.has(SegmentFlags.CLOSE_CHANNEL)) {
                    instance.drop();
                }
            }
            default ->
                throw new ProtocolException(
                        StatusCode.PROTOCOL_SEGMENT_TYPE, segment.type() + " is not for the whole socket");
        }
    }

    private void act(SocketAction action, boolean last, InitialData agreed) throws IOException {
        switch (action.type()) {
            case SocketAction.START_CONVERSATION -> startConversation(action.conversation(), agreed);
            case SocketAction.END_CONVERSATION -> {
                Conversation conversation = conversations.remove(action.conversation());
                if (conversation != null) {
                    unfinishedCalls.changed(conversation.held(), 0);
                    conversation.close();
                }
                if (last) {
                    instance.drop();
                }
            }
            case SocketAction.PAUSE_DATA_SENDS -> {
                if (instance.accepted().isSecured()) {
                    instance.sink().pause();
                    awaitTheClientsWait();
                    instance.sink().action(SocketAction.of(SocketAction.DATA_SENDS_PAUSED, 0));
                }
            }
            case SocketAction.RESUME_DATA_SENDS -> instance.sink().resume();
            default ->
                log.debug(
                        "{}: {} sent {}, which means nothing here",
                        instance.environment().calls().name(),
                        instance.peer(),
                        action);
        }
    }

    /** The client sends nothing on this socket until it is answered, so that the thread that reads it may wait. */
    private static void awaitTheClientsWait() {
        try {
            TimeUnit.MILLISECONDS.sleep(KEY_RESET_DELAY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void startConversation(int id, InitialData agreed) throws IOException {
        if (conversations.size() >= agreed.conversationsPerSocket()) {
            throw new ProtocolException(
                    StatusCode.INVALID_CONVERSATION,
                    "conversation " + id + " would be one more than the " + agreed.conversationsPerSocket()
                            + " agreed on");
        }
        if (id < 1 || conversations.putIfAbsent(id, new Conversation(instance, id, agreed.maximumMessage())) != null) {
            throw new ProtocolException(
                    StatusCode.INVALID_CONVERSATION,
                    "conversation " + id + " cannot begin: its number is in use or not positive");
        }
        instance.sink().goAhead(id, 0);
    }

    private void receivedForConversation(Segment segment) throws IOException {
        if (segment.type() == SegmentType.USERID) {
            identification = UserIdentification.read(segment.body());
            return;
        }
        Conversation conversation = conversations.get(segment.conversation());
        if (conversation == null) {
            throw new ProtocolException(
                    StatusCode.INVALID_CONVERSATION,
                    segment.type() + " for conversation " + segment.conversation() + ", which does not exist");
        }
        conversation.received(segment);
    }
}
