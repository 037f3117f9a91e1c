package io.mooring.benchmarks.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mooring.benchmarks.page.BarChart.Bar;
import io.mooring.benchmarks.page.LineChart.Line;
import io.mooring.benchmarks.page.LineChart.Point;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** From results to the page: they are kept whole, charts are drawn to scale, and links lead to them. */
class PerformancePageTest {
    private static final BarChart RATIOS = BarChart.ofRatios(
            "ratios",
            "Put & get",
            "ratio",
            List.of(new Bar("put", "", 2, 1.5, 3), new Bar("get <first>", "", 0.5, 0.5, 0.5)));

    private static final LineChart GROWTH = new LineChart(
            "growth",
            "Growth",
            "messages",
            "µs",
            true,
            false,
            List.of(
                    new Line("ours", List.of(new Point(1, 10, 9, 12), new Point(1000, 20, 19, 22))),
                    new Line("theirs", List.of(new Point(1, 30, 30, 30), new Point(1000, 100, 90, 110)))));

    @TempDir
    private Path folder;

    private static Results results(String program) throws IOException {
        Section section = Section.of("Part", "A sentence.")
                .withTable(List.of("What", "per s"), List.of(List.of("put", "20,000")))
                .with(RATIOS)
                .with(GROWTH)
                .withSamples(Map.of("put: ours", List.of(1.0, 2.0)));
        return new Results(program, "Title", Machine.here(), "smoke", 3, List.of(section));
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Results written = results("one");

        written.write(folder.resolve("one.json"));

        assertThat(Results.read(folder.resolve("one.json"))).isEqualTo(written);
        assertThat(folder.resolve("one.md")).content().contains("| put | 20,000 |", "![Growth](growth.svg)");
        assertThat(folder.resolve("ratios.svg")).exists();
    }

    @Test
    void thePageHasEachProgramAtItsPlaceAndTheOthersAtTheEnd() throws IOException {
        PerformancePage page = new PerformancePage(List.of(results("alpha"), results("beta")));

        String text =
                page.toMarkdown("# Page\n\n{{machine}}\n\n{{results beta}}\n\n{{results gamma}}\n\n{{results}}\n");

        assertThat(text).startsWith("# Page\n\n| | |\n").contains("| ActiveMQ Artemis | ", "| IBM MQ client | 9.");
        assertThat(text.split("## Title", -1)).hasSize(3);
        assertThat(text).doesNotContain("gamma", "{{", "${", "\n\n\n");
    }

    @Test
    void linksOfThePageLeadToItsCharts() throws IOException {
        Files.createDirectories(folder.resolve("images/performance"));
        Files.writeString(folder.resolve("images/performance/old.svg"), "of the page before");

        new PerformancePage(List.of(results("alpha"))).write(folder);

        assertThat(folder.resolve("performance.md")).content().contains("](images/performance/ratios.svg)");
        assertThat(folder.resolve("images/performance"))
                .isDirectoryContaining("glob:**/ratios.svg")
                .isDirectoryContaining("glob:**/growth.svg")
                .isDirectoryNotContaining("glob:**/old.svg");
    }

    @Test
    void barsAreAsLongAsTheirValuesAndTextIsEscaped() throws Exception {
        Document svg = parse(RATIOS.toSvg());

        List<Double> widths = elements(svg, "rect").stream()
                .filter(box -> box.getAttribute("class").contains("s0"))
                .map(box -> Double.valueOf(box.getAttribute("width")))
                .toList();
        assertThat(widths).hasSize(2);
        assertThat(widths.get(0) / widths.get(1)).isBetween(3.9, 4.1);
        assertThat(elements(svg, "text"))
                .extracting(Element::getTextContent)
                .contains("Put & get", "get <first>", "2", "0.5", "ratio");
    }

    @Test
    void onALogarithmicAxisThreePowersOfTenAreThreeTimesAsWideAsOne() {
        Scale scale = Scale.over(1, 1000, true);

        assertThat(scale.ticks()).containsExactly(1.0, 10.0, 100.0, 1000.0);
        assertThat(scale.place(10)).isBetween(0.333, 0.334);
        assertThatIllegalArgumentException().isThrownBy(() -> Scale.over(0, 10, true));
    }

    @Test
    void aLinearAxisBeginsAtZeroAndHasRoundNumbers() {
        assertThat(Scale.over(30, 87, false).ticks()).containsExactly(0.0, 20.0, 40.0, 60.0, 80.0, 100.0);
        assertThat(Scale.over(-3, 4, false).ticks()).containsExactly(-4.0, -2.0, 0.0, 2.0, 4.0);
        assertThat(List.of(Scale.label(0.25), Scale.label(1500), Scale.label(20_000), Scale.label(3e6)))
                .containsExactly("0.25", "1500", "20k", "3M");
    }

    @Test
    void aLineHasEachOfItsPointsAndAdaptsToADarkPage() throws Exception {
        String text = GROWTH.toSvg();

        assertThat(elements(parse(text), "circle")).hasSize(4);
        assertThat(text).contains("prefers-color-scheme: dark");
    }

    @Test
    void aRowThatDoesNotFitTheColumnsIsRefused() {
        Section section = Section.of("Part", "");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> section.withTable(List.of("What", "per s"), List.of(List.of("put"))))
                .withMessageContaining("[put]");
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<Element> elements(Document svg, String tag) {
        var nodes = svg.getElementsByTagName(tag);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }
}
