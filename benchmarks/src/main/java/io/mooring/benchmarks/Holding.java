package io.mooring.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.jms.Connection;
import javax.jms.Session;

/**
 * What messages or connections hold, client and server together, in a JVM of its own: heap after full collections while their
 * number grows by powers of ten.
 */
public final class Holding {
    private static final String QUEUE = "BENCH.HOLDING";
    private static final double KIBIBYTE = 1024;

    private Holding() {}

    /** KiB of heap that each connection holds, by their number. */
    static Map<String, Double> connections(String contender, int greatest) throws Exception {
        return run(contender, "connections", greatest, 0);
    }

    /** KiB of heap that each message holds, by their number. */
    static Map<String, Double> messages(String contender, int greatest, int bytes) throws Exception {
        return run(contender, "messages", greatest, bytes);
    }

    private static Map<String, Double> run(String contender, String what, int greatest, int bytes) throws Exception {
        return ChildProcess.run(
                Holding.class,
                ChildProcess.classPath(),
                List.of("-Xmx4g"),
                contender,
                what,
                String.valueOf(greatest),
                String.valueOf(bytes));
    }

    /** Arguments: the contender, {@code connections} or {@code messages}, how many at most, their length. */
    public static void main(String[] arguments) throws Exception {
        int greatest = Integer.parseInt(arguments[2]);
        int bytes = Integer.parseInt(arguments[3]);
        try (FillableContender server = contender(arguments[0])) {
            if (arguments[1].equals("messages")) {
                messages(server, greatest, bytes);
            } else {
                connections(server, greatest);
            }
        }
        System.exit(0); // Artemis' client keeps threads for a while
    }

    static FillableContender contender(String name) throws Exception {
        return name.equals(EmbeddedContender.NAME) ? new EmbeddedContender(QUEUE) : new ArtemisContender();
    }

    private static void messages(FillableContender server, int greatest, int bytes) throws Exception {
        try (Filling filling = new Filling(server, QUEUE, bytes)) {
            filling.add(1000); // classes, statics
            double before = heap();
            long added = 0;
            for (int wanted : Growth.powersOfTen(greatest)) {
                filling.add(wanted - added);
                added = wanted;
                ChildProcess.print("n" + wanted, (heap() - before) / wanted);
            }
        }
    }

    private static void connections(FillableContender server, int greatest) throws Exception {
        List<Connection> held = new ArrayList<>();
        try {
            open(server, held, 10); // classes, statics, pools
            double before = heap();
            int added = 0;
            for (int wanted : Growth.powersOfTen(greatest)) {
                open(server, held, wanted - added);
                added = wanted;
                ChildProcess.print("n" + wanted, (heap() - before) / wanted);
                ChildProcess.print(
                        "threads" + wanted, Thread.getAllStackTraces().size());
            }
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
        }
    }

    private static void open(Contender server, List<Connection> held, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            Connection connection = server.connections().createConnection();
            held.add(connection);
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            session.createProducer(session.createQueue(QUEUE));
        }
    }

    /** KiB in use after full collections. */
    private static double heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / KIBIBYTE;
    }
}
