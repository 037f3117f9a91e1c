package io.mooring.channeltable;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The bytes of an answer, up to a length; a longer one is cut off and fails. Called by one thread at a time. */
final class BoundedBody implements BodySubscriber<byte[]> {
    private final BodySubscriber<byte[]> bytes = BodySubscribers.ofByteArray();
    private final int most;
    private long length;
    private Flow.@Nullable Subscription subscription;

    BoundedBody(int most) {
        this.most = most;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return bytes.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription toServer) {
        subscription = toServer;
        bytes.onSubscribe(toServer);
    }

    @Override
    public void onNext(List<ByteBuffer> part) {
        length += part.stream().mapToLong(ByteBuffer::remaining).sum();
        if (length <= most) {
            bytes.onNext(part);
        } else if (subscription != null) {
            subscription.cancel();
            subscription = null;
            bytes.onError(new IOException("it has more than " + most + " bytes, the most that are read"));
        }
    }

    @Override
    public void onError(Throwable failure) {
        bytes.onError(failure);
    }

    @Override
    public void onComplete() {
        bytes.onComplete();
    }
}
