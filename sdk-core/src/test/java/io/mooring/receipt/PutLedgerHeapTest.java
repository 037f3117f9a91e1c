package io.mooring.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.mooring.CorrelationId;
import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.QueueManagerName;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * What an entry costs. Counts what this thread allocates, which is exact where a look at the heap is not: a ledger cannot
 * keep more than was allocated for it.
 */
class PutLedgerHeapTest {
    private static final int ENTRIES = 1 << 17;
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void anEntryTakesAHundredBytesAllOfThemTakenAtTheBeginning() {
        long before = allocated();
        PutLedger ledger = PutLedger.holding(ENTRIES);
        long perEntry = (allocated() - before) / ENTRIES;

        System.out.println("put ledger: " + perEntry + " bytes an entry");
        assertThat(perEntry).isBetween(76L, 100L);
        assertThat(ledger.size()).isZero();
    }

    @Test
    void aCapacityThatIsNoPowerOfTwoCostsLittleMore() {
        int entries = ENTRIES + 1;
        long before = allocated();
        PutLedger ledger = PutLedger.holding(entries);

        assertThat((allocated() - before) / entries).isLessThanOrEqualTo(106);
        assertThat(ledger.capacity()).isEqualTo(entries);
    }

    @Test
    void recordingKeepsNothingBesides() {
        PutLedger ledger = PutLedger.holding(ENTRIES);
        PutReceipt receipt = receipt("ORDERS");
        for (int n = 0; n < 20_000; n++) { // so that the code is compiled and classes are loaded
            ledger.record(receipt);
        }
        long before = allocated();
        for (int n = 0; n < ENTRIES; n++) {
            ledger.record(receipt);
        }
        long perRecord = (allocated() - before) / ENTRIES;

        // The name's lookup may take a short-lived object; were one kept for each entry, it would be 16 bytes at least.
        assertThat(perRecord).isLessThan(16);
    }

    @Test
    void namesOfQueuesThatComeAndGoAreNotKept() {
        Names<String> names = new Names<>();
        Names.Name<String> slot = null;
        for (int n = 0; n < 1_000; n++) {
            slot = names.exchange(slot, "AMQ.TEMP." + n);
        }
        Names.Name<String> other = names.exchange(null, "AMQ.TEMP.999");

        assertThat(names.size()).isEqualTo(1);
        assertThat(other).isSameAs(slot);
        names.exchange(slot, "ORDERS");
        assertThat(names.size()).as("one entry still has the name").isEqualTo(2);
    }

    private static PutReceipt receipt(String queue) {
        return new PutReceipt(
                PutLedgerTest.id(1), CorrelationId.NONE, queue, QueueManagerName.of("QM1"), AT, 1, PutState.STORED);
    }

    private static long allocated() {
        java.lang.management.ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        assumeTrue(threads instanceof ThreadMXBean, "this Java runtime does not count what a thread allocates");
        return ((ThreadMXBean) threads)
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
