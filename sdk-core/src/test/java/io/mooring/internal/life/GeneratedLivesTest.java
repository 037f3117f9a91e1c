package io.mooring.internal.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.ConnectionState;
import io.mooring.QueueManagerName;
import io.mooring.event.Closed;
import io.mooring.event.Connected;
import io.mooring.event.ConnectionEvent;
import io.mooring.event.ConnectionLost;
import io.mooring.event.Quiescing;
import io.mooring.event.ReconnectFailed;
import io.mooring.event.Reconnected;
import io.mooring.event.Reconnecting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Lives made of random news, sensible and not: what {@link ConnectionEvent} says about the order holds for each. */
class GeneratedLivesTest {
    private static final int STEPS = 400;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @RepeatedTest(200)
    void eventsOfAnyLifeComeInThePromisedOrder() {
        List<ConnectionEvent> events = new ArrayList<>();
        LifeKeeper keeper = new LifeKeeper("orders", events::add);
        int closeAt = random.nextInt(STEPS);
        for (int step = 0; step < STEPS; step++) {
            keeper.hear(
                    step == closeAt
                            ? new News.CloseCalled(tick())
                            : someNews(keeper.state().epoch()));
        }

        String word = events.stream().map(GeneratedLivesTest::letter).collect(Collectors.joining());
        // The order that ConnectionEvent draws; a connection may be closed at any moment.
        assertThat(word).as("seed %d", seed).matches("(C(Q?LA*R)*(Q?(LA*F?)?)?)?X");
        assertThat(events).as("seed %d", seed).isSortedAccordingTo((a, b) -> Long.compare(a.epoch(), b.epoch()));
        assertThat(keeper.state().state()).isEqualTo(ConnectionState.CLOSED);
    }

    @RepeatedTest(200)
    void eachReconnectionTellsWhereFromWhereToAndHowOften() {
        List<ConnectionEvent> events = new ArrayList<>();
        LifeKeeper keeper = new LifeKeeper("orders", events::add);
        for (int step = 0; step < STEPS; step++) {
            keeper.hear(someNews(keeper.state().epoch()));
        }

        QueueManagerName present = null;
        int attempts = 0;
        ConnectionLost lost = null;
        for (ConnectionEvent event : events) {
            if (event instanceof Connected connected) {
                present = connected.queueManager();
            } else if (event instanceof ConnectionLost loss) {
                assertThat(loss.queueManager()).as("seed %d", seed).isEqualTo(present);
                lost = loss;
                attempts = 0;
            } else if (event instanceof Reconnecting reconnecting) {
                assertThat(reconnecting.attempt()).as("seed %d", seed).isEqualTo(++attempts);
                assertThat(reconnecting.from()).as("seed %d", seed).isEqualTo(present);
            } else if (event instanceof Reconnected reconnected) {
                assertThat(lost).as("seed %d", seed).isNotNull();
                assertThat(reconnected.from()).as("seed %d", seed).isEqualTo(present);
                assertThat(reconnected.attempts()).as("seed %d", seed).isEqualTo(attempts);
                assertThat(reconnected.planned()).as("seed %d", seed).isEqualTo(lost.planned());
                assertThat(reconnected.outage())
                        .as("seed %d", seed)
                        .isEqualTo(Duration.between(lost.at(), reconnected.at()));
                present = reconnected.to();
            }
        }
    }

    /** A native client that does what the effects say, and a network that does what it likes. */
    @RepeatedTest(100)
    void noLinkIsLeftOpen() {
        LifeKeeper keeper = new LifeKeeper("orders", event -> {});
        Set<Long> open = new HashSet<>();
        List<News> onTheirWay = new ArrayList<>();
        open.add(1L);
        onTheirWay.add(up(1));
        for (int step = 0; step < STEPS; step++) {
            if (onTheirWay.isEmpty() || random.nextInt(5) == 0) {
                onTheirWay.add(trouble(keeper.state().epoch()));
            }
            Collections.shuffle(onTheirWay, random);
            carryOut(keeper.hear(onTheirWay.remove(0)), open, onTheirWay);
            assertThat(open)
                    .as("seed %d: at most the present link", seed)
                    .hasSizeLessThanOrEqualTo(1 + onTheirWay.size());
        }
        carryOut(keeper.hear(new News.CloseCalled(tick())), open, onTheirWay);
        while (!onTheirWay.isEmpty()) {
            carryOut(keeper.hear(onTheirWay.remove(0)), open, onTheirWay);
        }

        assertThat(open).as("seed %d", seed).isEmpty();
    }

    @Test
    void eventsGoOutAndOtherEffectsComeBack() {
        List<ConnectionEvent> events = new ArrayList<>();
        LifeKeeper keeper = new LifeKeeper("orders", events::add);

        assertThat(keeper.hear(up(1))).isEmpty();
        assertThat(keeper.hear(new News.LinkLost(1, now, Optional.empty())))
                .containsExactly(new Effect.DropLink(1), new Effect.PlanAttempt(1, 1, now, Optional.empty()));
        assertThat(events).hasExactlyElementsOfTypes(Connected.class, ConnectionLost.class);
        assertThat(keeper.state().state()).isEqualTo(ConnectionState.RECONNECTING);
    }

    private void carryOut(List<Effect> effects, Set<Long> open, List<News> onTheirWay) {
        for (Effect effect : effects) {
            if (effect instanceof Effect.DropLink drop) {
                open.remove(drop.epoch());
            } else if (effect instanceof Effect.MakeLink make) {
                boolean succeeds = random.nextBoolean();
                if (succeeds) {
                    open.add(make.epoch());
                }
                onTheirWay.add(succeeds ? up(make.epoch()) : failed(make.epoch()));
            } else if (effect instanceof Effect.PlanAttempt plan) {
                onTheirWay.add(new News.AttemptPlanned(plan.epoch(), tick(), Duration.ZERO));
            }
        }
    }

    private News trouble(long epoch) {
        return switch (random.nextInt(4)) {
            case 0 -> new News.LinkLost(epoch, tick(), Optional.empty());
            case 1 -> new News.MoveDue(epoch, tick());
            case 2 -> failed(epoch);
            default -> new News.QuiesceAsked(epoch, tick(), Optional.empty());
        };
    }

    private News someNews(long present) {
        long epoch = Math.max(0, present + random.nextInt(4) - 2);
        return switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> up(epoch);
            case 4, 5 -> new News.LinkLost(epoch, tick(), Optional.empty());
            case 6 -> new News.MoveDue(epoch, tick());
            case 7 -> new News.QuiesceAsked(epoch, tick(), Optional.empty());
            case 8, 9, 10, 11 -> new News.AttemptPlanned(epoch, tick(), Duration.ofMillis(random.nextInt(100)));
            case 12, 13, 14 -> failed(epoch);
            default -> random.nextInt(10) == 0 ? new News.GaveUp(epoch, tick(), Optional.empty()) : failed(epoch);
        };
    }

    private News up(long epoch) {
        return new News.LinkUp(epoch, tick(), QueueManagerName.of("QM" + random.nextInt(4)), "mq(1414)");
    }

    private News failed(long epoch) {
        return new News.AttemptFailed(epoch, tick(), Optional.empty());
    }

    private Instant tick() {
        now = now.plusMillis(1 + random.nextInt(50));
        return now;
    }

    private static String letter(ConnectionEvent event) {
        if (event instanceof Connected) {
            return "C";
        } else if (event instanceof Quiescing) {
            return "Q";
        } else if (event instanceof ConnectionLost) {
            return "L";
        } else if (event instanceof Reconnecting) {
            return "A";
        } else if (event instanceof Reconnected) {
            return "R";
        } else if (event instanceof ReconnectFailed) {
            return "F";
        }
        assertThat(event).isInstanceOf(Closed.class);
        return "X";
    }
}
