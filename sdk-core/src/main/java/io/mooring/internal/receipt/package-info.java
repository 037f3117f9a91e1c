/**
 * What the native client and the JMS drop-in do alike with each receipt: record it, tell it, settle it. Not API: may change
 * with any release.
 */
@NullMarked
package io.mooring.internal.receipt;

import org.jspecify.annotations.NullMarked;
