package io.mooring.embedded.pcf;

import static io.mooring.embedded.pcf.PcfNumbers.MQCFH_VERSION_1;
import static io.mooring.embedded.pcf.PcfNumbers.MQCFT_RESPONSE;
import static io.mooring.embedded.pcf.PcfNumbers.MQIACF_PARAMETER_ID;

import io.mooring.embedded.admin.Administration;
import io.mooring.embedded.admin.AdministrationException;
import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MessageDescriptor;
import io.mooring.embedded.mqi.Reason;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the PCF commands that programs put to the command queue. Safe for use by many threads, as far as the
 * {@link Administration} is; has no thread of its own.
 */
public final class CommandServer {
    private static final Logger log = LoggerFactory.getLogger(CommandServer.class);
    private static final String ADMIN_FORMAT = "MQADMIN";
    private static final int BIG_ENDIAN_ENCODING = 273;

    private final Administration administration;

    /** A command server for this queue manager. */
    public CommandServer(Administration administration) {
        this.administration = administration;
    }

    /**
     * Carries out one command message and answers it.
     *
     * <p>The caller puts the answers, in their order, to the queue that the request names. An answer whose message id is
     * {@code Byte24.NONE} wants a new one. A datagram is carried out without an answer; a reply or report is nothing for
     * a command server, so it is not.
     *
     * @param request the message from the command queue, its expiry being what remains
     * @return the answers, at least one to a request; a command that is refused has one, which carries the reason
     */
    public List<Message> answer(Message request) {
        MessageDescriptor descriptor = request.descriptor();
        if (descriptor.type() != MessageDescriptor.REQUEST && descriptor.type() != MessageDescriptor.DATAGRAM) {
            log.warn(
                    "a message of type {} on the command queue was dropped; commands are requests (1)",
                    descriptor.type());
            return List.of();
        }
        List<PcfMessage> answers = carryOut(request);
        if (descriptor.type() == MessageDescriptor.DATAGRAM) {
            return List.of();
        }
        MessageDescriptor reply = replyTo(descriptor);
        return answers.stream()
                .map(answer -> new Message(reply, PcfWriter.write(answer)))
                .toList();
    }

    private static MessageDescriptor replyTo(MessageDescriptor request) {
        return request.reply()
                .format(ADMIN_FORMAT)
                .encoding(BIG_ENDIAN_ENCODING)
                .ccsid(CharacterSets.ANSWER_CCSID)
                .build();
    }

    private List<PcfMessage> carryOut(Message request) {
        MessageDescriptor descriptor = request.descriptor();
        int version = MQCFH_VERSION_1;
        int command = PcfReader.commandOf(request.body(), descriptor.encoding());
        try {
            if (!CommandRequest.stripped(descriptor.format()).equals(ADMIN_FORMAT)) {
                throw new PcfException(
                        Reason.PCF_MD_FORMAT_ERROR,
                        "the message's format is '" + descriptor.format() + "'; commands have MQADMIN");
            }
            PcfMessage message = PcfReader.read(request.body(), descriptor.encoding(), descriptor.ccsid());
            version = message.version();
            return answers(message, carryOut(message));
        } catch (PcfException e) {
            List<PcfParameter> parameters = new ArrayList<>();
            e.parameter().ifPresent(id -> parameters.add(new PcfParameter.IntegerValue(MQIACF_PARAMETER_ID, id)));
            return refusal(version, command, e.reason(), parameters, e);
        } catch (AdministrationException e) {
            return refusal(version, command, e.reason(), List.of(), e);
        } catch (RuntimeException e) {
            log.error(
                    "{}: PCF command {} failed; this is a defect of the queue manager",
                    administration.name(),
                    command,
                    e);
            return List.of(PcfMessage.refusal(version, command, Reason.UNEXPECTED_ERROR.code(), List.of()));
        }
    }

    private List<List<PcfParameter>> carryOut(PcfMessage message) {
        if (message.type() == MQCFT_RESPONSE) {
            throw new PcfException(Reason.PCF_CFH_TYPE_ERROR, "the message is an answer, not a command");
        }
        if (message.sequenceNumber() != 1) {
            throw new PcfException(
                    Reason.PCF_CFH_MSG_SEQ_NUMBER_ERR,
                    "MQCFH MsgSeqNumber is " + message.sequenceNumber() + "; it is 1 for a command");
        }
        if (!message.last()) {
            throw new PcfException(Reason.PCF_CFH_CONTROL_ERROR, "MQCFH Control is 0; it is 1 for a command");
        }
        Command command = Commands.find(message.command())
                .orElseThrow(() ->
                        new PcfException(Reason.PCF_CFH_COMMAND_ERROR, "there is no command " + message.command()));
        command.signature().check(message.parameters());
        return command.action().run(new CommandRequest(message.parameters()), administration);
    }

    private static List<PcfMessage> answers(PcfMessage request, List<List<PcfParameter>> rows) {
        List<PcfMessage> answers = new ArrayList<>(rows.size());
        for (List<PcfParameter> row : rows) {
            int number = answers.size() + 1;
            answers.add(PcfMessage.success(request.version(), request.command(), number, number == rows.size(), row));
        }
        return answers;
    }

    private List<PcfMessage> refusal(
            int version, int command, Reason reason, List<PcfParameter> parameters, RuntimeException cause) {
        log.info(
                "{}: PCF command {} refused with {}: {}",
                administration.name(),
                command,
                Reason.describe(reason.code()),
                cause.getMessage());
        return List.of(PcfMessage.refusal(version, command, reason.code(), parameters));
    }
}
