package io.mooring.contracts;

import static io.mooring.contracts.Fleet.BACKOUT;
import static io.mooring.contracts.Fleet.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mooring.CorrelationId;
import io.mooring.client.Browser;
import io.mooring.client.Consumption;
import io.mooring.client.MqClient;
import io.mooring.client.UnitOfWork;
import io.mooring.message.MqMessage;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Get: messages come once, in order, and come again when a unit of work is backed out. */
abstract class GetContract extends Contract {
    @Test
    void messagesOfTheSamePriorityComeInTheOrderOfTheirPuts() {
        MqClient client = client();
        List<String> put = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            put.add("message " + i);
            client.queue(QUEUE).put(MqMessage.ofText("message " + i));
        }

        List<String> got = new ArrayList<>();
        for (Optional<MqMessage> next = client.queue(QUEUE).get();
                next.isPresent();
                next = client.queue(QUEUE).get()) {
            got.add(next.get().text());
        }

        assertThat(got).isEqualTo(put);
    }

    @Test
    void aGetWaitsForAMessage() {
        MqClient client = client();
        CompletableFuture<Optional<MqMessage>> waiting =
                CompletableFuture.supplyAsync(() -> client.queue(QUEUE).get(PATIENCE));
        MqClient putter = client(first());
        await().atMost(PATIENCE).until(() -> putter.queue(QUEUE).inquire().readers() == 1);

        putter.queue(QUEUE).put(MqMessage.ofText("at last"));

        assertThat(waiting.join()).get().extracting(MqMessage::text).isEqualTo("at last");
    }

    @Test
    void aGetEndsWithoutAMessageWhenItsTimeIsOver() {
        long begin = System.nanoTime();

        assertThat(client().queue(QUEUE).get(MOMENT)).isEmpty();

        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(MOMENT.toNanos());
    }

    @Test
    void aMessageThatIsBackedOutComesAgainAndItsCountSaysSo() {
        MqClient client = client();
        client.queue(QUEUE).put(MqMessage.ofText("again"));
        try (UnitOfWork work = client.unitOfWork()) {
            assertThat(backoutCount(work.get(QUEUE).orElseThrow())).isZero();
            assertThat(client.queue(QUEUE).get()).isEmpty();
        }

        try (UnitOfWork work = client.unitOfWork()) {
            assertThat(backoutCount(work.get(QUEUE).orElseThrow())).isEqualTo(1);
            work.commit();
        }
        assertThat(client.queue(QUEUE).get()).isEmpty();
    }

    @Test
    void aGetByCorrelationIdLeavesTheOthers() {
        CorrelationId wanted =
                CorrelationId.of(HexFormat.of().parseHex("a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8"));
        MqClient client = client();
        client.queue(QUEUE).put(MqMessage.ofText("other"));
        client.queue(QUEUE).put(MqMessage.ofText("wanted").withCorrelationId(wanted));

        assertThat(client.queue(QUEUE).get(wanted, MOMENT))
                .get()
                .extracting(MqMessage::text)
                .isEqualTo("wanted");
        assertThat(client.queue(QUEUE).get(wanted, MOMENT)).isEmpty();
        assertThat(client.queue(QUEUE).get()).get().extracting(MqMessage::text).isEqualTo("other");
    }

    @Test
    void aBrowseLeavesTheMessagesWhereTheyAre() {
        MqClient client = client();
        client.queue(QUEUE).put(MqMessage.ofText("first"));
        client.queue(QUEUE).put(MqMessage.ofText("second"));

        try (Browser browser = client.queue(QUEUE).browse()) {
            assertThat(browser.next()).get().extracting(MqMessage::text).isEqualTo("first");
            assertThat(browser.next()).get().extracting(MqMessage::text).isEqualTo("second");
            assertThat(browser.next()).isEmpty();
        }

        assertThat(client.queue(QUEUE).inquire().depth()).isEqualTo(2);
    }

    @Test
    void aConsumptionHandlesEachMessageOnce() {
        MqClient client = client();
        List<String> handled = new CopyOnWriteArrayList<>();
        Consumption consumption = closing(client.queue(QUEUE).consume(message -> handled.add(message.text())));

        List<String> put = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            put.add("message " + i);
            client.queue(QUEUE).put(MqMessage.ofText("message " + i));
        }

        await().atMost(PATIENCE).until(() -> consumption.handled() == put.size());
        assertThat(handled).isEqualTo(put);
    }

    @Test
    void aMessageThatCannotBeHandledGoesToTheBackoutQueueAfterAsManyTimesAsBothreshSays() {
        MqClient client = client();
        List<Integer> counts = new CopyOnWriteArrayList<>();
        closing(client.queue(QUEUE).consume(message -> {
            counts.add(backoutCount(message));
            throw new IllegalArgumentException("it cannot be handled, as the test wants it");
        }));

        client.queue(QUEUE).put(MqMessage.ofText("poison").persistent());

        assertThat(client.queue(BACKOUT).get(PATIENCE))
                .get()
                .extracting(MqMessage::text)
                .isEqualTo("poison");
        assertThat(counts).containsExactly(0, 1, 2);
        assertThat(client.queue(QUEUE).inquire().depth()).isZero();
    }

    private static int backoutCount(MqMessage message) {
        return message.origin().orElseThrow().backoutCount();
    }
}
