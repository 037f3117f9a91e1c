package io.mooring.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mooring.samples.demo.Chart.Line;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Known samples give known points. */
class ChartTest {
    /** A hundred units wide and ten seconds long, a hundred high and up to 50, between the edges. */
    private static final Frame FRAME =
            new Frame(Frame.LEFT + 100 + Frame.RIGHT, Frame.ABOVE + 100 + Frame.BELOW, 10, 50);

    private static final Line LINE = new Line("depth", "c0", new double[] {0, 5, 10}, new double[] {0, 25, 50});

    @Test
    void valuesBecomePoints() {
        assertThat(Chart.points(LINE, FRAME, false)).isEqualTo("38.0,108.0 88.0,58.0 138.0,8.0");
    }

    @Test
    void numbersOfInstancesJump() {
        assertThat(Chart.points(LINE, FRAME, true)).isEqualTo("38.0,108.0 88.0,108.0 88.0,58.0 138.0,58.0 138.0,8.0");
    }

    @Test
    void pointsAreTheSameInEachLanguage() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Chart.points(LINE, FRAME, false)).isEqualTo("38.0,108.0 88.0,58.0 138.0,8.0");
            assertThat(new Chart("Depth", List.of(LINE), false).svg("wide", 900, 170, 10, List.of(5.0)))
                    .contains("points=\"38.0,150.0 464.0,79.0 890.0,8.0\"")
                    .contains("<line class=\"act\" x1=\"464.0\"");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void chartWithoutAnythingIsAChart() {
        Line nothing = new Line("depth", "c0", new double[0], new double[0]);

        assertThat(new Chart("Depth", List.of(nothing), true).svg("wide", 900, 170, 1, List.of()))
                .contains("points=\"\"");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "1, 1",
        "2, 2",
        "3, 4",
        "9, 10",
        "10, 10",
        "11, 12",
        "13, 16",
        "434, 500",
        "726, 800",
        "801, 1000",
        "1020, 1200"
    })
    void scaleEndsAtARoundNumber(double value, double top) {
        assertThat(Frame.roundUp(value)).isEqualTo(top);
    }

    @Test
    void lineWithTooFewValuesIsRefused() {
        assertThatThrownBy(() -> new Line("depth", "c0", new double[] {1, 2}, new double[] {1}))
                .hasMessage("depth has 1 values at 2 moments.");
    }
}
