package io.mooring.idle;

import io.mooring.QueueManagerName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Queue managers and instances, of which one at a time takes one step, whose turn it is being left to chance. The
 * instances run the real {@link Departure}, each on a thread of its own; a thread waits for its turn before each thing that
 * others could see or that shows what others do.
 */
final class ModelWorld {
    /** Handles that are open for input, by queue manager. Touched only by whoever has the turn, as all below. */
    private final int[] readers;

    private final List<Integer> moving = new ArrayList<>();
    private final List<Instance> instances = new ArrayList<>();
    private final Random random;
    private final double silence;

    /** How readily one instance takes several steps in a row; worlds differ, so that some break what others do not. */
    private final double persistence;

    private final int rarityOfMoves;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private int moves;
    private int fewest = Integer.MAX_VALUE;

    ModelWorld(Random random, int queueManagers, double silence) {
        this.random = random;
        this.readers = new int[queueManagers];
        this.silence = silence;
        this.persistence = random.nextDouble();
        this.rarityOfMoves = 2 + random.nextInt(15);
    }

    /** A reader that never leaves. */
    void addReader() {
        int at = random.nextInt(readers.length);
        readers[at]++;
        moving.add(at);
    }

    /** How often readers that never leave may move to another queue manager. */
    void movesAllowed(int most) {
        moves = most;
    }

    /** Runs instances that are idle from the first moment, until each has left or tried so often. */
    void run(int number, IdleShutdown settings, int attempts) {
        for (int i = 0; i < number; i++) {
            instances.add(new Instance(settings, attempts, random.nextInt(readers.length)));
        }
        note();
        instances.forEach(instance -> instance.thread.start());
        List<Instance> running = new ArrayList<>(instances);
        Instance next = running.get(0);
        while (!running.isEmpty()) {
            maybeMove();
            if (next.done || random.nextDouble() > persistence) {
                next = running.get(random.nextInt(running.size()));
            }
            next.takeOneStep();
            if (next.done) {
                running.remove(next);
            }
            note();
            if (instances.stream().noneMatch(Instance::mayStillLeave)) {
                instances.forEach(Instance::stopTrying);
            }
        }
        Throwable failed = failure.get();
        if (failed != null) {
            throw new AssertionError("an instance failed", failed);
        }
    }

    /** The smallest number of instances, busy ones included, that had not left at some moment. */
    int fewestThatStayed() {
        return fewest;
    }

    private void note() {
        int staying = moving.size();
        for (Instance instance : instances) {
            staying += instance.left ? 0 : 1;
        }
        fewest = Math.min(fewest, staying);
    }

    /** Moves happen when they can do harm: while somebody has stepped aside and counts. */
    private void maybeMove() {
        boolean somebodyCounts = instances.stream().anyMatch(instance -> !instance.open && !instance.left);
        if (moves > 0 && somebodyCounts && random.nextInt(rarityOfMoves) == 0) {
            moves--;
            int who = random.nextInt(moving.size());
            readers[moving.get(who)]--;
            moving.set(who, random.nextInt(readers.length));
            readers[moving.get(who)]++;
        }
    }

    @Override
    public String toString() {
        return readers.length + " queue manager(s), stayed " + fewest;
    }

    /** One instance; its steps are those of the source it is. */
    private final class Instance implements ActivitySource {
        private final Semaphore turn = new Semaphore(0);
        private final Semaphore taken = new Semaphore(0);
        private final Departure departure;
        private final Thread thread;

        private final int at;
        private int attemptsLeft;
        private boolean open = true;
        private boolean left;
        private boolean done;

        private Instance(IdleShutdown settings, int attempts, int at) {
            this.departure = new Departure(settings, this, () -> false);
            this.thread = new Thread(this::live, "model instance");
            this.attemptsLeft = attempts;
            this.at = at;
            this.thread.setDaemon(true);
            readers[at]++;
        }

        private void takeOneStep() {
            turn.release();
            taken.acquireUninterruptibly();
        }

        private void stopTrying() {
            attemptsLeft = 0;
        }

        /** Whether it is on its way, or would find enough readers with their handles open if it set out. */
        private boolean mayStillLeave() {
            int total = 0;
            for (int each : readers) {
                total += each;
            }
            boolean enough =
                    total > departure.settings().floor() || departure.settings().floor() == 0;
            return !done && (!open || enough || silence > 0);
        }

        private void live() {
            turn.acquireUninterruptibly();
            try {
                while (attemptsLeft-- > 0 && !left) {
                    left = departure.attempt().end() == Departure.End.LEFT;
                }
            } catch (Throwable e) {
                failure.set(e);
            }
            done = true;
            taken.release();
        }

        /** Ends this step and waits for the next turn. */
        private void step() {
            taken.release();
            turn.acquireUninterruptibly();
        }

        @Override
        public Duration idleFor() {
            return Duration.ofDays(1);
        }

        @Override
        public void pause() {
            step();
            open = false;
            readers[at]--;
        }

        @Override
        public void resume() {
            step();
            open = true;
            readers[at]++;
        }

        @Override
        public void leave() {
            throw new AssertionError("a departure leaves this to the watch");
        }

        @Override
        public ReaderCensus census() {
            return () -> {
                List<QueueCount> counts = new ArrayList<>();
                for (int i = 0; i < readers.length; i++) {
                    step();
                    QueueManagerName name = new QueueManagerName("QM" + i);
                    counts.add(
                            random.nextDouble() < silence
                                    ? QueueCount.notKnown(name)
                                    : QueueCount.of(name, 0, readers[i]));
                }
                return counts;
            };
        }
    }
}
