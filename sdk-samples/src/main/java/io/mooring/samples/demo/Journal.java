package io.mooring.samples.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What happened, in order, with the seconds since the beginning. Safe for use by many threads. */
final class Journal {
    /** What an entry is about. */
    enum Kind {
        /** An act begins. */
        ACT("act"),
        /** Something is done to the queue managers. */
        FAULT("fault"),
        /** Connections of Mooring's clients moved. */
        MOVE("move"),
        /** A request is in doubt, or had no reply. */
        DOUBT("doubt"),
        /** Replies were fetched from a queue manager that had been left. */
        STRANDED("fetched"),
        /** Advice how many instances should run. */
        ADVICE("advice"),
        /** An instance has started or left. */
        INSTANCE("instance"),
        /** Something that a person should look at. */
        ALARM("alarm"),
        /** What IBM's client alone did. */
        RAW("raw");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /**
     * One line.
     *
     * @param seconds since the beginning
     * @param kind what it is about
     * @param text a sentence
     */
    record Entry(double seconds, Kind kind, String text) {}

    private final long begin = System.nanoTime();
    private final List<Entry> entries = new ArrayList<>(); // guarded by this
    private final Map<Kind, Map<String, Integer>> chorus = new EnumMap<>(Kind.class); // guarded by this
    private final Consumer<Entry> reader;

    /** Gives each entry to a reader as well, one at a time; it must not write entries itself. */
    Journal(Consumer<Entry> reader) {
        this.reader = reader;
    }

    /** Seconds since the beginning. */
    double seconds() {
        return (System.nanoTime() - begin) / 1e9;
    }

    synchronized void write(Kind kind, String text) {
        Entry entry = new Entry(seconds(), kind, text);
        entries.add(entry);
        reader.accept(entry);
    }

    /** For what many may say at the same moment: it is written down once, with the number of voices, by the next {@link #tell}. */
    synchronized void join(Kind kind, String text) {
        chorus.computeIfAbsent(kind, first -> new TreeMap<>()).merge(text, 1, Integer::sum);
    }

    /** Writes down what was said together. */
    synchronized void tell() {
        chorus.forEach((kind, texts) ->
                texts.forEach((text, times) -> write(kind, (times > 1 ? times + " times: " : "") + text)));
        chorus.clear();
    }

    /** All of them by now. */
    synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** A length of time as a person says it: {@code 43 ms}, {@code 2.1 s}. */
    static String inWords(Duration time) {
        long millis = Math.round(time.toNanos() / 1e6);
        return millis < 1000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1e3);
    }
}
