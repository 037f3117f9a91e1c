package io.mooring.benchmarks.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where values lie between the ends of an axis, and which of them are written beside it.
 *
 * @param logarithmic whether each power of ten has the same length
 * @param from the value at its beginning
 * @param to the value at its end
 * @param ticks the values that are written
 */
record Scale(boolean logarithmic, double from, double to, List<Double> ticks) {
    private static final int WANTED_TICKS = 5;

    /** An axis on which both values have a place; a linear one begins at zero. */
    static Scale over(double least, double greatest, boolean logarithmic) {
        return logarithmic ? powersOfTen(least, greatest) : fromZero(least, greatest);
    }

    private static Scale powersOfTen(double least, double greatest) {
        if (least <= 0) {
            throw new IllegalArgumentException("a logarithmic axis has no place for " + least);
        }
        int first = (int) Math.floor(Math.log10(least) + 1e-9);
        int last = Math.max(first + 1, (int) Math.ceil(Math.log10(greatest) - 1e-9));
        List<Double> ticks = new ArrayList<>();
        for (int power = first; power <= last; power++) {
            ticks.add(Math.pow(10, power));
        }
        return new Scale(true, ticks.get(0), ticks.get(ticks.size() - 1), ticks);
    }

    private static Scale fromZero(double least, double greatest) {
        double below = Math.min(0, least);
        double range = Math.max(greatest, 0) - below;
        if (range == 0) {
            range = 1;
        }
        double raw = range / WANTED_TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = List.of(1.0, 2.0, 5.0, 10.0).stream()
                .map(factor -> factor * power)
                .filter(one -> one >= raw * 0.999)
                .findFirst()
                .orElse(10 * power);
        long first = (long) Math.floor(below / step + 1e-9);
        long last = (long) Math.ceil((below + range) / step - 1e-9);
        List<Double> ticks = new ArrayList<>();
        for (long i = first; i <= last; i++) {
            ticks.add(i * step);
        }
        return new Scale(false, first * step, last * step, ticks);
    }

    /** Where it lies: 0 at the beginning, 1 at the end; what is beyond an end is put there. */
    double place(double value) {
        double share = logarithmic
                ? (Math.log10(Math.max(value, from)) - Math.log10(from)) / (Math.log10(to) - Math.log10(from))
                : (value - from) / (to - from);
        return Math.min(1, Math.max(0, share));
    }

    /** A number as short as it can be read: 1.5, 20, 3k, 1M. */
    static String label(double value) {
        double size = Math.abs(value);
        if (size >= 1e6) {
            return shortest(value / 1e6) + "M";
        }
        if (size >= 1e4) {
            return shortest(value / 1e3) + "k";
        }
        return shortest(value);
    }

    private static String shortest(double value) {
        double size = Math.abs(value);
        int digits = size == 0 || size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4;
        String text = String.format(Locale.ROOT, "%." + digits + "f", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }
}
