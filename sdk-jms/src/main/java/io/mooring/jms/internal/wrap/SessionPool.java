package io.mooring.jms.internal.wrap;

import javax.jms.JMSException;
import javax.jms.ServerSession;
import javax.jms.ServerSessionPool;
import javax.jms.Session;
import org.jspecify.annotations.Nullable;

/** The session pool of an application server as IBM's client needs it: with its own sessions. */
final class SessionPool implements ServerSessionPool {
    private final ServerSessionPool application;

    private SessionPool(ServerSessionPool application) {
        this.application = application;
    }

    static @Nullable ServerSessionPool of(@Nullable ServerSessionPool application) {
        return application == null ? null : new SessionPool(application);
    }

    @Override
    public ServerSession getServerSession() throws JMSException {
        ServerSession theirs = application.getServerSession();
        return new ServerSession() {
            @Override
            public Session getSession() throws JMSException {
                Session session = theirs.getSession();
                return session instanceof SessionWrapper wrapper ? wrapper.delegate() : session;
            }

            @Override
            public void start() throws JMSException {
                theirs.start();
            }
        };
    }
}
