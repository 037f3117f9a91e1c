/**
 * How fast and how large Mooring is, beside its peers, measured in whole programs: real clients over TCP on loopback.
 *
 * <p>{@link io.mooring.benchmarks.EmbeddedBenchmarks} runs everything about the embedded queue manager and writes one
 * table. Contenders take turns within one process (A B A B ...), so that what else the machine does hits both; a figure is
 * the median of its rounds.
 */
@NullMarked
package io.mooring.benchmarks;

import org.jspecify.annotations.NullMarked;
