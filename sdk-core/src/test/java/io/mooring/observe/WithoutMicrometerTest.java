package io.mooring.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Micrometer is optional: who does not use {@link MicrometerTelemetry} does not need it. */
class WithoutMicrometerTest {
    @Test
    void theRestWorksWhereMicrometerIsNot() throws Exception {
        try (WithoutMicrometer loader = new WithoutMicrometer()) {
            Class<?> play = loader.loadClass(Play.class.getName());

            assertThat(play.getClassLoader()).isSameAs(loader);
            play.getMethod("all").invoke(null);
            assertThatExceptionOfType(ClassNotFoundException.class)
                    .as("that the loader hides it")
                    .isThrownBy(() -> loader.loadClass("io.micrometer.core.instrument.MeterRegistry"));
        }
    }

    /** What the loader without Micrometer runs. */
    public static final class Play {
        private Play() {}

        /** Uses all of the package but the meters. */
        public static void all() {
            ConnectionLog log = ConnectionLog.create();
            SampleLife.events("without-micrometer").forEach(log::onEvent);
            SampleLife.work(Telemetry.none());
            try (MdcScope scope = MdcScope.with(LogFields.QUEUE, "ORDERS")) {
                assertThat(scope).isNotNull();
            }
        }
    }

    /** Loads the class path anew, all but Micrometer; the JDK comes from the platform's loader. */
    private static final class WithoutMicrometer extends URLClassLoader {
        WithoutMicrometer() {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("io.micrometer.")) {
                throw new ClassNotFoundException(name);
            }
            return super.findClass(name);
        }

        private static URL[] classPath() {
            return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(entry -> {
                        try {
                            return new File(entry).toURI().toURL();
                        } catch (MalformedURLException e) {
                            throw new IllegalStateException(entry, e);
                        }
                    })
                    .toArray(URL[]::new);
        }
    }
}
