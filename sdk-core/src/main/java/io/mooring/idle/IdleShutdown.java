package io.mooring.idle;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Lets an instance leave when it has had nothing to do for some time, but never one of the last that read the queue.
 *
 * <pre>{@code
 * IdleShutdown.after(ofMinutes(10)).keeping(2).watching(orders).await();   // returns when this instance may end
 * }</pre>
 *
 * <p>A value; {@link #watching} starts it.
 *
 * <h2>How instances leave without agreeing on it</h2>
 *
 * <p>No instance knows of the others; each sees only how many handles have the queue open for input. An instance that has
 * been idle long enough
 *
 * <ol>
 *   <li>looks: if the queue is not empty, or no more readers than the floor are known, itself among them, it stays as it is
 *   <li><em>steps aside</em>: closes its own handles, after the message in hand
 *   <li><em>counts twice</em>: asks all queue managers for depth and readers, one after the other, and then again; of the
 *       two numbers of each queue manager it believes the smaller one, of one that does not answer it believes zero
 *   <li>leaves if the sum is the floor at least, all depths were zero, and it has had no message meanwhile; else it
 *       <em>comes back</em>, opens the queue again, and tries later, after a time that is random and grows
 * </ol>
 *
 * <p><b>Why enough stay.</b> Take any moment, and all instances that have left or are bound to by then. Each closed its
 * handles for the last time at some moment; call the one that did so last Z. Z counted after it had closed, so it
 * counted when all others that leave had closed as well, for good: there was no handle of a leaving instance left to be
 * counted. Whatever Z counted belongs to instances that do not leave, and it counted the floor at least. So the floor
 * stays, however many step aside in the same moment and in whichever order the queue managers are asked. This needs
 * no clock, no lock and no coordinator, only that a handle that was closed is not counted afterwards.
 *
 * <p><b>Why the others do leave.</b> If too many have stepped aside at once, all see too few, and all come back. They try
 * again at random moments, so sooner or later one of them counts while enough others have their handles open. When
 * exactly the floor is left, nobody gets beyond the first step any more, and no handle is closed in vain.
 *
 * <p><b>Why twice.</b> Queue managers are asked one after the other. A reader that moves to another one between the
 * questions is counted on both; but then the second count does not find it on the first. To deceive both counts, readers
 * have to move three times within them.
 *
 * <h2>What it does not promise</h2>
 *
 * <ul>
 *   <li>The floor is one of <em>handles</em>: an instance that reads with four counts as four, as do readers of other
 *       programs. Say {@code keeping(8)} to keep two instances with four each.
 *   <li>It is the floor of those that stay, not of every moment: while instances have stepped aside, for as long as it
 *       takes to count, fewer may have the queue open. A message that arrives then waits that long.
 *   <li>It is one of all queue managers together. A queue manager whose only reader leaves has none; see that clients or
 *       messages are moved (uniform cluster, {@code ConnectionLifetime}), or watch its depth.
 *   <li>A handle counts until its queue manager knows that it is gone. That of an instance that crashed, or whose network
 *       did, counts up to the channel's heartbeat interval (HBINT); instances that leave within that time trust in it.
 *   <li>Messages on a queue manager that cannot be asked do not hold anybody back, if enough readers are known elsewhere.
 * </ul>
 *
 * @param idle how long there has been nothing to do before an instance tries to leave
 * @param floor how many readers stay at least
 * @param retry how long to wait on average after a first attempt in vain; each further one waits twice as long, up to {@code
 *     idle} or {@code retry}, whichever is longer
 * @param beforeLeaving called once it is decided, before the source ends
 * @param afterLeaving called when it has ended
 */
public record IdleShutdown(Duration idle, int floor, Duration retry, Runnable beforeLeaving, Runnable afterLeaving) {
    private static final Duration USUAL_RETRY = Duration.ofSeconds(15);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if a time is not longer than nothing, or the floor is negative
     */
    public IdleShutdown {
        requirePositive("idle time after which to leave", idle);
        requirePositive("time after which to try again", retry);
        if (floor < 0) {
            throw new IllegalArgumentException("Keeping " + floor + " readers; give 0 or more.");
        }
    }

    /**
     * Leaves after this idle time, keeps one reader, tries again after 15 seconds.
     *
     * @throws IllegalArgumentException if the time is not longer than nothing
     */
    public static IdleShutdown after(Duration idle) {
        return new IdleShutdown(idle, 1, USUAL_RETRY, () -> {}, () -> {});
    }

    /**
     * The same, keeping so many readers (handles) on all queue managers together.
     *
     * @param readers 0 if the last one may leave too, because somebody starts instances when messages come
     * @throws IllegalArgumentException if it is negative
     */
    public IdleShutdown keeping(int readers) {
        return new IdleShutdown(idle, readers, retry, beforeLeaving, afterLeaving);
    }

    /**
     * The same with another time between attempts, on average. It should be some times longer than a count takes,
     * the more so the more instances there are.
     *
     * @throws IllegalArgumentException if it is not longer than nothing
     */
    public IdleShutdown tryingAgainAfter(Duration time) {
        return new IdleShutdown(idle, floor, time, beforeLeaving, afterLeaving);
    }

    /**
     * The same with something to do before the source ends, once it is decided: tell the orchestrator, close what is open.
     * If it throws, the instance comes back and tries again later.
     */
    public IdleShutdown beforeLeaving(Runnable action) {
        return new IdleShutdown(idle, floor, retry, action, afterLeaving);
    }

    /** The same with something to do when the source has ended; what it throws is logged. */
    public IdleShutdown afterLeaving(Runnable action) {
        return new IdleShutdown(idle, floor, retry, beforeLeaving, action);
    }

    /** Begins to watch, on a daemon thread of its own, until the source has left or the watch is closed. */
    public IdleWatch watching(ActivitySource source) {
        return IdleWatch.start(this, source, RandomGenerator.getDefault());
    }

    private static void requirePositive(String what, Duration time) {
        if (time.isZero() || time.isNegative()) {
            throw new IllegalArgumentException(
                    "The " + what + " is " + time + "; give one that is longer than nothing.");
        }
    }
}
