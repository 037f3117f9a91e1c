package io.mooring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Snippets are what a test compiles. The links of all pages are checked by the test of the same name beside. */
class DocumentationTest {
    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
    private static final Path PROJECT = MODULE.resolve("..").normalize();
    private static final Path TESTS = MODULE.resolve("src/test/java/io/mooring");
    private static final Path TABLE = TESTS.resolve("DocumentationTest.java");
    private static final Path TABLE_BESIDE =
            PROJECT.resolve("embedded-queue-manager/src/test/java/io/mooring/embedded/DocumentationTest.java");

    /** Each test of a page there names its page. */
    private static final Path JMS_PAGES = PROJECT.resolve("sdk-jms/src/test/java/io/mooring/jms");

    private static final Pattern SNIPPET = Pattern.compile("(?ms)^```java\n(.*?)^```$");

    @ParameterizedTest
    @CsvSource({
        "docs/channel-table.md, channeltable/ChannelTablePageTest.java",
        "docs/idle-shutdown.md, idle/IdleSnippetsTest.java ServerProgramTest.java jms/JmsPageTest.java",
        "docs/native.md, client/NativePageTest.java",
        "docs/observability.md, observe/ObservabilitySnippetsTest.java",
        "docs/request-reply.md, client/RequestReplyPageTest.java jms/JmsPageTest.java",
        "docs/scaling.md, scale/EmbeddedBacklogTest.java ServerProgramTest.java",
        "docs/tls.md, tls/TlsSnippetsTest.java"
    })
    void eachSnippetIsCompiled(String page, String tests) throws IOException {
        StringBuilder sources = new StringBuilder();
        for (String test : tests.split(" ", -1)) {
            Path file =
                    test.startsWith("jms/") ? JMS_PAGES.resolve(test.substring("jms/".length())) : TESTS.resolve(test);
            sources.append(Files.readString(file));
        }
        String source = withoutSpace(sources.toString());
        List<String> snippets = snippets(PROJECT.resolve(page));

        assertThat(snippets).isNotEmpty();
        assertThat(snippets)
                .allSatisfy(snippet -> assertThat(source.contains(withoutSpace(snippet)))
                        .describedAs("%s has this snippet of %s: %n%s", tests, page, snippet)
                        .isTrue());
    }

    @Test
    void eachPageWithASnippetIsInATable() throws IOException {
        String tables = Files.readString(TABLE) + Files.readString(TABLE_BESIDE) + jmsPages();
        List<Path> pages = new ArrayList<>();
        for (Path page : pages()) {
            if (!snippets(page).isEmpty()) {
                pages.add(page);
            }
        }

        assertThat(pages).isNotEmpty();
        assertThat(pages)
                .allSatisfy(page -> assertThat(tables.matches("(?s).*\""
                                + Pattern.quote(PROJECT.relativize(page).toString()) + "[\",].*"))
                        .describedAs("%s is in one of the two tables of pages and tests", page)
                        .isTrue());
    }

    private static String jmsPages() throws IOException {
        StringBuilder sources = new StringBuilder();
        try (Stream<Path> tests = Files.list(JMS_PAGES)) {
            for (Path test : tests.filter(file -> file.toString().endsWith("PageTest.java"))
                    .toList()) {
                sources.append(Files.readString(test));
            }
        }
        return sources.toString();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(PROJECT.resolve("docs"))) {
            return Stream.concat(Stream.of(PROJECT.resolve("README.md")), files)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> snippets(Path page) throws IOException {
        return SNIPPET.matcher(Files.readString(page))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** The formatter breaks lines as their indentation wants it. */
    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }
}
