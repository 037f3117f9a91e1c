package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.ibm.mq.MQException;
import com.ibm.mq.MQGetMessageOptions;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQPutMessageOptions;
import com.ibm.mq.MQQueue;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.mqsc.MqscResult;
import java.io.IOException;
import java.util.Hashtable;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/**
 * A running queue manager with the queue Q and a connection of the IBM MQ classes for Java, and short words for what
 * tests do with them.
 */
@Tag("client")
abstract class ClassesForJava {
    static final int OUTPUT = CMQC.MQOO_OUTPUT;
    static final int INPUT = CMQC.MQOO_INPUT_SHARED;
    static final int BROWSE = CMQC.MQOO_BROWSE;
    static final int INQUIRE = CMQC.MQOO_INQUIRE;

    EmbeddedQueueManager manager = EmbeddedQueueManager.named("QM1").queue("Q").build();
    MQQueueManager connection;

    @BeforeEach
    void startAndConnect() throws MQException {
        manager.start();
        connection = new MQQueueManager("QM1", properties());
    }

    @AfterEach
    void close() {
        manager.close();
    }

    /** Properties that connect to the queue manager by APP.SVRCONN. */
    Hashtable<String, Object> properties() {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(CMQC.TRANSPORT_PROPERTY, CMQC.TRANSPORT_MQSERIES_CLIENT);
        properties.put(CMQC.HOST_NAME_PROPERTY, "127.0.0.1");
        properties.put(CMQC.PORT_PROPERTY, manager.port());
        properties.put(CMQC.CHANNEL_PROPERTY, "APP.SVRCONN");
        return properties;
    }

    Hashtable<String, Object> properties(String name, Object value) {
        Hashtable<String, Object> properties = properties();
        properties.put(name, value);
        return properties;
    }

    /** One more connection. */
    MQQueueManager connect() throws MQException {
        return new MQQueueManager("QM1", properties());
    }

    /** One more connection, after sockets were lost: the client may not have noticed yet that they cannot be shared. */
    MQQueueManager connectAgain() {
        return await().ignoreExceptions().until(this::connect, MQQueueManager::isConnected);
    }

    /** Runs MQSC commands, which must succeed. */
    void mqsc(String script) {
        assertThat(manager.mqsc(script))
                .allSatisfy(result ->
                        assertThat(result).as(result.lines().toString()).matches(MqscResult::ok));
    }

    MQQueue open(String queue, int options) throws MQException {
        return connection.accessQueue(queue, options);
    }

    static MQMessage text(String content) {
        MQMessage message = new MQMessage();
        message.format = CMQC.MQFMT_STRING;
        message.characterSet = 1208;
        try {
            message.writeString(content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return message;
    }

    static String content(MQMessage message) {
        try {
            return message.readStringOfByteLength(message.getMessageLength());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Puts with MQPUT1. */
    MQMessage put(String queue, String content) throws MQException {
        MQMessage message = text(content);
        connection.put(queue, message);
        return message;
    }

    /** Puts with MQPUT. (After a failed MQPUT1 the client's MQQueueManager makes no further one.) */
    void put(String queue, MQMessage message) throws MQException {
        MQQueue opened = open(queue, OUTPUT);
        try {
            opened.put(message);
        } finally {
            opened.close();
        }
    }

    static MQPutMessageOptions putOptions(int options) {
        MQPutMessageOptions pmo = new MQPutMessageOptions();
        pmo.options = options;
        return pmo;
    }

    static MQGetMessageOptions getOptions(int options) {
        MQGetMessageOptions gmo = new MQGetMessageOptions();
        gmo.options = options;
        return gmo;
    }

    static MQGetMessageOptions waiting(int millis) {
        MQGetMessageOptions gmo = getOptions(CMQC.MQGMO_WAIT);
        gmo.waitInterval = millis;
        return gmo;
    }

    static MQMessage get(MQQueue queue, MQGetMessageOptions options) throws MQException {
        MQMessage message = new MQMessage();
        queue.get(message, options);
        return message;
    }

    static String get(MQQueue queue, int options) throws MQException {
        return content(get(queue, getOptions(options)));
    }

    static String get(MQQueue queue) throws MQException {
        return get(queue, CMQC.MQGMO_NO_SYNCPOINT);
    }

    /** The call fails, or gives a warning, with this reason code. */
    static MQException assertReason(int reasonCode, ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(MQException.class);
        MQException exception = (MQException) thrown;
        assertThat(exception.getReason()).as(thrown.toString()).isEqualTo(reasonCode);
        return exception;
    }

    /** The call gives a warning, not an error. */
    static void assertWarning(int reasonCode, ThrowingCallable call) {
        assertThat(assertReason(reasonCode, call).getCompCode()).isEqualTo(CMQC.MQCC_WARNING);
    }
}
