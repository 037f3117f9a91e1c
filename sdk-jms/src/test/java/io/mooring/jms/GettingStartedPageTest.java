package io.mooring.jms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.junit5.StartQueueManager;
import io.mooring.jms.start.FirstJms;
import io.mooring.jms.start.FirstNative;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The programs of docs/getting-started.md, which stand in a package beside but for its name, do what the page says. */
@Tag("client")
class GettingStartedPageTest {
    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
    private static final Pattern SNIPPET = Pattern.compile("(?ms)^```java\n(.*?)^```$");

    @StartQueueManager
    final EmbeddedQueueManager queueManager =
            EmbeddedQueueManager.named("QM1").queue("ORDERS").build();

    @Test
    void thePageHasTheThreeProgramsWordForWord() throws IOException {
        List<String> shown = SNIPPET.matcher(
                        Files.readString(MODULE.resolve("..").resolve("docs/getting-started.md")))
                .results()
                .map(found -> found.group(1).strip())
                .toList();

        assertThat(shown).containsExactly(program("FirstJms"), program("FirstNative"), program("FirstTest"));
    }

    private static String program(String name) throws IOException {
        Path source = MODULE.resolve("src/test/java/io/mooring/jms/start/" + name + ".java");
        try (Stream<String> lines = Files.lines(source)) {
            return String.join(
                            "\n",
                            lines.filter(line -> !line.startsWith("package ")).toList())
                    .strip();
        }
    }

    @Test
    void theJmsProgramPrintsItsReceiptAndItsMessage() {
        assertThat(printedBy(FirstJms::main))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("  stored  ID:414d5120514d31", "  queue ORDERS on QM1  epoch 1"),
                        line -> assertThat(line).isEqualTo("one anchor"));
    }

    @Test
    void theNativeProgramDoesSoToo() {
        assertThat(printedBy(FirstNative::main))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .contains("  stored  ID:414d5120514d31", "  queue ORDERS on QM1  epoch 1"),
                        line -> assertThat(line).isEqualTo("two anchors"));
    }

    /** The lines of a program that is run with the address of the queue manager, without those of the log. */
    private List<String> printedBy(Consumer<String[]> main) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            main.accept(new String[] {queueManager.connectionName()});
        } finally {
            System.setOut(before);
        }
        return printed.toString(UTF_8)
                .lines()
                .filter(line -> line.contains("  epoch ") || line.endsWith("anchor") || line.endsWith("anchors"))
                .toList();
    }
}
