/**
 * What the scaling monitor asks over a conversation of {@code internal.mq}: how queues stand, and PCF commands. For {@code io.mooring.scale}
 * only; everything in here may change at any time.
 */
@NullMarked
package io.mooring.internal.scale;

import org.jspecify.annotations.NullMarked;
