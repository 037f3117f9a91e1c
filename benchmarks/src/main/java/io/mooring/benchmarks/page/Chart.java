package io.mooring.benchmarks.page;

/** A picture of figures. */
public interface Chart {
    /** The name of its file, without what it ends with. */
    String name();

    /** What stands above it. */
    String title();

    /** It as SVG, which adapts to a dark page. */
    String toSvg();
}
