package io.mooring.benchmarks.micro;

import io.mooring.embedded.definition.QueueAttributes;
import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MessageDescriptor;
import io.mooring.embedded.store.Identifiers;
import io.mooring.embedded.store.LocalQueue;
import io.mooring.embedded.store.QueuedMessage;
import io.mooring.embedded.store.Queues;
import io.mooring.embedded.store.Selection;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A put and a get of a queue on which a number of messages lie already. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class StoreBenchmark {
    private static final String QUEUE = "Q1";

    private final Identifiers identifiers = new Identifiers("QM1", 1);
    private final byte[] body = new byte[1024];
    private @Nullable LocalQueue queue;

    /** How many messages lie on the queue. */
    @Param({"0", "10000"})
    public int depth;

    @Setup
    public void fill() {
        Queues queues = new Queues(InstantSource.system());
        queues.define(QueueDefinition.local(QUEUE).with(QueueAttributes.MAXDEPTH, depth + 10), false);
        queue = Objects.requireNonNull(queues.local(QUEUE));
        for (int i = 0; i < depth; i++) {
            queue.put(message(identifiers.message()), null);
        }
    }

    @Benchmark
    public @Nullable QueuedMessage putAndGetTheFirst() {
        return putAndGet(Selection.ANY, identifiers.message());
    }

    @Benchmark
    public @Nullable QueuedMessage putAndGetByMessageId() {
        Byte24 id = identifiers.message();
        return putAndGet(new Selection(id, Byte24.NONE, Byte24.NONE, 0, null), id);
    }

    private @Nullable QueuedMessage putAndGet(Selection selection, Byte24 id) {
        LocalQueue present = Objects.requireNonNull(queue);
        present.put(message(id), null);
        QueuedMessage got = present.take(selection);
        present.finish();
        return got;
    }

    private Message message(Byte24 id) {
        return new Message(
                MessageDescriptor.defaults().toBuilder()
                        .messageId(id)
                        .priority(0)
                        .persistence(MessageDescriptor.NOT_PERSISTENT)
                        .build(),
                body);
    }
}
