package io.mooring.embedded.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Starts the queue manager in this field and closes it again.
 *
 * <pre>{@code
 * @StartQueueManager
 * final EmbeddedQueueManager queueManager = EmbeddedQueueManager.named("QM1").queue("ORDERS").build();
 * }</pre>
 *
 * <p>One in a static field runs for all tests of the class, from before its {@code @BeforeAll} methods until after its
 * {@code @AfterAll} methods; one in an instance field for one test, from before {@code @BeforeEach} until after
 * {@code @AfterEach}. The field belongs to an {@code EmbeddedQueueManager}, or anything else that is
 * {@link io.mooring.embedded.Startable}. Those of superclasses and enclosing classes are started first; within a class
 * the order is JUnit's, always the same but not that of the source. They are closed in reverse. One that is started
 * already is left as it is, and closed all the same.
 *
 * <p>With {@code @TestInstance(PER_CLASS)}, an instance field's queue manager lives through several tests and is started
 * anew for each; it keeps what outlasts a restart.
 *
 * <p>The test fails with a sentence if the field is null or has another type.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@ExtendWith(StartQueueManagerExtension.class)
public @interface StartQueueManager {}
