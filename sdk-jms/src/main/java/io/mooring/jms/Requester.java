package io.mooring.jms;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.jms.BytesMessage;

/**
 * Puts requests to a queue and brings their replies, also those that stay behind when the connection moves.
 *
 * <pre>
 *   try (Requester prices = factory.requester("PRICE.REQUEST", ReplyQueue.shared("PRICE.REPLY"))) {
 *     Reply reply = prices.request("ISIN=DE0007164600", Duration.ofSeconds(5));
 *   }
 * </pre>
 *
 * <p>It has a connection of its own, made by the factory. A request expires when its time is over. Each request ends exactly
 * once: by its reply, by {@link io.mooring.ReplyTimeoutException}, by {@link io.mooring.PutInDoubtException}, by a refusal, or
 * by {@link io.mooring.ConnectionClosedException}. These exceptions are those of {@code mooring-core} and unchecked; the
 * exception of IBM's client is their cause.
 *
 * <p>After a move the requests of before go on waiting: their replies are looked for on the former queue manager over a
 * direct connection, until the last of their deadlines. A temporary reply queue ends with its link; its requests time out.
 *
 * <p><b>Threads.</b> May be used by any number of threads. Requests are put by the threads that call. Replies come by
 * message listeners, three where the reply queue lets them, so that no waiting call holds up a move; there is one more
 * thread for each queue manager that replies are fetched from. Futures are completed and stray replies handed over on one
 * other thread: what a program hangs on a future holds up other futures, but neither replies nor deadlines.
 */
public interface Requester extends AutoCloseable {
    /**
     * Puts a request with this text and waits for its reply.
     *
     * @throws io.mooring.ReplyTimeoutException as {@link #request(RequestMaker, Duration)}, and all others
     */
    default Reply request(String text, Duration timeout) {
        return request(session -> session.createTextMessage(text), timeout);
    }

    /**
     * Puts a request with these bytes and waits for its reply.
     *
     * @throws io.mooring.ReplyTimeoutException as {@link #request(RequestMaker, Duration)}, and all others
     */
    default Reply request(byte[] bytes, Duration timeout) {
        return request(ofBytes(bytes), timeout);
    }

    /**
     * Puts a request and waits for its reply.
     *
     * @param maker makes the message; its reply queue is set here, and its ids where the kind of reply queue needs that
     * @param timeout the time for everything: for a free place among the outstanding requests, a connection, the put, the
     *     reply. Only a put that IBM's client holds back because the link is lost at that moment may take longer
     * @return the reply
     * @throws io.mooring.ReplyTimeoutException if none came in that time; it tells where the request is
     * @throws io.mooring.PutInDoubtException if the link ended while the request was being put
     * @throws io.mooring.MqException if the put was refused, there was no place or no link in that time, or this thread was
     *     interrupted
     * @throws io.mooring.ConnectionClosedException if this requester was closed
     * @throws IllegalArgumentException if the timeout is not positive, or the message asks for reports or ids that cannot be
     *     told from a reply
     */
    Reply request(RequestMaker maker, Duration timeout);

    /** Puts a request with this text, on this thread; otherwise as {@link #requestAsync(RequestMaker, Duration)}. */
    default CompletableFuture<Reply> requestAsync(String text, Duration timeout) {
        return requestAsync(session -> session.createTextMessage(text), timeout);
    }

    /** Puts a request with these bytes, on this thread; otherwise as {@link #requestAsync(RequestMaker, Duration)}. */
    default CompletableFuture<Reply> requestAsync(byte[] bytes, Duration timeout) {
        return requestAsync(ofBytes(bytes), timeout);
    }

    /**
     * Puts a request, on this thread, and returns without its reply.
     *
     * @return completed with the reply, or with one of the exceptions of {@link #request(RequestMaker, Duration)}; to cancel
     *     it gives the request up
     * @throws IllegalArgumentException as {@link #request(RequestMaker, Duration)}
     */
    CompletableFuture<Reply> requestAsync(RequestMaker maker, Duration timeout);

    /** How many requests were begun and have not ended. */
    int outstanding();

    /** What is known about its connection; to be looked at, and listened to. */
    MooringConnection connection();

    /**
     * Ends all outstanding requests by {@link io.mooring.ConnectionClosedException}, and closes the connection. While that has
     * no link, IBM's client does not let it close: this then returns after a few seconds, and the rest is done by a thread
     * ({@code mooring-closing}) once there is a link or reconnection is given up. Closing again has no effect.
     */
    @Override
    void close();

    private static RequestMaker ofBytes(byte[] bytes) {
        return session -> {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(bytes);
            return message;
        };
    }
}
