package io.mooring.embedded.selector;

/** A part of a selector, as the parser made it: something true or false, or something that has a value. */
sealed interface Expression permits Condition, Operand {}
