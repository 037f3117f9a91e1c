package io.mooring.internal.life;

import io.mooring.QueueManagerName;
import io.mooring.event.Closed;
import io.mooring.event.Connected;
import io.mooring.event.ConnectionEvent;
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
import io.mooring.internal.life.LifeState.Linked;
import io.mooring.internal.life.LifeState.Unlinked;
import io.mooring.internal.life.News.AttemptFailed;
import io.mooring.internal.life.News.AttemptPlanned;
import io.mooring.internal.life.News.GaveUp;
import io.mooring.internal.life.News.LinkLost;
import io.mooring.internal.life.News.LinkUp;
import io.mooring.internal.life.News.MoveDue;
import io.mooring.internal.life.News.QuiesceAsked;
import io.mooring.reason.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The rules of a connection's life.
 *
 * <pre>
 *                LinkUp          LinkLost, MoveDue       AttemptPlanned     AttemptFailed     GaveUp    CloseCalled
 *   Connecting   Linked          -                       -                  -                 -         Closed
 *   Linked       Linked (moved)  Unlinked                -                  -                 -         Closed
 *   Unlinked     Linked          Unlinked (under way)    Unlinked, epoch+1  Unlinked          Failed    Closed
 *   Failed       -               -                       -                  -                 -         Closed
 *   Closed       -               -                       -                  -                 -         -
 * </pre>
 *
 * <p>A dash is news that changes nothing. Three rules stand above the table. News of an older link changes nothing. A link
 * that comes up when nobody wants it any more is dropped, never forgotten. Closed stays closed.
 *
 * <p>Each attempt has an epoch of its own, so that an attempt which was given up and comes up late cannot be taken for
 * the present one.
 *
 * @param connection the name of the connection, for its events
 */
public record ConnectionLife(String connection) {
    /** The state that follows, and what is to be done. Pure: the same arguments give the same answer. */
    public Transition step(LifeState state, News news) {
        if (news instanceof News.CloseCalled close) {
            return close(state, close.at());
        }
        News.OfLink ofLink = (News.OfLink) news;
        if (state.state().isOver() || ofLink.epoch() < state.epoch()) {
            return unwanted(state, ofLink);
        }
        if (state instanceof Linked linked) {
            return whileLinked(linked, ofLink);
        }
        if (state instanceof Unlinked unlinked) {
            return whileUnlinked(unlinked, ofLink);
        }
        return whileConnecting((Connecting) state, ofLink);
    }

    private Transition whileConnecting(Connecting state, News.OfLink news) {
        if (news instanceof LinkUp up) {
            return Transition.to(
                    linked(up),
                    raise(new Connected(connection, up.at(), up.epoch(), up.queueManager(), up.endpoint())));
        }
        return Transition.to(state);
    }

    private Transition whileLinked(Linked state, News.OfLink news) {
        if (news instanceof LinkUp up) {
            return state.epoch() == up.epoch() ? Transition.to(state) : movedUnnoticed(state, up);
        }
        if (news.epoch() != state.epoch()) {
            return Transition.to(state);
        }
        if (news instanceof LinkLost lost) {
            return lost(state, lost.at(), false, lost.reason());
        }
        if (news instanceof MoveDue due) {
            return lost(state, due.at(), true, Optional.empty());
        }
        if (news instanceof QuiesceAsked asked && !state.quiescing()) {
            return Transition.to(
                    new Linked(state.epoch(), state.queueManager(), true),
                    raise(new Quiescing(connection, asked.at(), state.epoch(), state.queueManager(), asked.reason())));
        }
        return Transition.to(state);
    }

    private Transition whileUnlinked(Unlinked state, News.OfLink news) {
        if (news instanceof LinkUp up) {
            // A higher number: whoever only watches IBM's client may see the result before the attempt, or only that.
            boolean wanted = up.epoch() > state.epoch() || state.attemptUnderWay();
            return wanted ? Transition.to(linked(up), raise(reconnected(state, up))) : unwanted(state, up);
        }
        if (news.epoch() != state.epoch()) {
            return Transition.to(state);
        }
        if (news instanceof AttemptPlanned planned && !state.attemptUnderWay()) {
            return attempt(state, planned);
        }
        if (news instanceof GaveUp gaveUp) {
            return gaveUp(state, gaveUp);
        }
        if (state.attemptUnderWay()) {
            if (news instanceof AttemptFailed failed) {
                return attemptFailed(state, failed.reason());
            }
            if (news instanceof LinkLost lost) {
                return attemptFailed(state, lost.reason());
            }
        }
        return Transition.to(state);
    }

    /** The link is gone, by accident or on purpose. */
    private Transition lost(Linked state, Instant at, boolean planned, Optional<ReasonCode> reason) {
        return Transition.to(
                new Unlinked(state.epoch(), state.queueManager(), at, planned, 0, false),
                new DropLink(state.epoch()),
                raise(new ConnectionLost(connection, at, state.epoch(), state.queueManager(), planned, reason)),
                new PlanAttempt(state.epoch(), 1, at, reason));
    }

    private Transition attempt(Unlinked state, AttemptPlanned planned) {
        long epoch = state.epoch() + 1;
        int attempt = state.attempts() + 1;
        return Transition.to(
                new Unlinked(epoch, state.from(), state.lostAt(), state.planned(), attempt, true),
                raise(new Reconnecting(connection, planned.at(), epoch, state.from(), attempt, planned.delay())),
                new MakeLink(epoch, attempt, planned.delay()));
    }

    private static Transition attemptFailed(Unlinked state, Optional<ReasonCode> reason) {
        return Transition.to(
                new Unlinked(state.epoch(), state.from(), state.lostAt(), state.planned(), state.attempts(), false),
                new DropLink(state.epoch()),
                new PlanAttempt(state.epoch(), state.attempts() + 1, state.lostAt(), reason));
    }

    private Transition gaveUp(Unlinked state, GaveUp news) {
        return Transition.to(
                new LifeState.Failed(state.epoch()),
                new DropLink(state.epoch()),
                raise(new ReconnectFailed(
                        connection,
                        news.at(),
                        state.epoch(),
                        state.from(),
                        between(state.lostAt(), news.at()),
                        state.attempts(),
                        news.reason())));
    }

    /** We are on a later link than we knew: somebody else reconnected, and only the result was seen. */
    private Transition movedUnnoticed(Linked state, LinkUp up) {
        Unlinked between = new Unlinked(state.epoch(), state.queueManager(), up.at(), false, 0, false);
        return Transition.to(
                linked(up),
                new DropLink(state.epoch()),
                raise(new ConnectionLost(
                        connection, up.at(), state.epoch(), state.queueManager(), false, Optional.empty())),
                raise(reconnected(between, up)));
    }

    /** News that comes too late changes nothing; but a link that is up has to be let go of. */
    private static Transition unwanted(LifeState state, News.OfLink news) {
        return news instanceof LinkUp up ? Transition.to(state, new DropLink(up.epoch())) : Transition.to(state);
    }

    private Transition close(LifeState state, Instant at) {
        if (state instanceof LifeState.Closed) {
            return Transition.to(state);
        }
        return Transition.to(
                new LifeState.Closed(state.epoch()),
                new DropLink(state.epoch()),
                raise(new Closed(connection, at, state.epoch())));
    }

    private Reconnected reconnected(Unlinked state, LinkUp up) {
        QueueManagerName from = state.from();
        Duration outage = between(state.lostAt(), up.at());
        return new Reconnected(
                connection,
                up.at(),
                up.epoch(),
                from,
                up.queueManager(),
                up.endpoint(),
                outage,
                state.attempts(),
                state.planned());
    }

    private static Linked linked(LinkUp up) {
        return new Linked(up.epoch(), up.queueManager(), false);
    }

    /** The time between, zero where the wall clock was set back meanwhile. */
    private static Duration between(Instant start, Instant end) {
        return end.isBefore(start) ? Duration.ZERO : Duration.between(start, end);
    }

    private static Raise raise(ConnectionEvent event) {
        return new Raise(event);
    }
}
