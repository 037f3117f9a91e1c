package io.mooring.benchmarks;

import com.ibm.mq.MQException;
import com.ibm.mq.MQGetMessageOptions;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQQueue;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import io.mooring.embedded.EmbeddedQueueManager;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * One use of a library and one kind of loss, with two queue managers of its own: how long each move takes, from the loss to the
 * end of the first put that is stored after it; and what became of all messages.
 */
final class Moving implements AutoCloseable {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int SETTLED_PUTS = 20;

    /** A program that rests puts again so long after the loss. */
    private static final long REST_NANOS = 5_000_000;

    private static final long CLOSE_MILLIS = 2_000;

    private final Mover.Kind kind;
    private final Loss loss;
    private final long limitNanos;
    private final EmbeddedQueueManager one = start("QM1");
    private final EmbeddedQueueManager two = start("QM2");
    private final MovingProgram.Ledger ledger = new MovingProgram.Ledger();
    private final List<Double> times = new ArrayList<>();
    private final Random random;
    private MovingProgram program;
    private int hung;

    /**
     * What was seen.
     *
     * @param times milliseconds of each move that counts and came to its end
     * @param hung how often nothing was stored within the limit; the program was then started anew
     * @param stored puts that returned normally
     * @param lost those of them whose message is nowhere
     * @param doubled messages that are there twice
     * @param inDoubt puts that failed or did not return
     * @param inDoubtStored those of them whose message is there
     */
    record Outcome(List<Double> times, int hung, int stored, int lost, int doubled, int inDoubt, int inDoubtStored) {
        Outcome {
            times = List.copyOf(times);
        }
    }

    /**
     * Starts queue managers and connects.
     *
     * @param limit after this time a move counts as hung
     * @param seed for how many puts there are between losses
     */
    Moving(Mover.Kind kind, Loss loss, Duration limit, long seed) throws Exception {
        this.kind = kind;
        this.loss = loss;
        this.limitNanos = limit.toNanos();
        this.random = new Random(seed);
        this.program = connect();
    }

    private static EmbeddedQueueManager start(String name) {
        String script = "DEF QL(" + Mover.QUEUE + ") MAXDEPTH(999999999)\nDEF QL(" + Mover.EMPTY + ")\n";
        return EmbeddedQueueManager.named(name).mqsc(script).start();
    }

    private MovingProgram connect() throws Exception {
        String names = one.connectionName() + "," + two.connectionName();
        return new MovingProgram(kind.connecting().connect(names, loss.takesMessages()), ledger);
    }

    /** Lets the queue manager be lost once. */
    void move(boolean counts) throws Exception {
        program.go();
        String left = program.awaitSettled(SETTLED_PUTS + random.nextInt(SETTLED_PUTS), limitNanos);
        EmbeddedQueueManager lost = left.equals(one.name()) ? one : two;
        boolean rests = kind.doing() == Mover.Doing.RESTS && program.rest(limitNanos);
        long start = System.nanoTime();
        loss.happen().accept(lost);
        long happened = System.nanoTime();
        if (rests) {
            LockSupport.parkNanos(start + REST_NANOS - System.nanoTime());
            program.go();
        }
        Predicate<MovingProgram.Stored> moved = loss.leavesTheListener()
                ? put -> put.begin() >= happened
                : put -> !put.queueManager().isEmpty() && !put.queueManager().equals(left);
        MovingProgram.Stored first = program.await(moved, limitNanos);
        loss.heal().accept(lost);
        if (first == null) {
            hung++;
            program.close(CLOSE_MILLIS);
            program = connect();
        } else {
            program.rest(limitNanos);
            if (counts) {
                times.add((first.end() - start) / NANOS_PER_MILLI);
            }
        }
    }

    /** Ends the program and counts what is on both queue managers. */
    Outcome settle() throws Exception {
        program.close(CLOSE_MILLIS);
        BitSet once = new BitSet();
        BitSet twice = new BitSet();
        drain(one, once, twice);
        drain(two, once, twice);
        BitSet lost = ledger.allStored();
        int stored = lost.cardinality();
        lost.andNot(once);
        BitSet inDoubt = ledger.allInDoubt();
        int doubtful = inDoubt.cardinality();
        inDoubt.and(once);
        return new Outcome(
                times, hung, stored, lost.cardinality(), twice.cardinality(), doubtful, inDoubt.cardinality());
    }

    @SuppressWarnings("JdkObsolete") // IBM's constructor takes a Hashtable
    private static void drain(EmbeddedQueueManager queueManager, BitSet once, BitSet twice)
            throws MQException, IOException {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(CMQC.TRANSPORT_PROPERTY, CMQC.TRANSPORT_MQSERIES_CLIENT);
        properties.put(CMQC.HOST_NAME_PROPERTY, "127.0.0.1");
        properties.put(CMQC.PORT_PROPERTY, queueManager.port());
        properties.put(CMQC.CHANNEL_PROPERTY, "APP.SVRCONN");
        MQQueueManager connection = new MQQueueManager(queueManager.name(), properties);
        MQQueue queue = connection.accessQueue(Mover.QUEUE, CMQC.MQOO_INPUT_SHARED);
        MQGetMessageOptions get = new MQGetMessageOptions();
        get.options = CMQC.MQGMO_NO_SYNCPOINT | CMQC.MQGMO_NO_WAIT;
        while (queueManager.depth(Mover.QUEUE) > 0) {
            MQMessage message = new MQMessage();
            queue.get(message, get);
            byte[] body = new byte[message.getDataLength()];
            message.readFully(body);
            int number = (int) NumberedBody.numberOf(body, MovingProgram.BYTES);
            if (once.get(number)) {
                twice.set(number);
            }
            once.set(number);
        }
        connection.disconnect();
    }

    @Override
    public void close() {
        one.close();
        two.close();
    }
}
