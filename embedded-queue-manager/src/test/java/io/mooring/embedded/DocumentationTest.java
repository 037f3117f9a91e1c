package io.mooring.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Snippets are what a test compiles, and links lead somewhere. */
class DocumentationTest {
    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
    private static final Path PROJECT = MODULE.resolve("..").normalize();

    private static final Pattern SNIPPET = Pattern.compile("(?ms)^```java\n(.*?)^```$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)[^)]*\\)");

    @ParameterizedTest
    @CsvSource({
        "README.md, embedded-queue-manager embedded/client/ReadmeSnippetsTest.java;"
                + " sdk-core client/ReadmeSnippetsTest.java; sdk-jms jms/JmsPageTest.java",
        "docs/embedded-queue-manager.md, embedded-queue-manager embedded/client/GuideSnippetsTest.java;"
                + " embedded-queue-manager embedded/client/ReadmeSnippetsTest.java",
        "docs/tls-embedded.md, embedded-queue-manager embedded/client/TlsSnippetsTest.java"
    })
    void eachSnippetIsCompiled(String page, String tests) throws IOException {
        StringBuilder sources = new StringBuilder();
        for (String test : tests.split("; ", -1)) {
            sources.append(source(test));
        }
        String source = sources.toString();
        List<String> snippets = snippets(page);

        assertThat(snippets).isNotEmpty();
        assertThat(snippets)
                .allSatisfy(snippet -> assertThat(source.contains(withoutSpace(snippet)))
                        .describedAs("%s has this snippet of %s: %n%s", tests, page, snippet)
                        .isTrue());
    }

    @Test
    void theReadmeShowsFiveThings() throws IOException {
        assertThat(snippets("README.md")).hasSize(5);
    }

    private static List<String> snippets(String page) throws IOException {
        return SNIPPET.matcher(Files.readString(PROJECT.resolve(page)))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void eachLinkLeadsToAFile(Path page) throws IOException {
        Matcher links = LINK.matcher(Files.readString(page));
        assertThat(links.results().map(found -> found.group(1)).filter(target -> !target.startsWith("https:")))
                .allSatisfy(target -> assertThat(page.resolveSibling(target)).exists());
    }

    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(PROJECT.resolve("docs"))) {
            return Stream.concat(Stream.of(PROJECT.resolve("README.md")), files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    /** The text of a test, given as its module and its place below {@code io.mooring} there. */
    private static String source(String test) throws IOException {
        String[] words = test.split(" ", -1);
        Path tests = PROJECT.resolve(words[0]).resolve("src/test/java/io/mooring");
        return withoutSpace(Files.readString(tests.resolve(words[1])));
    }

    /** The formatter breaks lines as their indentation wants it. */
    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }
}
