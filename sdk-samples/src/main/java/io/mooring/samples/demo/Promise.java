package io.mooring.samples.demo;

/**
 * Something that the demo promises, and whether it was kept.
 *
 * @param text what is promised
 * @param kept whether it was
 * @param found what was found, for a sentence
 */
record Promise(String text, boolean kept, String found) {
    /** The sentence that says what was broken. */
    String sentence() {
        return "Broken promise: " + text + " Found: " + found + ".";
    }
}
