/**
 * What a client can send that is no client, or a broken one: the embedded queue manager refuses it, says so once,
 * serves the others and keeps no thread.
 */
@NullMarked
package io.mooring.embedded.hostile;

import org.jspecify.annotations.NullMarked;
