package io.mooring.embedded.manager;

import io.mooring.embedded.call.Product;
import io.mooring.embedded.definition.AttributeValues;
import io.mooring.embedded.definition.ChannelDefinition;
import io.mooring.embedded.definition.QueueAttributes;
import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.embedded.definition.QueueManagerAttributes;
import io.mooring.embedded.routing.Router;
import java.util.List;

/** The objects that each queue manager has from the start. */
final class SystemObjects {
    private static final String DEAD_LETTER_QUEUE = "SYSTEM.DEAD.LETTER.QUEUE";
    private static final int TRANSMISSION = 1;
    private static final int DEEP = 999_999_999;
    private static final int LONGEST_MESSAGE = 104_857_600;

    private SystemObjects() {}

    static List<QueueDefinition> queues() {
        return List.of(
                QueueDefinition.model("SYSTEM.DEFAULT.MODEL.QUEUE"),
                QueueDefinition.model("SYSTEM.JMS.MODEL.QUEUE"),
                QueueDefinition.model("SYSTEM.MQEXPLORER.REPLY.MODEL"),
                QueueDefinition.local("SYSTEM.DEFAULT.LOCAL.QUEUE"),
                deep(DEAD_LETTER_QUEUE),
                deep(Product.COMMAND_QUEUE),
                deep(Router.CLUSTER_TRANSMISSION_QUEUE).with(QueueAttributes.USAGE, TRANSMISSION));
    }

    static List<ChannelDefinition> channels() {
        return List.of(
                ChannelDefinition.named("APP.SVRCONN"),
                ChannelDefinition.named("DEV.APP.SVRCONN"),
                ChannelDefinition.named("SYSTEM.DEF.SVRCONN"));
    }

    static AttributeValues attributes() {
        return AttributeValues.DEFAULTS.with(QueueManagerAttributes.DEADQ, DEAD_LETTER_QUEUE);
    }

    private static QueueDefinition deep(String name) {
        return QueueDefinition.local(name)
                .with(QueueAttributes.MAXDEPTH, DEEP)
                .with(QueueAttributes.MAXMSGL, LONGEST_MESSAGE);
    }
}
