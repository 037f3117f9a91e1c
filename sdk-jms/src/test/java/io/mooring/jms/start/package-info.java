/** The programs of the page on getting started, word for word, with what it shows of their output as a test. */
@NullMarked
package io.mooring.jms.start;

import org.jspecify.annotations.NullMarked;
