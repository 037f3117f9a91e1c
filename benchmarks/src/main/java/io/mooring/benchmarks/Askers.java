package io.mooring.benchmarks;

import com.ibm.mq.MQException;
import com.ibm.mq.MQGetMessageOptions;
import com.ibm.mq.MQMessage;
import com.ibm.mq.MQPutMessageOptions;
import com.ibm.mq.MQQueue;
import com.ibm.mq.MQQueueManager;
import com.ibm.mq.constants.CMQC;
import io.mooring.client.MqClient;
import io.mooring.client.Requester;
import io.mooring.jms.MooringConnectionFactory;
import io.mooring.message.MqMessage;
import io.mooring.message.Persistence;
import io.mooring.request.ReplyQueue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.jms.BytesMessage;
import javax.jms.Connection;
import javax.jms.ConnectionFactory;
import javax.jms.DeliveryMode;
import javax.jms.JMSException;
import javax.jms.MessageConsumer;
import javax.jms.MessageProducer;
import javax.jms.Queue;
import javax.jms.Session;

/**
 * Requests by hand and with our requesters.
 *
 * @param requests the queue that servers read
 * @param load how many threads ask, and with what
 */
record Askers(EmbeddedContender queueManager, String requests, Load load) {
    /** Through one requester of the native client. */
    Workload requester(ReplyQueue replies) {
        MqClient client = queueManager.connectClient();
        Requester requester = client.requester(requests, replies);
        Persistence persistence = load.persistent() ? Persistence.PERSISTENT : Persistence.NOT_PERSISTENT;
        return Asking.shared(
                body -> requester
                        .request(MqMessage.wrap(body).withPersistence(persistence), Asking.TIMEOUT)
                        .bytes(),
                load,
                () -> {
                    requester.close();
                    client.close();
                });
    }

    /** Through one requester of the JMS drop-in. */
    Workload jmsRequester(ReplyQueue replies) throws JMSException {
        io.mooring.jms.Requester requester = MooringConnectionFactory.wrapping(queueManager.connections())
                .requesterBuilder(JmsLibrary.destination(requests), replies)
                .persistent(load.persistent())
                .open();
        return Asking.shared(body -> requester.request(body, Asking.TIMEOUT).bytes(), load, requester);
    }

    /** With MQ classes for Java: each thread has a connection and gets its reply by the correlation id. */
    Workload getForEach(String replies) throws MQException {
        List<MQQueueManager> connections = new ArrayList<>();
        List<Asking.Asker> askers = new ArrayList<>();
        for (int i = 0; i < load.threads(); i++) {
            MQQueueManager connection = queueManager.connect();
            connections.add(connection);
            askers.add(new GetForEach(connection, replies));
        }
        return new Asking(askers, load.bytes(), () -> {
            for (MQQueueManager connection : connections) {
                connection.disconnect();
            }
        });
    }

    /** Over JMS, each thread with a connection: a consumer with a selector for each reply. */
    Workload selectorForEach(ConnectionFactory factory, String replies) throws JMSException {
        List<Connection> connections = new ArrayList<>();
        List<Asking.Asker> askers = new ArrayList<>();
        for (int i = 0; i < load.threads(); i++) {
            Connection connection = factory.createConnection();
            connections.add(connection);
            askers.add(new SelectorForEach(connection, replies));
            connection.start();
        }
        return new Asking(askers, load.bytes(), () -> {
            for (Connection connection : connections) {
                connection.close();
            }
        });
    }

    private final class SelectorForEach implements Asking.Asker {
        private final Session session;
        private final MessageProducer producer;
        private final Queue replies;

        SelectorForEach(Connection connection, String replies) throws JMSException {
            this.session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            this.producer = session.createProducer(session.createQueue(JmsLibrary.destination(requests)));
            this.producer.setDeliveryMode(load.persistent() ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT);
            this.producer.setTimeToLive(Asking.TIMEOUT.toMillis());
            this.replies = session.createQueue(replies);
        }

        @Override
        public byte[] ask(byte[] body) throws JMSException {
            BytesMessage request = session.createBytesMessage();
            request.writeBytes(body);
            request.setJMSReplyTo(replies);
            producer.send(request);
            String selector = "JMSCorrelationID = '" + request.getJMSMessageID() + "'";
            MessageConsumer consumer = session.createConsumer(replies, selector);
            try {
                return JmsLibrary.bytes(consumer.receive(Asking.TIMEOUT.toMillis()));
            } finally {
                consumer.close();
            }
        }
    }

    private final class GetForEach implements Asking.Asker {
        private final MQQueue requestQueue;
        private final MQQueue replyQueue;
        private final String replies;
        private final MQPutMessageOptions put = new MQPutMessageOptions();
        private final MQGetMessageOptions get = new MQGetMessageOptions();

        GetForEach(MQQueueManager connection, String replies) throws MQException {
            this.requestQueue = connection.accessQueue(requests, CMQC.MQOO_OUTPUT);
            this.replyQueue = connection.accessQueue(replies, CMQC.MQOO_INPUT_SHARED);
            this.replies = replies;
            put.options = CMQC.MQPMO_NO_SYNCPOINT;
            get.options = CMQC.MQGMO_NO_SYNCPOINT | CMQC.MQGMO_WAIT;
            get.waitInterval = (int) Asking.TIMEOUT.toMillis();
            get.matchOptions = CMQC.MQMO_MATCH_CORREL_ID;
        }

        @Override
        public byte[] ask(byte[] body) throws MQException, IOException {
            MQMessage request = new MQMessage();
            request.messageType = CMQC.MQMT_REQUEST;
            request.persistence = load.persistent() ? CMQC.MQPER_PERSISTENT : CMQC.MQPER_NOT_PERSISTENT;
            request.expiry = (int) Asking.TIMEOUT.toSeconds() * 10;
            request.replyToQueueName = replies;
            request.write(body);
            requestQueue.put(request, put);
            MQMessage reply = new MQMessage();
            reply.correlationId = request.messageId;
            replyQueue.get(reply, get);
            byte[] answer = new byte[reply.getDataLength()];
            reply.readFully(answer);
            return answer;
        }
    }
}
