package io.mooring.message;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the bytes of a body are said to be.
 *
 * @param format the format's name (MQFMT_*), at most 8 characters, empty for none
 * @param ccsid the coded character set id of its characters; 0 is that of the queue manager
 * @param numbers how its binary numbers are laid out (MQENC_*): 273 is big-endian, 546 little-endian
 */
public record Encoding(String format, int ccsid, int numbers) {
    /** UTF-8 text, numbers big-endian as everywhere in Java. */
    public static final Encoding UTF_8_TEXT = new Encoding(MqMessage.TEXT_FORMAT, 1208, 273);
    /** Bytes about which nothing is said. */
    public static final Encoding BYTES = new Encoding("", 1208, 273);

    /**
     * Checks the format.
     *
     * @throws IllegalArgumentException if it has more than 8 characters
     */
    public Encoding {
        format = format.stripTrailing();
        if (format.length() > 8) {
            throw new IllegalArgumentException(
                    "Format '" + format + "' has " + format.length() + " characters; MQ allows at most 8.");
        }
    }

    /** Java's character set for the CCSID, empty if this runtime has none. */
    public Optional<Charset> charset() {
        return switch (ccsid) {
            case 1208 -> Optional.of(StandardCharsets.UTF_8);
            case 819 -> Optional.of(StandardCharsets.ISO_8859_1);
            case 367 -> Optional.of(StandardCharsets.US_ASCII);
            case 1200, 13488, 17584 ->
                Optional.of(isBigEndian() ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE);
            default -> byNumber();
        };
    }

    /** Whether binary integers have their most significant byte first. */
    public boolean isBigEndian() {
        return (numbers & 0xf) != 2;
    }

    /** IBM's code pages have their number in the name of Java's character set. */
    private Optional<Charset> byNumber() {
        if (ccsid <= 0) {
            return Optional.empty();
        }
        String padded = String.format("%03d", ccsid);
        for (String name : new String[] {"Cp" + padded, "IBM" + padded, "IBM0" + padded, "x-IBM" + padded}) {
            if (Charset.isSupported(name)) {
                return Optional.of(Charset.forName(name));
            }
        }
        return Optional.empty();
    }
}
