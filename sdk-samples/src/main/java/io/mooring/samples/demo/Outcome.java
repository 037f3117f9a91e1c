package io.mooring.samples.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What came of the demo.
 *
 * @param stage what it was played on
 * @param queueManagers their names
 * @param samples how everything stood, five times a second
 * @param entries what happened
 * @param mooring figures of Mooring's side
 * @param raw figures of IBM's client alone
 * @param stranded replies fetched from queue managers that had been left
 * @param outages how long the connection of a client was away, once for each move
 * @param toldRaw how often IBM's client told a program of its connection
 * @param disorder events out of order, as sentences
 * @param evenedOut whether connections were even after each time they were evened out; empty where nobody may do that
 * @param leftWhenAsked whether the clients left the queue manager that asked them to; empty where nobody may ask
 * @param fewest instances that ever ran
 * @param most instances that ever ran
 * @param last instances that ran in the end
 */
record Outcome(
        String stage,
        List<String> queueManagers,
        List<Sample> samples,
        List<Journal.Entry> entries,
        Side mooring,
        Side raw,
        int stranded,
        List<Duration> outages,
        int toldRaw,
        List<String> disorder,
        Optional<Boolean> evenedOut,
        Optional<Boolean> leftWhenAsked,
        int fewest,
        int most,
        int last) {
    Outcome {
        queueManagers = List.copyOf(queueManagers);
        samples = List.copyOf(samples);
        entries = List.copyOf(entries);
        outages = List.copyOf(outages);
        disorder = List.copyOf(disorder);
    }

    /** All that was promised. */
    List<Promise> promises() {
        List<Promise> all = new ArrayList<>();
        all.add(new Promise(
                "No request is lost.",
                mooring.lost() == 0,
                mooring.lost() + " lost (" + mooring.noReply() + " without a reply in time, " + mooring.wrong()
                        + " with a wrong one, " + mooring.failed() + " failed, " + mooring.open()
                        + " without an end)"));
        all.add(new Promise(
                "Each request ends once.", mooring.endedTwice() == 0, mooring.endedTwice() + " ended more than once"));
        all.add(new Promise("Requests are made.", mooring.replies() > 0, mooring.replies() + " had a reply"));
        all.add(new Promise(
                "No caller waits for longer than it has asked for.",
                mooring.overdue() == 0,
                mooring.overdue() + " waited for more than a second longer"));
        all.add(new Promise(
                "Each connection tells of its life in order.", disorder.isEmpty(), String.join("; ", disorder)));
        evenedOut.ifPresent(even -> {
            all.add(new Promise(
                    "Connections even out.", even, "they did not within " + Pace.PATIENCE.toSeconds() + " s"));
            all.add(new Promise(
                    "Replies on a queue manager that was left are fetched.", stranded > 0, "none was fetched"));
        });
        leftWhenAsked.ifPresent(left -> all.add(new Promise(
                "Clients leave a queue manager that asks them to.",
                left,
                "some did not within " + Pace.PATIENCE.toSeconds() + " s")));
        all.add(new Promise("A backlog makes instances start.", most > Pace.FEWEST, most + " instances ran at most"));
        all.add(new Promise(
                "Never fewer than " + Pace.FEWEST + " instances run.", fewest >= Pace.FEWEST, fewest + " ran"));
        all.add(new Promise(
                "Idle instances leave, and " + Pace.FEWEST + " stay.", last == Pace.FEWEST, last + " ran in the end"));
        return all;
    }

    /** A sentence for each promise that was broken. */
    List<String> broken() {
        return promises().stream()
                .filter(promise -> !promise.kept())
                .map(Promise::sentence)
                .toList();
    }
}
