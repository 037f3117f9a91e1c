package io.mooring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Snippets of these pages are what a test compiles. Links are checked where those of all pages are. */
class ValuesDocumentationTest {
    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
    private static final Pattern SNIPPET = Pattern.compile("(?ms)^```java\n(.*?)^```$");

    @ParameterizedTest
    @CsvSource({
        "tls.md, tls/TlsSnippetsTest.java",
        "idle-shutdown.md, idle/IdleSnippetsTest.java ServerProgramTest.java"
    })
    void eachSnippetIsCompiled(String page, String tests) throws IOException {
        StringBuilder sources = new StringBuilder();
        for (String test : tests.split(" ", -1)) {
            sources.append(
                    Files.readString(MODULE.resolve("src/test/java/io/mooring").resolve(test)));
        }
        String source = withoutSpace(sources.toString());
        List<String> snippets = SNIPPET.matcher(
                        Files.readString(MODULE.resolve("../docs").resolve(page)))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(snippets).isNotEmpty();
        assertThat(snippets)
                .allSatisfy(snippet -> assertThat(source.contains(withoutSpace(snippet)))
                        .describedAs("%s has this snippet of %s: %n%s", tests, page, snippet)
                        .isTrue());
    }

    /** The formatter breaks lines as their indentation wants it. */
    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }
}
