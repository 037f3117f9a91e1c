package io.mooring.contracts;

import static io.mooring.contracts.Fleet.REPLIES;
import static io.mooring.contracts.Fleet.REQUESTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.mooring.ReplyTimeoutException;
import io.mooring.jms.MooringConnectionFactory;
import io.mooring.jms.Reply;
import io.mooring.jms.Requester;
import io.mooring.jms.Responder;
import io.mooring.request.ReplyQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** JMS, requester and responder: each request ends once, by its own reply or by what became of it. */
abstract class JmsRequestReplyContract extends Contract {
    @Test
    void eachRequestHasItsOwnReply() {
        Responder responder = respond(factory());
        Requester requester = ask(factory());

        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            replies.add(requester.requestAsync("question " + i, PATIENCE));
        }

        for (int i = 0; i < replies.size(); i++) {
            Reply reply = replies.get(i).join();
            assertThat(reply.text()).isEqualTo("answer to question " + i);
            assertThat(reply.request().queueManager()).isEqualTo(first());
        }
        // The last commit may still be on its way when its reply is here.
        await().atMost(PATIENCE).until(() -> responder.replied() == replies.size());
        assertThat(requester.outstanding()).isZero();
    }

    @Test
    void aRequestThatNobodyAnswersTimesOutAndSaysWhereItIs() {
        Requester requester = ask(factory());

        assertThatExceptionOfType(ReplyTimeoutException.class)
                .isThrownBy(() -> requester.request("anybody?", Duration.ofMillis(300)))
                .satisfies(timeout -> {
                    assertThat(timeout.request().queueManager()).isEqualTo(first());
                    assertThat(timeout.request().queue()).isEqualTo(REQUESTS);
                });
    }

    @Test
    void requestsAreAnsweredAgainAfterAMove() {
        requirePossible(Fault.CHANNEL_STOPPED);
        respond(factory());
        Requester requester = ask(factory());
        assertThat(requester.request("before", PATIENCE).queueManager()).isEqualTo(first());

        cause(Fault.CHANNEL_STOPPED);
        await().atMost(PATIENCE)
                .until(() -> !requester.connection().queueManager().equals(first()));

        Reply reply = requester.request("after", PATIENCE);
        assertThat(reply.text()).isEqualTo("answer to after");
        assertThat(reply.queueManager()).isNotEqualTo(first());
    }

    @Test
    void aReplyOnTheQueueManagerThatWasLeftIsFetched() {
        requirePossible(Fault.CHANNEL_STOPPED);
        Requester requester = ask(factory());
        CompletableFuture<Reply> reply = requester.requestAsync("where are you?", PATIENCE.multipliedBy(2));

        // The requester has to leave; only then is there a responder, where the request is.
        cause(Fault.CHANNEL_STOPPED);
        await().atMost(PATIENCE)
                .until(() -> !requester.connection().queueManager().equals(first()));
        mend();
        respond(fleet().jms().connectionNames(fleet().connectionName(first())).build());

        assertThat(reply.join().text()).isEqualTo("answer to where are you?");
        assertThat(reply.join().queueManager()).isEqualTo(first());
    }

    private MooringConnectionFactory factory() {
        return fleet().jms().build();
    }

    private Responder respond(MooringConnectionFactory factory) {
        return closing(factory.responder(REQUESTS, request -> "answer to " + request.text()));
    }

    private Requester ask(MooringConnectionFactory factory) {
        return closing(factory.requester(REQUESTS, ReplyQueue.shared(REPLIES)));
    }
}
