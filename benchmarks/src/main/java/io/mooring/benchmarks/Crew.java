package io.mooring.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Some threads that share the operations of a leg evenly, and stay for the next. */
final class Crew implements AutoCloseable {
    private final int size;
    private final ExecutorService threads;

    Crew(int size) {
        this.size = size;
        this.threads = Executors.newFixedThreadPool(size);
    }

    /** Does one operation. */
    interface Operation {
        /**
         * Does it.
         *
         * @param member which of the crew does it, from 0; always by one thread at a time
         * @param number of the operation, from 0
         */
        void run(int member, int number) throws Exception;
    }

    /** Does all operations, as many by each or one more, and returns when all are done. */
    void share(int operations, Operation operation) throws Exception {
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int member = i;
            int begin = (int) ((long) operations * member / size);
            int end = (int) ((long) operations * (member + 1) / size);
            tasks.add(() -> {
                for (int number = begin; number < end; number++) {
                    operation.run(member, number);
                }
                return null;
            });
        }
        for (Future<Void> done : threads.invokeAll(tasks)) {
            done.get();
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
