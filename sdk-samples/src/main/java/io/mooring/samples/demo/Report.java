package io.mooring.samples.demo;

import io.mooring.samples.demo.Chart.Line;
import io.mooring.samples.demo.Journal.Entry;
import io.mooring.samples.demo.Journal.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** The report: one page with its drawings in it, which asks nobody for anything and needs no script. */
final class Report {
    private static final int WIDE = 900;
    private static final int NARROW = 390;
    private static final int HEIGHT = 170;

    /** Rates are those of so many samples, a second. */
    private static final int RATE_SAMPLES = 5;

    private final Outcome outcome;
    private final List<Sample> samples;
    private final List<Entry> entries;
    private final List<Double> acts;
    private final double end;

    private Report(Outcome outcome) {
        this.outcome = outcome;
        this.samples = outcome.samples();
        this.entries = outcome.entries();
        this.acts = entries.stream()
                .filter(entry -> entry.kind() == Kind.ACT)
                .map(Entry::seconds)
                .toList();
        double last = samples.isEmpty() ? 1 : samples.get(samples.size() - 1).seconds();
        this.end = Math.max(
                last, entries.isEmpty() ? 1 : entries.get(entries.size() - 1).seconds());
    }

    /** The page. */
    static String html(Outcome outcome) {
        return new Report(outcome).page();
    }

    private String page() {
        StringBuilder page = new StringBuilder();
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
                .append("<title>Mooring: the demo</title>\n<style>\n")
                .append(style())
                .append("</style>\n</head>\n<body>\n<main>\n");
        page.append("<h1>Mooring: the demo</h1>\n<p class=\"lead\">")
                .append(Html.escaped("Requests and replies on " + outcome.stage() + ". Beside it the same load on IBM's"
                        + " client alone, at the same time, on queues of its own."))
                .append("</p>\n");
        verdict(page);
        table(page);
        events(page);
        charts(page);
        list(page);
        return page.append("</main>\n</body>\n</html>\n").toString();
    }

    private void verdict(StringBuilder page) {
        List<String> broken = outcome.broken();
        if (broken.isEmpty()) {
            page.append("<p class=\"verdict kept\">All ")
                    .append(outcome.promises().size())
                    .append(" promises were kept; ")
                    .append(Html.escaped(outcome.mooring().lost() + " of "
                            + String.format(
                                    Locale.ROOT, "%,d", outcome.mooring().requests())
                            + " requests were lost, and " + outcome.raw().lost() + " of "
                            + String.format(Locale.ROOT, "%,d", outcome.raw().requests()) + " by IBM's client alone."))
                    .append("</p>\n");
        }
        broken.forEach(sentence -> page.append("<p class=\"verdict broken\">")
                .append(Html.escaped(sentence))
                .append("</p>\n"));
        page.append("<details><summary>What was promised</summary>\n<ul>\n");
        outcome.promises()
                .forEach(promise -> page.append("<li>")
                        .append(promise.kept() ? "kept: " : "broken: ")
                        .append(Html.escaped(promise.text()))
                        .append("</li>\n"));
        page.append("</ul>\n</details>\n");
    }

    private void table(StringBuilder page) {
        page.append("<table>\n<thead><tr><th></th><th>Mooring</th><th>IBM's client alone</th></tr></thead>\n<tbody>\n");
        ClosingTable.of(outcome)
                .rows()
                .forEach(row -> page.append(row.key() ? "<tr class=\"key\"><th" : "<tr><th")
                        .append(row.what().startsWith("  ") ? " class=\"part\"" : "")
                        .append('>')
                        .append(Html.escaped(row.what().strip()))
                        .append("</th><td>")
                        .append(Html.escaped(row.mooring()))
                        .append("</td><td>")
                        .append(Html.escaped(row.raw()))
                        .append("</td></tr>\n"));
        page.append("</tbody>\n</table>\n<p class=\"note\">")
                .append(Html.escaped(ClosingTable.NOTE))
                .append("</p>\n");
    }

    private void events(StringBuilder page) {
        page.append("<section>\n<h2>What happened</h2>\n<p class=\"note\">Each mark has its text, and leads to its line"
                + " below. Dashed lines are the acts.</p>\n");
        EventLanes lanes = new EventLanes(entries);
        page.append(lanes.svg("wide", WIDE, end, acts)).append(lanes.svg("narrow", NARROW, end, acts));
        page.append("</section>\n");
    }

    private void charts(StringBuilder page) {
        List<Line> places = new ArrayList<>();
        for (int i = 0; i < outcome.queueManagers().size(); i++) {
            String name = outcome.queueManagers().get(i);
            places.add(line(name, "c" + (i % 4), sample -> sample.clients().getOrDefault(name, 0)));
        }
        chart(page, new Chart("Connections of Mooring's clients on each queue manager", places, true));
        chart(
                page,
                new Chart(
                        "Requests and replies in a second",
                        List.of(
                                rate("requests, Mooring", "c0", Sample::requests),
                                rate("replies, Mooring", "c2", Sample::replies),
                                rate("replies, IBM's client alone", "c3", Sample::rawReplies)),
                        false));
        chart(page, new Chart("Requests that wait", List.of(line("depth", "c1", Sample::depth)), false));
        chart(
                page,
                new Chart(
                        "Instances of the server program, and handles that read",
                        List.of(
                                line("readers", "c3", Sample::readers),
                                line("instances wanted", "c1", Sample::wanted),
                                line("instances running", "c0", Sample::running)),
                        true));
    }

    private void chart(StringBuilder page, Chart chart) {
        page.append("<section>\n<h2>").append(Html.escaped(chart.title())).append("</h2>\n<p class=\"legend\">");
        chart.lines()
                .forEach(line -> page.append("<span><i class=\"")
                        .append(line.style())
                        .append("\"></i>")
                        .append(Html.escaped(line.name()))
                        .append("</span> "));
        page.append("</p>\n")
                .append(chart.svg("wide", WIDE, HEIGHT, end, acts))
                .append(chart.svg("narrow", NARROW, HEIGHT, end, acts))
                .append("</section>\n");
    }

    private void list(StringBuilder page) {
        page.append("<section>\n<h2>Line by line</h2>\n<ol class=\"entries\">\n");
        int act = 0;
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            boolean begins = entry.kind() == Kind.ACT;
            page.append(String.format(
                    "<li id=\"e%d\"%s><time>%s</time><b class=\"%s\">%s</b><span>%s</span></li>%n",
                    i,
                    begins ? " class=\"begins\"" : "",
                    Html.seconds(entry.seconds()),
                    begins ? "act-badge" : entry.kind().word(),
                    begins ? Html.letter(act++) : entry.kind().word(),
                    Html.escaped(entry.text())));
        }
        page.append("</ol>\n</section>\n");
    }

    private double[] seconds() {
        return samples.stream().mapToDouble(Sample::seconds).toArray();
    }

    private Line line(String name, String style, ToDoubleFunction<Sample> value) {
        return new Line(
                name, style, seconds(), samples.stream().mapToDouble(value).toArray());
    }

    /** How much a count grew in the second before each sample. */
    private Line rate(String name, String style, ToDoubleFunction<Sample> count) {
        double[] rates = new double[samples.size()];
        for (int i = 1; i < rates.length; i++) {
            Sample now = samples.get(i);
            Sample before = samples.get(Math.max(0, i - RATE_SAMPLES));
            rates[i] = (count.applyAsDouble(now) - count.applyAsDouble(before)) / (now.seconds() - before.seconds());
        }
        return new Line(name, style, seconds(), rates);
    }

    private static String style() {
        try (InputStream css = Objects.requireNonNull(Report.class.getResourceAsStream("report.css"))) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The style of the report cannot be read.", e);
        }
    }
}
