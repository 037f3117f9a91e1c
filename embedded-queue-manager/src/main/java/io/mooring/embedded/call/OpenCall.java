package io.mooring.embedded.call;

import io.mooring.embedded.routing.Route;
import io.mooring.embedded.wire.WireReader;
import io.mooring.embedded.wire.WireWriter;
import io.mooring.embedded.wire.structure.ObjectDescriptor;
import io.mooring.embedded.wire.structure.OpenDefaults;

/** MQOPEN: object descriptor, options, FOPA. */
final class OpenCall {
    private OpenCall() {}

    static void open(Connection connection, Reply reply) {
        WireReader in = reply.body();
        ObjectDescriptor descriptor = ObjectDescriptor.read(in);
        int optionsAt = in.position();
        in.require(4, "MQOPEN options");
        int options = in.int32();
        OpenObject object = Opening.openForHandle(connection, descriptor, options);
        WireWriter out = reply.begin(0, 0, connection.add(object));
        writeDescriptor(out, reply, descriptor, object, connection.environment().name());
        out.copy(in, optionsAt, 4);
        int fopaAt = optionsAt + 4;
        if (in.length() - fopaAt >= OpenDefaults.FOPA_LENGTH) {
            Opening.defaults(object).writeFopa(out, in, fopaAt);
        }
        reply.send(out);
    }

    static void writeDescriptor(
            WireWriter out, Reply reply, ObjectDescriptor descriptor, OpenObject object, String queueManager) {
        if (!(object instanceof OpenQueue queue)) {
            descriptor.writeAnswer(out, reply.body(), descriptor.objectName(), "", queueManager);
            return;
        }
        reply.about(queue.name());
        if (queue.route() instanceof Route.Local local) {
            descriptor.writeAnswer(
                    out, reply.body(), queue.name(), local.local().name(), queueManager);
        } else if (queue.route() instanceof Route.Remote remote) {
            descriptor.writeAnswer(out, reply.body(), queue.name(), remote.queue(), remote.queueManager());
        } else {
            descriptor.writeAnswer(out, reply.body(), queue.name(), queue.name(), "");
        }
    }
}
