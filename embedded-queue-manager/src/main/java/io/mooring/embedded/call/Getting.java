package io.mooring.embedded.call;

import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.mqi.GetOptions;
import io.mooring.embedded.mqi.MatchOptions;
import io.mooring.embedded.mqi.MessageDescriptor;
import io.mooring.embedded.mqi.MqiException;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.store.LocalQueue;
import io.mooring.embedded.store.QueuedMessage;
import io.mooring.embedded.store.Selection;

/** What MQGET and asynchronous consume have in common: which options there are, and whose a message is after a get. */
final class Getting {
    static final int BROWSES = GetOptions.BROWSE_FIRST | GetOptions.BROWSE_NEXT | GetOptions.BROWSE_MSG_UNDER_CURSOR;

    /** Accepted and without effect here: there is nothing to convert, group, or take properties out of. */
    private static final int WITHOUT_EFFECT = GetOptions.CONVERT
            | GetOptions.PROPERTIES_FORCE_MQRFH2
            | GetOptions.NO_PROPERTIES
            | GetOptions.PROPERTIES_COMPATIBILITY
            | GetOptions.COMPLETE_MSG
            | GetOptions.ALL_MSGS_AVAILABLE
            | GetOptions.ALL_SEGMENTS_AVAILABLE
            | GetOptions.LOGICAL_ORDER;

    private static final int KNOWN = GetOptions.WAIT
            | GetOptions.SYNCPOINT
            | GetOptions.NO_SYNCPOINT
            | GetOptions.SYNCPOINT_IF_PERSISTENT
            | GetOptions.ACCEPT_TRUNCATED_MSG
            | GetOptions.MSG_UNDER_CURSOR
            | GetOptions.FAIL_IF_QUIESCING
            | BROWSES
            | WITHOUT_EFFECT;

    private Getting() {}

    static void checkOptions(int options) {
        int browses = options & (BROWSES | GetOptions.MSG_UNDER_CURSOR);
        int syncpoints =
                options & (GetOptions.SYNCPOINT | GetOptions.NO_SYNCPOINT | GetOptions.SYNCPOINT_IF_PERSISTENT);
        boolean browseInUnitOfWork = (options & BROWSES) != 0
                && (options & (GetOptions.SYNCPOINT | GetOptions.SYNCPOINT_IF_PERSISTENT)) != 0;
        if ((options & ~KNOWN) != 0
                || Integer.bitCount(browses) > 1
                || Integer.bitCount(syncpoints) > 1
                || browseInUnitOfWork) {
            throw new MqiException(Reason.OPTIONS_ERROR);
        }
    }

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
