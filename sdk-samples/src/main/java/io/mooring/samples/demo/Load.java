package io.mooring.samples.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Has programs ask: each at a steady rate on one thread, and many at once on another when that is wanted. A program that was
 * held up makes up for it, so that all are asked to do the same.
 */
final class Load implements AutoCloseable {
    private static final long LOOK_NANOS = 20_000_000;

    private final List<BlockingQueue<Integer>> batches = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile Duration every;
    private volatile boolean closed;

    Load(String side, List<? extends Asker.Shop> shops, Duration every) {
        this.every = every;
        for (int i = 0; i < shops.size(); i++) {
            Asker.Shop shop = shops.get(i);
            double share = (double) i / shops.size();
            BlockingQueue<Integer> batch = new LinkedBlockingQueue<>();
            batches.add(batch);
            start(side + " steady " + i, () -> askSteadily(shop.asker(), share));
            start(side + " batch " + i, () -> askMany(shop.asker(), batch));
        }
    }

    private void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /**
     * Asks at each beat.
     *
     * @param share of a beat after which to begin, so that programs do not ask in the same moment
     */
    private void askSteadily(Asker asker, double share) {
        Duration beat = every;
        long next = System.nanoTime() + (long) (beat.toNanos() * share);
        try {
            while (!closed) {
                if (!beat.equals(every)) {
                    beat = every;
                    next = System.nanoTime() + (long) (beat.toNanos() * share);
                }
                long left = next - System.nanoTime();
                if (left > 0) {
                    TimeUnit.NANOSECONDS.sleep(Math.min(left, LOOK_NANOS));
                } else {
                    next += beat.toNanos();
                    asker.ask(1);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void askMany(Asker asker, BlockingQueue<Integer> batch) {
        try {
            while (!closed) {
                Integer count = batch.poll(LOOK_NANOS, TimeUnit.NANOSECONDS);
                if (count != null) {
                    asker.ask(count);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From now on a request of each program comes so long after the one before. */
    void every(Duration time) {
        every = time;
    }

    /** Each program makes so many requests at once. */
    void atOnce(int count) {
        batches.forEach(batch -> batch.add(count));
    }

    /** Asks no more, and waits so long for what is under way. Answers whether all of it has ended. */
    boolean end(Duration most) {
        closed = true;
        long until = System.nanoTime() + most.toNanos();
        boolean ended = true;
        for (Thread thread : threads) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, until - System.nanoTime()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            ended &= !thread.isAlive();
        }
        return ended;
    }

    @Override
    public void close() {
        boolean unused = end(Duration.ofMillis(1));
    }
}
