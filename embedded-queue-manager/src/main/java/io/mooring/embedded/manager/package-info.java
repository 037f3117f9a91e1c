/**
 * The queue manager as a whole: what it is between its definitions and its end, and what an administrator and a test can
 * do with it. Not API; {@code io.mooring.embedded} is.
 */
@NullMarked
package io.mooring.embedded.manager;

import org.jspecify.annotations.NullMarked;
