package io.mooring.observe;

import static io.mooring.observe.SampleLife.QM1;
import static io.mooring.observe.SampleLife.receipt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.request.RequestEnd;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What telling costs on the hot paths. Counts what this thread allocates, which is exact; the time is only printed, since
 * it says as much about the machine.
 */
class MicrometerCostTest {
    private static final int CALLS = 200_000;

    @ParameterizedTest(name = "{0}")
    @MethodSource("hotPaths")
    void nothingIsAllocated(String name, Told told) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (MicrometerTelemetry telemetry = MicrometerTelemetry.of(registry)) {
            run(telemetry, told); // so that the code is compiled and the counters are there
            run(telemetry, told);
            long allocated = allocated();
            long start = System.nanoTime();
            run(telemetry, told);
            long nanos = System.nanoTime() - start;
            double perCall = (double) (allocated() - allocated) / CALLS;

            System.out.println(name + ": " + nanos / CALLS + " ns, " + perCall + " bytes a call");
            // The measurement itself and a compiler at work may take a few objects, not one a call.
            assertThat(perCall).isLessThan(1);
        }
        registry.close();
    }

    static Stream<Arguments> hotPaths() {
        PutReceipt stored = receipt("ORDERS", QM1, PutState.STORED);
        PutReceipt dynamic = receipt("AMQ.6123ABCD12345678", QM1, PutState.STORED);
        Duration latency = Duration.ofMillis(3);
        return Stream.of(
                Arguments.of("put", (Told) telemetry -> telemetry.put(stored)),
                Arguments.of("put to a dynamic queue", (Told) telemetry -> telemetry.put(dynamic)),
                Arguments.of("get", (Told) telemetry -> telemetry.got("ORDERS", QM1)),
                Arguments.of("request registered and ended", (Told) telemetry -> {
                    telemetry.requestRegistered("PRICES");
                    telemetry.requestEnded("PRICES", RequestEnd.REPLY, latency);
                }));
    }

    /** One thing that telemetry is told. */
    private interface Told {
        void to(Telemetry telemetry);
    }

    private static void run(Telemetry telemetry, Told told) {
        for (int n = 0; n < CALLS; n++) {
            told.to(telemetry);
        }
    }

    private static long allocated() {
        java.lang.management.ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        assumeTrue(threads instanceof ThreadMXBean, "this Java does not count what a thread allocates");
        return ((ThreadMXBean) threads).getCurrentThreadAllocatedBytes();
    }
}
