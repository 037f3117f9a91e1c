package io.mooring.samples.demo;

import io.mooring.MqException;
import io.mooring.PutInDoubtException;
import io.mooring.ReplyTimeoutException;
import io.mooring.client.MqClient;
import io.mooring.client.Requester;
import io.mooring.event.ConnectionListener;
import io.mooring.message.MqMessage;
import io.mooring.observe.Telemetry;
import io.mooring.request.ReplyQueue;
import io.mooring.samples.demo.Account.End;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** A client program on Mooring: one connection, one requester, replies on a queue that all of them share. */
final class MooringShop implements Asker.Shop, Asker {
    private final String name;
    private final MqClient client;
    private final Requester requester;
    private final Account account;
    private final Journal journal;
    private final Duration replyWithin;

    MooringShop(
            String name,
            Stage stage,
            Duration replyWithin,
            Account account,
            Journal journal,
            ConnectionListener listener,
            Telemetry telemetry) {
        Harbour harbour = stage.harbour();
        this.name = name;
        this.account = account;
        this.journal = journal;
        this.replyWithin = replyWithin;
        this.client = harbour.client(name, harbour.any())
                .listener(listener)
                .telemetry(telemetry)
                .connect();
        this.requester = client.requester(
                stage.queues().requests(), ReplyQueue.shared(stage.queues().replies()));
    }

    /** Its name, by which queue managers know it. */
    String name() {
        return name;
    }

    /** Its connection. */
    MqClient client() {
        return client;
    }

    @Override
    public Asker asker() {
        return this;
    }

    @Override
    public void ask(int count) {
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = account.asked(name);
            all.add(requester
                    .requestAsync(MqMessage.ofText(id).persistent(), replyWithin)
                    .handle((reply, failure) -> ended(id, reply, failure)));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).join();
    }

    private boolean ended(String id, @Nullable MqMessage reply, @Nullable Throwable failure) {
        if (reply != null) {
            account.replied(id, reply.text());
            return true;
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof PutInDoubtException) {
            account.ended(id, End.IN_DOUBT);
        } else if (cause instanceof ReplyTimeoutException) {
            account.ended(id, End.NO_REPLY);
        } else if (cause instanceof MqException) {
            account.ended(id, End.NOT_PUT);
        } else {
            account.ended(id, End.FAILED);
        }
        journal.write(Journal.Kind.DOUBT, name + ": " + (cause == null ? "no reply" : cause.getMessage()));
        return false;
    }

    @Override
    public void close() {
        requester.close();
        client.close();
    }
}
