package io.mooring.contracts;

import static io.mooring.contracts.Fleet.REPLIES;
import static io.mooring.contracts.Fleet.REQUESTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.mooring.ReplyTimeoutException;
import io.mooring.client.Consumption;
import io.mooring.client.MqClient;
import io.mooring.client.Requester;
import io.mooring.message.MqMessage;
import io.mooring.request.ReplyQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Request and reply: each request ends once, by its own reply or by what became of it. */
abstract class RequestReplyContract extends Contract {
    static final List<ReplyQueue> REPLY_QUEUES =
            List.of(ReplyQueue.shared(REPLIES), ReplyQueue.shared(REPLIES).passingIds(), ReplyQueue.exclusive(REPLIES));

    @ParameterizedTest
    @FieldSource("REPLY_QUEUES")
    void eachRequestHasItsOwnReply(ReplyQueue replyQueue) {
        MqClient client = client();
        server(client(first()));
        Requester requester = closing(client.requester(REQUESTS, replyQueue));

        List<CompletableFuture<MqMessage>> replies = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            replies.add(requester.requestAsync(MqMessage.ofText("question " + i), PATIENCE));
        }

        for (int i = 0; i < replies.size(); i++) {
            assertThat(replies.get(i).join().text()).isEqualTo("answer to question " + i);
        }
        assertThat(requester.outstanding()).isZero();
        assertThat(client.queue(REPLIES).inquire().depth()).isZero();
    }

    @Test
    void aRequestThatNobodyAnswersTimesOutAndSaysWhereItIs() {
        Requester requester = closing(client().requester(REQUESTS, ReplyQueue.shared(REPLIES)));

        assertThatExceptionOfType(ReplyTimeoutException.class)
                .isThrownBy(() -> requester.request(MqMessage.ofText("anybody?"), Duration.ofMillis(300)))
                .satisfies(timeout -> {
                    assertThat(timeout.request().queueManager()).isEqualTo(first());
                    assertThat(timeout.request().queue()).isEqualTo(REQUESTS);
                });
    }

    @Test
    void aReplyOnTheQueueManagerThatWasLeftIsFetched() {
        requirePossible(Fault.CHANNEL_STOPPED);
        MqClient client = client();
        Requester requester = closing(client.requester(REQUESTS, ReplyQueue.shared(REPLIES)));
        CompletableFuture<MqMessage> reply =
                requester.requestAsync(MqMessage.ofText("where are you?"), PATIENCE.multipliedBy(2));
        assertThat(client.queueManager()).contains(first());

        // The requester has to leave; only then is there a server, where the request is.
        cause(Fault.CHANNEL_STOPPED);
        await().atMost(PATIENCE)
                .until(() -> !client.queueManager().orElseThrow().equals(first()));
        mend();
        server(client(first()));

        assertThat(reply.join().text()).isEqualTo("answer to where are you?");
        assertThat(client.queueManager().orElseThrow()).isNotEqualTo(first());
    }

    private void server(MqClient client) {
        Consumption server = client.queue(REQUESTS)
                .consume((request, work) -> work.reply(request, MqMessage.ofText("answer to " + request.text())));
        closing(server);
    }
}
