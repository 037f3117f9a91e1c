/** What happened: calls as they were answered, and counters. */
@NullMarked
package io.mooring.embedded.record;

import org.jspecify.annotations.NullMarked;
