/**
 * The links of one native client: made, watched, lost and made again, by the rules of {@code io.mooring.internal.life}.
 *
 * <p>A link is one incarnation of the client, to one queue manager; it lends conversations. Whoever makes calls asks the
 * keeper for the present link, borrows a conversation, and says so if a call shows that the link is gone. Not API: may
 * change with any release.
 */
@NullMarked
package io.mooring.internal.link;

import org.jspecify.annotations.NullMarked;
