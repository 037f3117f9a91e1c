package io.mooring.embedded.wire.structure;

import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.wire.SegmentFlags;
import io.mooring.embedded.wire.SegmentType;
import io.mooring.embedded.wire.SegmentWriter;
import io.mooring.embedded.wire.WireWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A message that is sent to a consumer without being asked for each time (ASYNC_MESSAGE).
 *
 * <pre>
 *  0  4 version    4  4 handle    8  4 index within the handle   12  4 index within the conversation
 * 16  4 data bytes in this segment   20  2 number of the segment   22  2 selection index
 * only in the first segment:
 * 24  4 reason   28  4 total length   32  4 actual length   36 16 token   52  2 status
 * 54  1 length of the queue name   55 the queue name   zeros until 3 + its length is a multiple of 4
 * then the MQMD, then data
 * </pre>
 *
 * @param handle of the consumer's queue
 * @param index counts the handle's messages from 1
 * @param globalIndex counts the conversation's messages from 1
 * @param selectionIndex from the request
 * @param queue name of the queue
 * @param descriptorVersion MQMD version that the consumer wants
 * @param message the message
 */
public record AsyncMessage(
        int handle,
        int index,
        int globalIndex,
        int selectionIndex,
        String queue,
        int descriptorVersion,
        Message message) {
    private static final int REQUEST = 1;

    /** How many bytes of credit it uses up: descriptor and data. */
    public int credit() {
        return MessageDescriptorLayout.length(descriptorVersion) + message.body().length;
    }

    /** Writes it in as many segments as it needs. */
    public void write(SegmentWriter writer, int conversation, WireWriter scratch) throws IOException {
        byte[] data = message.body();
        int sent = 0;
        int number = 0;
        do {
            scratch.reset();
            scratch.int32(1)
                    .int32(handle)
                    .int32(index)
                    .int32(globalIndex)
                    .int32(0)
                    .int16(number)
                    .int16(selectionIndex);
            if (number == 0) {
                firstSegmentPart(scratch, data.length);
            }
            int count = Math.min(writer.room() - scratch.length(), data.length - sent);
            scratch.patchInt32(16, count);
            int flags = (number == 0 ? SegmentFlags.FIRST : 0) | (sent + count == data.length ? SegmentFlags.LAST : 0);
            writer.writeOne(SegmentType.ASYNC_MESSAGE, conversation, REQUEST, flags, scratch, data, sent, count);
            sent += count;
            number++;
        } while (sent < data.length);
    }

    private void firstSegmentPart(WireWriter out, int length) {
        byte[] name = queue.getBytes(StandardCharsets.ISO_8859_1);
        out.int32(0)
                .int32(length)
                .int32(length)
                .zeros(16)
                .int16(0)
                .int8(name.length)
                .bytes(name);
        out.zeros(-(3 + name.length) & 3);
        MessageDescriptorLayout.write(out, descriptorVersion, message.descriptor());
    }
}
