package io.mooring.jms.internal.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.stream.Stream;
import javax.jms.JMSException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReceiveThreadsTest {
    private final ReceiveThreads threads = new ReceiveThreads("orders-1");

    @Test
    void receivesOnADaemonThreadWithTheNameOfItsConnection() throws Exception {
        Thread thread = threads.<Thread, Exception>receive(millis -> Thread.currentThread(), 5);

        assertThat(thread).isNotNull().isNotSameAs(Thread.currentThread());
        assertThat(thread.getName()).isEqualTo("mooring-receive orders-1");
        assertThat(thread.isDaemon()).isTrue();
    }

    @Test
    void receivesWithTheClassLoaderOfTheCaller() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader application = new URLClassLoader(new URL[0])) {
            Thread.currentThread().setContextClassLoader(application);

            ClassLoader seen = threads.<ClassLoader, Exception>receive(
                    millis -> Thread.currentThread().getContextClassLoader(), 5);

            assertThat(seen).isSameAs(application);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatAReceiveFailsWithComesAsItIsAndShowsItsCallerToo(Throwable failure) {
        Throwable thrown = catchThrowable(() -> threads.receive(millis -> fail(failure), 5));

        assertThat(thrown).isSameAs(failure);
        assertThat(thrown.getStackTrace())
                .extracting(StackTraceElement::getMethodName)
                .contains("failures", "whatAReceiveFailsWithComesAsItIsAndShowsItsCallerToo");
    }

    static Stream<Throwable> failures() {
        return Stream.of(new JMSException("closed"), new IllegalStateException("closed"), new StackOverflowError());
    }

    private static Object fail(Throwable failure) throws Exception {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (Exception) failure;
    }
}
