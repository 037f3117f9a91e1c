package io.mooring;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.client.Consumption;
import io.mooring.client.MqClient;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.mqsc.MqscResult;
import io.mooring.reason.ReasonCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What pages say without Java is compared with the code: names of threads and reason codes, MQSC, the index. */
class PagesTest {
    private static final Path PROJECT =
            Path.of(System.getProperty("basedir", ".")).resolve("..").normalize();
    private static final Path DOCS = PROJECT.resolve("docs");

    @Test
    void reasonCodesHaveTheirNames() throws IOException {
        Set<String> written = new TreeSet<>();
        for (Path page : pages()) {
            written.addAll(all("\\b2\\d{3} MQRC_[A-Z0-9_]+", Files.readString(page)));
        }

        assertThat(written)
                .hasSizeGreaterThan(15)
                .allSatisfy(code ->
                        assertThat(code).isEqualTo(new ReasonCode(Integer.parseInt(code.substring(0, 4))).toString()));
    }

    @Test
    void thePageOnConcurrencyHasTheNamesOfAllThreads() throws IOException {
        Set<String> named = new TreeSet<>();
        for (String module : List.of("sdk-core", "sdk-jms")) {
            for (Path source : below(PROJECT.resolve(module).resolve("src/main/java"))) {
                // A name of a thread has a blank behind it, or nothing at all where there is only one of its kind.
                named.addAll(all(
                        "(?<=\")mooring-[a-z-]+(?= |\", 0)",
                        Files.readString(source).replaceAll("\\s+", " ")));
            }
        }
        Set<String> onThePage = all("(?m)(?<=^\\| `)mooring-[a-z-]+(?=` \\| )", read("concurrency.md"));

        assertThat(onThePage).isNotEmpty().isEqualTo(named);
    }

    @Test
    void theCommandsOfThePageOnOperationsAreUnderstood() throws IOException {
        List<String> blocks = Pattern.compile("(?ms)^```mqsc\n(.*?)^```$")
                .matcher(read("operations.md"))
                .results()
                .map(block -> block.group(1))
                .toList();

        try (EmbeddedQueueManager queueManager =
                EmbeddedQueueManager.named("QM1").start()) {
            List<MqscResult> results = new ArrayList<>(queueManager.mqsc(blocks.get(0)));
            try (MqClient client = MqClient.builder()
                            .connectionNames(queueManager.connectionName())
                            .channel("ORDERS.SVRCONN")
                            .connect();
                    Consumption orders = client.queue("ORDERS").consume(message -> {})) {
                assertThat(orders.queue()).isEqualTo("ORDERS");
                blocks.stream().skip(1).forEach(block -> results.addAll(queueManager.mqsc(block)));
            }
            assertThat(results)
                    .hasSizeGreaterThan(8)
                    .allSatisfy(result ->
                            assertThat(result.ok()).describedAs("%s", result).isTrue())
                    .filteredOn(result -> result.outcome() == MqscResult.Outcome.DONE)
                    .allSatisfy(result -> assertThat(result.warnings()).isEmpty());
        }
    }

    @Test
    void theIndexHasEachPage() throws IOException {
        Set<String> listed = all("(?m)(?<=^\\| \\[)[\\w-]+\\.md(?=\\]\\()", read("README.md"));
        Set<String> there = pages().stream()
                .filter(page -> page.startsWith(DOCS))
                .map(page -> page.getFileName().toString())
                .filter(name -> !name.equals("README.md"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(listed).isNotEmpty().isEqualTo(there);
    }

    private static String read(String page) throws IOException {
        return Files.readString(DOCS.resolve(page));
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(DOCS)) {
            return Stream.concat(Stream.of(PROJECT.resolve("README.md")), files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }

    private static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static Set<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
