/** Requests that wait for their replies: each is registered before it is put and ends exactly once. */
@NullMarked
package io.mooring.request;

import org.jspecify.annotations.NullMarked;
