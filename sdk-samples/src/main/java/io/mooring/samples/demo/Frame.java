package io.mooring.samples.demo;

import java.util.Locale;

/**
 * The rectangle of a drawing, and what its edges stand for.
 *
 * @param width of the whole drawing, labels included
 * @param height of the whole drawing, labels included
 * @param seconds at the right edge
 * @param top value at the upper edge; the lower edge is zero
 */
record Frame(int width, int height, double seconds, double top) {
    static final int LEFT = 38;
    static final int RIGHT = 10;
    static final int ABOVE = 8;
    static final int BELOW = 20;

    Frame {
        if (seconds <= 0 || top <= 0) {
            throw new IllegalArgumentException(
                    "A drawing of " + seconds + " s up to " + top + "; give more than zero.");
        }
    }

    double x(double second) {
        return LEFT + (width - LEFT - RIGHT) * second / seconds;
    }

    double y(double value) {
        return height - BELOW - (height - ABOVE - BELOW) * value / top;
    }

    /** A coordinate as it stands in a drawing. */
    static String number(double coordinate) {
        return String.format(Locale.ROOT, "%.1f", coordinate);
    }

    /** A round number that is not below a value, and is whole. */
    static double roundUp(double value) {
        double magnitude = Math.pow(10, Math.floor(Math.log10(Math.max(1, value))));
        for (double step : new double[] {1, 1.2, 1.6, 2, 4, 5, 6, 8}) {
            double round = step * magnitude;
            if (value <= round && round == Math.rint(round)) {
                return round;
            }
        }
        return 10 * magnitude;
    }
}
