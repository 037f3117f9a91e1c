package io.mooring.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.mooring.CorrelationId;
import io.mooring.MessageId;
import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.QueueManagerName;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PutLedgerTest {
    private static final QueueManagerName QM1 = QueueManagerName.of("QM1");
    private static final QueueManagerName QM2 = QueueManagerName.of("QM2");
    private static final Instant START = Instant.parse("2026-03-01T12:00:00.123456789Z");

    @Test
    void aPutIsFoundByItsMessageId() {
        PutLedger ledger = PutLedger.holding(10);
        ledger.record(receipt(1));
        ledger.record(receipt(2));

        assertThat(ledger.find(id(1))).contains(receipt(1));
        assertThat(ledger.find(id(2))).contains(receipt(2));
        assertThat(ledger.find(id(3))).isEmpty();
    }

    @Test
    void theLatestOfSeveralWithOneMessageIdIsFound() {
        PutLedger ledger = PutLedger.holding(10);
        PutReceipt first = receipt(1);
        PutReceipt second = new PutReceipt(id(1), CorrelationId.NONE, "OTHER", QM2, START, 2, PutState.STORED);
        ledger.record(first);
        ledger.record(second);

        assertThat(ledger.find(id(1))).contains(second);
    }

    @Test
    void allWithOneCorrelationIdAreFoundLatestFirst() {
        PutLedger ledger = PutLedger.holding(10);
        CorrelationId batch = id(99).asCorrelationId();
        for (int n = 1; n <= 3; n++) {
            ledger.record(new PutReceipt(id(n), batch, "ORDERS", QM1, START, 1, PutState.STORED));
            ledger.record(receipt(10 + n));
        }

        assertThat(ledger.find(batch)).extracting(PutReceipt::messageId).containsExactly(id(3), id(2), id(1));
    }

    @Test
    void noIdIsNotAnIdToLookFor() {
        PutLedger ledger = PutLedger.holding(10);
        PutReceipt inDoubt =
                new PutReceipt(MessageId.NONE, CorrelationId.NONE, "ORDERS", QM1, START, 1, PutState.IN_DOUBT);
        ledger.record(inDoubt);

        assertThat(ledger.find(MessageId.NONE)).isEmpty();
        assertThat(ledger.find(CorrelationId.NONE)).isEmpty();
        assertThat(ledger.in(PutState.IN_DOUBT)).containsExactly(inDoubt);
    }

    @Test
    void putsAreFoundByTimeFromTheFirstInstantToBeforeTheLast() {
        PutLedger ledger = PutLedger.holding(10);
        for (int n = 0; n < 5; n++) {
            ledger.record(receipt(n));
        }

        assertThat(ledger.between(START.plusSeconds(1), START.plusSeconds(3))).containsExactly(receipt(1), receipt(2));
    }

    @Test
    void putsAreFoundByQueueManager() {
        PutLedger ledger = PutLedger.holding(10);
        PutReceipt elsewhere = new PutReceipt(id(1), CorrelationId.NONE, "ORDERS", QM2, START, 2, PutState.STORED);
        ledger.record(receipt(0));
        ledger.record(elsewhere);

        assertThat(ledger.on(QM2)).containsExactly(elsewhere);
        assertThat(ledger.on(QueueManagerName.of("QM3"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 1000})
    void aFullLedgerForgetsTheOldest(int capacity) {
        PutLedger ledger = PutLedger.holding(capacity);
        int puts = 3 * capacity + 1;
        for (int n = 0; n < puts; n++) {
            ledger.record(receipt(n));
        }

        assertThat(ledger.size()).isEqualTo(capacity);
        assertThat(ledger.capacity()).isEqualTo(capacity);
        assertThat(ledger.recorded()).isEqualTo(puts);
        assertThat(ledger.find(id(puts - capacity - 1))).as("forgotten").isEmpty();
        assertThat(ledger.find(id(puts - capacity))).as("the oldest left").contains(receipt(puts - capacity));
        assertThat(ledger.all()).hasSize(capacity).startsWith(receipt(puts - capacity));
    }

    @Test
    void whatBecameOfAPutIsNoted() {
        PutLedger ledger = PutLedger.holding(10);
        PutReceipt pending = new PutReceipt(id(1), CorrelationId.NONE, "ORDERS", QM1, START, 1, PutState.PENDING);
        long entry = ledger.record(pending);

        assertThat(ledger.settle(entry, PutState.STORED)).contains(pending.becoming(PutState.STORED));
        assertThat(ledger.find(id(1))).contains(pending.becoming(PutState.STORED));
        assertThatIllegalStateException().isThrownBy(() -> ledger.settle(entry, PutState.BACKED_OUT));
        assertThat(ledger.find(id(1))).contains(pending.becoming(PutState.STORED));
    }

    @Test
    void whatBecameOfAForgottenPutIsNotNoted() {
        PutLedger ledger = PutLedger.holding(1);
        long forgotten = ledger.record(new PutReceipt(id(1), CorrelationId.NONE, "Q", QM1, START, 1, PutState.PENDING));
        ledger.record(receipt(2));

        assertThat(ledger.settle(forgotten, PutState.STORED)).isEmpty();
        assertThat(ledger.settle(99, PutState.STORED)).as("never recorded").isEmpty();
    }

    @Test
    void linesTellHowMuchOfThePastTheyCover() {
        PutLedger ledger = PutLedger.holding(2);
        for (int n = 0; n < 3; n++) {
            ledger.record(receipt(n));
        }

        assertThat(ledger.lines())
                .containsExactly(
                        "put ledger: the last 2 of 3 puts; room for 2",
                        receipt(1).line(),
                        receipt(2).line());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, PutLedger.MAX_ENTRIES + 1, Integer.MAX_VALUE})
    void aSizeOutOfRangeIsRefusedBeforeAnythingIsAllocated(int entries) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PutLedger.holding(entries))
                .withMessageContaining("of " + entries + " entries");
    }

    @Test
    void aReceiptThatCannotBeHeldLeavesTheLedgerAsItWas() {
        PutLedger ledger = PutLedger.holding(2);
        ledger.record(receipt(1));
        PutReceipt beyond = new PutReceipt(id(2), CorrelationId.NONE, "Q", QM1, Instant.MAX, 1, PutState.STORED);

        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> ledger.record(beyond));
        assertThat(ledger.all()).containsExactly(receipt(1));
    }

    @Test
    void aBackDatedInstantIsHeldToTheNanosecond() {
        PutLedger ledger = PutLedger.holding(2);
        Instant before1970 = Instant.ofEpochSecond(-5, 123_456_789);
        ledger.record(new PutReceipt(id(1), CorrelationId.NONE, "Q", QM1, before1970, 1, PutState.STORED));

        assertThat(ledger.find(id(1)).orElseThrow().at()).isEqualTo(before1970);
    }

    /** The ledger against a plain deque of receipts: few different ids, so that all kinds of chains come about. */
    @Test
    void itAnswersLikeAListThatOneSearches() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            int capacity = 1 + random.nextInt(40);
            int ids = 1 + random.nextInt(60);
            PutLedger ledger = PutLedger.holding(capacity);
            Deque<PutReceipt> model = new ArrayDeque<>();
            for (int n = 0; n < 300; n++) {
                PutReceipt receipt = new PutReceipt(
                        id(1 + random.nextInt(ids)),
                        id(1 + random.nextInt(ids)).asCorrelationId(),
                        "Q" + random.nextInt(5),
                        random.nextBoolean() ? QM1 : QM2,
                        START.plusSeconds(n),
                        1,
                        PutState.STORED);
                ledger.record(receipt);
                model.addFirst(receipt);
                if (model.size() > capacity) {
                    model.removeLast();
                }
                MessageId asked = id(1 + random.nextInt(ids));
                CorrelationId correlation = asked.asCorrelationId();
                assertThat(ledger.find(asked))
                        .as("seed %d", seed)
                        .isEqualTo(model.stream()
                                .filter(r -> r.messageId().equals(asked))
                                .findFirst());
                assertThat(ledger.find(correlation))
                        .as("seed %d", seed)
                        .isEqualTo(model.stream()
                                .filter(r -> r.correlationId().equals(correlation))
                                .toList());
            }
            List<PutReceipt> oldestFirst = new ArrayList<>(model);
            Collections.reverse(oldestFirst);
            assertThat(ledger.all()).as("seed %d", seed).isEqualTo(oldestFirst);
        }
    }

    @Test
    void manyThreadsPutAndAskAtOnce() throws Exception {
        PutLedger ledger = PutLedger.holding(2_000);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int base = t * 10_000;
                work.add(() -> {
                    for (int n = base; n < base + 5_000; n++) {
                        long entry = ledger.record(
                                new PutReceipt(id(n), CorrelationId.NONE, "ORDERS", QM1, START, 1, PutState.PENDING));
                        ledger.settle(entry, PutState.STORED);
                        if (n % 1_000 == 0) {
                            assertThat(ledger.all()).hasSizeLessThanOrEqualTo(20_000);
                        }
                    }
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(work, 60, TimeUnit.SECONDS)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(ledger.recorded()).isEqualTo(20_000);
        assertThat(ledger.in(PutState.STORED)).hasSize(2_000);
    }

    private static PutReceipt receipt(int n) {
        return new PutReceipt(
                id(n), id(n + 1_000_000).asCorrelationId(), "ORDERS", QM1, START.plusSeconds(n), 1, PutState.STORED);
    }

    static MessageId id(int n) {
        return new MessageId(0x414d5120_514d3120L, 0x20202020_20202020L, 0x8c2b3f67_00000000L + n);
    }
}
