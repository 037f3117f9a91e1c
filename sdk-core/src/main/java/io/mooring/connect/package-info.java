/**
 * Who a program says it is when it connects. For applications, which say it once and hand it to whatever connects: a
 * client, a backlog monitor.
 */
@NullMarked
package io.mooring.connect;

import org.jspecify.annotations.NullMarked;
