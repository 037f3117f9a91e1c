package io.mooring.samples.demo;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One run of the program: its exit code and what it has printed. */
record Run(int exitCode, List<String> lines) {
    /** The program with these arguments and this environment, without a terminal. */
    static Run of(Map<String, String> environment, String... arguments) throws InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int exitCode;
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            exitCode = new DemoProgram(out, environment, null).run(arguments);
        }
        return new Run(exitCode, bytes.toString(StandardCharsets.UTF_8).lines().toList());
    }

    /** The program on a stage. */
    static Run on(Stage stage, Pace pace, Path report) throws InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int exitCode;
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            exitCode = new DemoProgram(out, Map.of(), null).play(stage, pace, report);
        }
        return new Run(exitCode, bytes.toString(StandardCharsets.UTF_8).lines().toList());
    }

    String text() {
        return String.join("\n", lines);
    }
}
