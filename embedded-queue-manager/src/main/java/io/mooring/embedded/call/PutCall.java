package io.mooring.embedded.call;

import io.mooring.embedded.definition.QueueAttributes;
import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.embedded.definition.QueueManagerAttributes;
import io.mooring.embedded.definition.QueueType;
import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MessageDescriptor;
import io.mooring.embedded.mqi.MessageDescriptorBuilder;
import io.mooring.embedded.mqi.MqiException;
import io.mooring.embedded.mqi.OpenOptions;
import io.mooring.embedded.mqi.PutOptions;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.routing.Router;
import io.mooring.embedded.store.LocalQueue;
import io.mooring.embedded.store.UnitOfWork;
import io.mooring.embedded.wire.SegmentType;
import io.mooring.embedded.wire.WireReader;
import io.mooring.embedded.wire.WireWriter;
import io.mooring.embedded.wire.structure.MessageDescriptorLayout;
import io.mooring.embedded.wire.structure.ObjectDescriptor;
import io.mooring.embedded.wire.structure.PutMessageOptions;
import org.jspecify.annotations.Nullable;

/** MQPUT and MQPUT1: descriptor, options, data; the answer tells the ids and where the message went. */
final class PutCall {
    private static final int WARNING = 1;
    private static final int INHIBITED = 1;

    private PutCall() {}

    /** Looks ahead at the options and at where the structures end; the reader stays where it is. */
    static void prepare(SegmentType type, WireReader body, Reply reply) {
        int at = body.position();
        if (type == SegmentType.MQPUT1) {
            ObjectDescriptor.read(body);
        }
        MessageDescriptorLayout.skip(body);
        if (PutMessageOptions.read(body).has(PutOptions.ASYNC_RESPONSE)) {
            reply.keepForStatus(); // the client would take an answer for that of its next call
        }
        reply.failWithFirst(body.position());
        body.position(at);
    }

    static void put(Connection connection, Reply reply) {
        OpenQueue queue = connection.queue(reply.handle(), Reason.NOT_OPEN_FOR_OUTPUT);
        queue.require(OpenOptions.OUTPUT, Reason.NOT_OPEN_FOR_OUTPUT);
        put(connection, reply, queue, null);
    }

    static void put1(Connection connection, Reply reply) {
        ObjectDescriptor descriptor = ObjectDescriptor.read(reply.body());
        QueueDefinition named = connection.environment().queues().definition(descriptor.objectName());
        if (named != null && named.type() == QueueType.MODEL) {
            throw new MqiException(Reason.Q_TYPE_ERROR);
        }
        int contextOptions = OpenOptions.PASS_IDENTITY_CONTEXT
                | OpenOptions.PASS_ALL_CONTEXT
                | OpenOptions.SET_IDENTITY_CONTEXT
                | OpenOptions.SET_ALL_CONTEXT;
        OpenObject object = Opening.open(connection, descriptor, OpenOptions.OUTPUT | contextOptions);
        try {
            if (!(object instanceof OpenQueue queue)) {
                throw new MqiException(Reason.OBJECT_TYPE_ERROR);
            }
            reply.about(queue.name());
            put(connection, reply, queue, descriptor);
        } finally {
            object.closed(connection.environment());
        }
    }

    private static void put(Connection connection, Reply reply, OpenQueue queue, @Nullable ObjectDescriptor opened) {
        Environment environment = connection.environment();
        WireReader in = reply.body();
        int version = MessageDescriptorLayout.peekVersion(in);
        MessageDescriptor asked = MessageDescriptorLayout.read(in);
        PutMessageOptions options = PutMessageOptions.read(in);
        in.require(4, "MQPUT data length");
        int length = in.int32();
        in.require(length, "MQPUT data");
        if (opened == null) {
            OptionRules.checkPut(options.options());
        } else {
            OptionRules.checkPut1(options.options());
        }
        if (environment.state().quiescing() && options.has(PutOptions.FAIL_IF_QUIESCING)) {
            throw new MqiException(Reason.Q_MGR_QUIESCING);
        }
        if (length > environment.attributes().get().number(QueueManagerAttributes.MAXMSGL)) {
            throw new MqiException(Reason.MSG_TOO_BIG_FOR_Q_MGR);
        }
        QueueDefinition definition = queue.definition();
        if (definition != null
                && definition.type() != QueueType.LOCAL
                && currentDefinition(environment, queue).number(QueueAttributes.PUT) == INHIBITED) {
            throw new MqiException(Reason.PUT_INHIBITED);
        }
        DescriptorRules.check(environment, connection.client().applicationName(), asked);
        MessageDescriptor resolved = resolve(connection, queue, asked, options);
        UnitOfWork unitOfWork = options.has(PutOptions.SYNCPOINT) ? connection.unitOfWork() : null;
        Router.Destination destination =
                environment.router().put(queue.route(), new Message(resolved, in.bytes(length)), unitOfWork);
        reply.about(resolved.messageId());
        WireWriter out = resolved.priority() > LocalQueue.HIGHEST_PRIORITY
                ? reply.begin(WARNING, Reason.PRIORITY_EXCEEDS_MAXIMUM.code(), reply.handle())
                : reply.begin();
        if (opened != null) {
            opened.writeAnswer(out, in, queue.name(), destination.queue(), destination.queueManager());
        }
        MessageDescriptorLayout.write(out, version, resolved);
        options.writeAnswer(out, in, destination.queue(), destination.queueManager());
        reply.send(out);
    }

    private static QueueDefinition currentDefinition(Environment environment, OpenQueue queue) {
        QueueDefinition now = environment.queues().definition(queue.name());
        if (now == null) {
            throw new MqiException(Reason.Q_DELETED);
        }
        return now;
    }

    private static MessageDescriptor resolve(
            Connection connection, OpenQueue queue, MessageDescriptor asked, PutMessageOptions options) {
        Environment environment = connection.environment();
        boolean newMessageId = asked.messageId().isNone() || options.has(PutOptions.NEW_MSG_ID);
        Byte24 correlationId = options.has(PutOptions.NEW_CORREL_ID)
                ? environment.identifiers().message()
                : asked.correlationId();
        MessageDescriptorBuilder message = Context.apply(connection, queue, asked, options);
        DescriptorRules.resolveGroup(environment, asked, message);
        DescriptorRules.resolveReplyTo(environment, asked, message);
        return message.messageId(newMessageId ? environment.identifiers().message() : asked.messageId())
                .correlationId(correlationId)
                .priority(priority(queue, asked))
                .persistence(persistence(queue, asked))
                .backoutCount(0)
                .build();
    }

    private static int priority(OpenQueue queue, MessageDescriptor asked) {
        if (asked.priority() == MessageDescriptor.PRIORITY_AS_QUEUE_DEFAULT) {
            return queue.definition() == null ? 0 : queue.definition().number(QueueAttributes.DEFPRTY);
        }
        return asked.priority();
    }

    private static int persistence(OpenQueue queue, MessageDescriptor asked) {
        int persistence = asked.persistence();
        if (persistence == MessageDescriptor.PERSISTENCE_AS_QUEUE_DEFAULT) {
            persistence = queue.definition() == null ? 0 : queue.definition().number(QueueAttributes.DEFPSIST);
        }
        if (persistence != MessageDescriptor.NOT_PERSISTENT && persistence != MessageDescriptor.PERSISTENT) {
            throw new MqiException(Reason.PERSISTENCE_ERROR);
        }
        if (persistence == MessageDescriptor.PERSISTENT && queue.isTemporary()) {
            throw new MqiException(Reason.PERSISTENT_NOT_ALLOWED);
        }
        return persistence;
    }
}
