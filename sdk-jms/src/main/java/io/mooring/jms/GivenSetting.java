package io.mooring.jms;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A setting as it was written, and what its text means. What its text cannot mean is refused with what would do; {@link
 * #named} puts the name and the text before that.
 *
 * @param name as it was written, so that who wrote it finds it again
 * @param text what it is
 * @param shown whether the text may be shown
 */
record GivenSetting(String name, String text, boolean shown) {
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
    private static final String SOME_TIME = "a time such as 30s, 5m or PT30S";

    /** What is done with the setting; a refusal gets its name. */
    <T> T named(Supplier<T> use) {
        try {
            return use.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Setting " + name + (shown ? " is '" + text + "': " : ": ") + e.getMessage(), e);
        }
    }

    boolean yesOrNo() {
        return oneOf(Map.of("true", true, "false", false), "true or false");
    }

    int number() {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw give("a whole number");
        }
    }

    /** {@code 30s}, {@code 5m}, or as ISO 8601 has it, {@code PT30S}. */
    Duration duration() {
        return duration(SOME_TIME);
    }

    Duration duration(String whatWouldDo) {
        Matcher amount = AMOUNT.matcher(text.toLowerCase(Locale.ROOT));
        if (amount.matches()) {
            long number = Long.parseLong(amount.group(1));
            return switch (amount.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            };
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw give(whatWouldDo);
        }
    }

    /** One of some words; capital letters and underscores do, too. */
    <T> T oneOf(Map<String, T> words, String whatWouldDo) {
        T meaning = words.get(text.toLowerCase(Locale.ROOT).replace('_', '-'));
        if (meaning == null) {
            throw give(whatWouldDo);
        }
        return meaning;
    }

    Path file() {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw give("the path of a file");
        }
    }

    /** An address, or the path of a file, which is told by having no scheme. */
    URI address() {
        if (!text.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
            return file().toUri();
        }
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            // Not its message, which repeats the text.
            throw give("an address such as file:///etc/mq/ccdt.json, or the path of a file");
        }
    }

    /** What is in the file that it names, without the end of the last line. */
    String contents() {
        String contents;
        try {
            contents = Files.readString(file());
        } catch (IOException e) {
            throw new IllegalArgumentException("the file cannot be read, " + why(e) + ".", e);
        }
        String line = contents.replaceFirst("\\R+$", "");
        if (line.isEmpty()) {
            throw new IllegalArgumentException("there is nothing in the file; write the secret into it.");
        }
        return line;
    }

    private static IllegalArgumentException give(String whatWouldDo) {
        return new IllegalArgumentException("give " + whatWouldDo + ".");
    }

    private static String why(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is none of that name";
        }
        return failure instanceof AccessDeniedException ? "this program may not" : failure.toString();
    }

    /** Its name; what it says may be secret. */
    @Override
    public String toString() {
        return name;
    }
}
