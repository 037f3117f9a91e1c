/** What the unmodified IBM client sees of the embedded queue manager, one class for each thing that it does. */
@NullMarked
package io.mooring.embedded.client;

import org.jspecify.annotations.NullMarked;
