package io.mooring.embedded.junit5;

import io.mooring.embedded.EmbeddedQueueManagerBuilder;
import io.mooring.embedded.Startable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Starts and closes what {@link StartQueueManager} marks. Has no state: what it started is in the store of the class or of
 * the test, so that tests may run in parallel.
 */
final class StartQueueManagerExtension
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(StartQueueManagerExtension.class);

    StartQueueManagerExtension() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        Started started = started(context);
        for (Field field : fields(context.getRequiredTestClass(), Modifier::isStatic)) {
            started.start(field, null);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        started(context).closeAll();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Started started = started(context);
        // Those of enclosing classes come first.
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            for (Field field : fields(instance.getClass(), modifiers -> !Modifier.isStatic(modifiers))) {
                started.start(field, instance);
            }
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        started(context).closeAll();
    }

    private static List<Field> fields(Class<?> type, Predicate<Integer> modifiers) {
        return AnnotationSupport.findAnnotatedFields(
                type,
                StartQueueManager.class,
                field -> modifiers.test(field.getModifiers()),
                HierarchyTraversalMode.TOP_DOWN);
    }

    /** What was started for this class or this test, and not for what encloses it: stores inherit, hence the key. */
    private static Started started(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(context.getUniqueId(), id -> new Started(), Started.class);
    }

    /** What is to be closed. */
    private static final class Started {
        private final Deque<Startable> inReverse = new ArrayDeque<>();

        void start(Field field, @Nullable Object instance) {
            Startable startable = valueOf(field, instance);
            inReverse.push(startable); // before it starts: what fails half-way is closed, too
            startable.start();
        }

        void closeAll() {
            RuntimeException failure = null;
            while (!inReverse.isEmpty()) {
                try {
                    inReverse.pop().close();
                } catch (RuntimeException e) {
                    if (failure == null) {
                        failure = e;
                    } else {
                        failure.addSuppressed(e);
                    }
                }
            }
            if (failure != null) {
                throw failure;
            }
        }

        private static Startable valueOf(Field field, @Nullable Object instance) {
            String place = "@StartQueueManager on " + field.getDeclaringClass().getSimpleName() + "." + field.getName();
            Object value;
            try {
                value = ReflectionSupport.tryToReadFieldValue(field, instance).get();
            } catch (Exception e) {
                throw new ExtensionConfigurationException(place + ": the field cannot be read", e);
            }
            if (value instanceof Startable startable) {
                return startable;
            }
            if (value == null) {
                throw new ExtensionConfigurationException(
                        place + ": the field is null; assign it where it is declared, = EmbeddedQueueManager.named(...)"
                                + ".build()");
            }
            String advice = value instanceof EmbeddedQueueManagerBuilder
                    ? "; .build() at its end makes the queue manager"
                    : "; it must be an EmbeddedQueueManager or another Startable";
            throw new ExtensionConfigurationException(
                    place + ": the field has a " + value.getClass().getSimpleName() + advice);
        }
    }
}
