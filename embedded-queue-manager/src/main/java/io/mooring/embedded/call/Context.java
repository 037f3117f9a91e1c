package io.mooring.embedded.call;

import io.mooring.embedded.mqi.MessageDescriptor;
import io.mooring.embedded.mqi.MessageDescriptorBuilder;
import io.mooring.embedded.mqi.MqiException;
import io.mooring.embedded.mqi.OpenOptions;
import io.mooring.embedded.mqi.PutOptions;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.store.PutTimes;
import io.mooring.embedded.wire.structure.PutMessageOptions;

/** The context of a message that is put: who put it, by default the connection; set or passed on if the options say so. */
final class Context {
    private static final byte[] NO_TOKEN = MessageDescriptor.defaults().accountingToken();

    private Context() {}

    static MessageDescriptorBuilder apply(
            Connection connection, OpenQueue queue, MessageDescriptor asked, PutMessageOptions options) {
        MessageDescriptorBuilder message = asked.toBuilder();
        if (options.has(PutOptions.SET_ALL_CONTEXT)) {
            queue.require(OpenOptions.SET_ALL_CONTEXT, Reason.NOT_OPEN_FOR_SET_ALL);
            return message;
        }
        if (options.has(PutOptions.PASS_ALL_CONTEXT)) {
            queue.require(OpenOptions.PASS_ALL_CONTEXT, Reason.NOT_OPEN_FOR_PASS_ALL);
            MessageDescriptor saved = saved(connection, options.contextHandle());
            return origin(identity(message, saved), saved);
        }
        if (options.has(PutOptions.PASS_IDENTITY_CONTEXT)) {
            queue.require(OpenOptions.PASS_IDENTITY_CONTEXT, Reason.NOT_OPEN_FOR_PASS_IDENT);
            return ownOrigin(connection, identity(message, saved(connection, options.contextHandle())));
        }
        if (options.has(PutOptions.SET_IDENTITY_CONTEXT)) {
            queue.require(OpenOptions.SET_IDENTITY_CONTEXT, Reason.NOT_OPEN_FOR_SET_IDENT);
            return ownOrigin(connection, message);
        }
        if (options.has(PutOptions.NO_CONTEXT)) {
            message.userIdentifier("").accountingToken(NO_TOKEN).applIdentityData("");
            return message.putApplType(0)
                    .putApplName("")
                    .putDate("")
                    .putTime("")
                    .applOriginData("");
        }
        message.userIdentifier(connection.client().user())
                .accountingToken(NO_TOKEN)
                .applIdentityData("");
        return ownOrigin(connection, message);
    }

    private static MessageDescriptor saved(Connection connection, int handle) {
        if (!(connection.objectOrNull(handle) instanceof OpenQueue source)) {
            throw new MqiException(Reason.CONTEXT_HANDLE_ERROR);
        }
        source.require(OpenOptions.SAVE_ALL_CONTEXT, Reason.CONTEXT_HANDLE_ERROR);
        MessageDescriptor saved = source.savedContext();
        if (saved == null) {
            throw new MqiException(Reason.CONTEXT_NOT_AVAILABLE);
        }
        return saved;
    }

    private static MessageDescriptorBuilder identity(MessageDescriptorBuilder message, MessageDescriptor from) {
        return message.userIdentifier(from.userIdentifier())
                .accountingToken(from.accountingToken())
                .applIdentityData(from.applIdentityData());
    }

    private static MessageDescriptorBuilder origin(MessageDescriptorBuilder message, MessageDescriptor from) {
        return message.putApplType(from.putApplType())
                .putApplName(from.putApplName())
                .putDate(from.putDate())
                .putTime(from.putTime())
                .applOriginData(from.applOriginData());
    }

    private static MessageDescriptorBuilder ownOrigin(Connection connection, MessageDescriptorBuilder message) {
        Environment environment = connection.environment();
        PutTimes.PutTime now = environment.putTimes().at(environment.clock().millis());
        return message.putApplType(connection.client().applicationType())
                .putApplName(connection.client().applicationName())
                .putDate(now.date())
                .putTime(now.time())
                .applOriginData("");
    }
}
