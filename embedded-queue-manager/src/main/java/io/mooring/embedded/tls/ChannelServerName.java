package io.mooring.embedded.tls;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * The server name (SNI) by which a client says in its ClientHello which channel it wants.
 *
 * <p>IBM documents the mapping: capital letters become small ones, digits stay, every other character becomes its two
 * hexadecimal digits and a hyphen. {@code TO.QMGR1} is {@code to2e-qmgr1.chl.mq.ibm.com}. A name can be read back,
 * because a hyphen always ends exactly two hexadecimal digits.
 */
public final class ChannelServerName {
    /** What follows the channel in the server name. */
    public static final String SUFFIX = ".chl.mq.ibm.com";

    private static final int MAXIMUM_CHANNEL_LENGTH = 20;
    private static final HexFormat HEX = HexFormat.of();

    private ChannelServerName() {}

    /**
     * The server name that stands for a channel.
     *
     * @throws IllegalArgumentException if the name is empty or has characters outside ASCII, which no channel has
     */
    public static String of(String channel) {
        if (channel.isEmpty() || !channel.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "'" + channel + "' is not a channel name, so no server name stands for it");
        }
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < channel.length(); i++) {
            char c = channel.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                name.append((char) (c - 'A' + 'a'));
            } else if (c >= '0' && c <= '9') {
                name.append(c);
            } else {
                name.append(HEX.toHexDigits((byte) c)).append('-');
            }
        }
        return name + SUFFIX;
    }

    /** The channel that a server name stands for; empty if it is an ordinary host name or not well formed. */
    public static Optional<String> channelOf(String serverName) {
        String lower = serverName.toLowerCase(Locale.ROOT);
        if (!lower.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        String encoded = lower.substring(0, lower.length() - SUFFIX.length());
        StringBuilder channel = new StringBuilder();
        int at = 0;
        while (at < encoded.length() && channel.length() <= MAXIMUM_CHANNEL_LENGTH) {
            char c = encoded.charAt(at);
            if (at + 2 < encoded.length() && encoded.charAt(at + 2) == '-' && areHex(encoded, at)) {
                channel.append((char) HexFormat.fromHexDigits(encoded, at, at + 2));
                at += 3;
            } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                channel.append(Character.toUpperCase(c));
                at++;
            } else {
                return Optional.empty();
            }
        }
        // Only the one spelling that a client would use counts: an escape for a letter that needs none is somebody
        // else's.
        String name = channel.toString();
        return !name.isEmpty() && name.length() <= MAXIMUM_CHANNEL_LENGTH && isPrintable(name) && of(name).equals(lower)
                ? Optional.of(name)
                : Optional.empty();
    }

    private static boolean areHex(String text, int at) {
        return HexFormat.isHexDigit(text.charAt(at)) && HexFormat.isHexDigit(text.charAt(at + 1));
    }

    private static boolean isPrintable(String name) {
        return name.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }
}
