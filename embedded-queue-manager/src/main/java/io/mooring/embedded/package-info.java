/**
 * A queue manager in a jar, for tests and for a first try: the unmodified IBM MQ client connects to it over TCP.
 *
 * <p>This package is what a test writes; everything below it is how it works and may change.
 */
@NullMarked
package io.mooring.embedded;

import org.jspecify.annotations.NullMarked;
