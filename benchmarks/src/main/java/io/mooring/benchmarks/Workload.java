package io.mooring.benchmarks;

import java.util.function.IntConsumer;
import javax.jms.JMSException;

/** Something that a contender does many times in a round. Used by one thread; it may have more of its own. */
public interface Workload extends AutoCloseable {
    /** Makes everything ready for a round; not measured. */
    void prepare(int operations) throws Exception;

    /** Does it so many times and returns when all of it is done. */
    void run(int operations) throws Exception;

    @Override
    void close() throws JMSException;

    /** What needs nothing beforehand, does it as often as told, and has nothing to close. */
    static Workload of(IntConsumer calls) {
        return new Workload() {
            @Override
            public void prepare(int operations) {}

            @Override
            public void run(int operations) {
                calls.accept(operations);
            }

            @Override
            public void close() {}
        };
    }
}
