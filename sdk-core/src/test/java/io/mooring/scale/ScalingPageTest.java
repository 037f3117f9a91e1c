package io.mooring.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/scaling.md shows is compiled. (Its table is compared by {@link ScalingSimulationTest}.) */
class ScalingPageTest {
    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
    private static final Pattern SNIPPET = Pattern.compile("(?ms)^```java\n(.*?)^```$");

    @Test
    void eachSnippetIsInATest() throws IOException {
        String source = source("scale/EmbeddedBacklogTest.java") + source("ServerProgramTest.java");
        List<String> snippets = SNIPPET.matcher(Files.readString(MODULE.resolve("../docs/scaling.md")))
                .results()
                .map(found -> withoutSpace(found.group(1)))
                .toList();

        assertThat(snippets)
                .isNotEmpty()
                .allSatisfy(snippet -> assertThat(source).contains(snippet));
    }

    private static String source(String test) throws IOException {
        return withoutSpace(
                Files.readString(MODULE.resolve("src/test/java/io/mooring").resolve(test)));
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }
}
