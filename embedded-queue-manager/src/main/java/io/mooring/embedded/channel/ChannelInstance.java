package io.mooring.embedded.channel;

import io.mooring.embedded.admin.ChannelStatus;
import io.mooring.embedded.call.Connection;
import io.mooring.embedded.definition.ChannelDefinition;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.tls.AcceptedSocket;
import io.mooring.embedded.wire.ProtocolException;
import io.mooring.embedded.wire.Segment;
import io.mooring.embedded.wire.SegmentDecoder;
import io.mooring.embedded.wire.SegmentFlags;
import io.mooring.embedded.wire.SegmentKind;
import io.mooring.embedded.wire.SegmentType;
import io.mooring.embedded.wire.StatusCode;
import io.mooring.embedded.wire.WireWriter;
import io.mooring.embedded.wire.structure.InitialData;
import io.mooring.embedded.wire.structure.SocketAction;
import io.mooring.embedded.wire.structure.UserIdentification;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket of a client: an instance of a channel. It runs on a thread of its own, which reads segments and executes
 * what they ask for; see the package's comment for the other threads and the locks.
 */
public final class ChannelInstance {
    private static final Logger log = LoggerFactory.getLogger(ChannelInstance.class);

    private static final int FIRST_CONVERSATION = 1;
    private static final int SMALL_BUFFER = 4 * 1024;
    private static final int LARGE_BUFFER = 64 * 1024;

    /** How long a client that is told that the channel ends may take to read it. */
    private static final long FAREWELL_MILLIS = 1000;

    /** A client heartbeats each second; one that says nothing for so long is gone, whatever the interval that was agreed. */
    private static final int LEAST_SILENCE_MILLIS = 60_000;

    /**
     * A client that is let change its TLS keys at once does so before its own call waits for the end of it, misses that,
     * and goes on only after ten seconds (observed with TLS 1.3, where the change takes next to no time).
     */
    private static final long KEY_RESET_DELAY_MILLIS = 10;

    private final ChannelEnvironment environment;
    private final Socket socket;
    private final ChannelListener listener;
    private final SerialExecutor deliveries;
    private final SegmentLog segmentLog;
    private final String connectionName;
    private final String peer;
    private final Instant startedAt;
    private final Map<Integer, Conversation> conversations = new ConcurrentSkipListMap<>();
    private final UnfinishedCalls unfinishedCalls;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong bytesReceived = new AtomicLong();
    private final AtomicBoolean dropped = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final SilenceWatch silenceWatch = new SilenceWatch();
    private volatile @Nullable Thread reader;
    private volatile @Nullable AcceptedSocket accepted;
    private volatile @Nullable SegmentSink sink;
    private volatile @Nullable Negotiation negotiation;
    private volatile String productId = "";
    private volatile UserIdentification identification = new UserIdentification("", "");
    private volatile boolean blackHole;
    private volatile boolean established;
    private @Nullable Future<?> handshakeTimeout; // only the reading thread

    ChannelInstance(ChannelEnvironment environment, Socket socket, ChannelListener listener) {
        this.environment = environment;
        this.socket = socket;
        this.listener = listener;
        this.deliveries = new SerialExecutor(environment.deliveries());
        this.connectionName = socket.getInetAddress().getHostAddress();
        this.peer = connectionName + ":" + socket.getPort();
        this.segmentLog = new SegmentLog(environment.calls().name(), peer);
        this.unfinishedCalls = new UnfinishedCalls(UnfinishedCalls.MOST_BYTES);
        this.startedAt = environment.calls().clock().instant();
    }

    /** The address of the client. */
    public String connectionName() {
        return connectionName;
    }

    /** The connections on it. */
    public List<Connection> connections() {
        return conversations.values().stream()
                .map(Conversation::connection)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The channel's name; empty before the negotiation. */
    public String channelName() {
        Negotiation agreed = negotiation;
        return agreed == null ? "" : agreed.channel().name();
    }

    /** What DISPLAY CHSTATUS shows; empty fields before the negotiation. */
    public ChannelStatus status() {
        Negotiation agreed = negotiation;
        AcceptedSocket secured = accepted;
        SegmentSink sending = sink;
        String user = connections().stream()
                .findFirst()
                .map(first -> first.client().user())
                .orElse("");
        return new ChannelStatus(
                channelName(),
                connectionName,
                user,
                conversations.size(),
                agreed == null ? 0 : agreed.agreed().conversationsPerSocket(),
                calls.get(),
                sending == null ? 0 : sending.bytesSent(),
                bytesReceived.get(),
                productId,
                secured == null
                        ? ""
                        : secured.session().map(SSLSession::getCipherSuite).orElse(""),
                startedAt);
    }

    /**
     * Sends an action to the client, soon; not before the negotiation. The caller does not wait for a client that does not
     * read.
     */
    public void act(SocketAction action) {
        if (negotiation != null) {
            later(() -> send(sending -> sending.action(action)));
        }
    }

    /**
     * Ends the gets that wait on it with a reason and then sends an action, in this order: a client that has the answers
     * to its calls acts at once, one that still waits for an answer may take seconds.
     */
    public void actAfterEndingWaits(Reason reason, SocketAction action) {
        connections().forEach(connection -> connection.endWait(reason));
        act(action); // sent after those answers
    }

    /** Tells the client that the channel ends, and drops the socket; after a second also if the client does not read. */
    public void end(int statusCode) {
        Future<?> deadline = dropAfterFarewell();
        send(sending -> sending.end(negotiation == null, statusCode));
        deadline.cancel(false);
        drop();
    }

    /** From now on nothing that arrives is looked at and nothing is sent, but the socket stays open. */
    public void blackHole() {
        blackHole = true;
        SegmentSink sending = sink;
        if (sending != null) {
            sending.mute();
        }
    }

    /** Closes the socket at once. The connections on it are cleaned up by its thread; see {@link #awaitEnd}. */
    public void drop() {
        dropped.set(true);
        try {
            socket.close();
        } catch (IOException e) {
            log.debug("{}: closing the socket of {} failed", environment.calls().name(), peer, e);
        }
        SegmentSink sending = sink;
        if (sending != null) {
            sending.close();
        }
    }

    /** Waits until everything of it is cleaned up; returns at once on its own threads. */
    public boolean awaitEnd(long timeout, TimeUnit unit) throws InterruptedException {
        return Thread.currentThread() == reader || ended.await(timeout, unit);
    }

    ChannelEnvironment environment() {
        return environment;
    }

    ChannelDefinition channel() {
        return agreed().channel();
    }

    String productId() {
        return productId;
    }

    UserIdentification identification() {
        return identification;
    }

    SegmentSink sink() {
        return Objects.requireNonNull(sink, "nothing can be sent before the socket is accepted");
    }

    UnfinishedCalls unfinishedCalls() {
        return unfinishedCalls;
    }

    void countCall() {
        calls.incrementAndGet();
    }

    /** The client has connected: the handshake is over. */
    void established() {
        established = true;
        listener.established(this);
        if (handshakeTimeout != null) {
            handshakeTimeout.cancel(false);
            handshakeTimeout = null;
        }
    }

    void later(Runnable task) {
        deliveries.execute(task);
    }

    /** Something to send. */
    @FunctionalInterface
    interface Sending {
        void to(SegmentSink sink) throws IOException;
    }

    /** Sends; if that fails the socket is dropped, which its reading thread notices. */
    void send(Sending sending) {
        SegmentSink target = sink;
        if (target == null) {
            return;
        }
        if (Thread.currentThread() != reader) {
            target.awaitResumed();
        }
        try {
            sending.to(target);
        } catch (IOException e) {
            log.debug(
                    "{}: sending to {} failed, its socket is dropped",
                    environment.calls().name(),
                    peer,
                    e);
            drop();
        }
    }

    /** Reads until the client leaves or breaks the rules, then cleans up. */
    void run() {
        reader = Thread.currentThread();
        try {
            handshakeTimeout = environment
                    .calls()
                    .timer()
                    .schedule(
                            this::handshakeTimedOut,
                            environment.handshakeTimeout().toMillis(),
                            TimeUnit.MILLISECONDS);
            socket.setTcpNoDelay(true);
            AcceptedSocket client = environment.tls() == null
                    ? AcceptedSocket.plain(socket)
                    : environment.tls().accept(socket);
            accepted = client;
            SegmentSink sending = new SegmentSink(client.output()::write, segmentLog, Negotiation.MAXIMUM_SEGMENT);
            sink = sending;
            if (blackHole) {
                sending.mute();
            }
            readAll(client);
        } catch (ProtocolException broken) {
            refuse(broken);
        } catch (SSLException insecure) {
            logInsecure(insecure);
        } catch (IOException lost) {
            logLoss(lost);
        } catch (OutOfMemoryError tooMuch) {
            log.error(
                    "{}: the heap is too small for what {} sends, its socket is dropped; -Xmx would enlarge it",
                    environment.calls().name(),
                    peer);
        } catch (RuntimeException defect) {
            log.error(
                    "{}: a defect of the embedded queue manager ended the socket of {}",
                    environment.calls().name(),
                    peer,
                    defect);
        } finally {
            cleanUp();
        }
    }

    private void readAll(AcceptedSocket client) throws IOException {
        SegmentDecoder decoder = new SegmentDecoder(Negotiation.MAXIMUM_SEGMENT);
        byte[] buffer = new byte[SMALL_BUFFER];
        int count = client.input().read(buffer);
        while (count >= 0) {
            bytesReceived.addAndGet(count);
            silenceWatch.heard();
            if (!blackHole) {
                decoder.feed(buffer, 0, count, this::received);
            }
            if (count == buffer.length && count < LARGE_BUFFER) {
                buffer = new byte[LARGE_BUFFER]; // a busy socket gets a larger one, a thousand idle ones do not
            }
            count = dropped.get() ? -1 : client.input().read(buffer);
        }
    }

    private void received(Segment segment) {
        segmentLog.received(segment);
        try {
            if (dropped.get() || blackHole) {
                return;
            }
            if (negotiation == null) {
                negotiate(segment);
            } else if (segment.kind() == SegmentKind.SOCKET) {
                receivedForSocket(segment);
            } else if (segment.kind() == SegmentKind.CONVERSATION) {
                receivedForConversation(segment);
            } else {
                throw new ProtocolException(
                        StatusCode.PROTOCOL_ID,
                        segment.type() + " with the eye-catcher TSH, which is for the negotiation only");
            }
        } catch (IOException e) {
            log.debug(
                    "{}: sending to {} failed, its socket is dropped",
                    environment.calls().name(),
                    peer,
                    e);
            drop();
        }
    }

    private void negotiate(Segment segment) throws IOException {
        if (segment.kind() != SegmentKind.NEGOTIATION || segment.type() != SegmentType.INITIAL_DATA) {
            throw new ProtocolException(
                    StatusCode.PROTOCOL_SEGMENT,
                    "the first segment is " + segment.type() + "; it must be INITIAL_DATA");
        }
        InitialData proposal = InitialData.read(segment.body());
        Negotiation agreed = Negotiation.of(
                environment,
                Objects.requireNonNull(accepted, "segments come from an accepted socket"),
                proposal,
                listener.instances(this));
        productId = proposal.productId();
        WireWriter body = new WireWriter(segment.body().length());
        InitialData.writeAnswer(
                body, segment.body(), agreed.agreed(), environment.calls().id());
        sink().maximumLength(agreed.agreed().maximumSegment());
        sink().negotiation(SegmentType.INITIAL_DATA, SegmentFlags.WHOLE, body);
        long silence = Math.max(LEAST_SILENCE_MILLIS, agreed.agreed().heartbeatSeconds() * 2000L);
        silenceWatch.begin(environment.calls().timer(), Duration.ofMillis(silence), this::silent);
        conversations.put(
                FIRST_CONVERSATION,
                new Conversation(this, FIRST_CONVERSATION, agreed.agreed().maximumMessage()));
        negotiation = agreed;
    }

    private void receivedForSocket(Segment segment) throws IOException {
        switch (segment.type()) {
            case HEARTBEAT -> {
                if (segment.has(SegmentFlags.CONFIRM_REQUEST)) {
                    sink().heartbeat();
                }
            }
            case SOCKET_ACTION -> act(SocketAction.read(segment.body()), segment.has(SegmentFlags.CLOSE_CHANNEL));
            case STATUS -> {
                if (segment.has(SegmentFlags.CLOSE_CHANNEL)) {
                    drop();
                }
            }
            default ->
                throw new ProtocolException(
                        StatusCode.PROTOCOL_SEGMENT_TYPE, segment.type() + " is not for the whole socket");
        }
    }

    private void act(SocketAction action, boolean last) throws IOException {
        switch (action.type()) {
            case SocketAction.START_CONVERSATION -> startConversation(action.conversation());
            case SocketAction.END_CONVERSATION -> {
                Conversation conversation = conversations.remove(action.conversation());
                if (conversation != null) {
                    unfinishedCalls.changed(conversation.held(), 0);
                    conversation.close();
                }
                if (last) {
                    drop();
                }
            }
            case SocketAction.PAUSE_DATA_SENDS -> {
                if (Objects.requireNonNull(accepted, "segments come from an accepted socket")
                        .isSecured()) {
                    sink().pause();
                    awaitTheClientsWait();
                    sink().action(SocketAction.of(SocketAction.DATA_SENDS_PAUSED, 0));
                }
            }
            case SocketAction.RESUME_DATA_SENDS -> sink().resume();
            default ->
                log.debug(
                        "{}: {} sent {}, which means nothing here",
                        environment.calls().name(),
                        peer,
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

    private void startConversation(int id) throws IOException {
        InitialData agreed = agreed().agreed();
        if (conversations.size() >= agreed.conversationsPerSocket()) {
            throw new ProtocolException(
                    StatusCode.INVALID_CONVERSATION,
                    "conversation " + id + " would be one more than the " + agreed.conversationsPerSocket()
                            + " agreed on");
        }
        if (id < 1 || conversations.putIfAbsent(id, new Conversation(this, id, agreed.maximumMessage())) != null) {
            throw new ProtocolException(
                    StatusCode.INVALID_CONVERSATION,
                    "conversation " + id + " cannot begin: its number is in use or not positive");
        }
        sink().goAhead(id, 0);
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

    private Negotiation agreed() {
        return Objects.requireNonNull(negotiation, "conversations begin after the negotiation");
    }

    private void refuse(ProtocolException broken) {
        log.warn(
                "{}: socket of {} is closed with status {} ({}): {}",
                environment.calls().name(),
                peer,
                broken.status().code(),
                broken.status(),
                broken.getMessage());
        Future<?> deadline = dropAfterFarewell();
        send(sending -> sending.end(negotiation == null, broken.status()));
        discardTheRest();
        deadline.cancel(false);
    }

    /**
     * Reads what the client has still sent until it closes: a socket that is closed with unread bytes is reset, and the
     * status could be lost on its way.
     */
    private void discardTheRest() {
        if (dropped.get()) {
            return;
        }
        try {
            socket.shutdownOutput();
            InputStream rest = socket.getInputStream();
            byte[] discarded = new byte[SMALL_BUFFER];
            while (rest.read(discarded) >= 0) {
                // until the client has read the status and closes, or the time is over
            }
        } catch (IOException e) {
            log.debug("{}: {} left", environment.calls().name(), peer, e);
        }
    }

    private Future<?> dropAfterFarewell() {
        try {
            return environment.calls().timer().schedule(this::drop, FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException ended) {
            drop(); // the queue manager has ended, there is no time left
            return CompletableFuture.completedFuture(null);
        }
    }

    private void logInsecure(SSLException insecure) {
        if (dropped.get()) {
            log.debug("{}: socket of {} ended", environment.calls().name(), peer, insecure);
        } else {
            log.warn(
                    "{}: TLS with {} failed, its socket is closed: {}",
                    environment.calls().name(),
                    peer,
                    insecure.toString());
        }
    }

    private void logLoss(IOException lost) {
        if (conversations.isEmpty() || dropped.get()) {
            log.debug("{}: socket of {} ended", environment.calls().name(), peer, lost);
        } else {
            log.info(
                    "{}: lost {} with {} conversations: {}",
                    environment.calls().name(),
                    peer,
                    conversations.size(),
                    lost.toString());
        }
    }

    private void handshakeTimedOut() {
        if (established) {
            return; // in the last moment
        }
        log.warn(
                "{}: {} did not connect within {}, its socket is closed with status {}",
                environment.calls().name(),
                peer,
                environment.handshakeTimeout(),
                StatusCode.TIMEOUT_EXPIRED);
        if (negotiation != null) {
            // Not on the timer's thread, which everybody's waits need: the client may not read.
            environment.deliveries().execute(() -> end(StatusCode.TIMEOUT_EXPIRED.code()));
        } else {
            drop();
        }
    }

    /** There is no thread for it. */
    void notStarted() {
        cleanUp();
    }

    private void silent() {
        log.warn(
                "{}: {} was silent for too long, its socket is dropped",
                environment.calls().name(),
                peer);
        drop();
    }

    private void cleanUp() {
        established();
        silenceWatch.end();
        drop();
        conversations.values().forEach(Conversation::close);
        conversations.clear();
        listener.ended(this);
        ended.countDown();
    }
}
