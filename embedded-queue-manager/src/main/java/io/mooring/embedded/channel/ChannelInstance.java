package io.mooring.embedded.channel;

import io.mooring.embedded.admin.ChannelStatus;
import io.mooring.embedded.call.Connection;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.tls.AcceptedSocket;
import io.mooring.embedded.wire.ProtocolException;
import io.mooring.embedded.wire.Segment;
import io.mooring.embedded.wire.SegmentDecoder;
import io.mooring.embedded.wire.SegmentKind;
import io.mooring.embedded.wire.StatusCode;
import io.mooring.embedded.wire.structure.SocketAction;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
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

    private static final int SMALL_BUFFER = 4 * 1024;
    private static final int LARGE_BUFFER = 64 * 1024;
    private static final int HEARTBEAT_LENGTH = SegmentKind.SOCKET.headerLength();

    /** How long a client that is told that the channel ends may take to read it. */
    private static final long FAREWELL_MILLIS = 1000;

    private final ChannelEnvironment environment;
    private final Socket socket;
    private final ChannelListener listener;
    private final SerialExecutor deliveries;
    private final SegmentLog segmentLog;
    private final String connectionName;
    private final String peer;
    private final Instant startedAt;
    private final SocketDialogue dialogue;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong bytesReceived = new AtomicLong();
    private final AtomicBoolean dropped = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final SilenceWatch silenceWatch = new SilenceWatch();
    private volatile @Nullable Thread reader;
    private volatile @Nullable AcceptedSocket accepted;
    private volatile @Nullable SegmentSink sink;
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
        this.dialogue = new SocketDialogue(this, listener.instances(this));
        this.startedAt = environment.calls().clock().instant();
    }

    /** The address of the client. */
    public String connectionName() {
        return connectionName;
    }

    /** The connections on it. */
    public List<Connection> connections() {
        return dialogue.connections();
    }

    /** The channel's name; empty before the negotiation. */
    public String channelName() {
        return dialogue.agreed().map(agreed -> agreed.channel().name()).orElse("");
    }

    /** What DISPLAY CHSTATUS shows; empty fields before the negotiation. */
    public ChannelStatus status() {
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
                dialogue.size(),
                dialogue.agreed()
                        .map(agreed -> agreed.agreed().conversationsPerSocket())
                        .orElse(0),
                calls.get(),
                sending == null ? 0 : sending.bytesSent(),
                bytesReceived.get(),
                dialogue.productId(),
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
        if (dialogue.agreed().isPresent()) {
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
        send(sending -> sending.end(dialogue.agreed().isEmpty(), statusCode));
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

    /** What is said on it. */
    SocketDialogue dialogue() {
        return dialogue;
    }

    /** Name of the client for log lines. */
    String peer() {
        return peer;
    }

    /** The socket, with or without TLS. */
    AcceptedSocket accepted() {
        return Objects.requireNonNull(accepted, "segments come from an accepted socket");
    }

    SegmentSink sink() {
        return Objects.requireNonNull(sink, "nothing can be sent before the socket is accepted");
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
            dropAfter(e);
        }
    }

    private void dropAfter(IOException failedToSend) {
        log.debug(
                "{}: sending to {} failed, its socket is dropped",
                environment.calls().name(),
                peer,
                failedToSend);
        drop();
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
        } catch (RejectedExecutionException ending) {
            log.debug("{}: {} came in the last moment", environment.calls().name(), peer);
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
            if (count > HEARTBEAT_LENGTH && !client.isSecured() && !dropped.get()) {
                listener.busyWait().forMore(this, client.input());
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
            dialogue.received(segment);
        } catch (IOException e) {
            dropAfter(e);
        }
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
        send(sending -> sending.end(dialogue.agreed().isEmpty(), broken.status()));
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
        if (dialogue.size() == 0 || dropped.get()) {
            log.debug("{}: socket of {} ended", environment.calls().name(), peer, lost);
        } else {
            log.info(
                    "{}: lost {} with {} conversations: {}",
                    environment.calls().name(),
                    peer,
                    dialogue.size(),
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
        if (dialogue.agreed().isPresent()) {
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

    /** Drops the socket if the client says nothing for so long. */
    void watchSilence(Duration limit) {
        silenceWatch.begin(environment.calls().timer(), limit, this::silent);
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
        dialogue.close();
        listener.ended(this);
        ended.countDown();
    }
}
