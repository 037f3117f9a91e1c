package io.mooring.reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.ibm.mq.MQException;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import com.ibm.mq.headers.MQDataException;
import com.ibm.mq.headers.pcf.PCFException;
import com.ibm.mq.jmqi.JmqiException;
import com.ibm.msg.client.jms.JmsConnectionFactory;
import com.ibm.msg.client.jms.JmsFactoryFactory;
import com.ibm.msg.client.wmq.WMQConstants;
import io.mooring.MqException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Hashtable;
import javax.jms.JMSException;
import javax.jms.JMSRuntimeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Digs in real exceptions: made by hand with IBM's and JMS's own classes, and caught from IBM's own client. */
class ExceptionChainTest {
    private final MQException notAuthorized = new MQException(2, 2035, "a queue manager");

    @Test
    void anMqExceptionHasItsCode() {
        assertThat(ReasonCode.of(notAuthorized)).contains(ReasonCode.NOT_AUTHORIZED);
    }

    @Test
    void aSubclassOfAnMqExceptionHasItsCode() {
        MQException subclass = new MQException(2, 2009, "a queue manager") {
            private static final long serialVersionUID = 1;
        };

        assertThat(ReasonCode.of(subclass)).contains(ReasonCode.CONNECTION_BROKEN);
    }

    @Test
    void aPcfExceptionHasItsCode() {
        assertThat(ReasonCode.of(new PCFException(2, 3200, "an agent"))).contains(new ReasonCode(3200));
        assertThat(ReasonCode.of(new MQDataException(2, 2080, "a header"))).contains(new ReasonCode(2080));
    }

    @Test
    void aJmqiExceptionHasItsCode() {
        JmqiException failure = new JmqiException(null, 9208, new String[0], 2, 2009, null);

        assertThat(ReasonCode.of(failure)).contains(ReasonCode.CONNECTION_BROKEN);
    }

    @Test
    void theLinkedExceptionOfAJmsExceptionIsLookedInto() {
        JMSException failure = new JMSException("JMSWMQ2007", "a code of JMS that means no reason");
        assertThat(ReasonCode.of(failure)).isEmpty();

        failure.setLinkedException(notAuthorized);
        assertThat(ReasonCode.of(failure)).contains(ReasonCode.NOT_AUTHORIZED);
    }

    @Test
    void aJakartaExceptionIsLookedIntoLikeAJavaxOne() {
        jakarta.jms.JMSException failure = new jakarta.jms.ResourceAllocationException("a subclass");
        failure.setLinkedException(notAuthorized);

        assertThat(ReasonCode.of(new IllegalStateException(failure))).contains(ReasonCode.NOT_AUTHORIZED);
    }

    @Test
    void causesAreFollowedThroughExceptionsOfOthers() {
        Exception failure = new IOException(new JMSRuntimeException("m", "c", new RuntimeException(notAuthorized)));

        assertThat(ReasonCode.of(failure)).contains(ReasonCode.NOT_AUTHORIZED);
    }

    @Test
    void theOutermostCodeCountsAndTheOthersCanBeSeen() {
        JmqiException broken = new JmqiException(null, 9208, new String[0], 2, 2009, null);
        MQException interrupted = new MQException(2, 2549, "a queue");
        interrupted.initCause(broken);
        JMSException failure = new JMSException("in doubt");
        failure.setLinkedException(interrupted);
        failure.initCause(interrupted);

        assertThat(ReasonCode.of(failure)).contains(ReasonCode.CALL_INTERRUPTED);
        assertThat(ReasonCode.allOf(failure))
                .containsExactly(ReasonCode.CALL_INTERRUPTED, ReasonCode.CONNECTION_BROKEN);
    }

    @Test
    void whatIsLinkedCountsBeforeTheCause() {
        JMSException failure = new JMSException("two ways on");
        failure.setLinkedException(new RuntimeException(notAuthorized));
        failure.initCause(new MQException(2, 2009, "a queue manager"));

        assertThat(ReasonCode.allOf(failure)).containsExactly(ReasonCode.NOT_AUTHORIZED, ReasonCode.CONNECTION_BROKEN);
    }

    @Test
    void anExceptionOfOursHasItsCode() {
        MqException ours = new MqException("Backed out.", ReasonCode.BACKED_OUT, null);

        assertThat(ReasonCode.of(new RuntimeException(ours))).contains(ReasonCode.BACKED_OUT);
    }

    @Test
    void reasonZeroIsNoReason() {
        assertThat(ReasonCode.of(new MQException(0, 0, "nobody"))).isEmpty();
    }

    @Test
    void anExceptionOfAnybodyElseHasNone() {
        assertThat(ReasonCode.of(new IllegalStateException("2009"))).isEmpty();
    }

    @Test
    void aGetterThatFailsIsNoReason() {
        JMSException failure = new JMSException("broken") {
            private static final long serialVersionUID = 1;

            @Override
            public synchronized Exception getLinkedException() {
                throw new IllegalStateException("no");
            }
        };
        failure.initCause(notAuthorized);

        assertThat(ReasonCode.of(failure)).contains(ReasonCode.NOT_AUTHORIZED);
    }

    @Test
    @Timeout(10)
    void aChainThatBitesItsTailEnds() {
        JMSException failure = new JMSException("loop");
        RuntimeException back = new RuntimeException(failure);
        failure.setLinkedException(back);

        assertThat(ReasonCode.of(failure)).isEmpty();
    }

    @Test
    @Timeout(10)
    void aChainWithoutEndIsGivenUp() {
        class Endless extends Exception {
            private static final long serialVersionUID = 1;

            @Override
            public synchronized Throwable getCause() {
                return new Endless();
            }
        }

        assertThat(ReasonCode.of(new Endless())).isEmpty();
    }

    @Test
    void whatMqClassesForJavaThrowIsUnderstood() throws IOException {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(CMQC.TRANSPORT_PROPERTY, CMQC.TRANSPORT_MQSERIES_CLIENT);
        properties.put(CMQC.HOST_NAME_PROPERTY, "127.0.0.1");
        properties.put(CMQC.PORT_PROPERTY, portWithoutListener());
        properties.put(CMQC.CHANNEL_PROPERTY, "APP.SVRCONN");

        Throwable failure = catchThrowable(() -> new MQQueueManager("QM1", properties));

        assertThat(failure).isInstanceOf(MQException.class);
        assertThat(ReasonCode.of(failure)).contains(ReasonCode.HOST_NOT_AVAILABLE);
        assertThat(ReasonCode.of(failure.getCause())).as("a JmqiException").isPresent();
    }

    @Test
    void whatMqClassesForJmsThrowIsUnderstood() throws Exception {
        JmsConnectionFactory factory =
                JmsFactoryFactory.getInstance(WMQConstants.WMQ_PROVIDER).createConnectionFactory();
        factory.setIntProperty(WMQConstants.WMQ_CONNECTION_MODE, WMQConstants.WMQ_CM_CLIENT);
        factory.setStringProperty(WMQConstants.WMQ_CONNECTION_NAME_LIST, "127.0.0.1(" + portWithoutListener() + ")");
        factory.setStringProperty(WMQConstants.WMQ_CHANNEL, "APP.SVRCONN");

        Throwable checked = catchThrowable(factory::createConnection);
        Throwable unchecked = catchThrowable(factory::createContext);

        assertThat(checked).isInstanceOf(JMSException.class);
        assertThat(ReasonCode.of(checked).map(ReasonCode::reasonClass)).contains(ReasonClass.CONNECTION_GONE);
        assertThat(unchecked).isInstanceOf(JMSRuntimeException.class);
        assertThat(ReasonCode.of(unchecked)).isEqualTo(ReasonCode.of(checked));
    }

    private static int portWithoutListener() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
