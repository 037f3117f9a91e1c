package io.mooring.observe;

/** Overrides nothing, so that nothing is done. */
enum NoTelemetry implements Telemetry {
    INSTANCE
}
