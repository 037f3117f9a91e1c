package io.mooring.samples.demo;

import io.mooring.ConnectionState;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
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
    private final List<RawShop> rawShops = new ArrayList<>();
    private final List<Load> loads = new ArrayList<>();
    private volatile int wanted = Pace.FEWEST;

    /**
     * Some clients that are too many where they are.
     *
     * @param queueManager where that is
     * @param applications their names
     * @param movesBefore how often each of them had moved by then
     */
    record Surplus(String queueManager, List<String> applications, Map<String, Integer> movesBefore) {}

    Company(Stage stage, Pace pace, Journal journal) {
        this.stage = stage;
        this.pace = pace;
        this.journal = journal;
        this.clientMoves = new Moves(journal, "client");
        this.serverMoves = new Moves(journal, "server");
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
        Map<String, Integer> clients = new HashMap<>();
        connected().forEach((name, there) -> clients.put(name, there.size()));
        return new Sample(
                journal.seconds(),
                clients,
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

    private Map<String, List<MooringShop>> connected() {
        Map<String, List<MooringShop>> connected = new TreeMap<>();
        stage.harbour().queueManagers().forEach(name -> connected.put(name, new ArrayList<>()));
        shops.stream()
                .filter(shop -> shop.client().state() == ConnectionState.CONNECTED)
                .forEach(shop -> shop.client()
                        .queueManager()
                        .map(QueueManagerName::value)
                        .map(connected::get)
                        .ifPresent(there -> there.add(shop)));
        return connected;
    }

    boolean allConnected() {
        return connected().values().stream().mapToInt(List::size).sum() == shops.size();
    }

    int on(String queueManager) {
        return connected().getOrDefault(queueManager, List.of()).size();
    }

    boolean isEven() {
        List<Integer> numbers =
                connected().values().stream().map(List::size).sorted().toList();
        return allConnected() && numbers.get(numbers.size() - 1) - numbers.get(0) <= 1;
    }

    /** Such as {@code QM1 3, QM2 3, QM3 3}. */
    String places() {
        return connected().entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue().size())
                .collect(Collectors.joining(", "));
    }

    /** Who is too many where, now; nobody while some are on their way. */
    List<Surplus> surplus() {
        int fair = shops.size() / stage.harbour().queueManagers().size();
        List<Surplus> surplus = new ArrayList<>();
        if (allConnected() && !isEven()) {
            connected().forEach((name, there) -> {
                List<MooringShop> many = there.subList(Math.min(fair, there.size()), there.size());
                if (!many.isEmpty()) {
                    surplus.add(new Surplus(
                            name,
                            many.stream().map(MooringShop::name).toList(),
                            many.stream()
                                    .collect(Collectors.toMap(
                                            MooringShop::name,
                                            shop -> shop.client().moves().size()))));
                }
            });
        }
        return surplus;
    }

    /** Whether those that were asked to move have. */
    boolean haveMoved(List<Surplus> surplus) {
        return shops.stream()
                .allMatch(shop -> surplus.stream()
                        .allMatch(each -> shop.client().moves().size()
                                > each.movesBefore().getOrDefault(shop.name(), -1)));
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
