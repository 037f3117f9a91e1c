package io.mooring.benchmarks.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts docs/performance.md together from the results of all programs and from what {@code performance.md} beside this class
 * says about them: {@code {{machine}}} stands for where they were measured, {@code {{results NAME}}} for what a program found,
 * {@code {{results}}} for those that are not named; what was not measured is left out. From the top of the project, once the programs have run:
 *
 * <pre>
 * ./mvnw -q -pl benchmarks -am -Pbench -DskipTests package -Dbench.main=io.mooring.benchmarks.page.PerformancePage
 * </pre>
 *
 * <p>Arguments: the folder of the results ({@code target/benchmarks}), and that of the page ({@code ../docs}).
 */
public final class PerformancePage {
    private static final Pattern PLACE = Pattern.compile("\\{\\{results(?: ([a-z-]+))?}}");
    private static final String IMAGES = "images/performance/";

    private final Map<String, Results> results = new TreeMap<>();

    /** The page of these results. */
    public PerformancePage(List<Results> results) {
        results.forEach(one -> this.results.put(one.program(), one));
    }

    /** Reads all results of a folder and writes the page and its charts. */
    @SuppressWarnings("SystemOut") // a program that says what it has written
    public static void main(String[] arguments) throws IOException {
        Path from = Path.of(arguments.length > 0 ? arguments[0] : "target/benchmarks");
        Path to = Path.of(arguments.length > 1 ? arguments[1] : "../docs");
        PerformancePage page = new PerformancePage(read(from));
        page.write(to);
        System.out.println("Wrote " + to.resolve("performance.md") + " from the results of " + page.results.keySet());
    }

    private static List<Results> read(Path folder) throws IOException {
        List<Results> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(one -> one.toString().endsWith(".json"))
                        .sorted()
                        .toList()) {
                    found.add(Results.read(file));
                }
            }
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "there are no results in " + folder.toAbsolutePath() + "; run the programs first, see the README");
        }
        return found;
    }

    /** Writes performance.md, and the charts in place of those that were there. */
    void write(Path docs) throws IOException {
        Path images = Files.createDirectories(docs.resolve(IMAGES));
        try (Stream<Path> files = Files.list(images)) {
            for (Path old :
                    files.filter(file -> file.toString().endsWith(".svg")).toList()) {
                Files.delete(old);
            }
        }
        for (Results one : results.values()) {
            one.writeCharts(images);
        }
        Files.writeString(docs.resolve("performance.md"), toMarkdown(template()), StandardCharsets.UTF_8);
    }

    String toMarkdown(String template) {
        List<String> named = PLACE.matcher(template)
                .results()
                .map(place -> place.group(1))
                .filter(name -> name != null)
                .toList();
        String page = PLACE.matcher(template).replaceAll(place -> Matcher.quoteReplacement(place(place, named)));
        return page.replace("{{machine}}", machines())
                        .replaceAll("\n{3,}", "\n\n")
                        .stripTrailing() + "\n";
    }

    private String place(MatchResult place, List<String> named) {
        if (place.group(1) == null) {
            return results.values().stream()
                    .filter(one -> !named.contains(one.program()))
                    .map(one -> one.toMarkdown("##", IMAGES))
                    .collect(Collectors.joining())
                    .stripTrailing();
        }
        Results one = results.get(place.group(1));
        return one == null
                ? "" // not measured for this page
                : one.toMarkdown("##", IMAGES).stripTrailing();
    }

    /** One table if all ran at the same place with the same versions, as they should, else one for each. */
    private String machines() {
        Map<String, List<String>> programs = new TreeMap<>();
        results.values()
                .forEach(one -> programs.computeIfAbsent(table(one.machine()), table -> new ArrayList<>())
                        .add(one.program()));
        if (programs.size() == 1) {
            return programs.keySet().iterator().next();
        }
        return programs.entrySet().stream()
                .map(entry -> "For " + String.join(", ", entry.getValue()) + ":\n\n" + entry.getKey())
                .collect(Collectors.joining("\n\n"));
    }

    private static String table(Machine machine) {
        Map<String, String> lines = new TreeMap<>(machine.versions());
        StringBuilder out = new StringBuilder("| | |\n| --- | --- |\n");
        out.append(row("processors", machine.processors() + " (" + machine.processor() + ")"));
        out.append(row("memory", Math.round(machine.memoryMegabytes() / 1024.0) + " GB"));
        out.append(row("system", machine.system()));
        out.append(row("JVM", machine.jvm()));
        lines.forEach((name, version) -> out.append(row(name, version)));
        return out.toString().stripTrailing();
    }

    private static String row(String name, String value) {
        return "| " + name + " | " + value + " |\n";
    }

    private static String template() throws IOException {
        try (InputStream in = PerformancePage.class.getResourceAsStream("performance.md")) {
            if (in == null) {
                throw new IllegalStateException("performance.md is missing beside PerformancePage.class");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
