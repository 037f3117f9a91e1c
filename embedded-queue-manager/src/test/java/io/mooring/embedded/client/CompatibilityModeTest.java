package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.ibm.mq.MQException;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import io.mooring.embedded.EmbeddedQueueManager;
import java.util.Hashtable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A client that does not use MQCSP authentication, the default of old clients, says user id and password in the structure
 * that otherwise carries the operating system user.
 */
@Tag("client")
class CompatibilityModeTest {
    private static final String USE_MQCSP = "Use MQCSP authentication";

    private EmbeddedQueueManager queueManager;

    @BeforeEach
    void start() {
        queueManager = EmbeddedQueueManager.named("QM1").user("app", "secret").start();
    }

    @AfterEach
    void close() {
        queueManager.close();
    }

    @Test
    void theRightPasswordLetsTheUserIn() throws MQException {
        MQQueueManager connection = new MQQueueManager("QM1", properties("secret"));

        assertThat(queueManager.connections())
                .singleElement()
                .satisfies(status -> assertThat(status.user()).isEqualTo("app"));
        connection.disconnect();
    }

    @Test
    void aWrongPasswordIsRefused() {
        MQException refused =
                catchThrowableOfType(MQException.class, () -> new MQQueueManager("QM1", properties("wrong")));

        assertThat(refused.getReason()).isEqualTo(CMQC.MQRC_NOT_AUTHORIZED);
        assertThat(queueManager.connections()).isEmpty();
    }

    private Hashtable<String, Object> properties(String password) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(CMQC.TRANSPORT_PROPERTY, CMQC.TRANSPORT_MQSERIES_CLIENT);
        properties.put(CMQC.HOST_NAME_PROPERTY, "127.0.0.1");
        properties.put(CMQC.PORT_PROPERTY, queueManager.port());
        properties.put(CMQC.CHANNEL_PROPERTY, "APP.SVRCONN");
        properties.put(CMQC.USER_ID_PROPERTY, "app");
        properties.put(CMQC.PASSWORD_PROPERTY, password);
        properties.put(USE_MQCSP, false);
        return properties;
    }
}
