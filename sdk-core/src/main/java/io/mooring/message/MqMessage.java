package io.mooring.message;

import io.mooring.CorrelationId;
import io.mooring.MessageId;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A message: what is to be put, or what was got.
 *
 * <p>A value that does not change: each {@code with...} method, and those like {@link #persistent()}, give another message.
 * So one message may be put by several threads, several times. A text is put as UTF-8 in format {@code MQSTR}; bytes have
 * no format.
 *
 * <pre>
 *   MqMessage.ofText(json).persistent().expiringAfter(Duration.ofMinutes(5)).withProperty("kind", "order")
 * </pre>
 */
public final class MqMessage {
    /** The priority of a message that is put with the one of the queue's definition, attribute DEFPRTY. */
    public static final int PRIORITY_AS_QUEUE = -1;

    /** The longest time after which a message can expire: about 6.8 years, in tenths of a second. */
    public static final Duration LONGEST_EXPIRY = Duration.ofMillis(100L * Integer.MAX_VALUE);

    /** The format of a message that is text (MQFMT_STRING). */
    public static final String TEXT_FORMAT = "MQSTR";

    private final @Nullable String text;
    private final byte @Nullable [] bytes;
    private final Encoding encoding;
    private final Descriptor descriptor;
    private final Map<String, Object> properties;

    private MqMessage(
            @Nullable String text,
            byte @Nullable [] bytes,
            Encoding encoding,
            Descriptor descriptor,
            Map<String, Object> properties) {
        this.text = text;
        this.bytes = bytes;
        this.encoding = encoding;
        this.descriptor = descriptor;
        this.properties = properties;
    }

    /** A message with this text, of the persistence and priority that the queue's definition says. */
    public static MqMessage ofText(String text) {
        return new MqMessage(text, null, Encoding.UTF_8_TEXT, Descriptor.DEFAULT, Map.of());
    }

    /** A message with these bytes, which are copied, without a format. */
    public static MqMessage ofBytes(byte[] bytes) {
        return new MqMessage(null, bytes.clone(), Encoding.BYTES, Descriptor.DEFAULT, Map.of());
    }

    /** A message with these bytes, which are not copied and must not change any more, without a format. */
    public static MqMessage wrap(byte[] bytes) {
        return new MqMessage(null, bytes, Encoding.BYTES, Descriptor.DEFAULT, Map.of());
    }

    /** A message with these bytes, which are copied, and what they are said to be. */
    public static MqMessage ofBytes(byte[] bytes, Encoding encoding) {
        return new MqMessage(null, bytes.clone(), encoding, Descriptor.DEFAULT, Map.of());
    }

    /**
     * The body as text: as it was given, or read with the character set that the message names, whatever its format, without a
     * byte order mark.
     *
     * @throws IllegalStateException if Java does not know that character set
     */
    public String text() {
        if (text != null) {
            return text;
        }
        Charset charset = encoding.charset()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "Message "
                                        + messageId() + " has CCSID " + encoding.ccsid()
                                        + ", which this Java runtime has no character set for; read its bytes, or convert it when it is put."));
        String decoded = new String(body(), charset);
        // Not text; IBM's client puts it in front of UTF-16 that came with properties (observed with 9.4.5.0).
        return decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
    }

    /** A new array with the bytes of the body. */
    public byte[] bytes() {
        return text == null ? body().clone() : text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Writes the bytes of the body, without a copy of them.
     *
     * @throws IOException if that fails
     */
    public void writeTo(DataOutput out) throws IOException {
        out.write(text == null ? body() : text.getBytes(StandardCharsets.UTF_8));
    }

    /** How many bytes the body has; a text is encoded to count them. */
    public int length() {
        return text == null ? body().length : text.getBytes(StandardCharsets.UTF_8).length;
    }

    private byte[] body() {
        return bytes == null ? new byte[0] : bytes;
    }

    /** What the bytes of the body are said to be. */
    public Encoding encoding() {
        return encoding;
    }

    /** The id: of a message that was got, or one that the program gave; else {@link MessageId#NONE}. */
    public MessageId messageId() {
        return descriptor.messageId;
    }

    /** The correlation id, {@link CorrelationId#NONE} if it has none. */
    public CorrelationId correlationId() {
        return descriptor.correlationId;
    }

    /** Whether it survives a restart; {@link Persistence#AS_QUEUE} only before it is put. */
    public Persistence persistence() {
        return descriptor.persistence;
    }

    /** 0 to 9, or {@link #PRIORITY_AS_QUEUE} before it is put. */
    public int priority() {
        return descriptor.priority;
    }

    /** After which time it expires; of a message that was got, the rest of that time. Empty: never. */
    public Optional<Duration> expiry() {
        return Optional.ofNullable(descriptor.expiry);
    }

    /** What kind of message it is. */
    public MessageType type() {
        return descriptor.type;
    }

    /** What a report or a reply says about the message that it is about (MQFB_*), 0 for nothing. */
    public int feedback() {
        return descriptor.feedback;
    }

    /** Where replies go, empty if none are expected. */
    public Optional<ReplyTo> replyTo() {
        return Optional.ofNullable(descriptor.replyTo);
    }

    /** What the putter asks of those who handle it. */
    public Set<ReportOption> reportOptions() {
        return Collections.unmodifiableSet(descriptor.report);
    }

    /** What the queue manager noted about the put; empty for a message that was not got. */
    public Optional<Origin> origin() {
        return descriptor.origin();
    }

    /** The properties, in the order in which they were given; values as {@link #withProperty} takes them. */
    public Map<String, Object> properties() {
        return properties;
    }

    /** The value of a property, empty if there is none of this name. */
    public Optional<Object> property(String name) {
        return Optional.ofNullable(properties.get(name));
    }

    /** This message, persistent. */
    public MqMessage persistent() {
        return withPersistence(Persistence.PERSISTENT);
    }

    /** This message with another persistence. */
    public MqMessage withPersistence(Persistence persistence) {
        if (descriptor == Descriptor.DEFAULT) {
            return new MqMessage(text, bytes, encoding, Descriptor.only(persistence), properties);
        }
        return with(copy -> copy.persistence = persistence);
    }

    /**
     * This message with a priority.
     *
     * @param priority 0 to 9, or {@link #PRIORITY_AS_QUEUE}
     * @throws IllegalArgumentException if it is out of range
     */
    public MqMessage withPriority(int priority) {
        if (priority < PRIORITY_AS_QUEUE || priority > 9) {
            throw new IllegalArgumentException("Priority " + priority + " is out of range; give 0 to 9, or "
                    + PRIORITY_AS_QUEUE + " for that of the queue.");
        }
        return with(copy -> copy.priority = priority);
    }

    /**
     * This message, of no use to anybody after this time.
     *
     * @param time tenths of a second count, and a part of one counts as one; at most {@link #LONGEST_EXPIRY}
     * @throws IllegalArgumentException if it is not positive or too long
     */
    public MqMessage expiringAfter(Duration time) {
        if (time.isNegative() || time.isZero() || time.compareTo(LONGEST_EXPIRY) > 0) {
            throw new IllegalArgumentException(
                    "A message that expires after " + time + "; give a time above zero and at most " + LONGEST_EXPIRY
                            + ", or none for a message that never expires.");
        }
        return with(copy -> copy.expiry = time);
    }

    /** This message with an id of the program's own; {@link MessageId#NONE} lets the queue manager make one. */
    public MqMessage withMessageId(MessageId id) {
        return with(copy -> copy.messageId = id);
    }

    /** This message with a correlation id. */
    public MqMessage withCorrelationId(CorrelationId id) {
        return with(copy -> copy.correlationId = id);
    }

    /** This message as one of another kind. */
    public MqMessage withType(MessageType type) {
        return with(copy -> copy.type = type);
    }

    /** This message with a feedback code (MQFB_*), for reports. */
    public MqMessage withFeedback(int feedback) {
        return with(copy -> copy.feedback = feedback);
    }

    /** This message with a place for replies; its kind becomes {@link MessageType#REQUEST} if it was a datagram. */
    public MqMessage withReplyTo(ReplyTo replyTo) {
        return with(copy -> {
            copy.replyTo = replyTo;
            copy.type = copy.type == MessageType.DATAGRAM ? MessageType.REQUEST : copy.type;
        });
    }

    /** This message with these report options and no others. */
    public MqMessage withReportOptions(Set<ReportOption> options) {
        return new MqMessage(text, bytes, encoding, descriptor.asking(options), properties);
    }

    /**
     * A message as it came from a queue; for whoever reads messages from a client.
     *
     * @param body its bytes, which are not copied
     */
    public static MqMessage received(
            byte[] body,
            Encoding encoding,
            MessageId messageId,
            CorrelationId correlationId,
            Persistence persistence,
            int priority,
            MessageType type,
            int feedback,
            Set<ReportOption> report,
            Origin origin) {
        Descriptor descriptor = Descriptor.DEFAULT.asking(report);
        descriptor.messageId = messageId;
        descriptor.correlationId = correlationId;
        descriptor.persistence = persistence;
        descriptor.priority = priority;
        descriptor.type = type;
        descriptor.feedback = feedback;
        descriptor.origin = origin;
        return new MqMessage(null, body, encoding, descriptor, Map.of());
    }

    /** This message with a property as it came; its name may have a form that a program may not give it. */
    public MqMessage withReceivedProperty(String name, Object value) {
        return withUncheckedProperty(name, value);
    }

    /**
     * This message with one more property, or another value for one it has; others may select by it.
     *
     * @param name a name as JMS allows it: letters, digits, underscores and dollar signs, not beginning with a digit; dots
     *     between such names name a folder
     * @param value a String, a Boolean, a Byte, Short, Integer, Long, Float or Double, or a byte array, which is copied
     * @throws IllegalArgumentException if name or value is of another form
     */
    public MqMessage withProperty(String name, Object value) {
        return withUncheckedProperty(PropertyRules.checkedName(name), PropertyRules.checkedValue(name, value));
    }

    private MqMessage withUncheckedProperty(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(properties);
        more.put(name, value);
        return new MqMessage(text, bytes, encoding, descriptor, Collections.unmodifiableMap(more));
    }

    private MqMessage with(Consumer<Descriptor> change) {
        Descriptor copy = descriptor.copy();
        change.accept(copy);
        return new MqMessage(text, bytes, encoding, copy, properties);
    }

    /** Whether the other message has the same body, descriptor and properties; what a put or a get adds counts too. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MqMessage that
                && encoding.equals(that.encoding)
                && Arrays.equals(bytes(), that.bytes())
                && descriptor.sameAs(that.descriptor)
                && PropertyRules.same(properties, that.properties);
    }

    @Override
    public int hashCode() {
        return 31 * encoding.hashCode() + Arrays.hashCode(bytes());
    }

    /** Ids, kind and length; never the body, which does not belong into a log. */
    @Override
    public String toString() {
        int length = text == null ? body().length : text.length();
        return descriptor.type + " " + messageId() + (correlationId().isNone() ? "" : " correlation " + correlationId())
                + ", " + length + (text == null ? " bytes" : " characters") + ", " + properties.size()
                + " properties";
    }
}
