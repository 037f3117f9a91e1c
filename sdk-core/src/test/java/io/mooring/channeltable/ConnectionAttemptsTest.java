package io.mooring.channeltable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mooring.QueueManagerName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In what order addresses are tried. The seed is printed, and taken from the system property {@code mooring.seed}. */
class ConnectionAttemptsTest {
    private static final int MANY = 20_000;

    private Random random = new Random(1);

    @BeforeEach
    void seed() {
        long seed = Long.getLong("mooring.seed", System.nanoTime());
        System.out.println("seed " + seed);
        random = new Random(seed);
    }

    @Test
    void nameLeadsToItsEntriesAndMustBeThatOfTheQueueManager() {
        ChannelTable table = uniformCluster(1, "none");

        assertThat(table.attempts("QM2", random))
                .containsExactly(new ConnectionAttempt(
                        table.entries().get(4).endpoints().get(0),
                        table.entries().get(4).channel(),
                        Optional.of(new QueueManagerName("QM2"))));
        assertThat(table.attempts("QM2 ", random)).hasToString("[APP/mq2(1414) as QM2]");
    }

    @Test
    void asteriskLeadsToAnyOfTheGroup() {
        List<ConnectionAttempt> attempts = uniformCluster(1, "none").attempts("*ANY_QM", random);

        assertThat(attempts)
                .extracting(attempt -> attempt.endpoint().host())
                .containsExactlyInAnyOrder("mq1", "mq2", "mq3");
        assertThat(attempts)
                .allSatisfy(attempt -> assertThat(attempt.queueManager()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "", "  ", "* "})
    void asteriskAloneAndBlankLeadToTheEntriesWithoutName(String selection) {
        ChannelTable table = Tables.of(Tables.entry("QM1", "A", "mq1"), Tables.entry("", "B", "mq2"));

        assertThat(table.attempts(selection, random)).hasToString("[B/mq2(1414)]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"QM9|QM9", "*QM9|*QM9", "any_qm|any_qm", "''|''", "*|*"})
    void unknownSelectionIsRefusedWithTheNamesThereAre(String selection, String shown) {
        assertThatThrownBy(() -> uniformCluster(1, "none").attempts(selection, random))
                .isInstanceOf(ChannelTableException.class)
                .hasMessage("Channel table ccdt.json has no entry for the queue manager name '" + shown
                        + "'; give one of '*ANY_QM', 'QM1', 'QM2', 'QM3'.");
    }

    @Test
    void groupThatCannotBeAQueueManagerIsAskedForWithAsterisk() {
        ChannelTable table = Tables.of(Tables.entry("any qm", "A", "mq1"));

        assertThat(table.attempts("*any qm", random)).hasSize(1);
        assertThatThrownBy(() -> table.attempts("any qm", random))
                .isInstanceOf(ChannelTableException.class)
                .hasMessageContaining("ask for '*any qm'");
    }

    @Test
    void addressesOfAnEntryAreTriedInTheirOrder() {
        ChannelTable table = Tables.of(Tables.entry("QM1", "A", "c", "a", "b"));

        assertThat(hosts(table.attempts("QM1", random))).isEqualTo("c a b");
    }

    @Test
    void weightZeroComesFirstInTheOrderOfChannelNames() {
        ChannelTable table = Tables.of(
                Tables.entry("G", "A", List.of("w"), 99, "none"),
                Tables.entry("G", "Z", List.of("z"), 0, "none"),
                Tables.entry("G", "X", List.of("x1"), 0, "none"),
                Tables.entry("G", "X", List.of("x2"), 0, "none"));

        assertThat(Stream.generate(() -> hosts(table.attempts("*G", random))).limit(100))
                .containsOnly("x1 x2 z w");
    }

    @Test
    void othersAreDrawnByWeight() {
        ChannelTable table = Tables.of(
                Tables.entry("G", "A", List.of("a"), 1, "none"),
                Tables.entry("G", "B", List.of("b"), 2, "none"),
                Tables.entry("G", "C", List.of("c"), 7, "none"));

        Map<String, Double> share = shares(() -> hosts(table.attempts("*G", random)));

        assertThat(first(share, "a")).isCloseTo(0.1, within(0.02));
        assertThat(first(share, "b")).isCloseTo(0.2, within(0.02));
        assertThat(first(share, "c")).isCloseTo(0.7, within(0.02));
        // What is left is drawn by its weights again: behind c, a comes with 1 of 3.
        assertThat(share.get("c a b")).isCloseTo(0.7 / 3, within(0.02));
        assertThat(share).hasSize(6);
    }

    @Test
    void sameNumbersGiveTheSameOrder() {
        ChannelTable table = uniformCluster(3, "none");

        List<String> once = orders(table, new Random(7));

        assertThat(orders(table, new Random(7))).isEqualTo(once);
        assertThat(new HashSet<>(once)).hasSizeGreaterThan(1);
    }

    @Test
    void preferredAffinityIsOneOrderForAllConnectsOfAHost() {
        ChannelTable table = uniformCluster(1, "preferred");

        assertThat(new HashSet<>(orders(table, random))).hasSize(1);
        assertThat(hosts(table.attempts("*ANY_QM", random, "app1")))
                .describedAs("another process, which has read the table itself")
                .isEqualTo(hosts(uniformCluster(1, "preferred").attempts("*ANY_QM", new Random(5), "app1")));
    }

    @Test
    void hostsWithPreferredAffinitySpreadByWeight() {
        ChannelTable table = Tables.of(
                Tables.entry("G", "A", List.of("a"), 1, "preferred"),
                Tables.entry("G", "B", List.of("b"), 3, "preferred"));

        int[] host = {0};
        Map<String, Double> share = shares(() -> hosts(table.attempts("*G", random, "app" + host[0]++)));

        assertThat(share.get("a b")).isCloseTo(0.25, within(0.02));
        assertThat(share.get("b a")).isCloseTo(0.75, within(0.02));
    }

    @Test
    void oneEntryWithPreferredAffinityFixesTheOrderOfAll() {
        ChannelTable table = Tables.of(
                Tables.entry("G", "A", List.of("a"), 1, "none"),
                Tables.entry("G", "B", List.of("b"), 1, "preferred"),
                Tables.entry("G", "C", List.of("c"), 1, "none"));

        Set<String> orders = Stream.generate(() -> hosts(table.attempts("*G", random)))
                .limit(200)
                .collect(Collectors.toSet());

        assertThat(orders).hasSize(1);
    }

    @Test
    void affinityOfAnEntryThatIsNotDrawnFixesNothing() {
        ChannelTable table = Tables.of(
                Tables.entry("G", "Z", List.of("z"), 0, "preferred"),
                Tables.entry("G", "A", List.of("a"), 1, "none"),
                Tables.entry("G", "B", List.of("b"), 1, "none"));

        assertThat(Stream.generate(() -> hosts(table.attempts("*G", random))).limit(200))
                .contains("z a b", "z b a");
    }

    private static ChannelTable uniformCluster(int weight, String affinity) {
        Stream<String> group = IntStream.rangeClosed(1, 3)
                .mapToObj(n -> Tables.entry("ANY_QM", "APP", List.of("mq" + n), weight, affinity));
        Stream<String> named = IntStream.rangeClosed(1, 3).mapToObj(n -> Tables.entry("QM" + n, "APP", "mq" + n));
        return Tables.of(Stream.concat(group, named).toArray(String[]::new));
    }

    private static List<String> orders(ChannelTable table, Random random) {
        return Stream.generate(() -> hosts(table.attempts("*ANY_QM", random)))
                .limit(100)
                .toList();
    }

    private static String hosts(List<ConnectionAttempt> attempts) {
        return attempts.stream().map(attempt -> attempt.endpoint().host()).collect(Collectors.joining(" "));
    }

    private static Map<String, Double> shares(Supplier<String> connect) {
        return Stream.generate(connect)
                .limit(MANY)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.summingDouble(order -> 1.0 / MANY)));
    }

    private static double first(Map<String, Double> share, String host) {
        return share.entrySet().stream()
                .filter(order -> order.getKey().startsWith(host))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
