package io.mooring.embedded.wire.structure;

import static io.mooring.embedded.wire.Golden.CORRELATION_ID;
import static io.mooring.embedded.wire.Golden.MESSAGE_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MessageDescriptor;
import io.mooring.embedded.wire.Bytes;
import io.mooring.embedded.wire.Golden;
import io.mooring.embedded.wire.ProtocolException;
import io.mooring.embedded.wire.WireReader;
import org.junit.jupiter.api.Test;

/** Messages that travel with a header of the queue manager: on transmission queues and on the dead-letter queue. */
class HeaderMessagesTest {
    private static final byte[] DATA = {1, 2, 3};
    private static final byte[] MD_1 = Golden.messageDescriptor(1, MESSAGE_ID, CORRELATION_ID);
    private static final MessageDescriptor MD = MessageDescriptorLayout.read(new WireReader(MD_1));

    @Test
    void transmissionHeader() {
        Message wrapped = new TransmissionHeader("ORDERS", "QM2", new Message(MD, DATA)).wrapped();

        assertThat(wrapped.descriptor())
                .isEqualTo(MD.toBuilder().format("MQXMIT").build());
        assertThat(wrapped.body())
                .isEqualTo(Bytes.begin()
                        .ascii("XQH ")
                        .i32(1) // version
                        .text("ORDERS", 48)
                        .text("QM2", 48)
                        .bytes(MD_1)
                        .bytes(DATA)
                        .array());
        TransmissionHeader read = TransmissionHeader.unwrap(wrapped);
        assertThat(read.queue()).isEqualTo("ORDERS");
        assertThat(read.queueManager()).isEqualTo("QM2");
        assertThat(read.message().descriptor()).isEqualTo(MD);
        assertThat(read.message().body()).isEqualTo(DATA);
    }

    @Test
    void transmissionHeaderWithTheExtensionThatAGroupNeeds() {
        MessageDescriptor grouped = MD.toBuilder()
                .groupId(RequestStructuresTest.id(CORRELATION_ID))
                .sequenceNumber(3)
                .offset(4)
                .flags(8)
                .originalLength(5)
                .build();

        Message wrapped = new TransmissionHeader("ORDERS", "QM2", new Message(grouped, DATA)).wrapped();

        byte[] descriptor = MD_1.clone();
        System.arraycopy(Bytes.begin().text("MQHMDE", 8).array(), 0, descriptor, 32, 8);
        assertThat(wrapped.body())
                .isEqualTo(Bytes.begin()
                        .ascii("XQH ")
                        .i32(1) // version
                        .text("ORDERS", 48)
                        .text("QM2", 48)
                        .bytes(descriptor)
                        .ascii("MDE ")
                        .i32(2) // version
                        .i32(72) // length
                        .i32(273) // encoding of the data
                        .i32(1208) // ccsid of the data
                        .text("MQSTR", 8) // format of the data
                        .i32(0) // flags of the extension
                        .hex(CORRELATION_ID) // group id
                        .i32(3) // sequence number
                        .i32(4) // offset
                        .i32(8) // message flags
                        .i32(5) // original length
                        .bytes(DATA)
                        .array());
        assertThat(TransmissionHeader.unwrap(wrapped).message().descriptor()).isEqualTo(grouped);
    }

    @Test
    void rubbishOnATransmissionQueueIsRefused() {
        Message rubbish = new Message(MD, new byte[427]);
        Message other = new Message(MD, new byte[500]);

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> TransmissionHeader.unwrap(rubbish))
                .withMessageContaining("MQXQH needs 428");
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> TransmissionHeader.unwrap(other));
    }

    @Test
    void deadLetterHeader() {
        Message dead = new DeadLetterHeader(2085, "ORDERS", "QM2")
                .wrapped(new Message(MD, DATA), "QM1", "20261120", "11223344");

        assertThat(dead.descriptor())
                .isEqualTo(MD.toBuilder()
                        .format("MQDEAD")
                        .encoding(273)
                        .ccsid(819)
                        .expiry(-1)
                        .build());
        assertThat(dead.body())
                .isEqualTo(Bytes.begin()
                        .ascii("DLH ")
                        .i32(1) // version
                        .i32(2085) // reason
                        .text("ORDERS", 48)
                        .text("QM2", 48)
                        .i32(273) // encoding of what follows
                        .i32(1208) // its ccsid
                        .text("MQSTR", 8) // its format
                        .i32(7) // application type: queue manager
                        .text("QM1", 28)
                        .text("20261120", 8)
                        .text("11223344", 8)
                        .bytes(DATA)
                        .array());
    }
}
