/**
 * How results are kept and shown: what a program found goes into a JSON file, and tables and charts are made from that, so that
 * a long run can be done program by program and the page of all be put together later.
 */
@NullMarked
package io.mooring.benchmarks.page;

import org.jspecify.annotations.NullMarked;
