package io.mooring.benchmarks.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What a program found, on what machine and when; kept as JSON.
 *
 * @param program its short name, which its files have too
 * @param title what it is about
 * @param machine where it ran, and with which versions
 * @param effort how much was measured: {@code full}, or less
 * @param seconds how long it took
 * @param sections what it found
 */
public record Results(
        String program, String title, Machine machine, String effort, long seconds, List<Section> sections) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Copies the list. */
    public Results {
        sections = List.copyOf(sections);
    }

    /** Reads what {@link #write} has written. */
    public static Results read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), Results.class);
    }

    /** Writes the JSON and, beside it, the tables and the charts. */
    public void write(Path json) throws IOException {
        Path folder = json.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalArgumentException(json + " is no file in a folder");
        }
        Files.createDirectories(folder);
        JSON.writeValue(json.toFile(), this);
        String name = json.getFileName().toString().replaceAll("\\.json$", "");
        Files.writeString(folder.resolve(name + ".md"), toMarkdown("#", ""), StandardCharsets.UTF_8);
        writeCharts(folder);
    }

    /** Writes each chart as a file of its own. */
    public void writeCharts(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Section section : sections) {
            for (Chart chart : section.charts()) {
                Files.writeString(folder.resolve(chart.name() + ".svg"), chart.toSvg(), StandardCharsets.UTF_8);
            }
        }
    }

    /** Heading, when and how much, and the sections one level below. */
    public String toMarkdown(String heading, String folderOfImages) {
        StringBuilder out = new StringBuilder(heading + " " + title + "\n\n");
        out.append(String.format(
                Locale.ROOT,
                "Measured %s, %s effort, in %d s; %d processors, JDK %s, Mooring %s.%n%n",
                machine.date(),
                effort,
                seconds,
                machine.processors(),
                machine.jvm(),
                machine.mooring()));
        sections.forEach(section -> out.append(section.toMarkdown(heading + "#", folderOfImages)));
        return out.toString();
    }
}
