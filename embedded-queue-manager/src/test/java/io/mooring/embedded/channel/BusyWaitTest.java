package io.mooring.embedded.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BusyWaitTest {
    private final BusyWait busyWait = new BusyWait();
    private final Object socket = new Object();
    private final Object other = new Object();

    @Test
    void aSocketThatWasNotTheLastToBeBusyGoesToSleepAtOnce() throws IOException {
        Input first = new Input(Integer.MAX_VALUE);
        Input second = new Input(Integer.MAX_VALUE);

        busyWait.forMore(socket, first);
        busyWait.forMore(other, second);
        busyWait.forMore(socket, first);

        assertThat(first.asked).hasValue(0);
        assertThat(second.asked).hasValue(0);
    }

    @Test
    void theSocketThatWasTheLastToBeBusyWaitsUntilThereIsSomething() throws IOException {
        Input input = new Input(1);

        busyWait.forMore(socket, input);
        busyWait.forMore(socket, input);

        assertThat(input.asked).hasValueBetween(1, 1);
    }

    @Test
    void theWaitEndsWithoutAnythingToRead() throws IOException {
        Input input = new Input(Integer.MAX_VALUE);

        busyWait.forMore(socket, input);
        busyWait.forMore(socket, input); // would never return otherwise

        assertThat(input.asked).hasValueGreaterThan(0);
    }

    /** Has something from the n-th question on. */
    @SuppressWarnings("InputStreamSlowMultibyteRead")
    private static final class Input extends InputStream {
        private final AtomicInteger asked = new AtomicInteger();
        private final int from;

        private Input(int from) {
            this.from = from;
        }

        @Override
        public int available() {
            return asked.incrementAndGet() >= from ? 1 : 0;
        }

        @Override
        public int read() {
            throw new AssertionError("nobody is to read");
        }
    }
}
