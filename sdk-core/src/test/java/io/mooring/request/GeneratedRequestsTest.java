package io.mooring.request;

import static io.mooring.request.Requests.QM1;
import static io.mooring.request.Requests.QM2;
import static io.mooring.request.Requests.key;
import static io.mooring.request.Requests.receipt;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.mooring.CorrelationId;
import io.mooring.MqException;
import io.mooring.PutInDoubtException;
import io.mooring.PutState;
import io.mooring.QueueManagerName;
import io.mooring.request.Requests.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The registry against a model of lists that are searched from end to end, over random calls in one thread. */
class GeneratedRequestsTest {
    private static final Duration TICK = Duration.ofNanos(TimingWheel.TICK);
    private static final int ROUNDS = 150;
    private static final int STEPS = 250;
    private static final int HELD = 3;

    /** A request as the model sees it; times in ticks. */
    private static final class Wanted {
        private final int number;
        private final boolean keyedAtOnce;
        private final long deadline;
        private final QueueManagerName queueManager;
        private boolean landed;
        private boolean bound;
        private String end = "";

        private Wanted(int number, boolean keyedAtOnce, long deadline, QueueManagerName queueManager) {
            this.number = number;
            this.keyedAtOnce = keyedAtOnce;
            this.deadline = deadline;
            this.queueManager = queueManager;
        }

        private boolean hasKey() {
            return keyedAtOnce || bound;
        }

        private boolean inFlight() {
            return !keyedAtOnce && !landed;
        }
    }

    private record HeldReply(int number, int registrations, String reply) {}

    @BeforeAll
    static void quiet() {
        Requests.logFrom(Level.ERROR);
    }

    @AfterAll
    static void usual() {
        Requests.logFrom(null);
    }

    @Test
    void itDoesWhatListsWouldDo() throws Exception {
        Random seeds = new Random(Seed.of(GeneratedRequestsTest.class));
        Set<String> kinds = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            Life run = new Life(seeds.nextLong());
            run.live();
            run.events.forEach(event -> kinds.add(event.replaceAll("[0-9 ]+", "")));
        }

        assertThat(kinds)
                .as("every kind of end and stray has come about")
                .containsExactlyInAnyOrder(
                        "REPLYr",
                        "TIMEOUT",
                        "IN_DOUBT",
                        "REFUSED",
                        "GIVENUP",
                        "CLOSED",
                        "LATEr",
                        "DUPLICATEr",
                        "UNKNOWNr");
    }

    /** One registry and its model. */
    private static final class Life {
        private final Random random;
        private final String seed;
        private final Clock clock = new Clock();
        private final List<String> events = new ArrayList<>();
        private final List<String> expected = new ArrayList<>();
        private final List<Wanted> model = new ArrayList<>();
        private final List<Ticket<String>> tickets = new ArrayList<>();
        private final List<HeldReply> held = new ArrayList<>();
        private final PendingRequests<String> pending;
        private long now;
        private int replies;

        private Life(long seed) {
            this.seed = "seed " + seed;
            random = new Random(seed);
            pending = PendingRequests.<String>named("generated")
                    .executor(Runnable::run)
                    .maxEarlyReplies(HELD)
                    .strays((kind, reply) -> events.add(kind + " " + reply))
                    .turnedByHand(clock::nanos)
                    .build();
        }

        private void live() throws Exception {
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(8)) {
                    case 0, 1 -> register();
                    case 2, 3 -> bind();
                    case 4 -> fail();
                    case 5 -> reply();
                    case 6 -> pass();
                    default -> {
                        if (random.nextInt(3) == 0) {
                            giveUp();
                        } else {
                            reply();
                        }
                    }
                }
                compare();
            }
            close();
            compare();
            assertThat(model).as(seed).noneMatch(wanted -> wanted.end.isEmpty());
        }

        private void register() throws InterruptedException {
            boolean keyed = random.nextInt(4) == 0;
            long ticks = 1L + random.nextInt(random.nextBoolean() ? 20 : 2_000);
            Wanted wanted = new Wanted(model.size(), keyed, now + ticks, random.nextBoolean() ? QM1 : QM2);
            Duration timeout = TICK.multipliedBy(ticks);
            Ticket<String> ticket = keyed ? pending.register(key(wanted.number), timeout) : pending.register(timeout);
            int number = wanted.number;
            var unused =
                    ticket.future().whenComplete((reply, failure) -> events.add(end(reply, failure) + " " + number));
            model.add(wanted);
            tickets.add(ticket);
        }

        private void bind() {
            Wanted wanted = someInFlight();
            if (wanted == null) {
                return;
            }
            tickets.get(wanted.number).bind(receipt(wanted.number, wanted.queueManager));
            wanted.landed = true;
            wanted.bound = true;
            HeldReply reply = held.stream()
                    .filter(each -> each.number == wanted.number)
                    .findFirst()
                    .orElse(null);
            held.remove(reply);
            if (!wanted.end.isEmpty()) {
                if (reply != null) {
                    expected.add("LATE " + reply.reply);
                }
            } else if (reply != null) {
                ends(wanted, "REPLY " + reply.reply);
            } else if (now >= wanted.deadline) {
                ends(wanted, "TIMEOUT");
            }
            release();
        }

        private void fail() {
            Wanted wanted = someInFlight();
            if (wanted == null) {
                return;
            }
            boolean inDoubt = random.nextBoolean();
            tickets.get(wanted.number)
                    .fail(
                            inDoubt
                                    ? new PutInDoubtException(
                                            receipt(wanted.number, QM1, PutState.IN_DOUBT), null, null)
                                    : new MqException("refused", null, null));
            wanted.landed = true;
            if (wanted.end.isEmpty()) {
                ends(wanted, inDoubt ? "IN_DOUBT" : "REFUSED");
            }
            release();
        }

        private void giveUp() {
            if (model.isEmpty()) {
                return;
            }
            Wanted wanted = model.get(random.nextInt(model.size()));
            boolean ended = random.nextBoolean()
                    ? tickets.get(wanted.number).cancel()
                    : tickets.get(wanted.number).future().complete("mine");
            assertThat(ended).as(seed).isEqualTo(wanted.end.isEmpty());
            if (ended) {
                ends(wanted, "GIVEN UP");
            }
        }

        private void reply() {
            // A little beyond those that there are, so that some are nobody's.
            int number = Math.max(0, model.size() + 2 - random.nextInt(12));
            String reply = "r" + replies++;
            pending.reply(key(number), reply);
            Wanted wanted = number < model.size() && model.get(number).hasKey() ? model.get(number) : null;
            if (wanted == null) {
                if (model.stream().noneMatch(Wanted::inFlight)) {
                    expected.add("UNKNOWN " + reply);
                } else if (held.stream().anyMatch(each -> each.number == number)) {
                    expected.add("DUPLICATE " + reply);
                } else {
                    held.add(new HeldReply(number, model.size(), reply));
                    if (held.size() > HELD) {
                        expected.add("UNKNOWN " + held.remove(0).reply);
                    }
                }
            } else if (wanted.end.isEmpty()) {
                ends(wanted, "REPLY " + reply);
            } else {
                expected.add((wanted.end.startsWith("REPLY") ? "DUPLICATE " : "LATE ") + reply);
            }
        }

        private void pass() {
            long ticks = random.nextInt(random.nextBoolean() ? 10 : 500);
            now += ticks;
            clock.pass(TICK.multipliedBy(ticks));
            pending.turn();
            for (Wanted wanted : model) {
                if (wanted.bound && wanted.end.isEmpty() && now >= wanted.deadline) {
                    ends(wanted, "TIMEOUT");
                }
            }
        }

        private void close() {
            pending.close();
            for (Wanted wanted : model) {
                if (wanted.end.isEmpty()) {
                    ends(wanted, "CLOSED");
                }
            }
            held.forEach(each -> expected.add("UNKNOWN " + each.reply));
            held.clear();
        }

        private void ends(Wanted wanted, String end) {
            wanted.end = end;
            expected.add(end + " " + wanted.number);
        }

        /** Lets go of the replies that came before every put in flight was registered. */
        private void release() {
            held.removeIf(each -> {
                boolean claimable = model.stream().limit(each.registrations).anyMatch(Wanted::inFlight);
                if (!claimable) {
                    expected.add("UNKNOWN " + each.reply);
                }
                return !claimable;
            });
        }

        private void compare() {
            assertThat(events).as(seed).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(pending.outstanding()).as(seed).isEqualTo((int)
                    model.stream().filter(wanted -> wanted.end.isEmpty()).count());
            for (QueueManagerName queueManager : List.of(QM1, QM2)) {
                List<CorrelationId> found = new ArrayList<>();
                pending.forEachPendingOn(
                        queueManager, ticket -> found.add(ticket.key().orElseThrow()));
                assertThat(found)
                        .as(seed)
                        .hasSize(pending.pendingOn(queueManager))
                        .containsExactlyInAnyOrderElementsOf(model.stream()
                                .filter(wanted -> wanted.bound && wanted.end.isEmpty())
                                .filter(wanted -> wanted.queueManager.equals(queueManager))
                                .map(wanted -> key(wanted.number))
                                .toList());
            }
            for (Wanted wanted : model) {
                assertThat(pending.isPending(key(wanted.number)))
                        .as(seed)
                        .isEqualTo(wanted.hasKey() && wanted.end.isEmpty());
            }
        }

        private Wanted someInFlight() {
            List<Wanted> inFlight = model.stream().filter(each -> !each.landed).toList();
            return inFlight.isEmpty() ? null : inFlight.get(random.nextInt(inFlight.size()));
        }

        private static String end(String reply, Throwable failure) {
            if (failure == null) {
                return reply.equals("mine") ? "GIVEN UP" : "REPLY " + reply;
            }
            return switch (failure.getClass().getSimpleName()) {
                case "ReplyTimeoutException" -> "TIMEOUT";
                case "PutInDoubtException" -> "IN_DOUBT";
                case "MqException" -> "REFUSED";
                case "CancellationException" -> "GIVEN UP";
                default -> "CLOSED";
            };
        }
    }
}
