package io.mooring.jms;

/**
 * Where consumers read ahead, so that a thread in {@code receive()} does not hold up a move of its connection: with IBM's
 * client alone it does for 3.5 to 5 seconds, because the thread waits for the queue manager; one that reads ahead waits on
 * the client's own buffer.
 *
 * <p>Closing a consumer, session or connection while another thread is in {@code receive()} then takes up to a second.
 *
 * <p>It is about queues that leave it open: what a destination says itself ({@code readAheadAllowed=0} or {@code 1}) holds,
 * and so does a queue that forbids it, by {@code DEFREADA(DISABLED)}. Listeners and browsers hold up no move; nothing
 * changes for them where the first choice is made.
 */
public enum ReadAhead {
    /**
     * In transacted and in {@code CLIENT_ACKNOWLEDGE} sessions. The client asks for one message at a time there, in the unit
     * of work, and so nothing is lost that would not be lost without.
     */
    WHERE_SAFE,
    /**
     * In all sessions. With {@code AUTO_ACKNOWLEDGE} and {@code DUPS_OK_ACKNOWLEDGE} up to 100 KiB of non-persistent messages
     * leave the queue before the application has them: they are lost if the consumer is closed or the program ends, and those
     * on their way if the connection moves. A receive after a move may fail with {@code TransactionRolledBackException} where
     * a persistent message comes, which stays on its queue.
     */
    ALWAYS,
    /** Only where a destination says so. */
    NEVER
}
