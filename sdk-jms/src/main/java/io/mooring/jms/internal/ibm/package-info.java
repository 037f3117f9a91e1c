/**
 * All that touches IBM's own types: making and copying its factories, and reading its properties.
 *
 * <p>Not API: may change with any release.
 */
@NullMarked
package io.mooring.jms.internal.ibm;

import org.jspecify.annotations.NullMarked;
