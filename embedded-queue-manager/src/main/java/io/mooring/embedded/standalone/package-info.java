/**
 * The queue manager as a program: {@code java -jar mooring-embedded-queue-manager-*-standalone.jar --help} says how.
 *
 * <p>For whoever wants a queue manager beside the program under test and not in its JVM. Nothing here is for use from
 * code: tests in Java use {@link io.mooring.embedded.EmbeddedQueueManager}. This is the only package that writes to the
 * standard streams.
 */
@NullMarked
package io.mooring.embedded.standalone;

import org.jspecify.annotations.NullMarked;
