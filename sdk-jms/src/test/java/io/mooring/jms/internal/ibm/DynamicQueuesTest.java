package io.mooring.jms.internal.ibm;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import com.ibm.mq.jms.MQConnectionFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.embedded.EmbeddedQueueManager;
import io.mooring.embedded.EmbeddedQueueManagerBuilder;
import io.mooring.embedded.tls.TestCertificates;
import io.mooring.jms.ChannelTables;
import io.mooring.jms.MooringConnectionFactory;
import io.mooring.tls.TlsSettings;
import java.nio.file.Path;
import java.util.Hashtable;
import javax.jms.ConnectionFactory;
import javax.jms.JMSException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Permanent dynamic queues are deleted in the name of the factory with which they were made. */
@Tag("client")
class DynamicQueuesTest {
    private static final String CIPHER = "ANY_TLS12_OR_HIGHER";

    private final EmbeddedQueueManagerBuilder builder =
            EmbeddedQueueManager.named("QM1").mqsc("""
            DEFINE QMODEL(PERM.MODEL) DEFTYPE(PERMDYN)
            DEFINE CHANNEL(PLAIN.SVRCONN) CHLTYPE(SVRCONN) SSLCIPH(' ')
            """);

    @Test
    void withoutAUserAsTheProcess() throws Exception {
        try (EmbeddedQueueManager queueManager = builder.start()) {
            String queue = dynamicQueue(queueManager, "", "");

            DynamicQueues.delete(queue, "QM1", ibmFactory(queueManager));

            assertThat(exists(queueManager, queue)).isFalse();
        }
    }

    @ParameterizedTest(name = "MQCSP: {0}")
    @ValueSource(booleans = {true, false})
    void withTheUserAndThePasswordOfTheFactory(boolean mqcsp) throws Exception {
        try (EmbeddedQueueManager queueManager = builder.user("app", "secret").start()) {
            String queue = dynamicQueue(queueManager, "app", "secret");
            MQConnectionFactory factory = ibmFactory(queueManager);
            factory.setStringProperty(WMQConstants.USERID, "app");
            factory.setStringProperty(WMQConstants.PASSWORD, "secret");
            factory.setBooleanProperty(WMQConstants.USER_AUTHENTICATION_MQCSP, mqcsp);

            DynamicQueues.delete(queue, "QM1", factory);

            assertThat(exists(queueManager, queue)).isFalse();
        }
    }

    @Test
    void asTheChannelTableSpeaksTls(@TempDir Path folder) throws Exception {
        TestCertificates certificates = TestCertificates.create();
        try (EmbeddedQueueManager queueManager = builder.tls(certificates.queueManager("QM1"))
                .mqsc("DEFINE CHANNEL(TLS.SVRCONN) CHLTYPE(SVRCONN) SSLCIPH(" + CIPHER + ") SSLCAUTH(OPTIONAL)")
                .start()) {
            String queue = dynamicQueue(queueManager, "", "");
            ConnectionFactory factory = MooringConnectionFactory.builder()
                    .channelTable(ChannelTables.write(folder.resolve("ccdt.json"), queueManager, CIPHER)
                            .toUri())
                    .queueManager("QM1")
                    .tls(TlsSettings.cipher(CIPHER)
                            .trustStore(
                                    certificates.writeTrustStore(folder.resolve("trust.p12")),
                                    TestCertificates.PASSWORD.toCharArray()))
                    .build()
                    .unwrap(MQConnectionFactory.class);

            DynamicQueues.delete(queue, "QM1", factory);

            assertThat(exists(queueManager, queue)).isFalse();
        }
    }

    private static MQConnectionFactory ibmFactory(EmbeddedQueueManager queueManager) throws JMSException {
        MQConnectionFactory factory = new MQConnectionFactory();
        factory.setIntProperty(WMQConstants.WMQ_CONNECTION_MODE, WMQConstants.WMQ_CM_CLIENT);
        factory.setStringProperty(WMQConstants.WMQ_CONNECTION_NAME_LIST, queueManager.connectionName());
        factory.setStringProperty(WMQConstants.WMQ_CHANNEL, "PLAIN.SVRCONN");
        return factory;
    }

    /** Makes one, which stays when the connection ends. */
    private static String dynamicQueue(EmbeddedQueueManager queueManager, String user, String password)
            throws Exception {
        MQQueueManager connected = new MQQueueManager("QM1", properties(queueManager, user, password));
        try {
            String name = connected
                    .accessQueue("PERM.MODEL", CMQC.MQOO_INPUT_SHARED)
                    .getName()
                    .strip();
            assertThat(exists(queueManager, name)).isTrue();
            return name;
        } finally {
            connected.disconnect();
        }
    }

    @SuppressWarnings("JdkObsolete") // IBM's constructor takes a Hashtable
    private static Hashtable<String, Object> properties(
            EmbeddedQueueManager queueManager, String user, String password) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(CMQC.TRANSPORT_PROPERTY, CMQC.TRANSPORT_MQSERIES_CLIENT);
        properties.put(CMQC.HOST_NAME_PROPERTY, "127.0.0.1");
        properties.put(CMQC.PORT_PROPERTY, queueManager.port());
        properties.put(CMQC.CHANNEL_PROPERTY, "PLAIN.SVRCONN");
        if (!user.isEmpty()) {
            properties.put(CMQC.USER_ID_PROPERTY, user);
            properties.put(CMQC.PASSWORD_PROPERTY, password);
            properties.put(CMQC.USE_MQCSP_AUTHENTICATION_PROPERTY, true);
        }
        return properties;
    }

    private static boolean exists(EmbeddedQueueManager queueManager, String queue) {
        return !queueManager.administration().queues(queue).isEmpty();
    }
}
