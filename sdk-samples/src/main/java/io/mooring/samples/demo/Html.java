package io.mooring.samples.demo;

import java.util.Locale;

/** Words as they stand in a page. */
final class Html {
    private Html() {}

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    /** A for the first act. */
    static String letter(int act) {
        return String.valueOf((char) ('A' + act));
    }
}
