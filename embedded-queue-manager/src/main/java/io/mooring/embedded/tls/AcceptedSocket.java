package io.mooring.embedded.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection after the listener knows whether it is TLS. One thread may read and others write, as with a
 * {@link Socket}.
 */
public final class AcceptedSocket implements AutoCloseable {
    private final Socket socket;
    private final InputStream input;
    private final OutputStream output;
    private final @Nullable SSLSocket secured;

    private AcceptedSocket(Socket socket, InputStream input, OutputStream output, @Nullable SSLSocket secured) {
        this.socket = socket;
        this.input = input;
        this.output = output;
        this.secured = secured;
    }

    /** A connection without TLS, of which nothing has been read; for a listener that has no {@link Tls}. */
    public static AcceptedSocket plain(Socket socket) throws IOException {
        return new AcceptedSocket(socket, socket.getInputStream(), socket.getOutputStream(), null);
    }

    static AcceptedSocket plain(Socket socket, InputStream alreadyRead) throws IOException {
        return new AcceptedSocket(
                socket, new SequenceInputStream(alreadyRead, socket.getInputStream()), socket.getOutputStream(), null);
    }

    static AcceptedSocket secured(Socket socket, SSLSocket secured) throws IOException {
        return new AcceptedSocket(socket, secured.getInputStream(), secured.getOutputStream(), secured);
    }

    /** What the client sends, from its first byte after any handshake. Not buffered. */
    public InputStream input() {
        return input;
    }

    /** What the client is sent. Not buffered. */
    public OutputStream output() {
        return output;
    }

    /** The TCP socket, for its timeouts and addresses; not for reading and writing, TLS would be bypassed. */
    public Socket socket() {
        return socket;
    }

    /** Whether the client speaks TLS. */
    public boolean isSecured() {
        return secured != null;
    }

    /** Protocol and cipher suite now in use; changes when a client renegotiates. Empty without TLS. */
    public Optional<SSLSession> session() {
        return secured == null ? Optional.empty() : Optional.of(secured.getSession());
    }

    /** The channel that the client named in its handshake (SNI); empty if it named none or something else. */
    public Optional<String> channelByServerName() {
        return session().flatMap(CertificateByChannel::channelOf);
    }

    /** The subject of the client's certificate, trusted already; empty if it sent none. */
    public Optional<X500Principal> clientName() {
        Optional<SSLSession> session = session();
        if (session.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(session.get().getPeerPrincipal())
                    .filter(X500Principal.class::isInstance)
                    .map(X500Principal.class::cast);
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty(); // this is how JSSE says that there is none
        }
    }

    /**
     * Closes the TCP connection at once; a thread that reads or writes gets an exception. There is no farewell in TLS:
     * JSSE would wait for the client's, which never comes from a client that hangs.
     */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
