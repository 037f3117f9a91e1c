package io.mooring.internal.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.ConnectionState;
import io.mooring.QueueManagerName;
import io.mooring.event.Closed;
import io.mooring.event.Connected;
import io.mooring.event.ConnectionLost;
import io.mooring.event.Quiescing;
import io.mooring.event.ReconnectFailed;
import io.mooring.event.Reconnected;
import io.mooring.event.Reconnecting;
import io.mooring.internal.life.Effect.DropLink;
import io.mooring.internal.life.Effect.MakeLink;
import io.mooring.internal.life.Effect.PlanAttempt;
import io.mooring.internal.life.Effect.Raise;
import io.mooring.internal.life.LifeState.Connecting;
import io.mooring.internal.life.LifeState.Failed;
import io.mooring.internal.life.LifeState.Linked;
import io.mooring.internal.life.LifeState.Unlinked;
import io.mooring.internal.life.News.AttemptFailed;
import io.mooring.internal.life.News.AttemptPlanned;
import io.mooring.internal.life.News.CloseCalled;
import io.mooring.internal.life.News.GaveUp;
import io.mooring.internal.life.News.LinkLost;
import io.mooring.internal.life.News.LinkUp;
import io.mooring.internal.life.News.MoveDue;
import io.mooring.internal.life.News.QuiesceAsked;
import io.mooring.reason.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each cell of the table that {@link ConnectionLife} draws. */
class ConnectionLifeTest {
    private static final QueueManagerName QM1 = QueueManagerName.of("QM1");
    private static final QueueManagerName QM2 = QueueManagerName.of("QM2");
    private static final Instant LOST = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant NOW = LOST.plusMillis(43);
    private static final Duration DELAY = Duration.ofSeconds(2);
    private static final Optional<ReasonCode> BROKEN = Optional.of(ReasonCode.CONNECTION_BROKEN);

    private static final LifeState CONNECTING = LifeState.beginning();
    private static final LifeState LINKED = new Linked(4, QM1, false);
    private static final LifeState QUIESCING = new Linked(4, QM1, true);
    private static final LifeState LOST_LINK = new Unlinked(4, QM1, LOST, false, 0, false);
    private static final LifeState TRYING = new Unlinked(5, QM1, LOST, false, 1, true);
    private static final LifeState TRIED = new Unlinked(5, QM1, LOST, false, 1, false);
    private static final LifeState FAILED = new Failed(5);
    private static final LifeState CLOSED = new LifeState.Closed(5);
    private static final List<LifeState> ALL =
            List.of(CONNECTING, LINKED, QUIESCING, LOST_LINK, TRYING, TRIED, FAILED, CLOSED);

    private final ConnectionLife life = new ConnectionLife("orders");

    @Test
    void theFirstLinkConnects() {
        assertStep(
                CONNECTING,
                new LinkUp(1, NOW, QM1, "mq1(1414)"),
                new Linked(1, QM1, false),
                new Raise(new Connected("orders", NOW, 1, QM1, "mq1(1414)")));
    }

    @Test
    void aLossDropsTheLinkTellsAndPlansTheFirstAttempt() {
        for (LifeState linked : List.of(LINKED, QUIESCING)) {
            assertStep(
                    linked,
                    new LinkLost(4, LOST, BROKEN),
                    LOST_LINK,
                    new DropLink(4),
                    new Raise(new ConnectionLost("orders", LOST, 4, QM1, false, BROKEN)),
                    new PlanAttempt(4, 1, LOST, BROKEN));
        }
    }

    @Test
    void aMoveOnPurposeIsALossThatWasPlanned() {
        assertStep(
                QUIESCING,
                new MoveDue(4, LOST),
                new Unlinked(4, QM1, LOST, true, 0, false),
                new DropLink(4),
                new Raise(new ConnectionLost("orders", LOST, 4, QM1, true, Optional.empty())),
                new PlanAttempt(4, 1, LOST, Optional.empty()));
    }

    @Test
    void thatItWasPlannedIsStillKnownWhenItIsOver() {
        assertStep(
                new Unlinked(5, QM1, LOST, true, 1, true),
                new LinkUp(5, NOW, QM2, "mq2(1414)"),
                new Linked(5, QM2, false),
                new Raise(new Reconnected("orders", NOW, 5, QM1, QM2, "mq2(1414)", Duration.ofMillis(43), 1, true)));
    }

    @Test
    void quiescingIsToldOnceALink() {
        QuiesceAsked asked = new QuiesceAsked(4, NOW, Optional.of(ReasonCode.Q_MGR_QUIESCING));

        assertStep(LINKED, asked, QUIESCING, new Raise(new Quiescing("orders", NOW, 4, QM1, asked.reason())));
        assertNothing(QUIESCING, asked);
    }

    @Test
    void anAttemptHasAnEpochOfItsOwnAndIsToldBeforeItBegins() {
        assertStep(
                LOST_LINK,
                new AttemptPlanned(4, NOW, DELAY),
                TRYING,
                new Raise(new Reconnecting("orders", NOW, 5, QM1, 1, DELAY)),
                new MakeLink(5, 1, DELAY));
        assertStep(
                TRIED,
                new AttemptPlanned(5, NOW, DELAY),
                new Unlinked(6, QM1, LOST, false, 2, true),
                new Raise(new Reconnecting("orders", NOW, 6, QM1, 2, DELAY)),
                new MakeLink(6, 2, DELAY));
    }

    @Test
    void aSecondAttemptDoesNotBeginBesideTheFirst() {
        assertNothing(TRYING, new AttemptPlanned(5, NOW, DELAY));
    }

    @Test
    void aFailedAttemptIsDroppedAndTheNextIsPlanned() {
        Effect[] expected = {new DropLink(5), new PlanAttempt(5, 2, LOST, BROKEN)};

        assertStep(TRYING, new AttemptFailed(5, NOW, BROKEN), TRIED, expected);
        assertStep(TRYING, new LinkLost(5, NOW, BROKEN), TRIED, expected);
        assertNothing(TRIED, new AttemptFailed(5, NOW, BROKEN));
        assertNothing(TRIED, new LinkLost(5, NOW, BROKEN));
    }

    @Test
    void anAttemptThatSucceedsReconnects() {
        assertStep(
                TRYING,
                new LinkUp(5, NOW, QM2, "mq2(1414)"),
                new Linked(5, QM2, false),
                new Raise(new Reconnected("orders", NOW, 5, QM1, QM2, "mq2(1414)", Duration.ofMillis(43), 1, false)));
    }

    @Test
    void anOutageIsNotNegativeWhenTheClockIsSetBack() {
        Reconnected reconnected =
                (Reconnected) life.step(TRYING, new LinkUp(5, LOST.minusSeconds(60), QM2, "mq2(1414)"))
                        .events()
                        .get(0);

        assertThat(reconnected.outage()).isZero();
    }

    @Test
    void givingUpFailsTheConnection() {
        for (LifeState state : List.of(TRYING, TRIED)) {
            assertStep(
                    state,
                    new GaveUp(5, NOW, BROKEN),
                    FAILED,
                    new DropLink(5),
                    new Raise(new ReconnectFailed("orders", NOW, 5, QM1, Duration.ofMillis(43), 1, BROKEN)));
        }
    }

    @Test
    void aMoveThatWasNoticedWhenItWasOverIsToldAsLossAndReconnection() {
        assertStep(
                LINKED,
                new LinkUp(5, NOW, QM2, "mq2(1414)"),
                new Linked(5, QM2, false),
                new DropLink(4),
                new Raise(new ConnectionLost("orders", NOW, 4, QM1, false, Optional.empty())),
                new Raise(new Reconnected("orders", NOW, 5, QM1, QM2, "mq2(1414)", Duration.ZERO, 0, false)));
    }

    @Test
    void aReconnectionWhoseAttemptNobodySawIsBelieved() {
        assertStep(
                LOST_LINK,
                new LinkUp(5, NOW, QM2, "mq2(1414)"),
                new Linked(5, QM2, false),
                new Raise(new Reconnected("orders", NOW, 5, QM1, QM2, "mq2(1414)", Duration.ofMillis(43), 0, false)));
    }

    @Test
    void closingEndsEveryStateAndDropsItsLink() {
        for (LifeState state : ALL) {
            if (state.state() != ConnectionState.CLOSED) {
                long epoch = state.epoch();
                assertStep(
                        state,
                        new CloseCalled(NOW),
                        new LifeState.Closed(epoch),
                        new DropLink(epoch),
                        new Raise(new Closed("orders", NOW, epoch)));
            }
        }
    }

    @Test
    void closedStaysClosed() {
        assertNothing(CLOSED, new CloseCalled(NOW));
        ofEveryKind(5)
                .forEach(news -> assertThat(life.step(CLOSED, news).next()).isEqualTo(CLOSED));
        ofEveryKind(9)
                .forEach(news -> assertThat(life.step(CLOSED, news).next()).isEqualTo(CLOSED));
    }

    @Test
    void failedCanOnlyBeClosed() {
        ofEveryKind(5)
                .forEach(news -> assertThat(life.step(FAILED, news).next()).isEqualTo(FAILED));
        ofEveryKind(9)
                .forEach(news -> assertThat(life.step(FAILED, news).next()).isEqualTo(FAILED));
    }

    @Test
    void newsOfAnOlderLinkChangesNothing() {
        for (LifeState state : ALL) {
            for (News.OfLink news : ofEveryKind(state.epoch() - 1)) {
                Transition transition = life.step(state, news);
                assertThat(transition.next()).isEqualTo(state);
                assertThat(transition.events()).isEmpty();
            }
        }
    }

    @Test
    void aLinkThatNobodyWantsAnyMoreIsDropped() {
        assertStep(LINKED, new LinkUp(3, NOW, QM2, "mq2(1414)"), LINKED, new DropLink(3));
        assertStep(TRYING, new LinkUp(4, NOW, QM2, "mq2(1414)"), TRYING, new DropLink(4));
        assertStep(TRIED, new LinkUp(5, NOW, QM2, "mq2(1414)"), TRIED, new DropLink(5));
        assertStep(FAILED, new LinkUp(5, NOW, QM2, "mq2(1414)"), FAILED, new DropLink(5));
        assertStep(CLOSED, new LinkUp(9, NOW, QM2, "mq2(1414)"), CLOSED, new DropLink(9));
    }

    @Test
    void newsThatDoesNotFitTheStateChangesNothing() {
        assertNothing(LINKED, new LinkUp(4, NOW, QM1, "mq1(1414)"));
        for (News.OfLink news : ofEveryKind(4)) {
            if (news instanceof AttemptPlanned || news instanceof AttemptFailed || news instanceof GaveUp) {
                assertNothing(LINKED, news);
            }
            if (news instanceof QuiesceAsked || news instanceof MoveDue || news instanceof LinkLost) {
                assertNothing(LOST_LINK, news);
            }
            if (!(news instanceof LinkUp)) {
                assertNothing(CONNECTING, news);
            }
        }
        for (News.OfLink news : ofEveryKind(9)) {
            if (!(news instanceof LinkUp)) {
                ALL.forEach(state -> assertNothing(state, news)); // of a link that we never heard of
            }
        }
    }

    @Test
    void eachStateHasItsWord() {
        assertThat(ALL)
                .extracting(LifeState::state)
                .containsExactly(
                        ConnectionState.CONNECTING,
                        ConnectionState.CONNECTED,
                        ConnectionState.QUIESCING,
                        ConnectionState.RECONNECTING,
                        ConnectionState.RECONNECTING,
                        ConnectionState.RECONNECTING,
                        ConnectionState.FAILED,
                        ConnectionState.CLOSED);
        assertThat(CONNECTING).isEqualTo(new Connecting(1));
    }

    private void assertStep(LifeState from, News news, LifeState to, Effect... effects) {
        assertThat(life.step(from, news)).isEqualTo(new Transition(to, List.of(effects)));
    }

    private void assertNothing(LifeState state, News news) {
        assertStep(state, news, state);
    }

    static List<News.OfLink> ofEveryKind(long epoch) {
        return List.of(
                new LinkUp(epoch, NOW, QM2, "mq2(1414)"),
                new LinkLost(epoch, NOW, BROKEN),
                new QuiesceAsked(epoch, NOW, BROKEN),
                new MoveDue(epoch, NOW),
                new AttemptPlanned(epoch, NOW, DELAY),
                new AttemptFailed(epoch, NOW, BROKEN),
                new GaveUp(epoch, NOW, BROKEN));
    }
}
