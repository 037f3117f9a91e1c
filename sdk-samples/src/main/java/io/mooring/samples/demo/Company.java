package io.mooring.samples.demo;

import io.mooring.QueueManagerName;
import io.mooring.observe.Telemetry;
import io.mooring.samples.demo.Journal.Kind;
import io.mooring.scale.BacklogListener;
import io.mooring.scale.BacklogMonitor;
import io.mooring.scale.FleetObservation;
import io.mooring.scale.QueueDetail;
import io.mooring.scale.ScaleAdvice;
import io.mooring.scale.ScaleAdvisor;
import io.mooring.scale.ScaleAlarm;
import io.mooring.scale.ScaleHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.jms.JMSException;

/** Everybody on the stage: clients and servers of both sides, and the monitor. Called by one thread; looked at by any. */
final class Company implements AutoCloseable {
    /** How the names of Mooring's clients begin. */
    static final String SHOP = "mooring-shop";

    /** The name of the clients without Mooring. */
    static final String RAW_SHOP = "raw-shop";

    private final Stage stage;
    private final Pace pace;
    private final Journal journal;
    private final Account account = new Account();
    private final Account rawAccount = new Account();
    private final Moves clientMoves;
    private final Moves serverMoves;
    private final AtomicInteger stranded = new AtomicInteger();
    private final AtomicInteger strandedTold = new AtomicInteger();
    private final BacklogMonitor monitor;
    private final Servers servers;
    private final List<RawServer> rawServers = new ArrayList<>();
    private final List<MooringShop> shops = new CopyOnWriteArrayList<>();
    private final Places places;
    private final List<RawShop> rawShops = new ArrayList<>();
    private final List<Load> loads = new ArrayList<>();
    private volatile int wanted = Pace.FEWEST;

    Company(Stage stage, Pace pace, Journal journal) {
        this.stage = stage;
        this.pace = pace;
        this.journal = journal;
        this.clientMoves = new Moves(journal, "client");
        this.serverMoves = new Moves(journal, "server");
        this.places = new Places(shops, stage.harbour().queueManagers());
        Harbour harbour = stage.harbour();
        String queue = stage.queues().requests();
        monitor = BacklogMonitor.over(harbour.table(), harbour.identity("mooring-monitor"))
                .queue(queue)
                .every(Duration.ofMillis(250))
                .answerWithin(Duration.ofSeconds(2))
                .alarmAfter(Duration.ofMillis(1500))
                .also(QueueDetail.MESSAGE_COUNTS)
                .listener(new Watching())
                .start();
        servers = new Servers(stage, pace, account, journal, monitor.census(queue), serverMoves);
    }

    /** Everybody comes and begins to ask. */
    void enter() throws JMSException {
        servers.open();
        for (int i = 0; i < Pace.FEWEST; i++) {
            rawServers.add(new RawServer(stage, rawAccount, pace.handling()));
        }
        monitor.advise(
                stage.queues().requests(),
                ScaleAdvisor.instancesBetween(Pace.FEWEST, pace.most())
                        .depthPerInstance(pace.depthPerInstance())
                        .coolDown(pace.idle())
                        .readersPerInstance(stage.harbour().queueManagers().size()),
                ScaleHistory.running(Pace.FEWEST),
                servers::resize);
        stage.faults().ifPresent(Stage.Faults::acceptOnFirstOnly);
        for (int i = 1; i <= pace.clients(); i++) {
            shops.add(new MooringShop(
                    SHOP + "-" + i, stage, pace.replyWithin(), account, journal, clientMoves, new Fetching()));
            rawShops.add(new RawShop(RAW_SHOP + "-" + i, RAW_SHOP, stage, pace.replyWithin(), rawAccount, journal));
        }
        loads.add(new Load("mooring", shops, pace.every()));
        loads.add(new Load("raw", rawShops, pace.every()));
    }

    /** How everything stands, and what is to be told of it. */
    Sample look() {
        journal.tell();
        clientMoves.tell();
        serverMoves.tell();
        int fetched = stranded.get();
        int news = fetched - strandedTold.getAndSet(fetched);
        if (news > 0) {
            journal.write(
                    Kind.STRANDED,
                    news + (news == 1 ? " reply was" : " replies were") + " fetched from where the clients had left");
        }
        return new Sample(
                journal.seconds(),
                places.numbers(),
                account.asked(),
                account.replies(),
                rawAccount.replies(),
                depth(),
                monitor.latest(stage.queues().requests())
                        .map(FleetObservation::readers)
                        .orElse(0),
                servers.running(),
                wanted);
    }

    /** Where Mooring's clients are. */
    Places places() {
        return places;
    }

    Queues queues() {
        return stage.queues();
    }

    void askAtOnce(int count) {
        loads.forEach(load -> load.atOnce(count));
    }

    void quiet(Duration every) {
        account.quiet();
        rawAccount.quiet();
        loads.forEach(load -> load.every(every));
    }

    int instances() {
        return servers.running();
    }

    int mostInstances() {
        return servers.most();
    }

    long depth() {
        return monitor.latest(stage.queues().requests())
                .map(FleetObservation::depth)
                .orElse(0L);
    }

    /** Ends the asking and draws the line; everybody is still there. */
    Outcome settle(Play play, Recorder recorder) {
        int last = servers.running();
        for (Load load : loads) {
            if (!load.end(pace.replyWithin().plusSeconds(2))) {
                journal.write(Kind.ALARM, "Some calls have not returned long after their time.");
            }
        }
        recorder.close();
        try (Leftovers leftovers = new Leftovers(stage.harbour(), stage.queues())) {
            return new Outcome(
                    stage.description(),
                    stage.harbour().queueManagers(),
                    recorder.samples(),
                    journal.entries(),
                    Side.of(account, leftovers.texts(stage.queues().replies()), pace.replyWithin()),
                    Side.of(rawAccount, leftovers.texts(stage.queues().rawReplies()), pace.replyWithin()),
                    stranded.get(),
                    clientMoves.outages(),
                    rawShops.stream().mapToInt(RawShop::toldOf).sum(),
                    Stream.concat(clientMoves.disorder().stream(), serverMoves.disorder().stream())
                            .toList(),
                    play.evenedOut(),
                    play.leftWhenAsked(),
                    servers.fewest(),
                    servers.most(),
                    last);
        }
    }

    @Override
    public void close() {
        loads.forEach(Load::close);
        shops.forEach(MooringShop::close);
        rawShops.forEach(RawShop::close);
        servers.close();
        rawServers.forEach(RawServer::close);
        monitor.close();
    }

    /** Counts replies that were fetched from where clients had left. */
    private final class Fetching implements Telemetry {
        @Override
        public void strandedReplyFetched(String replyQueue, QueueManagerName queueManager) {
            stranded.incrementAndGet();
        }
    }

    /** Hears the monitor. */
    private final class Watching implements BacklogListener {
        @Override
        public void advised(String queue, ScaleAdvice advice) {
            wanted = advice.desired();
        }

        @Override
        public void raised(ScaleAlarm alarm) {
            journal.write(Kind.ALARM, alarm.message());
        }

        @Override
        public void cleared(ScaleAlarm alarm) {
            journal.write(Kind.ALARM, "over: " + alarm.getClass().getSimpleName() + " on " + alarm.queueManager());
        }
    }
}
