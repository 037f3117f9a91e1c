package io.mooring.embedded.tls;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Makes connections of accepted sockets: those that begin with a TLS handshake are secured, the others left plain, so
 * that one port serves channels with and without SSLCIPH, as a queue manager's listener does. Thread-safe.
 */
public final class TlsAcceptor {
    /** First byte of a TLS handshake record; no segment begins with it. */
    private static final int HANDSHAKE = 0x16;

    private final SSLSocketFactory factory;
    private final SSLParameters parameters;

    TlsAcceptor(SSLSocketFactory factory, SSLParameters parameters) {
        this.factory = factory;
        this.parameters = parameters;
    }

    /**
     * Waits for the client's first byte and, if the client wants TLS, shakes hands. Blocks the calling thread and starts
     * none.
     *
     * @param socket just accepted; its {@link Socket#setSoTimeout read timeout} bounds each wait for the client, so set
     *     one. It is closed if this method throws.
     * @throws IOException if the client goes away, is silent for longer than the timeout, or the handshake fails
     */
    public AcceptedSocket accept(Socket socket) throws IOException {
        try {
            int first = socket.getInputStream().read();
            if (first < 0) {
                throw new EOFException("the client " + socket.getRemoteSocketAddress() + " left without a word");
            }
            ByteArrayInputStream consumed = new ByteArrayInputStream(new byte[] {(byte) first});
            return first == HANDSHAKE ? secured(socket, consumed) : AcceptedSocket.plain(socket, consumed);
        } catch (IOException | RuntimeException e) {
            closeQuietly(socket, e);
            throw e;
        }
    }

    private AcceptedSocket secured(Socket socket, ByteArrayInputStream consumed) throws IOException {
        SSLSocket secured = (SSLSocket) factory.createSocket(socket, consumed, true);
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return AcceptedSocket.secured(socket, secured);
    }

    private static void closeQuietly(Socket socket, Exception because) {
        try {
            socket.close();
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }
}
