/**
 * What Mooring promises, in MQ's words, told once and run on embedded queue managers and on real ones. The promises are in
 * the classes named {@code ...Contract}; a {@link io.mooring.contracts.Fleet} says what they run on.
 */
@NullMarked
package io.mooring.contracts;

import org.jspecify.annotations.NullMarked;
