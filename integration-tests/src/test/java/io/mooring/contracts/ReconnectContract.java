package io.mooring.contracts;

import static io.mooring.contracts.Fleet.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mooring.CommitInDoubtException;
import io.mooring.Move;
import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.QueueManagerName;
import io.mooring.UnitOfWorkBackedOutException;
import io.mooring.client.MqClient;
import io.mooring.client.UnitOfWork;
import io.mooring.event.Connected;
import io.mooring.event.ConnectionEvent;
import io.mooring.event.ConnectionLost;
import io.mooring.event.Reconnected;
import io.mooring.message.MqMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reconnect: whatever happens to its queue manager, a client goes on, tells where, and says of nothing what is not so. */
abstract class ReconnectContract extends Contract {
    @ParameterizedTest
    @EnumSource
    void aClientGoesOnAndTellsWhere(Fault fault) {
        requirePossible(fault);
        MqClient client = client();
        assertThat(client.queueManager()).contains(first());

        cause(fault);

        PutReceipt receipt = putOnceConnected(client, MqMessage.ofText("onward").persistent());
        if (fault.keepsClientsOut()) {
            assertThat(receipt.queueManager()).isNotEqualTo(first());
        }
        assertThat(isThere(receipt)).isTrue();
        // A client that was asked to leave may put where it is before it goes.
        boolean stillThere = receipt.epoch() == 1;
        await().atMost(PATIENCE)
                .until(() -> told(Reconnected.class).stream()
                        .anyMatch(reconnected -> stillThere || reconnected.to().equals(receipt.queueManager())));
        // In the order in which it was: connected here, lost, connected there.
        assertThat(told(Connected.class)).hasSize(1);
        Reconnected reconnected = told(Reconnected.class).get(0);
        assertThat(reconnected.from()).isEqualTo(first());
        assertThat(events.indexOf(told(ConnectionLost.class).get(0)))
                .isPositive()
                .isLessThan(events.indexOf(reconnected));
        assertThat(client.moves()).first().extracting(Move::from).isEqualTo(first());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSaidOfACommitIsSo(Fault fault) {
        requirePossible(fault);
        MqClient client = client();
        PutReceipt pending;
        PutState said;
        try (UnitOfWork work = client.unitOfWork()) {
            pending = work.put(QUEUE, MqMessage.ofText("all or nothing").persistent());
            cause(fault);
            said = commit(work);
        }
        mend();

        boolean there = isThere(pending);

        // In doubt is either. A queue manager that ends in its own good time still lets a unit of work commit.
        assertThat(there)
                .describedAs("%s, after it was said: %s", pending, said)
                .satisfiesAnyOf(
                        it -> assertThat(said).isEqualTo(PutState.IN_DOUBT),
                        it -> assertThat(said).isEqualTo(it ? PutState.STORED : PutState.BACKED_OUT));
        if (fault == Fault.KILLED) {
            assertThat(there).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPersistentMessageWithAReceiptOutlasts(Fault fault) {
        requirePossible(fault);
        PutReceipt receipt =
                client().queue(QUEUE).put(MqMessage.ofText("to stay").persistent());

        cause(fault);
        mend();

        assertThat(isThere(receipt)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aGetThatWaitsGoesOnOnTheNextQueueManager(Fault fault) {
        requirePossible(fault);
        MqClient client = client();
        CompletableFuture<Optional<MqMessage>> waiting =
                CompletableFuture.supplyAsync(() -> client.queue(QUEUE).get(PATIENCE.multipliedBy(2)));
        try (MqClient onlooker = fleet().client(first()).connect()) {
            await().atMost(PATIENCE).until(() -> onlooker.queue(QUEUE).inquire().readers() == 1);
        }

        cause(fault);
        await().atMost(PATIENCE).until(() -> !told(Reconnected.class).isEmpty());
        QueueManagerName now = client.queueManager().orElseThrow();
        client(now).queue(QUEUE).put(MqMessage.ofText("found"));

        assertThat(waiting.join()).get().extracting(MqMessage::text).isEqualTo("found");
    }

    private static PutState commit(UnitOfWork work) {
        try {
            return work.commit().get(0).state();
        } catch (UnitOfWorkBackedOutException backedOut) {
            return PutState.BACKED_OUT;
        } catch (CommitInDoubtException inDoubt) {
            return PutState.IN_DOUBT;
        }
    }

    /** Whether the message of a receipt can be got from the queue manager that the receipt names. */
    private boolean isThere(PutReceipt receipt) {
        try (MqClient client = fleet().client(receipt.queueManager()).connect()) {
            return client.queue(QUEUE).get(receipt.messageId(), Duration.ZERO).isPresent();
        }
    }

    private <E extends ConnectionEvent> List<E> told(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
