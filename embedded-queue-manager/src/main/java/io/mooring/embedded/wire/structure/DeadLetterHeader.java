package io.mooring.embedded.wire.structure;

import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MessageDescriptor;
import io.mooring.embedded.wire.WireWriter;

/**
 * The header of a message that could not be delivered (MQDLH), 172 bytes.
 *
 * <pre>
 *   0  4 DLH    4  4 version    8  4 reason   12 48 destination queue   60 48 destination queue manager
 * 108  4 encoding  112  4 ccsid  116  8 format  124  4 application type  128 28 application name
 * 156  8 date      164  8 time
 * </pre>
 *
 * @param reasonCode why
 * @param queue where the message was to go
 * @param queueManager and on which queue manager
 */
public record DeadLetterHeader(int reasonCode, String queue, String queueManager) {
    /** Format of a message that begins with this header. */
    public static final String FORMAT = "MQDEAD";

    private static final int IDENTIFIER = 0x444C4820;
    private static final int LENGTH = 172;
    private static final int QUEUE_MANAGER_TYPE = 7; // MQAT_QMGR

    /**
     * The message for the dead-letter queue.
     *
     * @param putBy the queue manager that puts it there
     * @param date as MQMD.PutDate
     * @param time as MQMD.PutTime
     */
    public Message wrapped(Message message, String putBy, String date, String time) {
        MessageDescriptor md = message.descriptor();
        WireWriter out = new WireWriter(LENGTH + message.body().length);
        out.int32(IDENTIFIER).int32(1).int32(reasonCode).text(queue, 48).text(queueManager, 48);
        out.int32(md.encoding()).int32(md.ccsid()).text(md.format(), 8);
        out.int32(QUEUE_MANAGER_TYPE).text(putBy, 28).text(date, 8).text(time, 8);
        out.bytes(message.body());
        return new Message(
                md.toBuilder()
                        .format(FORMAT)
                        .encoding(273)
                        .ccsid(819)
                        .expiry(MessageDescriptor.UNLIMITED)
                        .build(),
                out.toBytes());
    }
}
