/**
 * JUnit 5 starts and closes queue managers. For whoever writes tests with JUnit Jupiter; JUnit is an optional dependency
 * of this jar, and only this package needs it: bring {@code org.junit.jupiter:junit-jupiter} to use it.
 *
 * <p>{@link io.mooring.embedded.junit5.StartQueueManager} is all there is to know.
 */
@NullMarked
package io.mooring.embedded.junit5;

import org.jspecify.annotations.NullMarked;
