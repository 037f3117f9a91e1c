package io.mooring.samples.demo;

import io.mooring.samples.demo.Journal.Kind;
import io.mooring.samples.demo.Stage.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The acts, in their order. For one thread. */
final class Play {
    private static final long LOOK_MILLIS = 20;

    /** So many requests have to wait on a queue manager before it is cut off: their replies come too late for the clients. */
    private static final int CAUGHT = 3;

    private final Pace pace;
    private final Journal journal;
    private final Company company;
    private final Optional<Faults> faults;
    private final List<String> queueManagers;

    private boolean evenedOut = true;
    private boolean leftWhenAsked = true;

    Play(Stage stage, Pace pace, Journal journal, Company company) {
        this.pace = pace;
        this.journal = journal;
        this.company = company;
        this.faults = stage.faults();
        this.queueManagers = stage.harbour().queueManagers();
    }

    /** Plays all of it. */
    void run() throws InterruptedException {
        if (faults.isPresent()) {
            act("Everybody is on " + queueManagers.get(0) + ": the others took nobody when the clients came.");
            rest(pace.act());
            evenOut(faults.get());
            askToMove(faults.get(), queueManagers.get(0));
            kill(faults.get(), queueManagers.get(1));
        } else {
            act("The clients ask. Nobody disturbs your queue managers.");
            rest(pace.act().multipliedBy(3));
        }
        burst();
        calm();
    }

    private void evenOut(Faults stage) throws InterruptedException {
        act("Now all accept clients, and the cluster evens out connections.");
        stage.acceptEverywhere();
        even(stage);
        rest(pace.act());
    }

    /** Asks surplus clients to move, as a uniform cluster does, until their numbers differ by one at most. */
    private void even(Faults stage) throws InterruptedException {
        List<Places.Surplus> asked = new ArrayList<>();
        boolean even = await(() -> {
            if (!company.places().haveMoved(asked)) {
                return false;
            }
            stage.balanceReconnectable();
            asked.clear();
            asked.addAll(company.places().surplus());
            asked.forEach(each -> stage.askToMove(each.queueManager(), each.applications()));
            return company.places().isEven();
        });
        evenedOut &= even;
        journal.write(even ? Kind.MOVE : Kind.ALARM, (even ? "Even: " : "Not even: ") + company.places());
    }

    private void askToMove(Faults stage, String queueManager) throws InterruptedException {
        act(queueManager + " asks all its clients to move.");
        stage.askAllToMove(queueManager);
        leftWhenAsked &= await(
                () -> company.places().on(queueManager) == 0 && company.places().allConnected());
        rest(pace.act());
        even(stage);
        rest(pace.act().dividedBy(2));
    }

    private void kill(Faults stage, String queueManager) throws InterruptedException {
        act("Everybody asks at once; " + queueManager + " loses its clients, and is killed with their replies on it.");
        String other = queueManagers.get(queueManagers.size() - 1);
        String requests = company.queues().requests();
        stage.loseNextAnswer(other, requests);
        stage.loseNextAnswer(other, company.queues().rawRequests());
        journal.write(Kind.FAULT, other + " stores a request of each side, and loses the connection before it answers");
        company.askAtOnce(pace.rush());
        expect(() -> stage.depth(queueManager, requests) >= CAUGHT, "Nobody has asked on " + queueManager + ".");
        stage.cutOff(queueManager, List.of(Company.SHOP, Company.RAW_SHOP));
        journal.write(Kind.FAULT, queueManager + " has lost the network to its clients; its servers go on");
        expect(() -> stage.depth(queueManager, requests) == 0, "The servers have not answered.");
        int replies = stage.depth(queueManager, company.queues().replies());
        int rawReplies = stage.depth(queueManager, company.queues().rawReplies());
        stage.kill(queueManager);
        journal.write(
                Kind.FAULT,
                queueManager + " is dead, with " + replies + " replies for Mooring's clients and " + rawReplies
                        + " for the raw ones on it");
        rest(pace.outage());
        stage.bringBack(queueManager);
        journal.write(Kind.FAULT, queueManager + " is back");
        // Before any client comes back to it, which would read them like any other.
        expect(
                () -> stage.depth(queueManager, company.queues().replies()) == 0,
                "Replies for Mooring's clients still lie on " + queueManager + ".");
        rest(pace.act());
        even(stage);
        rest(pace.act().dividedBy(2));
    }

    private void burst() throws InterruptedException {
        act("A burst: each client makes " + pace.burst() + " requests at once, and a backlog builds.");
        company.askAtOnce(pace.burst());
        expect(() -> company.mostInstances() > Pace.FEWEST, "No further instance has started.");
        expect(() -> company.depth() < pace.clients(), "The backlog has not been worked off.");
        rest(pace.act().dividedBy(2));
    }

    private void calm() throws InterruptedException {
        act("The burst is over and the day ends; instances that have nothing to do may leave.");
        company.quiet(pace.quietEvery());
        expect(() -> company.instances() <= Pace.FEWEST, "Idle instances have not left.");
        rest(pace.act().dividedBy(2));
    }

    private void act(String text) {
        journal.write(Kind.ACT, text);
    }

    private static void rest(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }

    private void expect(BooleanSupplier condition, String otherwise) throws InterruptedException {
        if (!await(condition)) {
            journal.write(Kind.ALARM, otherwise);
        }
    }

    private static boolean await(BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + Pace.PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return true;
    }

    /** Whether connections were even each time; empty where nobody evened them out. */
    Optional<Boolean> evenedOut() {
        return faults.map(any -> evenedOut);
    }

    /** Whether all clients left when they were asked to; empty where nobody asked them. */
    Optional<Boolean> leftWhenAsked() {
        return faults.map(any -> leftWhenAsked);
    }
}
