package io.mooring.channeltable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A client channel as the table defines it; what the table leaves out has MQ's default.
 *
 * @param name of the channel on the queue manager, 1 to 20 characters
 * @param cipherSpecification the CipherSpec, empty for no TLS
 * @param certificateLabel which certificate the client shows, empty for its default
 * @param certificatePeerName what the queue manager's certificate must say, empty for no check
 * @param sharedConversations how many conversations share a socket, at most; 10 by default, 0 for the way before MQ 7
 * @param heartbeatInterval between signs of life on an idle link; 5 minutes by default, zero for none
 * @param maximumMessageLength in bytes, 4 MiB by default; 0 leaves it to the queue manager
 * @param headerCompression {@code none} or {@code system}, the best first; {@code none} by default
 * @param messageCompression such as {@code none}, {@code zlibfast}, {@code any}, the best first; {@code none} by default
 * @param defaultReconnect what a client does that asks for no kind of reconnection itself; {@code NO} by default
 * @param localAddresses the client's own, in the form {@code host(port)} or {@code host(low,high)}, either part may be
 *     missing; empty for any
 * @param hasExits whether a send, receive or security exit is named, which Mooring does not run
 */
public record ClientChannel(
        String name,
        Optional<String> cipherSpecification,
        Optional<String> certificateLabel,
        Optional<String> certificatePeerName,
        int sharedConversations,
        Duration heartbeatInterval,
        int maximumMessageLength,
        List<String> headerCompression,
        List<String> messageCompression,
        DefaultReconnect defaultReconnect,
        List<String> localAddresses,
        boolean hasExits) {
    /** The longest name of a channel, in characters. */
    public static final int MAX_NAME_LENGTH = 20;

    /** DEFRECON: what a client does that leaves reconnection to the channel. */
    public enum DefaultReconnect {
        /** It does not reconnect; one that asks for it does. */
        NO("no"),
        /** It reconnects to any queue manager of the selection. */
        YES("yes"),
        /** It reconnects to the same queue manager only. */
        QUEUE_MANAGER("queueManager"),
        /** It does not reconnect, not even if it asks for it. */
        DISABLED("disabled");

        final String word;

        DefaultReconnect(String word) {
            this.word = word;
        }
    }

    /**
     * Checks the values and keeps copies of the lists.
     *
     * @throws IllegalArgumentException if the name is not one of a channel, or a number or duration is negative
     */
    public ClientChannel {
        if (name.isEmpty() || name.length() > MAX_NAME_LENGTH || !name.chars().allMatch(ClientChannel::mayBeInName)) {
            throw new IllegalArgumentException("'" + name + "' is not the name of a channel; give 1 to "
                    + MAX_NAME_LENGTH + " characters out of A-Z a-z 0-9 . / _ %.");
        }
        if (sharedConversations < 0 || maximumMessageLength < 0 || heartbeatInterval.isNegative()) {
            throw new IllegalArgumentException("Channel " + name + " has shared conversations " + sharedConversations
                    + ", maximum message length " + maximumMessageLength + " and heartbeat interval "
                    + heartbeatInterval
                    + "; none of them may be negative.");
        }
        headerCompression = List.copyOf(headerCompression);
        messageCompression = List.copyOf(messageCompression);
        localAddresses = List.copyOf(localAddresses);
    }

    /**
     * A channel of this name, with MQ's defaults: no TLS, 10 shared conversations, a heartbeat every 5 minutes, messages
     * up to 4 MiB, no compression, no reconnection by default.
     *
     * @throws IllegalArgumentException if it is not the name of a channel
     */
    public static ClientChannel named(String name) {
        return new ClientChannel(
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                10,
                Duration.ofMinutes(5),
                4 << 20,
                List.of("none"),
                List.of("none"),
                DefaultReconnect.NO,
                List.of(),
                false);
    }

    private static boolean mayBeInName(int c) {
        boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        boolean digit = c >= '0' && c <= '9';
        return letter || digit || c == '.' || c == '/' || c == '_' || c == '%';
    }
}
