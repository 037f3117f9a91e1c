package io.mooring.client;

import io.mooring.internal.link.Link;

/**
 * A link over which the reply queue is open.
 *
 * @param link where requests are put
 * @param site where their replies go
 */
record ReplyPlace(Link link, ReplySite site) {
    /** A request that was to be put here, or was, has ended. */
    void leave() {
        site.leave();
        link.leave();
    }
}
