package io.mooring.embedded.selector;

import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MessageDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a message, under the names that a selector knows them by.
 *
 * <ul>
 *   <li>{@code JMS...}: what JMS and IBM's JMS client call the fields of the descriptor and of the folders {@code jms}
 *       and {@code mcd}; where both have one, the folder's is taken. Others of these names are null.
 *   <li>{@code Root.MQMD.Field}: a field of the message descriptor, spelled as in the C structure.
 *   <li>{@code folder.name}, {@code folder.group.name}: an element of that folder of the MQRFH2 header.
 *   <li>{@code name}: an element of the folder {@code usr}, where JMS applications have their properties.
 * </ul>
 *
 * <p>The MQRFH2 header is read when the first name needs it, and only for the names that are asked for. A message whose
 * header is truncated or malformed has no properties in it. For one thread at a time.
 */
public final class MessageProperties implements PropertySource {
    private static final String DESCRIPTOR_PREFIX = "Root.MQMD.";

    private final MessageDescriptor descriptor;
    private final byte[] body;
    private @Nullable Rfh2 header;
    private boolean headerSought;

    /** The properties of a message, of which nothing is read yet. */
    public MessageProperties(Message message) {
        this.descriptor = message.descriptor();
        this.body = message.body();
    }

    @Override
    public @Nullable Object property(String name) {
        if (name.startsWith("JMS")) {
            return jms(name);
        }
        if (name.startsWith(DESCRIPTOR_PREFIX)) {
            return DescriptorFields.value(descriptor, name.substring(DESCRIPTOR_PREFIX.length()));
        }
        return switch (name) {
            // The client writes these numbers without saying that they are numbers.
            case "jms.Tms", "jms.Exp" -> number(Rfh2DataType.INT8_BYTES, name);
            case "jms.Dlv", "jms.Pri", "jms.Seq" -> number(Rfh2DataType.INT4_BYTES, name);
            default -> element(name.indexOf('.') < 0 ? "usr." + name : name);
        };
    }

    private @Nullable Object jms(String name) {
        return switch (name) {
            case "JMSMessageID" -> jmsId(descriptor.messageId());
            case "JMSCorrelationID" -> either(element("jms.Cid"), optionalJmsId(descriptor.correlationId()));
            case "JMSPriority" -> descriptor.priority();
            case "JMSDeliveryMode" -> descriptor.persistent() ? "PERSISTENT" : "NON_PERSISTENT";
            case "JMSTimestamp" -> either(property("jms.Tms"), DescriptorFields.putInstant(descriptor));
            case "JMSExpiration" -> property("jms.Exp");
            case "JMSRedelivered" -> descriptor.backoutCount() > 0;
            case "JMSDestination" -> element("jms.Dst");
            case "JMSReplyTo" -> element("jms.Rto");
            case "JMSType" -> element("mcd.Type");
            case "JMSXUserID" -> descriptor.userIdentifier();
            case "JMSXAppID" -> descriptor.putApplName();
            case "JMSXDeliveryCount" -> descriptor.backoutCount() + 1;
            case "JMSXGroupID" -> either(element("jms.Gid"), optionalJmsId(descriptor.groupId()));
            case "JMSXGroupSeq" ->
                either(
                        property("jms.Seq"),
                        descriptor.groupId().isNone() ? null : (Integer) descriptor.sequenceNumber());
            default -> jmsIbm(name);
        };
    }

    // The three that describe the body describe it as the application sees it: behind the MQRFH2 header.
    private @Nullable Object jmsIbm(String name) {
        Rfh2 rfh2 = header();
        return switch (name) {
            case "JMS_IBM_Format" -> rfh2 == null ? descriptor.format() : rfh2.format();
            case "JMS_IBM_Encoding" -> rfh2 == null ? descriptor.encoding() : rfh2.encoding();
            case "JMS_IBM_Character_Set" ->
                DescriptorFields.characterSet(rfh2 == null ? descriptor.ccsid() : rfh2.ccsid());
            case "JMS_IBM_MsgType" -> descriptor.type();
            case "JMS_IBM_Feedback" -> descriptor.feedback();
            case "JMS_IBM_PutApplType" -> descriptor.putApplType();
            case "JMS_IBM_PutDate" -> descriptor.putDate();
            case "JMS_IBM_PutTime" -> descriptor.putTime();
            default -> null;
        };
    }

    private @Nullable Object number(int bytes, String path) {
        return element(path) instanceof String digits ? Rfh2DataType.exact(digits, bytes) : null;
    }

    private @Nullable Object element(String path) {
        Rfh2 rfh2 = header();
        return rfh2 == null ? null : rfh2.element(path);
    }

    private @Nullable Rfh2 header() {
        if (!headerSought) {
            headerSought = true;
            header = descriptor.format().equals(Rfh2.FORMAT) ? Rfh2.of(body, descriptor.encoding()) : null;
        }
        return header;
    }

    private static @Nullable Object either(@Nullable Object first, @Nullable Object second) {
        return first != null ? first : second;
    }

    private static @Nullable String optionalJmsId(Byte24 id) {
        return id.isNone() ? null : jmsId(id);
    }

    private static String jmsId(Byte24 id) {
        return "ID:" + id;
    }
}
