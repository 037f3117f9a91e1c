package io.mooring.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * With what a library is called.
 *
 * @param threads how many call at the same time
 * @param bytes length of a message's body
 * @param persistent whether messages are
 */
record Load(int threads, int bytes, boolean persistent) {
    private static final int KIBIBYTE = 1024;
    private static final int MEBIBYTE = 1024 * KIBIBYTE;

    /** From which all others differ in one thing. */
    static final Load BASE = new Load(1, 256, false);

    /** The groups of loads, in the order in which they are measured: the base, and each of the others changes one thing. */
    static final List<String> GROUPS = List.of("base", "sizes", "threads", "persistent");

    Load {
        if (threads < 1 || bytes < NumberedBody.LEAST_BYTES) {
            throw new IllegalArgumentException("a load of " + threads + " threads and " + bytes
                    + " bytes; give at least 1 thread and " + NumberedBody.LEAST_BYTES + " bytes, which hold a number");
        }
    }

    /** The loads of the groups with these names, of all groups if there is none. */
    static List<Load> ofGroups(Set<String> names) {
        return GROUPS.stream()
                .filter(group -> names.isEmpty() || names.contains(group))
                .flatMap(group -> ofGroup(group).stream())
                .toList();
    }

    private static List<Load> ofGroup(String group) {
        return switch (group) {
            case "sizes" -> List.of(BASE.withBytes(4 * KIBIBYTE), BASE.withBytes(MEBIBYTE));
            case "threads" -> List.of(BASE.withThreads(8), BASE.withThreads(64));
            case "persistent" -> List.of(BASE.withPersistentMessages());
            default -> List.of(BASE);
        };
    }

    Load withThreads(int number) {
        return new Load(number, bytes, persistent);
    }

    Load withBytes(int length) {
        return new Load(threads, length, persistent);
    }

    Load withPersistentMessages() {
        return new Load(threads, bytes, true);
    }

    /** How many operations take about as long as that many of the base load, and are so many for each thread. */
    int operations(int ofBase) {
        int large = bytes >= MEBIBYTE ? 80 : bytes >= KIBIBYTE ? 2 : 1;
        int each = Math.max(1, ofBase / large / threads);
        return each * threads;
    }

    /** For the name of a file. */
    String label() {
        return words().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    /** For a line of a table. */
    String words() {
        String size = bytes >= MEBIBYTE
                ? bytes / MEBIBYTE + " MiB"
                : bytes >= KIBIBYTE ? bytes / KIBIBYTE + " KiB" : bytes + " B";
        return size + ", " + (persistent ? "persistent, " : "") + threads + (threads == 1 ? " thread" : " threads");
    }
}
