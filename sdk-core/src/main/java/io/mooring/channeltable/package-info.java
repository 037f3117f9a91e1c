/**
 * The client channel definition table (CCDT) in IBM's JSON form, read as a value: which queue managers there are, which
 * groups they form, and in what order to try their addresses for one connect.
 *
 * <p>{@link io.mooring.channeltable.ChannelTableSource} reads a table from a file, an http address or the class path, and
 * again when it has changed; {@link io.mooring.channeltable.ChannelTable} is what was read. Needs no client library.
 */
@NullMarked
package io.mooring.channeltable;

import org.jspecify.annotations.NullMarked;
