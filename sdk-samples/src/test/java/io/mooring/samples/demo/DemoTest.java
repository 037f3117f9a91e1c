package io.mooring.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.embedded.EmbeddedQueueManager;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The whole demo in its short form: it keeps its promises, and says so when it does not. */
@Timeout(180)
class DemoTest {
    private static final Pattern ENTRY =
            Pattern.compile("(?m)^ *[0-9.]+ s  (act|fault|move|doubt|fetched|advice|instance|alarm|raw) +(.*)$");

    @TempDir
    private Path folder;

    @Test
    void promisesAreKeptAndTheReportHasEachEvent() throws Exception {
        Path report = folder.resolve("demo.html");

        Run run = Run.of(Map.of(), "--brief", "--report", report.toString());

        assertThat(run.exitCode()).as(run.text()).isZero();
        assertThat(run.lines()).anyMatch(line -> line.matches("All \\d+ promises were kept\\."));
        assertThat(run.text())
                .contains("QM1 asks all its clients to move.")
                .contains("QM2 is dead, with")
                .contains("QM2 is back")
                .contains("scale out from 2 to")
                .contains("was idle and has left; 2 run")
                .containsPattern("lost: no reply, and nobody said in doubt +0 ");
        String page = Files.readString(report);
        List<String> texts = ENTRY.matcher(run.text())
                .results()
                .map((MatchResult found) -> found.group(2))
                .toList();
        assertThat(texts).hasSizeGreaterThan(15);
        assertThat(texts)
                .allSatisfy(text -> assertThat(page)
                        .contains("<span>" + Html.escaped(text) + "</span>")
                        .contains(" " + Html.escaped(text) + "</title>"));
        assertThat(page).doesNotContain("http:", "https:", "<script", "<link", "url(", "@import", "<img");
        Document parsed = parsed(page);
        NodeList drawings = parsed.getElementsByTagName("svg");
        assertThat(drawings.getLength())
                .as("five drawings, each wide and narrow")
                .isEqualTo(10);
        assertThat(parsed.getElementsByTagName("title").getLength())
                .as("each event is a mark in two drawings")
                .isEqualTo(1 + 2 * texts.size());
        assertThat(parsed.getElementsByTagName("polyline").getLength()).isEqualTo(2 * (3 + 3 + 1 + 3));
    }

    private static Document parsed(String page) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(page.replace("<!DOCTYPE html>", ""))));
    }

    @Test
    void lostReplyBreaksAPromiseAndTheExitCodeSaysSo() throws Exception {
        Pace pace = brief(Duration.ofSeconds(4));
        try (Stage stage = new EmbeddedStage() {
            @Override
            public void bringBack(String queueManager) {
                EmbeddedQueueManager dead = cluster().queueManager(queueManager);
                assertThat(dead.administration().clearQueue(queues().replies())).isPositive();
                super.bringBack(queueManager);
            }
        }) {
            Run run = Run.on(stage, pace, folder.resolve("broken.html"));

            assertThat(run.exitCode()).as(run.text()).isEqualTo(1);
            assertThat(run.text())
                    .contains("Broken promise: No request is lost. Found:")
                    .contains("No reply within PT4S: request")
                    .doesNotContain("promises were kept");
            assertThat(Files.readString(folder.resolve("broken.html"))).contains("Broken promise: No request is lost.");
        }
    }

    private static Pace brief(Duration replyWithin) {
        Pace brief = Pace.brief();
        return new Pace(
                brief.clients(),
                brief.every(),
                brief.quietEvery(),
                brief.handling(),
                replyWithin,
                brief.rush(),
                brief.burst(),
                brief.act(),
                brief.outage(),
                brief.idle(),
                brief.depthPerInstance(),
                brief.most());
    }
}
