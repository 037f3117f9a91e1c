package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.MQAsyncStatus;
import com.ibm.mq.MQException;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQQueue;
import com.ibm.mq.constants.CMQC;
import io.mooring.embedded.mqi.Verb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is put is got, by MQPUT and MQPUT1, with an answer and without. */
class PutGetTest extends ClassesForJava {
    @Test
    void whatIsPutIsGot() throws MQException, IOException {
        MQQueue queue = open("Q", INPUT | OUTPUT);
        MQMessage sent = text("good morning, Zürich");
        sent.correlationId = bytes("correlation");
        sent.replyToQueueName = "ANSWERS";
        sent.messageType = CMQC.MQMT_REQUEST;
        sent.priority = 7;
        sent.persistence = CMQC.MQPER_PERSISTENT;
        sent.feedback = 300;

        queue.put(sent);
        MQMessage got = get(queue, getOptions(0));

        assertThat(content(got)).isEqualTo("good morning, Zürich");
        assertThat(got.format).isEqualTo(CMQC.MQFMT_STRING);
        assertThat(got.characterSet).isEqualTo(1208);
        assertThat(got.encoding).isEqualTo(273);
        assertThat(got.messageId).isEqualTo(sent.messageId);
        assertThat(got.correlationId).isEqualTo(sent.correlationId);
        assertThat(got.replyToQueueName.trim()).isEqualTo("ANSWERS");
        assertThat(got.messageType).isEqualTo(CMQC.MQMT_REQUEST);
        assertThat(got.priority).isEqualTo(7);
        assertThat(got.persistence).isEqualTo(CMQC.MQPER_PERSISTENT);
        assertThat(got.feedback).isEqualTo(300);
        assertThat(got.expiry).isEqualTo(CMQC.MQEI_UNLIMITED);
        assertThat(got.backoutCount).isZero();
    }

    @Test
    void anEmptyMessageIsAMessage() throws MQException, IOException {
        put("Q", "");

        assertThat(get(open("Q", INPUT), getOptions(0)).getMessageLength()).isZero();
    }

    @Test
    void eachPutGetsAMessageIdOfItsOwnWhenAskedTo() throws MQException {
        MQQueue queue = open("Q", OUTPUT);
        MQMessage message = text("twice");
        queue.put(message, putOptions(CMQC.MQPMO_NEW_MSG_ID));
        byte[] first = message.messageId;

        queue.put(message, putOptions(CMQC.MQPMO_NEW_MSG_ID | CMQC.MQPMO_NEW_CORREL_ID));

        assertThat(message.messageId).isNotEqualTo(first).startsWith("AMQ QM1 ".getBytes(StandardCharsets.US_ASCII));
        assertThat(message.correlationId).isNotEqualTo(CMQC.MQCI_NONE);
    }

    @Test
    void aMessageIdThatTheApplicationSetIsKept() throws MQException {
        MQMessage message = text("mine");
        message.messageId = bytes("my own id");

        put("Q", message);

        assertThat(get(open("Q", INPUT), getOptions(0)).messageId).isEqualTo(bytes("my own id"));
    }

    @Test
    void noMessageIsThereToGet() throws MQException {
        MQQueue queue = open("Q", INPUT);

        assertReason(CMQC.MQRC_NO_MSG_AVAILABLE, () -> get(queue));
    }

    @Test
    void theConvertOptionIsAcceptedAndTheBodyReadInTheCharacterSetItWasPutIn() throws MQException {
        put("Q", "Zürich");

        assertThat(get(open("Q", INPUT), CMQC.MQGMO_CONVERT)).isEqualTo("Zürich");
    }

    @Test
    void asynchronousPutsArriveAndAreCounted() throws MQException {
        MQQueue queue = open("Q", OUTPUT | INQUIRE);
        for (int i = 0; i < 3_000; i++) {
            queue.put(text("message " + i), putOptions(CMQC.MQPMO_ASYNC_RESPONSE));
        }

        MQAsyncStatus status = connection.getAsyncStatus();

        assertThat(queue.getCurrentDepth()).isEqualTo(3_000);
        assertThat(status.putSuccessCount).isEqualTo(3_000);
        assertThat(manager.messages("Q"))
                .extracting(message -> message.descriptor().messageId())
                .doesNotHaveDuplicates();
        assertThat(status.reasonCode).isZero();
        assertThat(connection.getAsyncStatus().putSuccessCount).isZero();
    }

    @Test
    void theFirstFailureOfAsynchronousPutsIsTold() throws MQException {
        mqsc("ALTER QLOCAL(Q) MAXDEPTH(2)");
        MQQueue queue = open("Q", OUTPUT);
        for (int i = 0; i < 5; i++) {
            queue.put(text("message " + i), putOptions(CMQC.MQPMO_ASYNC_RESPONSE));
        }

        MQAsyncStatus status = connection.getAsyncStatus();

        assertThat(status.reasonCode).isEqualTo(CMQC.MQRC_Q_FULL);
        assertThat(status.completionCode).isEqualTo(CMQC.MQCC_FAILED);
        assertThat(status.putSuccessCount).isEqualTo(2);
        assertThat(status.putFailureCount).isEqualTo(3);
        assertThat(status.objectName.trim()).isEqualTo("Q");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, CMQC.MQMT_APPL_LAST + 1})
    void aTypeOutsideTheRangesIsAnError(int type) {
        MQMessage message = text("untyped");
        message.messageType = type;

        assertReason(CMQC.MQRC_MSG_TYPE_ERROR, () -> put("Q", message));
    }

    @Test
    void aRequestNeedsAReplyToQueue() {
        MQMessage request = text("who answers?");
        request.messageType = CMQC.MQMT_REQUEST;
        MQMessage reported = text("who is told?");
        reported.report = CMQC.MQRO_COA;

        assertReason(CMQC.MQRC_MISSING_REPLY_TO_Q, () -> put("Q", request));
        assertReason(CMQC.MQRC_MISSING_REPLY_TO_Q, () -> put("Q", reported));
    }

    @Test
    void anExpiryOfNothingIsAnError() {
        MQMessage expired = text("x");
        expired.expiry = 0;

        assertReason(CMQC.MQRC_EXPIRY_ERROR, () -> put("Q", expired));
        assertThat(manager.depth("Q")).isZero();
    }

    @Test
    void aNegativePriorityIsAnError() {
        MQMessage priority = text("x");
        priority.priority = -2;

        assertReason(CMQC.MQRC_PRIORITY_ERROR, () -> put("Q", priority));
        assertThat(manager.depth("Q")).isZero();
    }

    @Test
    void anUnknownPersistenceIsAnError() {
        MQMessage persistent = text("x");
        persistent.persistence = 3;

        assertReason(CMQC.MQRC_PERSISTENCE_ERROR, () -> put("Q", persistent));
        assertThat(manager.depth("Q")).isZero();
    }

    @Test
    void aSegmentOfAMessageIsNotSupported() {
        MQMessage segment = text("half");
        segment.messageFlags = CMQC.MQMF_SEGMENT;

        assertReason(CMQC.MQRC_FUNCTION_NOT_SUPPORTED, () -> put("Q", segment));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                CMQC.MQPMO_SYNCPOINT | CMQC.MQPMO_NO_SYNCPOINT,
                CMQC.MQPMO_SET_ALL_CONTEXT | CMQC.MQPMO_SET_IDENTITY_CONTEXT,
                CMQC.MQPMO_NO_CONTEXT | CMQC.MQPMO_DEFAULT_CONTEXT,
                CMQC.MQPMO_LOGICAL_ORDER
            })
    void putOptionsThatDoNotGoTogetherOrAreNotThereAreErrors(int options) throws MQException {
        MQQueue queue = open("Q", OUTPUT | CMQC.MQOO_SET_ALL_CONTEXT);

        assertReason(CMQC.MQRC_OPTIONS_ERROR, () -> queue.put(text("x"), putOptions(options)));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                CMQC.MQGMO_SYNCPOINT | CMQC.MQGMO_NO_SYNCPOINT,
                CMQC.MQGMO_SYNCPOINT | CMQC.MQGMO_SYNCPOINT_IF_PERSISTENT,
                CMQC.MQGMO_BROWSE_FIRST | CMQC.MQGMO_BROWSE_NEXT,
                CMQC.MQGMO_BROWSE_FIRST | CMQC.MQGMO_SYNCPOINT,
                CMQC.MQGMO_BROWSE_FIRST | CMQC.MQGMO_MARK_BROWSE_HANDLE,
                CMQC.MQGMO_LOGICAL_ORDER,
                CMQC.MQGMO_ALL_MSGS_AVAILABLE
            })
    void getOptionsThatDoNotGoTogetherOrAreNotThereAreErrors(int options) throws MQException {
        put("Q", "stays");
        MQQueue queue = open("Q", INPUT | BROWSE);

        assertReason(CMQC.MQRC_OPTIONS_ERROR, () -> get(queue, options));
        assertThat(manager.depth("Q")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                CMQC.MQOO_FAIL_IF_QUIESCING,
                CMQC.MQOO_INPUT_SHARED | CMQC.MQOO_INPUT_EXCLUSIVE,
                CMQC.MQOO_OUTPUT | CMQC.MQOO_BIND_ON_OPEN | CMQC.MQOO_BIND_NOT_FIXED,
                CMQC.MQOO_INPUT_SHARED | CMQC.MQOO_READ_AHEAD | CMQC.MQOO_NO_READ_AHEAD,
                CMQC.MQOO_OUTPUT | CMQC.MQOO_SAVE_ALL_CONTEXT,
                CMQC.MQOO_INPUT_SHARED | CMQC.MQOO_SET_ALL_CONTEXT,
                CMQC.MQOO_INPUT_SHARED | CMQC.MQOO_CO_OP
            })
    void openOptionsThatDoNotGoTogetherAreErrors(int options) {
        assertReason(CMQC.MQRC_OPTIONS_ERROR, () -> open("Q", options));
        assertThat(manager.administration().handles("Q")).isEmpty();
    }

    @Test
    void aHandleDoesOnlyWhatItWasOpenedFor() throws MQException {
        put("Q", "stays");
        MQQueue output = open("Q", OUTPUT);
        MQQueue input = open("Q", INPUT);

        assertReason(CMQC.MQRC_NOT_OPEN_FOR_INPUT, () -> get(output));
        assertReason(CMQC.MQRC_NOT_OPEN_FOR_OUTPUT, () -> input.put(text("x")));
        assertReason(CMQC.MQRC_NOT_OPEN_FOR_BROWSE, () -> get(input, CMQC.MQGMO_BROWSE_FIRST));
        assertReason(CMQC.MQRC_NOT_OPEN_FOR_INQUIRE, input::getCurrentDepth);
        assertReason(CMQC.MQRC_NOT_OPEN_FOR_SET, () -> input.setInhibitGet(1));
        assertThat(manager.depth("Q")).isEqualTo(1);
    }

    @Test
    void anUnknownQueueCannotBeOpened() {
        assertReason(CMQC.MQRC_UNKNOWN_OBJECT_NAME, () -> open("NO.SUCH.QUEUE", INPUT));
        assertReason(CMQC.MQRC_UNKNOWN_OBJECT_NAME, () -> put("NO.SUCH.QUEUE", text("x")));
        assertReason(CMQC.MQRC_OBJECT_NAME_ERROR, () -> open("NOT A NAME", INPUT));
    }

    @Test
    void threadsMayTakeTurnsOnOneConnection() throws Throwable {
        Calls[] threads = new Calls[4];
        for (int t = 0; t < threads.length; t++) {
            threads[t] = Calls.start(() -> {
                MQQueue queue = open("Q", INPUT | OUTPUT);
                for (int i = 0; i < 50; i++) {
                    queue.put(text("x"));
                    get(queue);
                }
                return null;
            });
        }
        for (Calls thread : threads) {
            thread.end();
        }

        assertThat(manager.depth("Q")).isZero();
        assertThat(manager.calls(Verb.MQGET)).isGreaterThanOrEqualTo(200);
        assertThat(manager.connections()).hasSize(1);
    }

    private static byte[] bytes(String id) {
        return Arrays.copyOf(id.getBytes(StandardCharsets.US_ASCII), 24);
    }
}
