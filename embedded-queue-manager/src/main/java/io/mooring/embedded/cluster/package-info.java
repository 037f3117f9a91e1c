/**
 * Several queue managers of this JVM as a cluster: the way from one to the other, the balancer that moves clients, and the
 * channel table that tells clients of all of them.
 *
 * <p>{@link io.mooring.embedded.cluster.ChannelTable} is what a test writes; the rest is how it works and may change.
 */
@NullMarked
package io.mooring.embedded.cluster;

import org.jspecify.annotations.NullMarked;
