/**
 * Where a put goes: names resolved through aliases, remote queues and the cluster, the way to other queue managers, and
 * the dead-letter queue for what cannot be delivered.
 */
@NullMarked
package io.mooring.embedded.routing;

import org.jspecify.annotations.NullMarked;
