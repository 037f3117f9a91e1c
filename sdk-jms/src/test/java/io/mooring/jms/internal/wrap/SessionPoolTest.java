package io.mooring.jms.internal.wrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import javax.jms.JMSException;
import javax.jms.ServerSession;
import javax.jms.ServerSessionPool;
import javax.jms.Session;
import org.junit.jupiter.api.Test;

/** IBM's client gets its own sessions back from an application server's pool. */
class SessionPoolTest {
    @Test
    void aSessionOfOursIsUnwrapped() throws JMSException {
        Companion companion = Companions.onQueueManager("QM1");
        Session ibms = (Session) Recorded.of(Map.of("getTransacted", false), Session.class);
        Session ours = SessionWrapper.of(ibms, companion);

        assertThat(poolOf(ours).getServerSession().getSession()).isSameAs(ibms);
        assertThat(poolOf(ibms).getServerSession().getSession()).isSameAs(ibms);
        companion.closed();
    }

    @Test
    void startReachesTheServersSession() throws JMSException {
        ServerSession servers = (ServerSession) Recorded.of(Map.of(), ServerSession.class);

        SessionPool.of(() -> servers).getServerSession().start();

        assertThat(Recorded.callsOf(servers))
                .extracting(call -> call.method().getName())
                .containsExactly("start");
    }

    private static ServerSessionPool poolOf(Session session) {
        ServerSession servers = (ServerSession) Recorded.of(Map.of("getSession", session), ServerSession.class);
        return SessionPool.of(() -> servers);
    }
}
