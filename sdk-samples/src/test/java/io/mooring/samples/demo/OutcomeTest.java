package io.mooring.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.QueueManagerName;
import io.mooring.event.Closed;
import io.mooring.event.Connected;
import io.mooring.event.ConnectionLost;
import io.mooring.event.Reconnected;
import io.mooring.event.Reconnecting;
import io.mooring.samples.demo.Account.End;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each promise can be broken, and says then what was found. */
class OutcomeTest {
    private static final QueueManagerName QM1 = new QueueManagerName("QM1");

    private final Account account = new Account();

    private static void reply(Account account) {
        String id = account.asked("shop");
        account.replied(id, id);
    }

    private Outcome outcome(
            int stranded, List<String> disorder, boolean even, boolean left, int fewest, int most, int last) {
        Side side = Side.of(account, Set.of(), Duration.ofSeconds(10));
        return new Outcome(
                "a stage",
                List.of("QM1"),
                List.of(),
                List.of(),
                side,
                side,
                stranded,
                List.of(),
                0,
                disorder,
                Optional.of(even),
                Optional.of(left),
                fewest,
                most,
                last);
    }

    @Test
    void nothingIsBrokenWhenAllIsWell() {
        reply(account);

        assertThat(outcome(1, List.of(), true, true, 2, 6, 2).broken()).isEmpty();
    }

    @Test
    void eachBrokenPromiseIsASentence() {
        reply(account);
        account.ended(account.asked("shop"), End.NO_REPLY);

        assertThat(outcome(0, List.of("shop told of Closed after nothing"), false, false, 1, 2, 3)
                        .broken())
                .containsExactly(
                        "Broken promise: No request is lost. Found: 1 lost (1 without a reply in time, 0 with a wrong one,"
                                + " 0 failed, 0 without an end).",
                        "Broken promise: Each connection tells of its life in order. Found: shop told of Closed after"
                                + " nothing.",
                        "Broken promise: Connections even out. Found: they did not within 40 s.",
                        "Broken promise: Replies on a queue manager that was left are fetched. Found: none was fetched.",
                        "Broken promise: Clients leave a queue manager that asks them to. Found: some did not within 40 s.",
                        "Broken promise: A backlog makes instances start. Found: 2 instances ran at most.",
                        "Broken promise: Never fewer than 2 instances run. Found: 1 ran.",
                        "Broken promise: Idle instances leave, and 2 stay. Found: 3 ran in the end.");
    }

    @Test
    void lifeOfAConnectionInOrderIsNoDisorder() {
        EventOrder order = new EventOrder();
        Instant now = Instant.EPOCH;
        order.note(new Connected("shop", now, 1, QM1, "here(1)"));
        order.note(new ConnectionLost("shop", now, 1, QM1, false, Optional.empty()));
        order.note(new Reconnecting("shop", now, 2, QM1, 1, Duration.ZERO));
        order.note(new Reconnecting("shop", now, 3, QM1, 2, Duration.ZERO));
        order.note(new Reconnected("shop", now, 3, QM1, QM1, "here(1)", Duration.ZERO, 2, false));
        order.note(new Closed("shop", now, 3));

        assertThat(order.violations()).isEmpty();
    }

    @Test
    void eventsOutOfOrderAreNamed() {
        EventOrder order = new EventOrder();
        Instant now = Instant.EPOCH;
        order.note(new ConnectionLost("shop", now, 2, QM1, false, Optional.empty()));
        order.note(new Reconnected("shop", now, 1, QM1, QM1, "here(1)", Duration.ZERO, 1, false));
        order.note(new Closed("shop", now, 1));
        order.note(new Closed("shop", now, 1));

        assertThat(order.violations())
                .containsExactly(
                        "shop told of ConnectionLost after nothing",
                        "shop told of epoch 1 after 2",
                        "shop told of Closed after Closed");
    }
}
