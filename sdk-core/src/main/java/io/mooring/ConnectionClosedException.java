package io.mooring;

/** The program closed the client that this call was made on, or that it was waiting on; the call had no effect. */
public final class ConnectionClosedException extends MqException {
    private static final long serialVersionUID = 1;

    /**
     * The exception for a client.
     *
     * @param connection the client's name, as in its log lines and events
     */
    public ConnectionClosedException(String connection) {
        super("Client '" + connection + "' is closed; make a new one for further calls.", null, null);
    }
}
