package io.mooring.samples.demo;

import io.mooring.samples.demo.Journal.Entry;
import io.mooring.samples.demo.Journal.Kind;
import java.io.PrintStream;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The live timeline: a line for each entry, and how everything stands. On a terminal that is a last line which is written
 * over, with colours; elsewhere a line every other second. Safe for use by many threads.
 */
final class Terminal {
    private static final int PLAIN_BEAT = 10;
    private static final String ESCAPE = "\u001b[";

    private final PrintStream out;
    private final boolean lively;

    /** Guarded by this, as what follows. */
    private @Nullable Sample before;

    private int samples;

    /**
     * Writes there.
     *
     * @param lively whether it is a terminal that understands colours
     */
    Terminal(PrintStream out, boolean lively) {
        this.out = out;
        this.lively = lively;
    }

    synchronized void show(Entry entry) {
        wipe();
        if (entry.kind() == Kind.ACT) {
            out.println();
        }
        out.println(String.format(Locale.ROOT, "%6.1f s  ", entry.seconds())
                + coloured(entry.kind(), String.format("%-9s", entry.kind().word()) + entry.text()));
    }

    synchronized void show(Sample sample) {
        Sample last = before;
        if (lively || samples++ % PLAIN_BEAT == 0) {
            wipe();
            String line = line(last == null ? sample : last, sample);
            if (lively) {
                out.print(ESCAPE + "2m" + line + ESCAPE + "0m");
                out.flush();
            } else {
                out.println(line);
            }
        }
        if (last == null || sample.seconds() - last.seconds() >= 1) {
            before = sample;
        }
    }

    /** A line without more. */
    synchronized void say(String line) {
        wipe();
        out.println(line);
    }

    /** A sentence that must not be overlooked. */
    synchronized void warn(String line) {
        wipe();
        out.println(lively ? ESCAPE + "1;31m" + line + ESCAPE + "0m" : line);
    }

    private void wipe() {
        if (lively) {
            out.print("\r" + ESCAPE + "K");
        }
    }

    /** How everything stands, in less than 80 characters. */
    static String line(Sample before, Sample now) {
        double seconds = Math.max(0.2, now.seconds() - before.seconds());
        String places = new TreeMap<>(now.clients())
                .entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue())
                        .collect(Collectors.joining("  "));
        return String.format(
                Locale.ROOT,
                "%6.1f s  %s | %3.0f asked/s %3.0f replied/s | depth %4d | run %d of %d",
                now.seconds(),
                places,
                (now.requests() - before.requests()) / seconds,
                (now.replies() - before.replies()) / seconds,
                now.depth(),
                now.running(),
                now.wanted());
    }

    private String coloured(Kind kind, String text) {
        if (!lively) {
            return text;
        }
        String colour = switch (kind) {
            case ACT -> "1";
            case FAULT, ALARM -> "31";
            case DOUBT -> "33";
            case MOVE -> "36";
            case STRANDED, ADVICE, INSTANCE -> "32";
            case RAW -> "2";
        };
        return ESCAPE + colour + "m" + text + ESCAPE + "0m";
    }
}
