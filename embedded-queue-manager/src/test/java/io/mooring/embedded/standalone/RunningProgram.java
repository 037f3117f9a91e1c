package io.mooring.embedded.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program in a JVM of its own; close kills it. Everything that waits does so for at most 30 seconds. */
public final class RunningProgram implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Pattern READY = Pattern.compile("(\\S+) listening on (\\S+):(\\d+)");

    private final Process process;
    private final Writer input;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final List<Thread> readers = new ArrayList<>();

    private RunningProgram(Process process) {
        this.process = process;
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        readers.add(collect(process.getInputStream(), output));
        readers.add(collect(process.getErrorStream(), messages));
    }

    /** Starts it with these arguments. */
    public static RunningProgram start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        return new RunningProgram(new ProcessBuilder(command).start());
    }

    /** The port of a queue manager, once the program says that it listens. */
    public int port(String queueManager) {
        return Integer.parseInt(ready(queueManager).group(3));
    }

    /** The address of a queue manager, once the program says that it listens. */
    public String address(String queueManager) {
        return ready(queueManager).group(2);
    }

    private Matcher ready(String queueManager) {
        List<Matcher> found = new ArrayList<>();
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(process.isAlive())
                    .describedAs("program runs, %s", messages)
                    .isTrue();
            output.stream()
                    .map(READY::matcher)
                    .filter(line -> line.matches() && line.group(1).equals(queueManager))
                    .forEach(found::add);
            assertThat(found)
                    .describedAs("ready line of %s in %s", queueManager, output)
                    .isNotEmpty();
        });
        return found.get(0);
    }

    /** Types a line. */
    public void type(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
    }

    /** Ends its standard input. */
    public void endInput() throws IOException {
        input.close();
    }

    /** Waits until it has printed a line that contains a text. */
    public void awaitOutput(String text) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(output).anyMatch(line -> line.contains(text)));
    }

    /** Sends SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Waits for its end and answers the exit code. */
    public int exitCode() throws InterruptedException {
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .describedAs("program ends, %s %s", output, messages)
                .isTrue();
        for (Thread reader : readers) {
            reader.join(LIMIT.toMillis());
        }
        return process.exitValue();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it printed on standard output. */
    public List<String> output() {
        return output;
    }

    /** What it printed on standard error. */
    public List<String> messages() {
        return messages;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static Thread collect(InputStream stream, List<String> lines) {
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader in =
                            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                        in.lines().forEach(lines::add);
                    } catch (IOException | UncheckedIOException e) {
                        lines.add("(stream closed: " + e.getMessage() + ")");
                    }
                },
                "output of the program");
        reader.setDaemon(true);
        reader.start();
        return reader;
    }
}
