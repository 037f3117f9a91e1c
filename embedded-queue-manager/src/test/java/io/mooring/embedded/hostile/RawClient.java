package io.mooring.embedded.hostile;

import io.mooring.embedded.wire.Golden;
import io.mooring.embedded.wire.Recordings;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A client that sends any bytes and reads whole segments; it waits ten seconds for an answer at most. */
final class RawClient implements AutoCloseable {
    static final int STATUS = 0x05;
    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final DataInputStream input;

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        input = new DataInputStream(socket.getInputStream());
    }

    /** A client behind its handshake. */
    static RawClient connected(int port, String channel, String queueManager) throws IOException {
        RawClient client = new RawClient(port);
        for (byte[] segment : Recordings.handshake(channel, queueManager, "raw")) {
            client.send(segment);
        }
        client.read(); // INITIAL_DATA
        client.read(); // STATUS: go ahead
        client.read(); // MQCONN_REPLY
        return client;
    }

    /** A received segment. */
    record Frame(String eyeCatcher, int type, int flags, ByteBuffer body) {
        int int32(int offset) {
            return body.getInt(offset);
        }

        boolean isStatus() {
            return type == STATUS && body.capacity() >= 12;
        }
    }

    Socket socket() {
        return socket;
    }

    RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** Sends a call on the first conversation and reads its answer. */
    Frame call(int type, byte[] body) throws IOException {
        send(Recordings.call(type, body));
        Frame answer = read();
        if (answer.type() != type + 0x10) {
            throw new IllegalStateException("answer to " + type + " is " + answer);
        }
        return answer;
    }

    /** Opens a queue and returns its handle. */
    int open(String queue, int options) throws IOException {
        return call(0x83, Golden.open(Golden.queue(2, queue), options)).int32(12);
    }

    /** The next segment. */
    Frame read() throws IOException {
        byte[] begin = new byte[8];
        input.readFully(begin);
        ByteBuffer header = ByteBuffer.wrap(begin);
        String eyeCatcher = new String(begin, 0, 4, java.nio.charset.StandardCharsets.US_ASCII);
        byte[] rest = new byte[header.getInt(4) - 8];
        input.readFully(rest);
        int skipped = eyeCatcher.equals("TSHM") ? 28 : 20;
        int at = eyeCatcher.equals("TSHM") ? 8 : 0;
        return new Frame(
                eyeCatcher,
                rest[at + 1] & 0xFF,
                rest[at + 2] & 0xFF,
                ByteBuffer.wrap(rest, skipped, rest.length - skipped).slice());
    }

    /** All segments until the queue manager closes. */
    List<Frame> readToEnd() throws IOException {
        List<Frame> frames = new ArrayList<>();
        try {
            while (true) {
                frames.add(read());
            }
        } catch (EOFException | SocketException closed) {
            return frames;
        }
    }

    /** Reads to the end; returns the status that the queue manager closed with, 0 for none. */
    int statusAtEnd() throws IOException {
        return readToEnd().stream()
                .filter(Frame::isStatus)
                .mapToInt(frame -> frame.int32(4))
                .reduce(0, (first, last) -> last);
    }

    /** Sends no more, but reads. */
    void finishSending() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
