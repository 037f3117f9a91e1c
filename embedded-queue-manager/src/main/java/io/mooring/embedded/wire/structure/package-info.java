/**
 * One record for each structure that stands in a segment: what its fields are, where they stand and what its answer has.
 *
 * <p>A structure that the queue manager answers with mostly what it got is not rebuilt: its bytes are copied and the
 * fields that a queue manager fills in are overwritten, so that nothing a newer client sends is lost.
 */
@NullMarked
package io.mooring.embedded.wire.structure;

import org.jspecify.annotations.NullMarked;
