/** A message as a value: body, descriptor and properties, free of any client's types. */
@NullMarked
package io.mooring.message;

import org.jspecify.annotations.NullMarked;
