package io.mooring.embedded.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.ibm.mq.MQException;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import com.ibm.msg.client.jms.JmsConnectionFactory;
import com.ibm.msg.client.jms.JmsFactoryFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Hashtable;
import javax.jms.JMSException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The client on the class path is the one that this run is about, is complete, and says so when nobody listens. */
@Tag("client")
class ClientSmokeTest {
    private int closedPort;

    @BeforeEach
    void findAPortThatNobodyListensOn() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closedPort = socket.getLocalPort();
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "ibm-mq.version", matches = ".+")
    void theClientHasTheVersionThatThisRunIsAbout() {
        assertThat(MQQueueManager.class.getPackage().getImplementationVersion())
                .startsWith(System.getProperty("ibm-mq.version") + " ");
    }

    @Test
    void classesForJavaFindNoHostAtAClosedPort() {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(CMQC.TRANSPORT_PROPERTY, CMQC.TRANSPORT_MQSERIES_CLIENT);
        properties.put(CMQC.HOST_NAME_PROPERTY, "127.0.0.1");
        properties.put(CMQC.PORT_PROPERTY, closedPort);
        properties.put(CMQC.CHANNEL_PROPERTY, "APP.SVRCONN");

        assertThatExceptionOfType(MQException.class)
                .isThrownBy(() -> new MQQueueManager("QM1", properties))
                .satisfies(refusal -> assertThat(refusal.getReason()).isEqualTo(CMQC.MQRC_HOST_NOT_AVAILABLE));
    }

    @Test
    void jmsFindsNoHostAtAClosedPort() throws JMSException {
        JmsConnectionFactory factory =
                JmsFactoryFactory.getInstance(WMQConstants.WMQ_PROVIDER).createConnectionFactory();
        factory.setIntProperty(WMQConstants.WMQ_CONNECTION_MODE, WMQConstants.WMQ_CM_CLIENT);
        factory.setStringProperty(WMQConstants.WMQ_HOST_NAME, "127.0.0.1");
        factory.setIntProperty(WMQConstants.WMQ_PORT, closedPort);
        factory.setStringProperty(WMQConstants.WMQ_CHANNEL, "APP.SVRCONN");
        factory.setStringProperty(WMQConstants.WMQ_QUEUE_MANAGER, "QM1");

        assertThatExceptionOfType(JMSException.class)
                .isThrownBy(factory::createConnection)
                .havingCause()
                .isInstanceOfSatisfying(
                        MQException.class,
                        refusal -> assertThat(refusal.getReason()).isEqualTo(CMQC.MQRC_HOST_NOT_AVAILABLE));
    }
}
