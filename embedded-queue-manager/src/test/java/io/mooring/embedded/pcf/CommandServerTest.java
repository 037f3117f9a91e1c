package io.mooring.embedded.pcf;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.constants.CMQC;
import com.ibm.mq.constants.CMQCFC;
import com.ibm.mq.headers.pcf.PCFMessage;
import io.mooring.embedded.definition.QueueDefinition;
import io.mooring.embedded.mqi.Byte24;
import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MessageDescriptor;
import io.mooring.embedded.mqi.MessageDescriptorBuilder;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.mqi.ReportOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every command: descriptors, refusals and what each command accepts. */
class CommandServerTest {
    private static final Byte24 MESSAGE_ID = Byte24.of(1, 2, 3);
    private static final Byte24 CORRELATION_ID = Byte24.of(4, 5, 6);

    private final FakeAdministration administration = new FakeAdministration().with(QueueDefinition.local("Q1"));
    private final CommandServer server = new CommandServer(administration);
    private final IbmAgent agent = new IbmAgent(administration);

    @Test
    void anAnswerIsAReplyWhoseCorrelationIdIsTheRequestsMessageId() {
        MessageDescriptor reply = replyTo(request -> request);

        assertThat(reply.type()).isEqualTo(MessageDescriptor.REPLY);
        assertThat(reply.format()).isEqualTo("MQADMIN");
        assertThat(reply.encoding()).isEqualTo(273);
        assertThat(reply.ccsid()).isEqualTo(819);
        assertThat(reply.messageId()).isEqualTo(Byte24.NONE);
        assertThat(reply.correlationId()).isEqualTo(MESSAGE_ID);
        assertThat(reply.report()).isZero();
    }

    @Test
    void anAnswerPassesTheIdsThatTheReportOptionsName() {
        MessageDescriptor reply =
                replyTo(request -> request.report(ReportOptions.PASS_CORREL_ID | ReportOptions.PASS_MSG_ID));

        assertThat(reply.messageId()).isEqualTo(MESSAGE_ID);
        assertThat(reply.correlationId()).isEqualTo(CORRELATION_ID);
    }

    @Test
    void anAnswerHasTheRequestsExpiryPriorityAndPersistence() {
        MessageDescriptor reply =
                replyTo(request -> request.expiry(250).priority(7).persistence(1));

        assertThat(reply.expiry()).isEqualTo(250);
        assertThat(reply.priority()).isEqualTo(7);
        assertThat(reply.persistence()).isEqualTo(1);
    }

    @Test
    void aDatagramIsCarriedOutWithoutAnAnswer() {
        PCFMessage delete = new PCFMessage(CMQCFC.MQCMD_DELETE_Q);
        delete.addParameter(CMQC.MQCA_Q_NAME, "Q1");

        assertThat(server.answer(typed(delete, MessageDescriptor.DATAGRAM))).isEmpty();
        assertThat(administration.queues).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {MessageDescriptor.REPLY, MessageDescriptor.REPORT, 0, 65_536})
    void whatIsNeitherRequestNorDatagramIsNotCarriedOut(int type) {
        PCFMessage delete = new PCFMessage(CMQCFC.MQCMD_DELETE_Q);
        delete.addParameter(CMQC.MQCA_Q_NAME, "Q1");

        assertThat(server.answer(typed(delete, type))).isEmpty();
        assertThat(administration.queues).containsKey("Q1");
    }

    @Test
    void aMessageThatIsNotPcfIsRefused() {
        Message text = new Message(
                MessageDescriptor.defaults().toBuilder().type(1).format("MQSTR").build(),
                "display qmgr".getBytes(StandardCharsets.US_ASCII));

        assertThat(IbmAgent.read(server.answer(text).get(0)).getReason()).isEqualTo(CMQCFC.MQRCCF_MD_FORMAT_ERROR);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 35})
    void aMessageThatIsTooShortForAHeaderIsRefused(int length) {
        Message tooShort = IbmAgent.message(new byte[length], 273, 819);

        assertThat(IbmAgent.read(server.answer(tooShort).get(0)).getReason()).isEqualTo(CMQCFC.MQRCCF_MSG_LENGTH_ERROR);
    }

    @Test
    void anEncodingThatIsUnknownIsRefused() {
        Message request = IbmAgent.message(new byte[36], 0, 819);

        assertThat(IbmAgent.read(server.answer(request).get(0)).getReason()).isEqualTo(CMQCFC.MQRCCF_ENCODING_ERROR);
    }

    @ParameterizedTest
    @CsvSource({"0, 2, 3001", "16, 2, 3004", "16, 0, 3004", "20, 0, 3005", "12, 12345, 3007", "12, -1, 3007"})
    void aHeaderThatIsNotThatOfAKnownCommandIsRefused(int offset, int value, int reason) {
        byte[] ping = IbmAgent.bytes(new PCFMessage(CMQCFC.MQCMD_PING_Q_MGR), 273, 819);
        ByteBuffer.wrap(ping).putInt(offset, value);

        PCFMessage answer =
                IbmAgent.read(server.answer(IbmAgent.message(ping, 273, 819)).get(0));

        assertThat(answer.getReason()).isEqualTo(reason);
        assertThat(answer.getCompCode()).isEqualTo(2);
        assertThat(answer.getControl()).isEqualTo(CMQCFC.MQCFC_LAST);
    }

    @Test
    void aRefusalSaysWhichCommandAndParameterItIsAbout() {
        PCFMessage inquire = new PCFMessage(CMQCFC.MQCMD_INQUIRE_Q);
        inquire.addParameter(CMQC.MQCA_Q_NAME, "Q1");
        inquire.addParameter(CMQC.MQIA_Q_TYPE, 99);

        PcfMessage answer = PcfReader.read(
                server.answer(IbmAgent.message(IbmAgent.bytes(inquire, 273, 819), 273, 819))
                        .get(0)
                        .body(),
                273,
                819);

        assertThat(answer)
                .isEqualTo(PcfMessage.refusal(
                        1,
                        CMQCFC.MQCMD_INQUIRE_Q,
                        CMQCFC.MQRCCF_Q_TYPE_ERROR,
                        List.of(new PcfParameter.IntegerValue(CMQCFC.MQIACF_PARAMETER_ID, CMQC.MQIA_Q_TYPE))));
    }

    @Test
    void anExtendedCommandAsForZosIsAnsweredToo() {
        byte[] ping = IbmAgent.bytes(new PCFMessage(CMQCFC.MQCMD_PING_Q_MGR), 273, 819);
        ByteBuffer.wrap(ping).putInt(0, CMQCFC.MQCFT_COMMAND_XR).putInt(8, 3);

        assertThat(IbmAgent.read(server.answer(IbmAgent.message(ping, 273, 819)).get(0))
                        .getReason())
                .isZero();
    }

    @Test
    void aDefectOfTheQueueManagerIsAnsweredAndNotThrown() {
        administration.defect = true;
        PCFMessage inquire = new PCFMessage(CMQCFC.MQCMD_INQUIRE_Q);
        inquire.addParameter(CMQC.MQCA_Q_NAME, "*");

        assertThat(agent.refusal(inquire)).isEqualTo(Reason.UNEXPECTED_ERROR.code());
    }

    @Test
    void aRequiredParameterMustBeThere() {
        PCFMessage other = new PCFMessage(CMQCFC.MQCMD_CREATE_Q);
        other.addParameter(CMQC.MQCA_Q_NAME, "Q2");
        other.addParameter(CMQC.MQCA_Q_DESC, "no type");
        PCFMessage nameless = new PCFMessage(CMQCFC.MQCMD_INQUIRE_Q);
        nameless.addParameter(CMQC.MQIA_Q_TYPE, 1);

        assertThat(agent.refusal(new PCFMessage(CMQCFC.MQCMD_INQUIRE_Q))).isEqualTo(CMQCFC.MQRCCF_PARM_COUNT_TOO_SMALL);
        assertThat(agent.refusal(other)).isEqualTo(CMQCFC.MQRCCF_CFIN_PARM_ID_ERROR);
        assertThat(agent.refusal(nameless)).isEqualTo(CMQCFC.MQRCCF_CFST_PARM_ID_ERROR);
    }

    @Test
    void aParameterTooManyIsRefused() {
        PCFMessage ping = new PCFMessage(CMQCFC.MQCMD_PING_Q_MGR);
        ping.addParameter(CMQC.MQIA_Q_TYPE, 1);

        assertThat(agent.refusal(ping)).isEqualTo(CMQCFC.MQRCCF_PARM_COUNT_TOO_BIG);
    }

    @Test
    void aParameterThatTheCommandDoesNotTakeIsRefusedWithTheReasonOfItsStructure() {
        assertThat(agent.refusal(withExtra(m -> m.addParameter(7, 1)))).isEqualTo(3014);
        assertThat(agent.refusal(withExtra(m -> m.addParameter(7, 1L)))).isEqualTo(3014);
        assertThat(agent.refusal(withExtra(m -> m.addParameter(7, "x")))).isEqualTo(3015);
        assertThat(agent.refusal(withExtra(m -> m.addParameter(7, new int[] {1}))))
                .isEqualTo(3047);
        assertThat(agent.refusal(withExtra(m -> m.addParameter(7, new long[] {1}))))
                .isEqualTo(3047);
        assertThat(agent.refusal(withExtra(m -> m.addParameter(7, new String[] {"x"}))))
                .isEqualTo(3033);
        assertThat(agent.refusal(withExtra(m -> m.addParameter(7, new byte[] {1}))))
                .isEqualTo(3256);
        assertThat(agent.refusal(withExtra(m -> m.addFilterParameter(7, 2, 1)))).isEqualTo(3243);
        assertThat(agent.refusal(withExtra(m -> m.addFilterParameter(7, 2, "x"))))
                .isEqualTo(3247);
        assertThat(agent.refusal(withExtra(m -> m.addFilterParameter(7, 2, new byte[] {1}))))
                .isEqualTo(3265);
    }

    @Test
    void aGroupIsReadAndRefused() {
        PcfMessage request = new PcfMessage(
                1,
                3,
                CMQCFC.MQCMD_DELETE_Q,
                1,
                true,
                0,
                0,
                List.of(new PcfParameter.StringValue(2016, "Q1"), new PcfParameter.Group(8001, List.of())));

        Message answer = server.answer(IbmAgent.message(PcfWriter.write(request), 273, 819))
                .get(0);

        assertThat(IbmAgent.read(answer).getReason()).isEqualTo(CMQCFC.MQRCCF_CFGR_PARM_ID_ERROR);
    }

    @Test
    void aParameterThatIsThereTwiceIsRefused() {
        PCFMessage connection = new PCFMessage(CMQCFC.MQCMD_INQUIRE_CONNECTION);
        connection.addParameter(CMQCFC.MQBACF_CONNECTION_ID, new byte[24]);
        connection.addParameter(CMQCFC.MQBACF_CONNECTION_ID, new byte[24]);

        assertThat(agent.refusal(inquire(m -> m.addParameter(2016, "Q1"))))
                .isEqualTo(CMQCFC.MQRCCF_CFST_DUPLICATE_PARM);
        assertThat(agent.refusal(inquire(m -> twice(m, 1)))).isEqualTo(CMQCFC.MQRCCF_CFIN_DUPLICATE_PARM);
        assertThat(agent.refusal(inquire(m -> twice(m, new int[] {3})))).isEqualTo(CMQCFC.MQRCCF_CFIL_DUPLICATE_VALUE);
        assertThat(agent.refusal(connection)).isEqualTo(CMQCFC.MQRCCF_CFBS_DUPLICATE_PARM);
    }

    private static void twice(PCFMessage message, int value) {
        message.addParameter(CMQC.MQIA_Q_TYPE, value);
        message.addParameter(CMQC.MQIA_Q_TYPE, value);
    }

    private static void twice(PCFMessage message, int[] values) {
        message.addParameter(CMQCFC.MQIACF_Q_ATTRS, values);
        message.addParameter(CMQCFC.MQIACF_Q_ATTRS, values);
    }

    private static PCFMessage inquire(Consumer<PCFMessage> extra) {
        PCFMessage inquire = new PCFMessage(CMQCFC.MQCMD_INQUIRE_Q);
        inquire.addParameter(CMQC.MQCA_Q_NAME, "Q1");
        extra.accept(inquire);
        return inquire;
    }

    private static PCFMessage withExtra(Consumer<PCFMessage> extra) {
        PCFMessage delete = new PCFMessage(CMQCFC.MQCMD_DELETE_Q);
        delete.addParameter(CMQC.MQCA_Q_NAME, "Q1");
        extra.accept(delete);
        return delete;
    }

    private MessageDescriptor replyTo(UnaryOperator<MessageDescriptorBuilder> change) {
        Message ping = typed(new PCFMessage(CMQCFC.MQCMD_PING_Q_MGR), MessageDescriptor.REQUEST);
        MessageDescriptorBuilder descriptor =
                ping.descriptor().toBuilder().messageId(MESSAGE_ID).correlationId(CORRELATION_ID);
        List<Message> answers =
                server.answer(new Message(change.apply(descriptor).build(), ping.body()));
        assertThat(answers).hasSize(1);
        return answers.get(0).descriptor();
    }

    private static Message typed(PCFMessage command, int type) {
        Message request = IbmAgent.message(IbmAgent.bytes(command, 273, 819), 273, 819);
        return new Message(request.descriptor().toBuilder().type(type).build(), request.body());
    }
}
