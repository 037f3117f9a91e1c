/**
 * When to start and stop instances of a server program: observations of its queues on all queue managers, alarms, advice.
 *
 * <p>For whoever runs such programs. {@link io.mooring.scale.BacklogMonitor} makes the observations: {@link
 * io.mooring.scale.QueueObservation} is what one look at one queue manager saw, {@link io.mooring.scale.FleetObservation}
 * what it saw on all. {@link io.mooring.scale.ScaleAdvisor} turns them into {@link io.mooring.scale.ScaleAdvice}; it is a
 * value and a pure function, without thread and clock, and of use without the monitor too. {@code docs/scaling.md} has the
 * rules and a comparison.
 */
@NullMarked
package io.mooring.scale;

import org.jspecify.annotations.NullMarked;
