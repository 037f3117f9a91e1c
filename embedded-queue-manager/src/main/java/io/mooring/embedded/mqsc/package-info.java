/**
 * A subset of MQSC, the language in which administrators define and look at queues and channels: one command, a script
 * from a file, or a console.
 *
 * <p>It speaks to {@link io.mooring.embedded.admin.Administration} and to the attribute tables in {@code definition},
 * and knows nothing of sockets. Answers have the message numbers and the two columns of runmqsc, so that scripts
 * written for it can read them. {@code docs/mqsc.md} lists what is there.
 */
@NullMarked
package io.mooring.embedded.mqsc;

import org.jspecify.annotations.NullMarked;
