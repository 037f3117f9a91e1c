/** Faults as values: what goes wrong, at which call, for whom; and the plan that lets them happen. */
@NullMarked
package io.mooring.embedded.fault;

import org.jspecify.annotations.NullMarked;
