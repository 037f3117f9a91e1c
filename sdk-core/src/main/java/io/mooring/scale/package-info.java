/**
 * When to start and stop instances of a server program: observations of its queue on all queue managers, and advice.
 *
 * <p>For whoever runs such programs, and for the monitor that makes the observations. {@link
 * io.mooring.scale.QueueObservation} is what one look at one queue manager saw, {@link
 * io.mooring.scale.FleetObservation} what it saw on all, {@link io.mooring.scale.ScaleAdvisor} turns observations into
 * {@link io.mooring.scale.ScaleAdvice}. Everything in here is a value or a pure function: no thread, no clock, no queue
 * manager. {@code docs/scaling.md} has the rules and a comparison.
 */
@NullMarked
package io.mooring.scale;

import org.jspecify.annotations.NullMarked;
