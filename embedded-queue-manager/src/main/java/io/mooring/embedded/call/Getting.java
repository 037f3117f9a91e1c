package io.mooring.embedded.call;

import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.mqi.GetOptions;
import io.mooring.embedded.mqi.MatchOptions;
import io.mooring.embedded.mqi.MessageDescriptor;
import io.mooring.embedded.store.LocalQueue;
import io.mooring.embedded.store.QueuedMessage;
import io.mooring.embedded.store.Selection;

/** What MQGET and asynchronous consume have in common: which messages are wanted, and whose a message is after a get. */
final class Getting {
    private Getting() {}

    static Selection selection(
            int matchOptions, Byte24 messageId, Byte24 correlationId, Byte24 groupId, long token, OpenQueue queue) {
        return new Selection(
                (matchOptions & MatchOptions.MSG_ID) != 0 ? messageId : Byte24.NONE,
                (matchOptions & MatchOptions.CORREL_ID) != 0 ? correlationId : Byte24.NONE,
                (matchOptions & MatchOptions.GROUP_ID) != 0 ? groupId : Byte24.NONE,
                (matchOptions & MatchOptions.TOKEN) != 0 ? token : 0,
                queue.selector());
    }

    static boolean inUnitOfWork(int options, MessageDescriptor descriptor) {
        return (options & GetOptions.SYNCPOINT) != 0
                || ((options & GetOptions.SYNCPOINT_IF_PERSISTENT) != 0 && descriptor.persistent());
    }

    /** A message that was taken becomes part of the unit of work, or its get final. */
    static void settle(Connection connection, OpenQueue queue, QueuedMessage message, int options) {
        LocalQueue local = queue.local();
        MessageDescriptor descriptor = message.message().descriptor();
        if (inUnitOfWork(options, descriptor)) {
            local.enlist(message, connection.unitOfWork());
        } else {
            local.finish();
        }
        queue.saveContext(descriptor);
    }

    /** Refuses a get that would have to join a full unit of work, before it takes a message. */
    static void requireRoom(Connection connection, int options) {
        if ((options & (GetOptions.SYNCPOINT | GetOptions.SYNCPOINT_IF_PERSISTENT)) != 0) {
            connection.unitOfWork().requireRoom();
        }
    }
}
