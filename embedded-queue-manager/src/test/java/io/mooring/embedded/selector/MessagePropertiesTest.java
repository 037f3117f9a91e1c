package io.mooring.embedded.selector;

import static org.assertj.core.api.Assertions.assertThat;

import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MessageDescriptor;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagePropertiesTest {
    private static final byte[] MESSAGE_ID =
            HexFormat.of().parseHex("414d5120514d312020202020202020206b00125d00000041");
    private static final byte[] CORRELATION_ID =
            HexFormat.of().parseHex("0102030405060708090a0b0c0d0e0f101112131415161718");
    private static final byte[] GROUP_ID = HexFormat.of().parseHex("aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbcccccccccccccccc");

    private static final MessageDescriptor DESCRIPTOR = MessageDescriptor.defaults().toBuilder()
            .report(0x40)
            .type(MessageDescriptor.REQUEST)
            .expiry(600)
            .feedback(258)
            .encoding(273)
            .ccsid(819)
            .format("MQSTR")
            .priority(7)
            .persistence(MessageDescriptor.PERSISTENT)
            .messageId(Byte24.of(MESSAGE_ID, 0))
            .correlationId(Byte24.of(CORRELATION_ID, 0))
            .backoutCount(2)
            .replyToQueue("REPLY")
            .replyToQueueManager("QM2")
            .userIdentifier("app")
            .accountingToken(new byte[] {1, 2})
            .applIdentityData("identity")
            .putApplType(28)
            .putApplName("orders")
            .putDate("20261120")
            .putTime("09265536")
            .applOriginData("orig")
            .groupId(Byte24.of(GROUP_ID, 0))
            .sequenceNumber(3)
            .offset(4)
            .flags(8)
            .originalLength(99)
            .build();

    private static final Message FULL = new Message(DESCRIPTOR, new byte[0]);
    private static final Message EMPTY = new Message(MessageDescriptor.defaults(), new byte[0]);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Root.MQMD.Report = 64",
                "Root.MQMD.MsgType = 1",
                "Root.MQMD.Expiry = 600",
                "Root.MQMD.Feedback = 258",
                "Root.MQMD.Encoding = 273",
                "Root.MQMD.CodedCharSetId = 819",
                "Root.MQMD.Format = 'MQSTR'",
                "Root.MQMD.Priority = 7",
                "Root.MQMD.Persistence = 1",
                "Root.MQMD.BackoutCount = 2",
                "Root.MQMD.MsgId = \"0x414D5120514D312020202020202020206B00125D00000041\"",
                "Root.MQMD.CorrelId = \"0x0102030405060708090a0b0c0d0e0f101112131415161718\"",
                "Root.MQMD.GroupId = \"0xaaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbcccccccccccccccc\"",
                "Root.MQMD.ReplyToQ = 'REPLY'",
                "Root.MQMD.ReplyToQMgr = 'QM2'",
                "Root.MQMD.UserIdentifier = 'app'",
                "Root.MQMD.AccountingToken = \"0x0102\"",
                "Root.MQMD.ApplIdentityData = 'identity'",
                "Root.MQMD.PutApplType = 28",
                "Root.MQMD.PutApplName = 'orders'",
                "Root.MQMD.PutDate = '20261120'",
                "Root.MQMD.PutTime = '09265536'",
                "Root.MQMD.ApplOriginData = 'orig'",
                "Root.MQMD.MsgSeqNumber = 3",
                "Root.MQMD.Offset = 4",
                "Root.MQMD.MsgFlags = 8",
                "Root.MQMD.OriginalLength = 99",
                "Root.MQMD.Version IS NULL",
                "Root.MQMD.priority IS NULL",
                "Root.MQMD IS NULL",
                "JMSMessageID = 'ID:414d5120514d312020202020202020206b00125d00000041'",
                "JMSCorrelationID = 'ID:0102030405060708090a0b0c0d0e0f101112131415161718'",
                "JMSPriority = 7",
                "JMSDeliveryMode = 'PERSISTENT'",
                "JMSTimestamp = 1795166815360",
                "JMSRedelivered",
                "JMSXUserID = 'app'",
                "JMSXAppID = 'orders'",
                "JMSXDeliveryCount = 3",
                "JMSXGroupSeq = 3",
                "JMSXGroupID = 'ID:aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbcccccccccccccccc'",
                "JMSType IS NULL",
                "JMSDestination IS NULL",
                "JMSReplyTo IS NULL",
                "JMSExpiration IS NULL",
                "JMS_IBM_Format = 'MQSTR'",
                "JMS_IBM_MsgType = 1",
                "JMS_IBM_Encoding = 273",
                "JMS_IBM_Character_Set = 'ISO-8859-1'",
                "JMS_IBM_PutDate = '20261120'",
                "JMS_IBM_PutTime = '09265536'",
                "JMS_IBM_Feedback = 258",
                "JMS_IBM_PutApplType = 28",
                "JMS_IBM_Unknown IS NULL",
                "color IS NULL",
                "usr.color IS NULL"
            })
    void theDescriptorAnswersUnderItsNamesInJmsAndInMq(String selector) {
        assertThat(Selector.parse(selector).matches(new MessageProperties(FULL)))
                .as(selector)
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JMSCorrelationID IS NULL",
                "JMSDeliveryMode = 'NON_PERSISTENT'",
                "JMSTimestamp IS NULL",
                "NOT JMSRedelivered",
                "JMSXDeliveryCount = 1",
                "JMSXGroupID IS NULL",
                "JMSXGroupSeq IS NULL"
            })
    void aDescriptorOfDefaultsAnswersWhatJmsHasForIt(String selector) {
        assertThat(Selector.parse(selector).matches(new MessageProperties(EMPTY)))
                .as(selector)
                .isTrue();
    }

    @Test
    void theHeaderOfAJmsMessageGoesBeforeTheDescriptor() {
        Message message = new Message(
                DESCRIPTOR.toBuilder().format("MQHRF2").build(),
                Rfh2Bytes.body(
                        273,
                        1208,
                        "<mcd><Msd>jms_text</Msd><Type>order</Type></mcd>",
                        "<jms><Dst>queue:///Q1</Dst><Rto>queue:///R</Rto><Tms>1700000000000</Tms><Exp>1700000009000</Exp>"
                                + "<Cid>mine</Cid><Gid>group</Gid><Seq>2</Seq><Dlv>2</Dlv><Pri>x</Pri></jms>",
                        "<usr><color>red</color><JMSType>no</JMSType></usr>"));
        MessageProperties properties = new MessageProperties(message);

        assertThat(properties.property("JMSType")).isEqualTo("order");
        assertThat(properties.property("JMSDestination")).isEqualTo("queue:///Q1");
        assertThat(properties.property("JMSReplyTo")).isEqualTo("queue:///R");
        assertThat(properties.property("JMSTimestamp")).isEqualTo(1_700_000_000_000L);
        assertThat(properties.property("JMSExpiration")).isEqualTo(1_700_000_009_000L);
        assertThat(properties.property("JMSCorrelationID")).isEqualTo("mine");
        assertThat(properties.property("JMSXGroupID")).isEqualTo("group");
        assertThat(properties.property("JMSXGroupSeq")).isEqualTo(2);
        assertThat(properties.property("JMS_IBM_Format")).isEqualTo("MQSTR");
        assertThat(properties.property("JMS_IBM_Encoding")).isEqualTo(273);
        assertThat(properties.property("JMS_IBM_Character_Set")).isEqualTo("UTF-8");
        assertThat(properties.property("mcd.Msd")).isEqualTo("jms_text");
        assertThat(properties.property("jms.Dlv")).isEqualTo(2);
        assertThat(properties.property("jms.Pri")).as("not a number").isNull();
        assertThat(properties.property("color")).isEqualTo("red");
        assertThat(properties.property("usr.color")).isEqualTo("red");
        assertThat(properties.property("jms.color")).isNull();
        assertThat(properties.property("Color")).as("names are case-sensitive").isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "20261120, 0926553, ",
        "20260230, 09265536, ",
        "2026112x, 09265536, ",
        "'', '', ",
        "20261120, 24000000, ",
        "19700101, 00000001, 10",
        "20000229, 23595999, 951868799990"
    })
    void theTimestampIsPutDateAndPutTimeIfTheyAreAPointInTime(String date, String time, Long expected) {
        MessageDescriptor descriptor =
                DESCRIPTOR.toBuilder().putDate(date).putTime(time).build();

        assertThat(new MessageProperties(new Message(descriptor, new byte[0])).property("JMSTimestamp"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1208, UTF-8", "819, ISO-8859-1", "1200, UTF-16BE", "367, US-ASCII", "850, 850"})
    void theCharacterSetHasItsJavaName(int ccsid, String name) {
        MessageDescriptor descriptor = DESCRIPTOR.toBuilder().ccsid(ccsid).build();

        assertThat(new MessageProperties(new Message(descriptor, new byte[0])).property("JMS_IBM_Character_Set"))
                .isEqualTo(name);
    }

    @Test
    void aBodyIsAHeaderOnlyIfTheDescriptorSaysSo() {
        byte[] body = Rfh2Bytes.body(273, 1208, "<usr><color>red</color></usr>");

        assertThat(new MessageProperties(new Message(DESCRIPTOR, body)).property("color"))
                .isNull();
    }
}
