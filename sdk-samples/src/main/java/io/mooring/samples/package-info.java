/**
 * One program for each story, a page at most, to be read and to be run: {@code docs/samples.md} lists them. Each takes what it
 * needs from the environment, under the names that {@code mooring-jms} reads, so it runs on any queue manager; its tests
 * run it on embedded ones. Nothing here is API.
 */
@NullMarked
package io.mooring.samples;

import org.jspecify.annotations.NullMarked;
