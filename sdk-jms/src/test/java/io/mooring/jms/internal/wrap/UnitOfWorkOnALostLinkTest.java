package io.mooring.jms.internal.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.jms.JmsCommitInDoubtException;
import io.mooring.jms.JmsCommitInDoubtRuntimeException;
import io.mooring.reason.ReasonCode;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.jms.Destination;
import javax.jms.JMSContext;
import javax.jms.JMSException;
import javax.jms.JMSProducer;
import javax.jms.Message;
import javax.jms.MessageProducer;
import javax.jms.Session;
import javax.jms.TransactionRolledBackException;
import javax.jms.TransactionRolledBackRuntimeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a unit of work that began on a link which was left, where the client itself says nothing about it. */
class UnitOfWorkOnALostLinkTest {
    private static final String ON_QM1 = "ID:414d5120514d31202020202020202020" + "0000000100000001";
    private static final String ON_QM2 = "ID:414d5120514d32202020202020202020" + "0000000200000001";

    private final Companion companion = Companions.onQueueManager("QM1");

    /** The calls that reached the client. */
    private final List<String> calls = new ArrayList<>();

    /** What happens while the client commits, and while it sends. */
    private Runnable duringCommit = () -> {};

    private Runnable duringSend = () -> {};

    private final Session session = session();

    Session session() {
        try {
            return SessionWrapper.of(client(Session.class), companion);
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void close() {
        companion.closed();
    }

    @Test
    void oneThatStaysOnItsLinkIsCommittedAndStored() throws JMSException {
        send(ON_QM1);
        session.commit();

        assertThat(states()).containsExactly(PutState.STORED);
        assertThat(calls).containsExactly("send", "commit");
    }

    @Test
    void oneWhoseLinkWasLeftBeforeTheCommitIsRolledBackAndNeverCommitted() throws JMSException {
        send(ON_QM1);
        move("QM1");
        send(ON_QM1);

        TransactionRolledBackException thrown =
                catchThrowableOfType(TransactionRolledBackException.class, session::commit);

        assertThat(calls).containsExactly("send", "send", "rollback");
        assertThat(states()).containsExactly(PutState.BACKED_OUT, PutState.BACKED_OUT);
        assertThat(ReasonCode.of(thrown)).contains(ReasonCode.BACKED_OUT);
        assertThat(thrown.getErrorCode()).isEqualTo("JMSCMQ0002");
        assertThat(thrown.getLinkedException()).isInstanceOf(com.ibm.mq.MQException.class);
        assertThat(thrown).hasMessageContaining("test-1").hasMessageContaining("backed out");
    }

    @Test
    void theNextOneIsWhole() throws JMSException {
        send(ON_QM1);
        move("QM2");
        assertThat(catchThrowable(session::commit)).isInstanceOf(TransactionRolledBackException.class);

        send(ON_QM2);
        session.commit();

        assertThat(states()).containsExactly(PutState.BACKED_OUT, PutState.STORED);
        assertThat(calls).containsExactly("send", "rollback", "send", "commit");
    }

    @Test
    void oneWhoseLinkIsBeingLeftIsRolledBackEvenThoughNobodyKnowsWhereTo() throws JMSException {
        send(ON_QM1);
        companion.watch().observed("Reconnecting to 'null'");

        assertThat(catchThrowable(session::commit)).isInstanceOf(TransactionRolledBackException.class);
        assertThat(calls).containsExactly("send", "rollback");
    }

    @Test
    void oneWhoseLinkIsLeftDuringTheCommitIsInDoubt() throws JMSException {
        send(ON_QM1);
        duringCommit = () -> move("QM1");

        JmsCommitInDoubtException doubt = catchThrowableOfType(JmsCommitInDoubtException.class, session::commit);

        assertThat(doubt.receipts()).extracting(PutReceipt::state).containsExactly(PutState.IN_DOUBT);
        assertThat(states()).containsExactly(PutState.IN_DOUBT);
        duringCommit = () -> {};
        send(ON_QM1);
        session.commit();
        assertThat(states()).containsExactly(PutState.IN_DOUBT, PutState.STORED);
    }

    @Test
    void oneWhoseFirstSendWasHeldUpByTheMoveBeganAfterIt() throws JMSException {
        duringSend = () -> move("QM2");
        send(ON_QM2);
        duringSend = () -> {};
        send(ON_QM2);
        session.commit();

        assertThat(states()).containsExactly(PutState.STORED, PutState.STORED);
    }

    @Test
    void oneWhoseSecondSendWasHeldUpByTheMoveIsRolledBack() throws JMSException {
        send(ON_QM1);
        duringSend = () -> move("QM2");
        send(ON_QM2);

        assertThat(catchThrowable(session::commit)).isInstanceOf(TransactionRolledBackException.class);
        assertThat(states()).containsOnly(PutState.BACKED_OUT);
    }

    @Test
    void oneThatBeganDuringAnOutageBelongsToTheNextLinkHoweverManyAttemptsItTakes() throws JMSException {
        companion.watch().observed("Reconnecting to 'null'");
        duringSend = () -> {
            companion.watch().observed("Reconnect failed");
            move("QM1");
        };
        send(ON_QM1);
        session.commit();

        assertThat(states()).containsExactly(PutState.STORED);
    }

    @Test
    void aMoveBetweenTwoOfThemIsNoneOfTheirs() throws JMSException {
        send(ON_QM1);
        session.commit();
        move("QM2");
        session.commit();
        send(ON_QM2);
        session.commit();

        assertThat(states()).containsExactly(PutState.STORED, PutState.STORED);
        assertThat(calls).containsExactly("send", "commit", "commit", "send", "commit");
    }

    @Test
    void oneThatIsRolledBackAfterAMoveSaysNothing() throws JMSException {
        send(ON_QM1);
        move("QM2");
        session.rollback();
        send(ON_QM2);
        session.commit();

        assertThat(states()).containsExactly(PutState.BACKED_OUT, PutState.STORED);
    }

    @Test
    void aContextSaysItInItsOwnKind() {
        ContextWrapper context = new ContextWrapper(client(JMSContext.class), companion);
        JMSProducer producer = context.createProducer();
        producer.send(destination(), message(ON_QM1));
        move("QM1");
        Throwable left = catchThrowable(context::commit);
        producer.send(destination(), message(ON_QM1));
        duringCommit = () -> move("QM1");
        Throwable leaving = catchThrowable(context::commit);

        assertThat(left).isInstanceOf(TransactionRolledBackRuntimeException.class);
        assertThat(ReasonCode.of(left)).contains(ReasonCode.BACKED_OUT);
        assertThat(leaving).isInstanceOf(JmsCommitInDoubtRuntimeException.class);
        assertThat(states()).containsExactly(PutState.BACKED_OUT, PutState.IN_DOUBT);
        assertThat(calls).containsExactly("send", "rollback", "send", "commit");
    }

    private void move(String queueManager) {
        companion.watch().observed("Reconnecting to 'null'");
        companion.watch().observed("Reconnected to '" + queueManager + "'");
    }

    private void send(String id) throws JMSException {
        session.createProducer(null).send(destination(), message(id));
    }

    private List<PutState> states() {
        return companion.receipts().all().stream().map(PutReceipt::state).toList();
    }

    private static Destination destination() {
        return (Destination) Recorded.of(Map.of(), Destination.class);
    }

    private static Message message(String id) {
        return (Message) Recorded.of(Map.of("getJMSMessageID", id), Message.class);
    }

    /** A session or context of the client, or a producer of it, that does nothing but what the test wants. */
    private <T> T client(Class<T> type) {
        Object other = Recorded.of(Map.of("getTransacted", true), type);
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "send" -> {
                            calls.add("send");
                            duringSend.run();
                            return type == JMSProducer.class ? proxy : null;
                        }
                        case "commit" -> {
                            calls.add("commit");
                            duringCommit.run();
                            return null;
                        }
                        case "rollback" -> {
                            calls.add("rollback");
                            return null;
                        }
                        case "createProducer" -> {
                            return type == JMSContext.class ? client(JMSProducer.class) : client(MessageProducer.class);
                        }
                        case "getAsync" -> {
                            return null;
                        }
                        default -> {
                            return method.invoke(other, arguments);
                        }
                    }
                }));
    }
}
