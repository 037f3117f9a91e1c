package io.mooring.benchmarks;

/**
 * How much is measured.
 *
 * @param label for the results
 * @param warmUps rounds before the measured ones
 * @param rounds measured rounds; the median of them is reported
 * @param scale divides the number of operations in a round
 */
public record Effort(String label, int warmUps, int rounds, int scale) {
    /** What the reported figures come from; some minutes in all. */
    public static final Effort FULL = new Effort("full", 4, 9, 1);

    /** For a page of figures in an hour; fewer rounds, so a wider spread. */
    public static final Effort HALF = new Effort("half", 2, 5, 2);

    /** A look while one works on something; less than a minute in all. */
    public static final Effort QUICK = new Effort("quick", 2, 3, 4);

    /** Enough to see that a benchmark still runs. */
    public static final Effort SMOKE = new Effort("smoke", 0, 1, 1000);

    /** The operations of a round that has this many at full effort. */
    public int operations(int full) {
        return Math.max(8, full / scale);
    }
}
