/** What the TLS of the embedded queue manager promises, with plain JSSE clients and with the real IBM client. */
@NullMarked
package io.mooring.embedded.tls;

import org.jspecify.annotations.NullMarked;
