package io.mooring.embedded.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.EmbeddedQueueManagerBuilder;
import io.mooring.embedded.Startable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** When {@link StartQueueManager} starts and closes, and what it says of fields that it cannot use. */
class StartQueueManagerTest {
    /** What happened in the classes below, which run one at a time. */
    private static final List<String> HAPPENED = new ArrayList<>();

    @BeforeEach
    void nothingHappenedYet() {
        HAPPENED.clear();
    }

    @Test
    void aQueueManagerRunsDuringTheTestAndNotAfterIt() {
        run(WithQueueManager.class).testEvents().assertStatistics(tests -> tests.succeeded(1));

        assertThat(WithQueueManager.lastOne).isNotNull();
        assertThat(WithQueueManager.lastOne.running()).isFalse();
    }

    @Test
    void staticOnesRunForTheClassAndOthersForEachTest() {
        run(StaticAndInstance.class).testEvents().assertStatistics(tests -> tests.succeeded(2));

        assertThat(HAPPENED)
                .containsExactly(
                        "start shared",
                        "@BeforeAll",
                        "start own",
                        "@BeforeEach",
                        "one",
                        "@AfterEach",
                        "close own",
                        "start own",
                        "@BeforeEach",
                        "two",
                        "@AfterEach",
                        "close own",
                        "@AfterAll",
                        "close shared");
    }

    /** Which of a class's fields is the first is for JUnit to say. */
    @Test
    void severalAreClosedInReverse() {
        run(Several.class).testEvents().assertStatistics(tests -> tests.succeeded(1));

        List<String> started = names("start ");
        assertThat(started).containsExactlyInAnyOrder("first", "second", "third");
        Collections.reverse(started);
        assertThat(names("close ")).isEqualTo(started);
    }

    @Test
    void superclassesComeFirst() {
        run(OfSuperclass.class).testEvents().assertStatistics(tests -> tests.succeeded(1));

        assertThat(HAPPENED).containsExactly("start base", "start own", "test", "close own", "close base");
    }

    @Test
    void nestedTestsFindThoseOfTheirEnclosingClassStarted() {
        run(Enclosing.class).testEvents().assertStatistics(tests -> tests.succeeded(1));

        assertThat(HAPPENED)
                .containsExactly(
                        "start shared",
                        "start outer",
                        "start inner",
                        "test",
                        "close inner",
                        "close outer",
                        "close shared");
    }

    @Test
    void oneInstanceForAllTestsIsStartedForEach() {
        run(PerClass.class).testEvents().assertStatistics(tests -> tests.succeeded(2));

        assertThat(HAPPENED).containsExactly("start it", "close it", "start it", "close it");
    }

    @Test
    void whatFailsToStartIsClosedWithWhatWasStartedBefore() {
        run(FailingSecond.class)
                .testEvents()
                .assertThatEvents()
                .haveExactly(1, event(finishedWithFailure(message("port in use"))));

        assertThat(HAPPENED).containsExactly("start base", "start failing", "close failing", "close base");
    }

    @Test
    void aFailureToCloseDoesNotKeepOthersOpen() {
        run(FailingClose.class)
                .testEvents()
                .assertThatEvents()
                .haveExactly(1, event(finishedWithFailure(message("cannot close"))));

        assertThat(HAPPENED).containsExactly("start base", "start stuck", "test", "close stuck", "close base");
    }

    @Test
    void aFieldThatIsNullGetsASentence() {
        assertRefused(
                NullField.class,
                "@StartQueueManager on NullField.queueManager: the field is null; assign it where it is declared, = "
                        + "EmbeddedQueueManager.named(...).build()");
    }

    @Test
    void aBuilderGetsASentence() {
        assertRefused(
                BuilderField.class,
                "@StartQueueManager on BuilderField.builder: the field has a EmbeddedQueueManagerBuilder; .build() at its "
                        + "end makes the queue manager");
    }

    @Test
    void anotherTypeGetsASentence() {
        assertRefused(
                WrongType.class,
                "@StartQueueManager on WrongType.name: the field has a String; it must be an EmbeddedQueueManager or "
                        + "another Startable");
    }

    private static void assertRefused(Class<?> testClass, String sentence) {
        run(testClass)
                .testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(
                                instanceOf(ExtensionConfigurationException.class), message(sentence))));
    }

    private static List<String> names(String beginning) {
        return HAPPENED.stream()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Runs the tests of a class as JUnit would, less the settings of our own run. */
    private static EngineExecutionResults run(Class<?> testClass) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testClass))
                .execute();
    }

    /** Writes down its life. */
    private static class Recorded implements Startable {
        private final String name;

        Recorded(String name) {
            this.name = name;
        }

        @Override
        public Startable start() {
            HAPPENED.add("start " + name);
            return this;
        }

        @Override
        public void close() {
            HAPPENED.add("close " + name);
        }
    }

    static class WithQueueManager {
        static @Nullable EmbeddedQueueManager lastOne;

        @StartQueueManager
        final EmbeddedQueueManager queueManager =
                EmbeddedQueueManager.named("QM1").queue("ORDERS").build();

        @Test
        void test() {
            lastOne = queueManager;
            assertThat(queueManager.running()).isTrue();
            assertThat(queueManager.port()).isPositive();
            assertThat(queueManager.depth("ORDERS")).isZero();
        }
    }

    /** Its fields are private: those are found as well. */
    @SuppressWarnings("UnusedVariable")
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class StaticAndInstance {
        @StartQueueManager
        private static final Startable SHARED = new Recorded("shared");

        @StartQueueManager
        private final Startable own = new Recorded("own");

        @BeforeAll
        static void beforeAll() {
            HAPPENED.add("@BeforeAll");
        }

        @BeforeEach
        void beforeEach() {
            HAPPENED.add("@BeforeEach");
        }

        @Test
        void one() {
            HAPPENED.add("one");
        }

        @Test
        void two() {
            HAPPENED.add("two");
        }

        @AfterEach
        void afterEach() {
            HAPPENED.add("@AfterEach");
        }

        @AfterAll
        static void afterAll() {
            HAPPENED.add("@AfterAll");
        }
    }

    static class Several {
        @StartQueueManager
        final Startable first = new Recorded("first");

        @StartQueueManager
        final Startable second = new Recorded("second");

        @StartQueueManager
        final Startable third = new Recorded("third");

        @Test
        void test() {
            assertThat(HAPPENED).hasSize(3);
        }
    }

    static class Base {
        @StartQueueManager
        final Startable base = new Recorded("base");
    }

    static class OfSuperclass extends Base {
        @StartQueueManager
        final Startable own = new Recorded("own");

        @Test
        void test() {
            HAPPENED.add("test");
        }
    }

    static class Enclosing {
        @StartQueueManager
        static final Startable SHARED = new Recorded("shared");

        @StartQueueManager
        final Startable outer = new Recorded("outer");

        @Nested
        class Inside {
            @StartQueueManager
            final Startable inner = new Recorded("inner");

            @Test
            void test() {
                HAPPENED.add("test");
            }
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClass {
        @StartQueueManager
        final Startable it = new Recorded("it");

        @Test
        void one() {
            assertThat(HAPPENED).last().isEqualTo("start it");
        }

        @Test
        void two() {
            assertThat(HAPPENED).last().isEqualTo("start it");
        }
    }

    static class FailingSecond extends Base {
        @StartQueueManager
        final Startable failing = new Recorded("failing") {
            @Override
            public Startable start() {
                super.start();
                throw new IllegalStateException("port in use");
            }
        };

        @Test
        void test() {
            HAPPENED.add("test");
        }
    }

    static class FailingClose extends Base {
        @StartQueueManager
        final Startable stuck = new Recorded("stuck") {
            @Override
            public void close() {
                super.close();
                throw new IllegalStateException("cannot close");
            }
        };

        @Test
        void test() {
            HAPPENED.add("test");
        }
    }

    static class NullField {
        @StartQueueManager
        @Nullable
        EmbeddedQueueManager queueManager;

        @Test
        void test() {
            HAPPENED.add("test");
        }
    }

    static class BuilderField {
        @StartQueueManager
        final EmbeddedQueueManagerBuilder builder = EmbeddedQueueManager.named("QM1");

        @Test
        void test() {
            HAPPENED.add("test");
        }
    }

    static class WrongType {
        @StartQueueManager
        final String name = "QM1";

        @Test
        void test() {
            HAPPENED.add("test");
        }
    }
}
