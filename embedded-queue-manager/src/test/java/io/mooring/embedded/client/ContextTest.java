package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.MQException;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQPutMessageOptions;
import com.ibm.mq.MQQueue;
import com.ibm.mq.constants.CMQC;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who put a message, and who may say so. */
class ContextTest extends ClassesForJava {
    @BeforeEach
    void defineAnotherQueue() {
        mqsc("DEFINE QLOCAL(NEXT)");
    }

    @Test
    void byDefaultTheContextIsThatOfTheProgram() throws MQException {
        MQMessage message = text("x");
        message.userId = "somebody";
        message.applicationIdData = "something";
        put("Q", message);

        MQMessage got = get(open("Q", INPUT), getOptions(0));

        assertThat(got.userId.trim()).isEqualTo(manager.connections().get(0).user());
        assertThat(got.applicationIdData.trim()).isEmpty();
        assertThat(got.putApplicationType).isEqualTo(CMQC.MQAT_JAVA);
        assertThat(got.putApplicationName.trim())
                .isEqualTo(manager.connections().get(0).applicationName());
        assertThat(got.putDateTime).isNotNull();
    }

    @Test
    void allContextIsSetFromTheDescriptor() throws MQException {
        MQMessage got = putWith(CMQC.MQOO_SET_ALL_CONTEXT, CMQC.MQPMO_SET_ALL_CONTEXT);

        assertThat(got.userId.trim()).isEqualTo("somebody");
        assertThat(got.applicationIdData.trim()).isEqualTo("identity");
        assertThat(got.putApplicationName.trim()).isEqualTo("another program");
        assertThat(got.putApplicationType).isEqualTo(CMQC.MQAT_UNIX);
        assertThat(got.applicationOriginData.trim()).isEqualTo("orig");
    }

    @Test
    void identityContextIsSetFromTheDescriptorAndTheOriginIsTheProgram() throws MQException {
        MQMessage got = putWith(CMQC.MQOO_SET_IDENTITY_CONTEXT, CMQC.MQPMO_SET_IDENTITY_CONTEXT);

        assertThat(got.userId.trim()).isEqualTo("somebody");
        assertThat(got.applicationIdData.trim()).isEqualTo("identity");
        assertThat(got.putApplicationType).isEqualTo(CMQC.MQAT_JAVA);
        assertThat(got.applicationOriginData.trim()).isEmpty();
    }

    @Test
    void aMessageMayHaveNoContext() throws MQException {
        MQMessage got = putWith(0, CMQC.MQPMO_NO_CONTEXT);

        assertThat(got.userId.trim()).isEmpty();
        assertThat(got.putApplicationType).isEqualTo(CMQC.MQAT_NO_CONTEXT);
        assertThat(got.putApplicationName.trim()).isEmpty();
    }

    @Test
    void allContextIsPassedOnFromTheMessageThatWasGot() throws MQException {
        MQMessage got = pass(CMQC.MQOO_PASS_ALL_CONTEXT, CMQC.MQPMO_PASS_ALL_CONTEXT);

        assertThat(got.userId.trim()).isEqualTo("somebody");
        assertThat(got.putApplicationName.trim()).isEqualTo("another program");
    }

    @Test
    void identityContextIsPassedOnFromTheMessageThatWasGot() throws MQException {
        MQMessage got = pass(CMQC.MQOO_PASS_IDENTITY_CONTEXT, CMQC.MQPMO_PASS_IDENTITY_CONTEXT);

        assertThat(got.userId.trim()).isEqualTo("somebody");
        assertThat(got.putApplicationType).isEqualTo(CMQC.MQAT_JAVA);
    }

    @ParameterizedTest
    @CsvSource({
        CMQC.MQPMO_SET_ALL_CONTEXT + "," + CMQC.MQRC_NOT_OPEN_FOR_SET_ALL,
        CMQC.MQPMO_SET_IDENTITY_CONTEXT + "," + CMQC.MQRC_NOT_OPEN_FOR_SET_IDENT,
        CMQC.MQPMO_PASS_ALL_CONTEXT + "," + CMQC.MQRC_NOT_OPEN_FOR_PASS_ALL,
        CMQC.MQPMO_PASS_IDENTITY_CONTEXT + "," + CMQC.MQRC_NOT_OPEN_FOR_PASS_IDENT
    })
    void theQueueMustBeOpenForTheContextThatIsAskedFor(int option, int reason) throws MQException {
        MQPutMessageOptions options = putOptions(option);
        options.contextReference = open("Q", INPUT | CMQC.MQOO_SAVE_ALL_CONTEXT);
        MQQueue next = open("NEXT", OUTPUT);

        assertReason(reason, () -> next.put(text("x"), options));
    }

    @Test
    void contextIsPassedOnOnlyFromAQueueThatSavesIt() throws MQException {
        put("Q", "x");
        MQQueue unsaved = open("Q", INPUT);
        get(unsaved);
        MQPutMessageOptions options = putOptions(CMQC.MQPMO_PASS_ALL_CONTEXT);
        options.contextReference = unsaved;
        MQQueue next = open("NEXT", OUTPUT | CMQC.MQOO_PASS_ALL_CONTEXT);

        assertReason(CMQC.MQRC_CONTEXT_HANDLE_ERROR, () -> next.put(text("x"), options));
    }

    @Test
    void noContextIsThereBeforeAGetOrAfterABrowse() throws MQException {
        put("Q", "got");
        put("Q", "browsed");
        MQQueue saving = open("Q", INPUT | BROWSE | CMQC.MQOO_SAVE_ALL_CONTEXT);
        MQPutMessageOptions options = putOptions(CMQC.MQPMO_PASS_ALL_CONTEXT);
        options.contextReference = saving;
        MQQueue next = open("NEXT", OUTPUT | CMQC.MQOO_PASS_ALL_CONTEXT);
        assertReason(CMQC.MQRC_CONTEXT_NOT_AVAILABLE, () -> next.put(text("x"), options));
        get(saving);
        next.put(text("x"), options);

        get(saving, CMQC.MQGMO_BROWSE_FIRST);

        assertReason(CMQC.MQRC_CONTEXT_NOT_AVAILABLE, () -> next.put(text("x"), options));
    }

    private MQMessage putWith(int openOption, int putOption) throws MQException {
        open("Q", OUTPUT | openOption).put(foreign(), putOptions(putOption));
        return get(open("Q", INPUT), getOptions(0));
    }

    private MQMessage pass(int openOption, int putOption) throws MQException {
        open("Q", OUTPUT | CMQC.MQOO_SET_ALL_CONTEXT).put(foreign(), putOptions(CMQC.MQPMO_SET_ALL_CONTEXT));
        MQQueue queue = open("Q", INPUT | CMQC.MQOO_SAVE_ALL_CONTEXT);
        get(queue);
        MQPutMessageOptions options = putOptions(putOption);
        options.contextReference = queue;
        open("NEXT", OUTPUT | openOption).put(text("passed on"), options);
        return get(open("NEXT", INPUT), getOptions(0));
    }

    private static MQMessage foreign() {
        MQMessage message = text("x");
        message.userId = "somebody";
        message.applicationIdData = "identity";
        message.putApplicationName = "another program";
        message.putApplicationType = CMQC.MQAT_UNIX;
        message.applicationOriginData = "orig";
        return message;
    }
}
