/**
 * The scaling monitor's use of IBM's MQ classes for Java: a connection that looks at queues. For {@code io.mooring.scale}
 * only; everything in here may change at any time.
 */
@NullMarked
package io.mooring.internal.scale;

import org.jspecify.annotations.NullMarked;
