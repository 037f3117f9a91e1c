package io.mooring.embedded.selector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MessageDescriptor;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The data behind the header of JMS, and the data of a reply behind another one. */
class ApplicationDataTest {
    private static final byte[] HELLO = "hello".getBytes(UTF_8);

    @Test
    void theHeaderIsNotPartOfTheData() {
        byte[] body = Rfh2.before(HELLO, "MQSTR", 273, 1208, List.of("<mcd><Msd>jms_text</Msd></mcd>"));

        assertThat(ApplicationData.of(message("MQHRF2", body)).bytes()).isEqualTo(HELLO);
    }

    @Test
    void withoutAHeaderAllIsData() {
        assertThat(ApplicationData.of(message("MQSTR", HELLO)).bytes()).isEqualTo(HELLO);
    }

    @Test
    void aHeaderThatIsTruncatedIsData() {
        byte[] truncated = new byte[] {'R', 'F', 'H', ' ', 0, 0};

        assertThat(ApplicationData.of(message("MQHRF2", truncated)).bytes()).isEqualTo(truncated);
    }

    @Test
    void aReplyHasTheTypeAndTheCorrelationIdOfTheRequestAndNoPropertyOfIt() {
        List<String> folders = List.of(
                "<mcd><Msd>jms_text</Msd></mcd>",
                "<jms><Dst>queue:///Q</Dst><Cid>a &lt; b &amp; c</Cid></jms>",
                "<usr><color>red</color></usr>");
        Message request = message("MQHRF2", Rfh2.before(HELLO, "MQSTR", 546, 819, folders));

        Message reply =
                ApplicationData.of(request).replyWith("bye".getBytes(UTF_8), MessageDescriptor.defaults().toBuilder());

        assertThat(reply.descriptor().format()).isEqualTo("MQHRF2");
        MessageProperties properties = new MessageProperties(reply);
        assertThat(properties.property("mcd.Msd")).isEqualTo("jms_text");
        assertThat(properties.property("JMSCorrelationID")).isEqualTo("a < b & c");
        assertThat(properties.property("color")).isNull();
        assertThat(properties.property("JMSDestination")).isNull();
        assertThat(new String(ApplicationData.of(reply).bytes(), UTF_8)).isEqualTo("bye");
        Rfh2 header = Rfh2.of(reply.body(), reply.descriptor().encoding());
        assertThat(header).isNotNull();
        assertThat(header.format()).isEqualTo("MQSTR");
        assertThat(header.encoding()).as("of the data, as in the request").isEqualTo(546);
        assertThat(header.ccsid()).isEqualTo(819);
    }

    @Test
    void aHeaderIsWrittenWithItsFoldersPaddedToFours() {
        byte[] written = Rfh2.before(HELLO, "MQSTR", 273, 1208, List.of("<a>b</a>", "<c>de</c>"));

        ByteBuffer bytes = ByteBuffer.wrap(written);
        assertThat(bytes.getInt(8)).as("StrucLength").isEqualTo(36 + 4 + 8 + 4 + 12);
        assertThat(bytes.getInt(36)).isEqualTo(8);
        assertThat(bytes.getInt(48)).isEqualTo(12);
        assertThat(new String(written, 52, 12, ISO_8859_1)).isEqualTo("<c>de</c>   ");
        assertThat(written).endsWith(HELLO);
    }

    private static Message message(String format, byte[] body) {
        return new Message(
                MessageDescriptor.defaults().toBuilder().format(format).build(), body);
    }
}
