/**
 * How the listener of the embedded queue manager speaks TLS: key stores, the choice of a certificate by channel, and
 * what a channel's SSLCIPH, SSLCAUTH, SSLPEER and CERTLABL demand of a client.
 *
 * <p>Begin with {@link io.mooring.embedded.tls.TestCertificates} in a test, with {@link io.mooring.embedded.tls.Tls}
 * where there are key stores already. Knows the JDK and nobody else.
 */
@NullMarked
package io.mooring.embedded.tls;

import org.jspecify.annotations.NullMarked;
