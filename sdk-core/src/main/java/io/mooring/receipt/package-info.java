/**
 * The record of recent puts: what was put where, and what became of it.
 *
 * <p>Knows {@code io.mooring} only.
 */
@NullMarked
package io.mooring.receipt;

import org.jspecify.annotations.NullMarked;
