/**
 * What an administrator can ask of a queue manager, whether in MQSC, in PCF or from Java: one interface that all of them
 * speak to, and the values it answers with.
 */
@NullMarked
package io.mooring.embedded.admin;

import org.jspecify.annotations.NullMarked;
