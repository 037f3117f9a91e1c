/**
 * The command server: programmable command formats (PCF), as PCFMessageAgent and monitoring tools speak them.
 *
 * <p>{@code CommandServer} turns one command message into its answers; everything else is behind it: the codec
 * ({@code PcfReader}, {@code PcfWriter}), what each command accepts ({@code Signature}), what it answers ({@code
 * AnswerTable}) and the commands themselves, all of which {@code Commands} lists. Knows {@code admin}, {@code
 * definition} and {@code mqi}; no sockets, no queues.
 */
@NullMarked
package io.mooring.embedded.pcf;

import org.jspecify.annotations.NullMarked;
