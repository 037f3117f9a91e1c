package io.mooring.observe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** docs/observability.md, as tables and blocks of code. */
final class ObservabilityPage {
    private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private final String text;

    private ObservabilityPage(String text) {
        this.text = text;
    }

    static ObservabilityPage read() {
        try {
            return new ObservabilityPage(Files.readString(MODULE.resolve("../docs/observability.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of the one table whose head begins with this cell, each as its cells. */
    List<List<String>> table(String firstHead) {
        List<String> lines = text.lines().toList();
        int head = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith("| " + firstHead + " |"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no table that begins with " + firstHead)));
        return lines.stream()
                .skip(head + 2L)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    /** The blocks of code in this language; an empty one for those that name none. */
    List<String> blocks(String language) {
        return Pattern.compile("(?ms)^```(\\w*)\n(.*?)^```$")
                .matcher(text)
                .results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    /** What the panels of docs/grafana/mooring.json ask; fails if that is no JSON. */
    static List<String> queriesOfTheDashboard() throws IOException {
        List<String> queries = new ArrayList<>();
        try (JsonParser json = new JsonFactory()
                .createParser(MODULE.resolve("../docs/grafana/mooring.json").toFile())) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.VALUE_STRING && "expr".equals(json.currentName())) {
                    queries.add(json.getText());
                }
            }
        }
        return queries;
    }

    /** What stands between backquotes in a cell. */
    static List<String> codeIn(String cell) {
        return CODE.matcher(cell)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
