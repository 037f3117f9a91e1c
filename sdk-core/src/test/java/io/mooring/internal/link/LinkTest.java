package io.mooring.internal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.mooring.Endpoint;
import io.mooring.channeltable.ClientChannel;
import io.mooring.connect.ConnectAs;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.internal.mq.CallFailure;
import io.mooring.internal.mq.Conversation;
import io.mooring.internal.mq.Dialer;
import io.mooring.internal.mq.GetRequest;
import io.mooring.internal.mq.Line;
import io.mooring.internal.mq.Route;
import io.mooring.message.MqMessage;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a link lends, keeps and lets go of. */
class LinkTest {
    private static final Dialer DIALER = new Dialer(ConnectAs.application("link-test"));

    private final AtomicInteger lostSockets = new AtomicInteger();
    private EmbeddedQueueManager qm1;
    private Link link;

    @BeforeEach
    void connect() throws CallFailure {
        qm1 = EmbeddedQueueManager.named("QM1").queue("ORDERS").start();
        Route route =
                new Route(Endpoint.parse(qm1.connectionName()), ClientChannel.named("APP.SVRCONN"), Optional.empty());
        Line line = DIALER.line(route, lostSockets::incrementAndGet);
        link = new Link(1, line, line.dial());
        link.arm();
    }

    @AfterEach
    void close() {
        link.retire();
        qm1.close();
    }

    @Test
    void lendsTheSameConversationAgainAndAnotherWhenItIsLent() throws CallFailure {
        Conversation first = link.borrow();
        Conversation second = link.borrow();
        assertThat(second).isNotSameAs(first);
        link.giveBack(second);

        assertThat(link.borrow()).isSameAs(second);
        link.giveBack(first);
        link.giveBack(second);
        assertThat(qm1.connections()).hasSize(2);
    }

    @Test
    void furtherConversationsAskForTheQueueManagerByItsName() throws CallFailure {
        Conversation first = link.borrow();
        int port = qm1.port();
        assertThat(link.route().queueManager()).contains(link.queueManager());
        assertThat(link.route().endpoint().port()).isEqualTo(port);
        link.giveBack(first);
    }

    @Test
    void queueThatNobodyUsesIsNoLongerCountedAsRead() throws CallFailure {
        Conversation conversation = link.borrow();
        conversation.get("ORDERS", GetRequest.next(0));
        assertThat(conversation.inquire("ORDERS").readers()).isEqualTo(1);
        link.giveBack(conversation);

        link.tidy(0);

        Conversation again = link.borrow();
        assertThat(again).isSameAs(conversation);
        assertThat(again.inquire("ORDERS").readers()).isZero();
        link.giveBack(again);
    }

    @Test
    void conversationsThatNobodyNeededEndButForOne() throws CallFailure {
        Conversation first = link.borrow();
        Conversation second = link.borrow();
        Conversation third = link.borrow();
        link.giveBack(first);
        link.giveBack(second);
        link.giveBack(third);
        assertThat(qm1.connections()).hasSize(3);

        link.tidy(0);

        await().untilAsserted(() -> assertThat(qm1.connections()).hasSize(1));
        assertThat(lostSockets).hasValue(0);
    }

    @Test
    void lentConversationGoesOnAfterTheLinkWasRetiredAndEndsWhenItComesBack() throws CallFailure {
        Conversation lent = link.borrow();
        lent.put("ORDERS", MqMessage.ofText("one"), true);

        link.retire();
        lent.commit();

        assertThat(qm1.depth("ORDERS")).isEqualTo(1);
        assertThat(link.enter()).isFalse();
        link.giveBack(lent);
        await().untilAsserted(() -> assertThat(qm1.connections()).isEmpty());
        assertThat(lostSockets).hasValue(0);
    }

    @Test
    void linkInUseIsNotRetiredForAMove() {
        assertThat(link.enter()).isTrue();
        assertThat(link.retireIfUnused()).isFalse();
        link.leave();

        assertThat(link.retireIfUnused()).isTrue();
        assertThat(link.enter()).isFalse();
    }

    @Test
    void endingAConversationBacksOutWhatWasNotCommitted() throws CallFailure {
        Conversation conversation = link.borrow();
        conversation.put("ORDERS", MqMessage.ofText("one"), true);

        link.discard(conversation);

        assertThat(qm1.depth("ORDERS")).isZero();
    }

    @Test
    void socketThatEndsIsToldAtOnce() {
        qm1.dropSockets();

        await().until(() -> lostSockets.get() == 1);
    }

    @Test
    void refusedConversationIsNoLossOfTheLink() throws CallFailure {
        Conversation lent = link.borrow();
        qm1.quiesce();

        CallFailure refusal = catchThrowableOfType(CallFailure.class, link::borrow);

        assertThat(refusal.isOfDialling()).isTrue();
        qm1.endQuiesce();
        // The socket of the refused one has ended by the time that another call was answered.
        assertThat(lent.put("ORDERS", MqMessage.ofText("one"), false).isNone()).isFalse();
        assertThat(lostSockets).hasValue(0);
        link.giveBack(lent);
    }
}
