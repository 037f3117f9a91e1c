package io.mooring.benchmarks.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bars with their spread, one below the other.
 *
 * @param name of its file, without what it ends with
 * @param title above it
 * @param unit of the values
 * @param mark a value to draw a line at, such as 1 for ratios
 * @param logarithmic whether each power of ten has the same length
 * @param bars from top to bottom
 */
public record BarChart(
        String name, String title, String unit, @Nullable Double mark, boolean logarithmic, List<Bar> bars)
        implements Chart {
    /** Copies the list. */
    public BarChart {
        bars = List.copyOf(bars);
    }

    /** Ratios around 1, each of which says how far ahead something is. */
    public static BarChart ofRatios(String name, String title, String unit, List<Bar> bars) {
        return new BarChart(name, title, unit, 1.0, false, bars);
    }

    @Override
    public String toSvg() {
        return new BarDrawing(this).draw();
    }

    /**
     * One bar.
     *
     * @param label what was measured; bars of one label follow one another
     * @param series who did it; empty if the chart has only one
     * @param median its length
     * @param least where its spread begins
     * @param greatest where its spread ends
     */
    public record Bar(String label, String series, double median, double least, double greatest) {}
}
