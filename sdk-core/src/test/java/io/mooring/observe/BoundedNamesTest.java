package io.mooring.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedNamesTest {
    @Test
    void theFirstNamesAreThemselvesAndTheRestAreOther() {
        try (LogLines lines = new LogLines(BoundedNames.class)) {
            BoundedNames names = new BoundedNames("queues", 2);

            assertThat(names.tagOf("A")).isEqualTo("A");
            assertThat(names.tagOf("B")).isEqualTo("B");
            assertThat(lines.texts()).isEmpty();
            assertThat(names.tagOf("C")).isEqualTo("other");
            assertThat(names.tagOf("D")).isEqualTo("other");
            assertThat(names.tagOf("A")).isEqualTo("A");
            assertThat(lines.texts())
                    .containsExactly("WARN More than 2 queues in the tags of meters: C and all further ones are counted"
                            + " as 'other'.");
        }
    }

    @Test
    void dynamicNamesTakeNoPlace() {
        BoundedNames names = new BoundedNames("queues", 1);

        for (int n = 0; n < 50; n++) {
            assertThat(names.tagOf("AMQ.6123ABCD123456" + (10 + n))).isEqualTo("dynamic");
        }
        assertThat(names.tagOf("ORDERS")).isEqualTo("ORDERS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AMQ.6123ABCD12345678",
                "AMQ.MQEXPLORER.5F3A6B2120014A02",
                "PRICES.REPLY.65e8c1f0a2b43d17",
                "CSQ.D5C4A9E8B7F60123",
                "6123ABCD12345678"
            })
    void namesThatAQueueManagerMadeUpAreDynamic(String name) {
        assertThat(BoundedNames.isDynamic(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ORDERS", "ORDERS.2026", "DEADBEEFFACADE", "CUSTOMER.12345678", "AMQ.", "PRICES.0001"})
    void namesThatSomebodyThoughtOfAreNot(String name) {
        assertThat(BoundedNames.isDynamic(name)).isFalse();
    }

    @Test
    void threadsThatComeAtOnceDoNotExceedTheLimit() throws InterruptedException {
        try (LogLines lines = new LogLines(BoundedNames.class)) {
            BoundedNames names = new BoundedNames("queue managers", 10);
            Set<String> tags = new ConcurrentSkipListSet<>();
            CountDownLatch go = new CountDownLatch(1);
            Thread[] threads = IntStream.range(0, 4)
                    .mapToObj(t -> new Thread(() -> {
                        try {
                            go.await();
                        } catch (InterruptedException e) {
                            return;
                        }
                        for (int n = 0; n < 1000; n++) {
                            tags.add(names.tagOf("QM" + n));
                        }
                    }))
                    .toArray(Thread[]::new);
            for (Thread thread : threads) {
                thread.start();
            }
            go.countDown();
            for (Thread thread : threads) {
                thread.join();
            }

            assertThat(new TreeSet<>(tags)).hasSize(11).contains("other");
            assertThat(lines.events()).hasSize(1);
        }
    }
}
