package io.mooring.benchmarks;

import com.ibm.mq.MQQueueManager;
import java.util.ArrayList;
import java.util.List;

/**
 * What many connections and many messages hold, client and queue manager together, in a JVM whose heap may not become
 * larger than 200 MB; and what is left of them after the queue manager was closed.
 */
public final class Footprint {
    /** Options for its JVM: the limit that is asked for. */
    static final List<String> JVM_OPTIONS = List.of("-Xmx200m", "-Xss512k");

    private static final String QUEUE = "BENCH.FOOTPRINT";
    private static final int MESSAGE = 1024;
    private static final double MEGABYTE = 1024.0 * 1024.0;

    private Footprint() {}

    /** Arguments: how many connections, how many messages. */
    public static void main(String[] arguments) throws Exception {
        int connections = Integer.parseInt(arguments[0]);
        int messages = Integer.parseInt(arguments[1]);
        cycle(Math.min(10, connections), Math.min(1000, messages), false); // classes, the client's statics
        double before = heap();
        cycle(connections, messages, true);
        ChildProcess.print("leftHeap", heap() - before);
        ChildProcess.print("leftThreads", threads());
    }

    private static void cycle(int connections, int messages, boolean print) throws Exception {
        double before = heap();
        try (EmbeddedContender queueManager = new EmbeddedContender(QUEUE)) {
            List<MQQueueManager> held = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                held.add(queueManager.connect());
            }
            if (print) {
                ChildProcess.print("connectionsHeap", heap() - before);
                ChildProcess.print("connectionsThreads", threads());
            }
            for (MQQueueManager connection : held) {
                connection.disconnect();
            }
            held.clear();
            try (Workload puts = ClassesForJava.puts(queueManager, QUEUE, 1, MESSAGE)) {
                puts.prepare(messages);
                double empty = heap();
                puts.run(messages);
                if (print) {
                    ChildProcess.print("messagesHeap", heap() - empty);
                }
            }
        }
    }

    /** Megabytes in use after a full collection. */
    private static double heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE;
    }

    /** Threads of the queue manager; each bears its name. */
    private static double threads() {
        return (double) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("QM1 "))
                .count();
    }
}
