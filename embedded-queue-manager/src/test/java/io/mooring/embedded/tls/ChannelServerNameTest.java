package io.mooring.embedded.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelServerNameTest {
    private static final String ALLOWED = "ABCXYZabcxyz0189./_%";

    /** The first two are the examples in IBM's documentation, the third was seen from the client. */
    @ParameterizedTest
    @CsvSource({
        "TO.QMGR1,to2e-qmgr1",
        "to.qmgr1,74-6f-2e-71-6d-67-72-1",
        "app.x_/%1,61-70-70-2e-78-5f-2f-25-1",
        "A2.B,a22e-b",
        "ABCDEFGHIJ0123456789,abcdefghij0123456789"
    })
    void aChannelAndItsServerNameStandForEachOther(String channel, String label) {
        assertThat(ChannelServerName.of(channel)).isEqualTo(label + ".chl.mq.ibm.com");
        assertThat(ChannelServerName.channelOf(label + ".chl.mq.ibm.com")).hasValue(channel);
    }

    @Test
    void everyChannelNameCanBeReadBack() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder name = new StringBuilder();
            int length = 1 + random.nextInt(20);
            while (name.length() < length) {
                name.append(ALLOWED.charAt(random.nextInt(ALLOWED.length())));
            }
            String channel = name.toString();
            assertThat(ChannelServerName.channelOf(ChannelServerName.of(channel)))
                    .as("seed %d, channel %s", seed, channel)
                    .hasValue(channel);
        }
    }

    @Test
    void serverNamesAreReadIrrespectiveOfCase() {
        assertThat(ChannelServerName.channelOf("APP2E-SVRCONN.CHL.MQ.IBM.COM")).hasValue("APP.SVRCONN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                ".chl.mq.ibm.com",
                "chl.mq.ibm.com",
                "a.b.chl.mq.ibm.com",
                "-.chl.mq.ibm.com",
                "2e--.chl.mq.ibm.com",
                "g1-.chl.mq.ibm.com", // not hexadecimal
                "41-.chl.mq.ibm.com", // a capital letter needs no escape
                "00-.chl.mq.ibm.com", // not printable
                "ff-.chl.mq.ibm.com",
                "a_b.chl.mq.ibm.com",
                "abcdefghij0123456789x.chl.mq.ibm.com" // 21 characters
            })
    void otherServerNamesStandForNoChannel(String serverName) {
        assertThat(ChannelServerName.channelOf(serverName)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A B", "Ä", "A\u0000"})
    void whatIsNoChannelNameHasNoServerName(String name) {
        assertThatThrownBy(() -> ChannelServerName.of(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a channel name");
    }
}
