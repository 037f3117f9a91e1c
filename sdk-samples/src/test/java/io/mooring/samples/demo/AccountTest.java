package io.mooring.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.samples.demo.Account.End;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What counts as lost is what a program has no reply to and was not told about. */
class AccountTest {
    private final Account account = new Account();

    private Side side(String... unread) {
        return Side.of(account, Set.of(unread), Duration.ofMinutes(1));
    }

    @Test
    void requestWithItsOwnReplyIsNotLost() {
        String id = account.asked("shop");
        account.replied(id, id);

        assertThat(side().replies()).isEqualTo(1);
        assertThat(side().lost()).isZero();
    }

    @Test
    void replyOfSomebodyElseIsNoReply() {
        String id = account.asked("shop");
        account.replied(id, "another/1");

        assertThat(side().wrong()).isEqualTo(1);
        assertThat(side().lost()).isEqualTo(1);
    }

    @Test
    void requestThatNeverEndsIsLost() {
        String unused = account.asked("shop");

        assertThat(side().open()).isEqualTo(1);
        assertThat(side().lost()).isEqualTo(1);
    }

    @Test
    void requestWithoutAReplyIsLostAndItsReplyMayLieSomewhere() {
        String id = account.asked("shop");
        account.ended(id, End.NO_REPLY);

        assertThat(side(id, "nobody/1").lost()).isEqualTo(1);
        assertThat(side(id, "nobody/1").unread()).isEqualTo(1);
    }

    @Test
    void requestInDoubtIsNotLostAndServersTellWhetherItWasPut() {
        String put = account.asked("shop");
        String notPut = account.asked("shop");
        account.ended(put, End.IN_DOUBT);
        account.ended(notPut, End.IN_DOUBT);
        account.handled(put);

        assertThat(side(put).lost()).isZero();
        assertThat(side(put).inDoubt()).isEqualTo(2);
        assertThat(side(put).inDoubtHandled()).isEqualTo(1);
        assertThat(side(put).unread()).isZero();
    }

    @Test
    void failureThatSaysNothingIsALoss() {
        account.ended(account.asked("shop"), End.FAILED);

        assertThat(side().lost()).isEqualTo(1);
    }

    @Test
    void secondEndIsCountedAndChangesNothing() {
        String id = account.asked("shop");
        account.replied(id, id);
        account.ended(id, End.NO_REPLY);

        assertThat(side().replies()).isEqualTo(1);
        assertThat(side().noReply()).isZero();
        assertThat(side().endedTwice()).isEqualTo(1);
    }
}
