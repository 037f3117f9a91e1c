/**
 * What a support team sees: the numbers, the log lines, and the names of their fields.
 *
 * <p>Clients tell a {@link io.mooring.observe.Telemetry} what happens; {@link io.mooring.observe.MicrometerTelemetry} makes
 * meters of it, and only with that class does Micrometer have to be there. All names are in {@code docs/observability.md}.
 */
@NullMarked
package io.mooring.observe;

import org.jspecify.annotations.NullMarked;
