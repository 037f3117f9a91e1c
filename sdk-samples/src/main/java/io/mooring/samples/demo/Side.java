package io.mooring.samples.demo;

import io.mooring.samples.demo.Account.End;
import java.time.Duration;
import java.util.Set;

/**
 * The figures of one side in the end, all counted from what became of each request.
 *
 * @param requests that programs made
 * @param replies that came, each to its own request
 * @param inDoubt requests of which the program was told that nobody can know whether they were put
 * @param inDoubtHandled those of them that a server has seen
 * @param notPut requests of which the program was told that nothing was put
 * @param noReply requests that were put and had no reply in time
 * @param failed requests whose program was given an exception that does not say what became of them
 * @param wrong requests that were given something else than their reply
 * @param open requests that have not ended in any way
 * @param unread replies that lie on a queue although their request has ended without
 * @param overdue requests whose caller waited for more than a second longer than it had asked for
 * @param handledAgain requests that servers handled more than once
 * @param endedTwice requests that ended more than once
 * @param usual the time to a reply, half of them were quicker
 * @param longest the longest time that a caller waited
 * @param silence the longest time for which a program that asks steadily had no reply
 */
record Side(
        int requests,
        int replies,
        int inDoubt,
        int inDoubtHandled,
        int notPut,
        int noReply,
        int failed,
        int wrong,
        int open,
        int unread,
        int overdue,
        int handledAgain,
        int endedTwice,
        Duration usual,
        Duration longest,
        Duration silence) {
    private static final int HALF = 50;

    /**
     * Draws the line.
     *
     * @param unread texts that lie on the reply queues
     */
    static Side of(Account account, Set<String> unread, Duration replyWithin) {
        return new Side(
                account.asked(),
                account.count(End.REPLIED),
                account.count(End.IN_DOUBT),
                (int) account.ids(End.IN_DOUBT).stream()
                        .filter(account::wasHandled)
                        .count(),
                account.count(End.NOT_PUT),
                account.count(End.NO_REPLY),
                account.count(End.FAILED),
                account.count(End.WRONG_REPLY),
                account.open(),
                (int) account.unread(unread),
                account.longerThan(replyWithin.plusSeconds(1)),
                account.handledAgain(),
                account.endedTwice(),
                account.percentile(HALF),
                account.longest(),
                account.longestSilence());
    }

    /** Requests that have no reply although nobody said that they are in doubt, or were not put. */
    int lost() {
        return requests - replies - inDoubt - notPut;
    }
}
