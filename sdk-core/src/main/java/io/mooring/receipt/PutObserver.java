package io.mooring.receipt;

import io.mooring.PutReceipt;

/**
 * Hears of each put.
 *
 * <p>Called on the thread that puts, before the put returns: be quick. A put in a unit of work is told twice: pending, and
 * what became of it. What an observer throws is logged, and does not touch the put.
 */
@FunctionalInterface
public interface PutObserver {
    /** Called with the receipt of each put. */
    void onPut(PutReceipt receipt);
}
