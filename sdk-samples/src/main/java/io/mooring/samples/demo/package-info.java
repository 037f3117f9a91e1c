/**
 * The demo: a server program and its clients on three queue managers that move, die and come back, told live and in a
 * report, beside the same load on IBM's client alone. For whoever wants to see in a minute what Mooring does.
 *
 * <p>{@code DemoProgram} is the command, {@code Play} the acts, {@code Stage} the queue managers, {@code Promises} what is
 * checked at the end. Nothing here is API.
 */
@NullMarked
package io.mooring.samples.demo;

import org.jspecify.annotations.NullMarked;
