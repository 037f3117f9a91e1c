package io.mooring;

import java.io.Serializable;
import java.util.Collection;
import java.util.Optional;

/**
 * The 24 bytes that name a message, and with them the queue manager that first stored it.
 *
 * <p>A queue manager makes the id itself when the program does not, and hands it back in the answer to that very put:
 *
 * <pre>
 *   0      3 4                     15 16           23
 *   +-------+------------------------+---------------+
 *   | AMQ_  | queue manager name     | unique        |    on z/OS CSQ_ instead of AMQ_, where _ is a blank;
 *   +-------+------------------------+---------------+    in EBCDIC from z/OS and IBM i, else in ASCII
 * </pre>
 *
 * <p>So no race between a put and a move can falsify where the message is. The id holds only the first 12 characters of
 * the name: {@link #madeBy(Collection)} completes it from the names that one knows. It says nothing for an id that the
 * program made ({@link Maker#PROGRAM}), and an id that a program copied from another message tells where that other
 * message was put.
 *
 * @param high bytes 0 to 7, the first one most significant
 * @param middle bytes 8 to 15
 * @param low bytes 16 to 23
 */
public record MessageId(long high, long middle, long low) implements Serializable {
    /** All zeros (MQMI_NONE). As the id of a message that was put, it means that the put is in doubt. */
    public static final MessageId NONE = new MessageId(0, 0, 0);

    /** How many characters of the queue manager's name an id has room for. */
    public static final int PREFIX_LENGTH = 12;

    private static final int AMQ_ASCII = 0x414d5120;
    private static final int CSQ_ASCII = 0x43535120;
    private static final int AMQ_EBCDIC = 0xc1d4d840;
    private static final int CSQ_EBCDIC = 0xc3e2d840;

    /** Who made an id. */
    public enum Maker {
        /** Nobody, all bytes are zero: whether and where the message was stored is in doubt. */
        NOBODY,
        /** A queue manager on a distributed platform or IBM i; the id begins with {@code AMQ}. */
        QUEUE_MANAGER,
        /** A queue manager on z/OS; the id begins with {@code CSQ}. */
        Z_OS_QUEUE_MANAGER,
        /** The program that put the message; the id says nothing about a queue manager. */
        PROGRAM
    }

    /**
     * The id with these bytes; they are copied.
     *
     * @param bytes exactly 24 bytes
     * @throws IllegalArgumentException if there are fewer or more
     */
    public static MessageId of(byte[] bytes) {
        byte[] checked = Identifier24.checked("A message id", bytes);
        return new MessageId(Identifier24.at(checked, 0), Identifier24.at(checked, 8), Identifier24.at(checked, 16));
    }

    /**
     * The id that JMS writes as {@code ID:} and 48 hex digits.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static MessageId parse(String text) {
        String checked = Identifier24.checked("Message id", text);
        return new MessageId(Identifier24.at(checked, 0), Identifier24.at(checked, 8), Identifier24.at(checked, 16));
    }

    /** Whether all bytes are zero. */
    public boolean isNone() {
        return high == 0 && middle == 0 && low == 0;
    }

    /**
     * Who made this id.
     *
     * <p>An id that begins like a queue manager's but has no name behind it counts as made by the program.
     */
    public Maker maker() {
        if (isNone()) {
            return Maker.NOBODY;
        }
        if (queueManagerPrefix().isEmpty()) {
            return Maker.PROGRAM;
        }
        int product = product();
        return product == AMQ_ASCII || product == AMQ_EBCDIC ? Maker.QUEUE_MANAGER : Maker.Z_OS_QUEUE_MANAGER;
    }

    /**
     * The first 12 characters of the name of the queue manager that made this id, or all of a shorter name.
     *
     * @return empty if no queue manager made it
     */
    public Optional<String> queueManagerPrefix() {
        return switch (product()) {
            case AMQ_ASCII, CSQ_ASCII -> name(false);
            case AMQ_EBCDIC, CSQ_EBCDIC -> name(true);
            default -> Optional.empty();
        };
    }

    /** Whether a queue manager made this id that may be the one of this name, as far as 12 characters tell. */
    public boolean mayBeMadeBy(QueueManagerName queueManager) {
        return queueManagerPrefix()
                .filter(queueManager.messageIdPrefix()::equals)
                .isPresent();
    }

    /**
     * The queue manager that made this id.
     *
     * @param known the queue managers that the application may be connected to
     * @return empty if no queue manager made it, if none of the known did, or if their first 12 characters leave a choice
     */
    public Optional<QueueManagerName> madeBy(Collection<QueueManagerName> known) {
        var candidates =
                known.stream().filter(this::mayBeMadeBy).distinct().limit(2).toList();
        return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
    }

    /** The same bytes as a correlation id, which is how a reply most often names its request. */
    public CorrelationId asCorrelationId() {
        return new CorrelationId(high, middle, low);
    }

    /** A new array with the 24 bytes. */
    public byte[] toBytes() {
        return Identifier24.bytes(high, middle, low);
    }

    /** The form of JMS: {@code ID:} and 48 lower-case hex digits. */
    @Override
    public String toString() {
        return Identifier24.text(high, middle, low);
    }

    private int product() {
        return (int) (high >>> 32);
    }

    /** The name in bytes 4 to 15: characters that a name may have, then only blanks. */
    private Optional<String> name(boolean ebcdic) {
        StringBuilder name = new StringBuilder(PREFIX_LENGTH);
        boolean ended = false;
        for (int i = 4; i < 4 + PREFIX_LENGTH; i++) {
            int octet = (int) ((i < 8 ? high : middle) >>> (56 - 8 * (i % 8))) & 0xff;
            char c = ebcdic ? fromEbcdic(octet) : (char) octet;
            if (c == ' ') {
                ended = true;
            } else if (ended || !QueueManagerName.isNameCharacter(c)) {
                return Optional.empty();
            } else {
                name.append(c);
            }
        }
        return name.isEmpty() ? Optional.empty() : Optional.of(name.toString());
    }

    /**
     * The characters of a name stand at the same place in every EBCDIC code page. Spelled out here because a small Java
     * runtime may come without the module that has those code pages.
     */
    private static char fromEbcdic(int octet) {
        if (octet >= 0xf0 && octet <= 0xf9) {
            return (char) ('0' + octet - 0xf0);
        }
        char a = octet >= 0xc0 ? 'A' : 'a';
        int letter = octet >= 0xc0 ? octet - 0x40 : octet;
        if (letter >= 0x81 && letter <= 0x89) {
            return (char) (a + letter - 0x81);
        }
        if (letter >= 0x91 && letter <= 0x99) {
            return (char) (a + 9 + letter - 0x91);
        }
        if (letter >= 0xa2 && letter <= 0xa9) {
            return (char) (a + 18 + letter - 0xa2);
        }
        return switch (octet) {
            case 0x40 -> ' ';
            case 0x4b -> '.';
            case 0x61 -> '/';
            case 0x6d -> '_';
            case 0x6c -> '%';
            default -> '\0';
        };
    }
}
