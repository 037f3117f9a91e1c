package io.mooring.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Colours and lines that are written over are for terminals only. */
class TerminalTest {
    private static final Sample SAMPLE = new Sample(2, Map.of("QM1", 3, "QM2", 0), 20, 18, 9, 7, 6, 2, 4);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private String shown(boolean lively) {
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            Terminal terminal = new Terminal(out, lively);
            terminal.show(SAMPLE);
            terminal.show(new Journal.Entry(2.5, Journal.Kind.FAULT, "QM2 is dead"));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void elsewhereLinesArePlain() {
        assertThat(shown(false).lines())
                .containsExactly(
                        "   2.0 s  QM1 3  QM2 0 |   0 asked/s   0 replied/s | depth    7 | run 2 of 4",
                        "   2.5 s  fault    QM2 is dead");
    }

    @Test
    void onATerminalTheStateIsWrittenOver() {
        assertThat(shown(true)).contains("\r\u001b[K").contains("\u001b[31mfault    QM2 is dead\u001b[0m");
    }

    @Test
    void ratesAreOfTheTimeBetweenTwoSamples() {
        Sample later = new Sample(4, Map.of("QM1", 3), 60, 58, 9, 7, 6, 2, 4);

        assertThat(Terminal.line(SAMPLE, later)).contains(" 20 asked/s  20 replied/s");
    }
}
