package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.MQException;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQQueue;
import com.ibm.mq.constants.CMQC;
import java.io.IOException;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that need several segments on the wire. */
class LargeMessageTest extends ClassesForJava {
    private static final int LARGEST = 104_857_600;

    @ParameterizedTest
    @ValueSource(ints = {4_095, 4_096, 4_097, 32_200, 32_767, 32_768, 65_535, 65_536, 1_000_000})
    void aMessageOfAnyLengthArrivesWhole(int length) throws MQException, IOException {
        assertArrivesWhole(length);
    }

    @Test
    void theLargestMessageArrivesWhole() throws MQException, IOException {
        mqsc("ALTER QLOCAL(Q) MAXMSGL(" + LARGEST + ")");

        assertArrivesWhole(LARGEST);
    }

    private void assertArrivesWhole(int length) throws MQException, IOException {
        byte[] body = new byte[length];
        for (int i = 0; i < length; i++) {
            body[i] = (byte) (i ^ i >>> 8 ^ i >>> 16);
        }
        long checksum = checksum(body);
        MQQueue queue = open("Q", INPUT | OUTPUT);
        MQMessage sent = new MQMessage();
        sent.write(body);
        queue.put(sent);
        sent.clearMessage();

        MQMessage got = get(queue, getOptions(CMQC.MQGMO_NO_SYNCPOINT));

        assertThat(got.getMessageLength()).isEqualTo(length);
        got.readFully(body);
        assertThat(checksum(body)).isEqualTo(checksum);
    }

    private static long checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }
}
