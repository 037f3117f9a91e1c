/**
 * Bytes to segments and back: the transmission segment header, the incremental decoder, the writer that cuts long calls,
 * and the readers and writers of primitive fields.
 *
 * <p>{@code docs/wire-protocol.md} describes the layouts and says of each whether it was observed, is documented or is
 * assumed. This package knows only {@code mqi}; it opens no socket and starts no thread.
 */
@NullMarked
package io.mooring.embedded.wire;

import org.jspecify.annotations.NullMarked;
