/**
 * What a queue, a channel and a queue manager are defined to be: their attributes, with every spelling of each.
 *
 * <p>One table names each attribute as MQSC writes it and as MQINQ, MQSET and PCF number it, with its bounds and
 * default; whoever defines, alters, inquires or displays goes through it. Values only; knows {@code mqi} and nobody
 * else.
 */
@NullMarked
package io.mooring.embedded.definition;

import org.jspecify.annotations.NullMarked;
