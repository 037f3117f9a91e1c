package io.mooring.jms;

import io.mooring.idle.ActivitySource;
import io.mooring.idle.ReaderCensus;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Answers the requests on a queue, wherever its connection goes.
 *
 * <pre>{@code
 * try (Responder prices = factory.responder("PRICE.REQUEST", request -> price(request.text()))) {
 *     prices.await();
 * }
 * }</pre>
 *
 * <p>Each request is received in a unit of work, handled, answered, and all of that committed together. If the handler
 * throws, the request is backed out and delivered again after a delay, 50 milliseconds after the first failure in a row,
 * doubled with each to at most 5 seconds. A request that was backed out as often as its queue says (BOTHRESH) is put by
 * IBM's client to the queue's backout queue (BOQNAME), or else to the dead-letter queue; where a queue says nothing, {@link
 * ResponderBuilder#backoutQueue} does. If there is no place for it, it stays on its queue and is tried again.
 *
 * <p>When the connection moves, the request in hand is backed out by its queue manager, with its reply: another responder
 * there answers it, or this one when it comes back. A commit that was under way is in doubt: the request is answered, or
 * delivered again.
 *
 * <p>To leave when there is nothing to do, but never as one of the last: {@code
 * IdleShutdown.after(ofMinutes(10)).keeping(2).watching(prices).await()}, see {@link io.mooring.idle.IdleShutdown}.
 *
 * <p><b>Threads.</b> Requests are handled on threads of IBM's client, one for each session. A thread {@code
 * mooring-responder} and the queue opens and closes sessions, and ends when there is nothing to do. The methods may be
 * called by any thread; {@link #pause} not by a handler.
 *
 * @see MooringConnectionFactory#responderBuilder
 */
public interface Responder extends ActivitySource, AutoCloseable {
    /** So long {@link #close()} and {@link #pause} wait for requests in hand. */
    Duration LONGEST_CLOSE = Duration.ofSeconds(30);

    /** The name of the queue. */
    String queue();

    /** What is known about its connection: where it is, where it has been. */
    MooringConnection connection();

    /** How many requests were handled and committed, with a reply or without. */
    long handled();

    /** How many of these were answered. */
    long replied();

    /** How many deliveries were backed out, by a failure or by the loss of the link. */
    long backedOut();

    /** How many commits are in doubt. */
    long inDoubt();

    /** How many requests were put to {@link ResponderBuilder#backoutQueue}; those that IBM's client put away are not known. */
    long setAside();

    /** Whether it answers or is paused; false once it was closed or has failed. */
    boolean isOpen();

    /** Whether a request is in hand at this moment. */
    boolean hasRequestInHand();

    /** How long ago a request was last done with, in whatever way; since the begin, without any; zero while one is in hand. */
    @Override
    Duration idleFor();

    /**
     * Stops receiving, waits for requests in hand until they are committed, and closes the queue. When this returns, the
     * queue manager does not count this among the readers any more. Nothing happens if it is paused already.
     *
     * @throws IllegalStateException if that is not done after {@link #LONGEST_CLOSE}: then it stops after that; or if it is
     *     called by the handler, whose request is in hand
     */
    @Override
    void pause();

    /**
     * Goes on receiving after {@link #pause}.
     *
     * @throws IllegalStateException if it has ended, or the queue cannot be opened
     */
    @Override
    void resume();

    /** Ends as {@link #close()} does, because there is nothing to do; told to the factory's telemetry. */
    @Override
    void leave();

    /**
     * Counts readers and depth of the queue on all queue managers that the factory can reach, over a connection to each, by
     * IBM's classes for Java and as the factory's user, that ends with the answer; one that has not answered within 10
     * seconds is not known. The user needs the authority to inquire the queue, and with connection names, which do not say
     * who answers there, the queue manager.
     *
     * <p>With a channel table (JSON) these are the queue managers that it has by name, and what the factory's own name or
     * group leads to besides; with connection names there is one at each address, unless the factory asks for one by name.
     * Each counts once, by the name that it has itself. One that has no such queue (2085) counts as zero; whoever does not
     * answer is not known. Fails if none answers, or the channel table cannot be read.
     */
    @Override
    ReaderCensus census();

    /**
     * The same for {@link io.mooring.idle.IdleShutdown}, where somebody else counts the readers of the queue, such as a
     * backlog monitor: {@code watching(prices.countedBy(backlog.census("PRICE.REQUEST")))}.
     */
    ActivitySource countedBy(ReaderCensus census);

    /**
     * Waits until it has ended, by {@link #close} or by itself.
     *
     * @throws io.mooring.ReconnectFailedException if it has ended because reconnection was given up
     * @throws InterruptedException if the waiting thread is interrupted; this goes on
     */
    void await() throws InterruptedException;

    /** Completed when it has ended: normally after {@link #close}, else with what {@link #await} throws. */
    @Override
    CompletableFuture<Void> whenEnded();

    /** Ends as {@link #close(Duration)} does, and waits {@link #LONGEST_CLOSE} at most. */
    @Override
    void close();

    /**
     * Ends: receives no more, lets requests in hand be answered and committed, closes the connection. Does nothing the second
     * time, but waits.
     *
     * <p>A request that is still in hand after this time is ended by its own thread, later, as if nobody had waited. Without
     * any, this waits 5 seconds at most for queue managers that do not answer. Called by the handler itself, it does not wait.
     *
     * @param longest how long to wait for requests in hand
     */
    void close(Duration longest);
}
