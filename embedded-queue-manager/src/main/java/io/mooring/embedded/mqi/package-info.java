/**
 * The words of the message queue interface: identifiers, the message descriptor, messages, reason codes and option
 * bits.
 *
 * <p>Values only, for every other package of the embedded queue manager; this one knows none of them. The numbers are
 * those that IBM publishes in the MQI reference; they are spelled here a second time, beside the SDK's, on purpose: the
 * embedded queue manager is a witness of the SDK, not its accomplice.
 */
@NullMarked
package io.mooring.embedded.mqi;

import org.jspecify.annotations.NullMarked;
