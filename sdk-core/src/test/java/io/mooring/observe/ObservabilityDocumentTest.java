package io.mooring.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/observability.md and the code tell the same. */
class ObservabilityDocumentTest {
    /** What is the same for all meters of one name. */
    private record Described(String name, String type, String unit, Set<String> tags) {}

    private final ObservabilityPage page = ObservabilityPage.read();

    @Test
    void theTableOfMetersIsWhatTheCodeRegisters() {
        Set<Described> documented = page.table("Meter").stream()
                .map(row -> new Described(
                        ObservabilityPage.codeIn(row.get(0)).get(0),
                        row.get(1),
                        row.get(2),
                        new TreeSet<>(ObservabilityPage.codeIn(row.get(3)))))
                .collect(Collectors.toSet());

        assertThat(documented).isNotEmpty().isEqualTo(registered());
    }

    @Test
    void theTableOfTagsHasTheKeysThatMetersHave() {
        Set<String> keys = registered().stream()
                .flatMap(meter -> meter.tags.stream())
                .collect(Collectors.toCollection(TreeSet::new));
        keys.add("messaging.system");

        assertThat(firstCells("Tag")).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(page.table("Tag"))
                .allSatisfy(row -> assertThat(row.get(2))
                        .startsWith(row.get(0).startsWith("`messaging.") ? "OpenTelemetry" : "ours"));
    }

    @Test
    void valuesInTheTablesAreThoseThatMetersHave() {
        Map<String, Set<String>> values = new TreeMap<>();
        for (Meter meter : meters()) {
            for (String key : List.of("mq.state", "mq.outcome", "mq.kind")) {
                String value = meter.getId().getTag(key);
                if (value != null) {
                    values.computeIfAbsent(meter.getId().getName(), name -> new TreeSet<>())
                            .add(value);
                }
            }
        }

        assertThat(values).hasSizeGreaterThan(5);
        assertThat(page.table("Meter"))
                .allSatisfy(row -> assertThat(ObservabilityPage.codeIn(row.get(4)))
                        .containsExactlyInAnyOrderElementsOf(values.getOrDefault(
                                ObservabilityPage.codeIn(row.get(0)).get(0), Set.of())));
    }

    @Test
    void theTableOfFieldsIsTheConstants() {
        List<String> constants = Arrays.stream(LogFields.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(field -> {
                    try {
                        return (String) field.get(null);
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();

        assertThat(firstCells("Field")).isNotEmpty().containsExactlyInAnyOrderElementsOf(constants);
    }

    @Test
    void theTableOfLinesIsWhatIsWritten() {
        Map<String, Set<String>> fields = new TreeMap<>();
        Map<String, Set<String>> levels = new TreeMap<>();
        for (ILoggingEvent line : written()) {
            Map<String, Object> pairs = LogLines.fields(line);
            String kind = (String) Objects.requireNonNull(pairs.remove(LogFields.EVENT));
            fields.computeIfAbsent(kind, key -> new TreeSet<>()).addAll(pairs.keySet());
            levels.computeIfAbsent(kind, key -> new TreeSet<>())
                    .add(line.getLevel().toString().toLowerCase(Locale.ROOT));
        }

        assertThat(page.table("Event").stream()
                        .collect(Collectors.toMap(
                                row -> row.get(0), row -> new TreeSet<>(ObservabilityPage.codeIn(row.get(2))))))
                .isEqualTo(fields);
        assertThat(page.table("Event").stream()
                        .collect(Collectors.toMap(
                                row -> row.get(0),
                                row -> Pattern.compile("info|warn|error")
                                        .matcher(row.get(1))
                                        .results()
                                        .map(found -> found.group())
                                        .collect(Collectors.toCollection(TreeSet::new)))))
                .isEqualTo(levels);
    }

    @Test
    void examplesOfLinesAreLines() {
        List<String> lines = written().stream()
                .map(line -> line.getLevel() + " " + line.getFormattedMessage())
                .toList();

        assertThat(page.blocks("")).hasSize(1);
        assertThat(page.blocks("").get(0).lines()).isNotEmpty().isSubsetOf(lines);
    }

    @Test
    void alertsAskForMetersThatThereAre() {
        Set<String> names =
                registered().stream().map(meter -> inPrometheus(meter)).collect(Collectors.toSet());
        Set<String> labels = Stream.concat(
                        firstCells("Tag").stream().map(tag -> tag.replace('.', '_')),
                        Stream.of("instance")) // which Prometheus adds itself
                .collect(Collectors.toSet());
        String alerts = page.blocks("yaml").get(0);

        assertThat(all("mooring_\\w+", alerts)).hasSize(4).isSubsetOf(names);
        assertThat(all("\\w+(?==\")", alerts)).containsExactly("mq_state").isSubsetOf(labels);
        assertThat(all("(?<=by \\()[^)]*", alerts))
                .allSatisfy(list -> assertThat(list.split(", ")).isSubsetOf(labels));
        assertThat(all("(?<=mq_state=\")\\w+", alerts)).containsExactly("in_doubt");
    }

    @Test
    void theDashboardAsksForAllMetersAndForNoOthers() throws IOException {
        List<String> queries = ObservabilityPage.queriesOfTheDashboard();
        Set<String> labels = Stream.concat(
                        firstCells("Tag").stream().map(tag -> tag.replace('.', '_')), Stream.of("instance"))
                .collect(Collectors.toSet());
        String all = String.join("\n", queries);

        assertThat(all("mooring_\\w+", all).stream()
                        .map(name -> name.replaceFirst("(?<=_seconds)_(count|sum|max)$", ""))
                        .collect(Collectors.toSet()))
                .isEqualTo(registered().stream()
                        .map(ObservabilityDocumentTest::inPrometheus)
                        .collect(Collectors.toSet()));
        assertThat(all("\\w+(?==~?\")", all)).isNotEmpty().isSubsetOf(labels);
        assertThat(all("(?<=by \\()[^)]*", all))
                .allSatisfy(list -> assertThat(list.split(", ")).isSubsetOf(labels));
        assertThat(all("(?<=mq_state=\")\\w+", all)).containsExactly("in_doubt");
        assertThat(all("(?<=mq_outcome=\")\\w+", all)).containsExactly("reply");
    }

    @Test
    void theConfigurationOfLogbackShowsTheMdcAndThePairs() throws JoranException {
        LoggerContext context = new LoggerContext();
        LogbackMDCAdapter mdc = new LogbackMDCAdapter();
        context.setMDCAdapter(mdc);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(
                new ByteArrayInputStream(page.blocks("xml").get(0).getBytes(StandardCharsets.UTF_8)));
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        OutputStreamAppender<ILoggingEvent> console = (ConsoleAppender<ILoggingEvent>) root.getAppender("CONSOLE");
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        console.setOutputStream(written);

        mdc.put(LogFields.QUEUE_MANAGER, "QM1");
        root.atInfo().addKeyValue(LogFields.EPOCH, 7).log("handled");
        mdc.remove(LogFields.QUEUE_MANAGER);
        root.info("idle");
        assertThat(root.getLevel()).isEqualTo(Level.INFO);
        context.stop();

        assertThat(written.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .satisfiesExactly(
                        line -> assertThat(line).contains("INFO  [QM1] ROOT handled mq.epoch=\"7\""),
                        line -> assertThat(line).contains("INFO  [-] ROOT idle"));
    }

    private static List<Meter> meters() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (MicrometerTelemetry telemetry = MicrometerTelemetry.of(registry)) {
            SampleLife.events("one").forEach(telemetry::connectionEvent);
            SampleLife.events("two").subList(0, 15).forEach(telemetry::connectionEvent);
            SampleLife.work(telemetry);
            return registry.getMeters();
        }
    }

    private static Set<Described> registered() {
        return meters().stream()
                .map(Meter::getId)
                .peek(id -> assertThat(id.getTag("messaging.system")).isEqualTo("ibmmq"))
                .peek(id -> assertThat(id.getDescription()).isNotBlank())
                .map(id -> new Described(
                        id.getName(),
                        id.getType().name().toLowerCase(Locale.ROOT),
                        Objects.requireNonNullElse(id.getBaseUnit(), ""),
                        id.getTags().stream()
                                .map(Tag::getKey)
                                .filter(key -> !key.equals("messaging.system"))
                                .collect(Collectors.toCollection(TreeSet::new))))
                .collect(Collectors.toSet());
    }

    private static List<ILoggingEvent> written() {
        try (LogLines lines = new LogLines(ConnectionLog.class)) {
            SampleLife.events("orders").forEach(ConnectionLog.create()::onEvent);
            return List.copyOf(lines.events());
        }
    }

    private List<String> firstCells(String head) {
        return page.table(head).stream()
                .map(row -> ObservabilityPage.codeIn(row.get(0)).get(0))
                .toList();
    }

    /** The name that Micrometer's convention for Prometheus makes of it. */
    private static String inPrometheus(Described meter) {
        String suffix = meter.type.equals("counter") ? "_total" : meter.unit.isEmpty() ? "" : "_" + meter.unit;
        return meter.name.replace('.', '_') + suffix;
    }

    private static Set<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
