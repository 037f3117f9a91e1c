package io.mooring.embedded.call;

import io.mooring.embedded.admin.AdministrationException;
import io.mooring.embedded.definition.Attribute;
import io.mooring.embedded.definition.AttributeValues;
import io.mooring.embedded.definition.QueueAttributes;
import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.embedded.definition.QueueType;
import io.mooring.embedded.mqi.MqiException;
import io.mooring.embedded.mqi.OpenOptions;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.wire.WireReader;
import java.util.Arrays;

/** MQSET: laid out as MQINQ's answer; of the attributes that it may change, inhibit put and inhibit get mean something. */
final class SetCall {
    private static final int MOST_SELECTORS = 256;

    private SetCall() {}

    static void set(Connection connection, Reply reply) {
        OpenQueue queue = connection.queue(reply.handle(), Reason.OBJECT_TYPE_ERROR);
        queue.require(OpenOptions.SET, Reason.NOT_OPEN_FOR_SET);
        WireReader in = reply.body();
        in.require(12, "MQSET");
        int count = in.int32();
        int integers = in.int32();
        in.skip(4);
        if (count < 0 || count > MOST_SELECTORS) {
            throw new MqiException(Reason.SELECTOR_COUNT_ERROR);
        }
        if (integers < count) {
            throw new MqiException(Reason.INT_ATTR_COUNT_ERROR);
        }
        in.require(count * 8, "MQSET selectors and values");
        int[] selectors = new int[count];
        Arrays.setAll(selectors, i -> in.int32());
        QueueDefinition definition = connection.environment().queues().definition(queue.name());
        if (definition == null) {
            throw new MqiException(Reason.Q_DELETED);
        }
        AttributeValues changes = AttributeValues.DEFAULTS;
        for (int selector : selectors) {
            changes = changes.with(settable(definition, selector), inhibitValue(in.int32()));
        }
        try {
            connection.environment().queues().alter(queue.name(), changes);
        } catch (AdministrationException deletedMeanwhile) {
            throw new MqiException(Reason.Q_DELETED);
        }
        reply.send(reply.begin().copy(in, 16, in.length() - 16));
    }

    private static Attribute settable(QueueDefinition definition, int selector) {
        boolean readable = definition.type() != QueueType.REMOTE;
        if (readable && selector == QueueAttributes.GET.selector()) {
            return QueueAttributes.GET;
        }
        if (selector == QueueAttributes.PUT.selector()) {
            return QueueAttributes.PUT;
        }
        throw new MqiException(Reason.SELECTOR_ERROR);
    }

    private static int inhibitValue(int value) {
        if (value != 0 && value != 1) {
            throw new MqiException(Reason.INHIBIT_VALUE_ERROR);
        }
        return value;
    }
}
