/**
 * A simulation of a queue and the instances that read it, in which Mooring's rules, KEDA's, and a plain threshold decide how
 * many there are: message by message, with loads that come from a seed or were recorded.
 */
@NullMarked
package io.mooring.benchmarks.scaling;

import org.jspecify.annotations.NullMarked;
