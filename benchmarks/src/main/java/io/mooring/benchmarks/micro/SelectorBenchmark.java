package io.mooring.benchmarks.micro;

import io.mooring.embedded.selector.PropertySource;
import io.mooring.embedded.selector.Selector;
import io.mooring.embedded.selector.SelectorSyntaxException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading a message selector, and asking it about a message. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SelectorBenchmark {
    private static final String TEXT =
            "region IN ('EU', 'UK') AND amount BETWEEN 100 AND 1000 AND (isin LIKE 'DE%' OR urgent = TRUE)";

    private final Map<String, Object> properties =
            Map.of("region", "UK", "amount", 250L, "isin", "DE0007164600", "urgent", false);
    private final PropertySource source = properties::get;
    private @Nullable Selector selector;

    @Setup
    public void read() throws SelectorSyntaxException {
        selector = Selector.parse(TEXT);
    }

    @Benchmark
    public Selector parse() throws SelectorSyntaxException {
        return Selector.parse(TEXT);
    }

    @Benchmark
    public boolean matches() {
        return Objects.requireNonNull(selector).matches(source);
    }
}
