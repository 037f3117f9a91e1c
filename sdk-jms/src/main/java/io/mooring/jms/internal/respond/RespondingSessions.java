package io.mooring.jms.internal.respond;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.jms.Connection;
import javax.jms.JMSException;
import javax.jms.Session;

/**
 * The sessions of a responder, on its one connection.
 *
 * <p>Opened and closed by one thread at a time, which the closing holds up until handlers have returned; others may ask.
 */
final class RespondingSessions {
    private final Connection connection;
    private final int number;
    private final Opening opening;
    private final RespondLog log;
    private final List<RespondingSession> sessions = new CopyOnWriteArrayList<>();

    /** Opens the queue with a session. */
    interface Opening {
        RespondingSession open(Session session) throws JMSException;
    }

    /** A call of JMS. */
    private interface Call {
        void run() throws JMSException;
    }

    RespondingSessions(Connection connection, int number, Opening opening, RespondLog log) {
        this.connection = connection;
        this.number = number;
        this.opening = opening;
        this.log = log;
    }

    boolean isEmpty() {
        return sessions.isEmpty();
    }

    boolean hasRequestInHand() {
        return sessions.stream().anyMatch(RespondingSession::hasRequestInHand);
    }

    /** Whether this thread has a request of theirs in hand. */
    boolean isCalledByHandler() {
        Thread caller = Thread.currentThread();
        return sessions.stream().anyMatch(session -> session.isHandledBy(caller));
    }

    /** Opens all of them, and lets requests come; what fails leaves some, which are to be closed. */
    void open() throws JMSException {
        for (int i = 0; i < number; i++) {
            Session session = connection.createSession(Session.SESSION_TRANSACTED);
            boolean opened = false;
            try {
                sessions.add(opening.open(session));
                opened = true;
            } finally {
                if (!opened) {
                    session.close();
                }
            }
        }
        connection.start();
    }

    /** Closes all of them, once their requests in hand are done with. */
    void close() {
        attempt(connection::stop);
        sessions.forEach(session -> attempt(session::close));
        sessions.clear();
    }

    /** Closes all of them, and the connection. */
    void end() {
        close();
        attempt(connection::close);
    }

    /** Whoever waits for the end must hear of it, also where IBM's client fails with an assertion of its own (observed). */
    private void attempt(Call call) {
        try {
            call.run();
        } catch (Exception | AssertionError e) {
            log.whileClosing(e);
        }
    }
}
