package io.mooring.embedded.pcf;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.MQMessage;
import com.ibm.mq.headers.MQDataException;
import com.ibm.mq.headers.pcf.PCFMessage;
import com.ibm.mq.headers.pcf.PCFParameter;
import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.MessageDescriptor;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;

/** A user of the command server whose messages are written and read by IBM's PCF classes: a second opinion. */
final class IbmAgent {
    private final CommandServer server;

    IbmAgent(FakeAdministration administration) {
        this.server = new CommandServer(administration);
    }

    /** Sends a command that must succeed. */
    List<PCFMessage> send(PCFMessage request) {
        List<PCFMessage> answers = answers(request);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.getReason()).isZero());
        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).getMsgSeqNumber()).isEqualTo(i + 1);
            assertThat(answers.get(i).getControl()).isEqualTo(i + 1 == answers.size() ? 1 : 0);
        }
        return answers;
    }

    /** Sends a command that must have one answer. */
    PCFMessage sendForOne(PCFMessage request) {
        List<PCFMessage> answers = send(request);
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }

    /** Sends a command that must be refused; returns the reason. */
    int refusal(PCFMessage request) {
        List<PCFMessage> answers = answers(request);
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).getCompCode()).isEqualTo(2);
        return answers.get(0).getReason();
    }

    /** Ids of the parameters of an answer, in their order. */
    static List<Integer> ids(PCFMessage answer) {
        List<Integer> ids = new ArrayList<>();
        for (Enumeration<?> parameters = answer.getParameters(); parameters.hasMoreElements(); ) {
            ids.add(((PCFParameter) parameters.nextElement()).getParameter());
        }
        return ids;
    }

    /** A string of an answer, without its padding. */
    static String text(PCFMessage answer, int id) {
        Object value = answer.getParameterValue(id);
        assertThat(value).as("parameter " + id).isInstanceOf(String.class);
        return ((String) value).stripTrailing();
    }

    /** A number of an answer. */
    static int number(PCFMessage answer, int id) {
        Object value = answer.getParameterValue(id);
        assertThat(value).as("parameter " + id).isInstanceOf(Integer.class);
        return (Integer) value;
    }

    static int[] numbers(PCFMessage answer, int id) {
        return (int[]) answer.getParameterValue(id);
    }

    static List<String> texts(PCFMessage answer, int id) {
        return Arrays.stream((String[]) answer.getParameterValue(id))
                .map(String::stripTrailing)
                .toList();
    }

    private List<PCFMessage> answers(PCFMessage request) {
        return server.answer(message(bytes(request, 273, 1208), 273, 1208)).stream()
                .map(IbmAgent::read)
                .toList();
    }

    static Message message(byte[] body, int encoding, int ccsid) {
        return new Message(
                MessageDescriptor.defaults().toBuilder()
                        .type(MessageDescriptor.REQUEST)
                        .format("MQADMIN")
                        .encoding(encoding)
                        .ccsid(ccsid)
                        .build(),
                body);
    }

    /** The request as IBM's classes write it into a message with this encoding. */
    static byte[] bytes(PCFMessage request, int encoding, int ccsid) {
        MQMessage message = new MQMessage();
        message.encoding = encoding;
        message.characterSet = ccsid;
        try {
            request.write(message, encoding, ccsid);
            byte[] bytes = new byte[message.getTotalMessageLength()];
            message.seek(0);
            message.readFully(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PCFMessage read(Message answer) {
        try {
            return new PCFMessage(new DataInputStream(new ByteArrayInputStream(answer.body())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (MQDataException e) {
            throw new IllegalStateException(e);
        }
    }
}
