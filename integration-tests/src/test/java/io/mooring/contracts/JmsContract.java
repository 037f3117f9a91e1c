package io.mooring.contracts;

import static io.mooring.contracts.Fleet.QUEUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mooring.PutReceipt;
import io.mooring.PutState;
import io.mooring.client.MqClient;
import io.mooring.event.Reconnected;
import io.mooring.jms.JmsPutInDoubtException;
import io.mooring.jms.MooringConnection;
import io.mooring.message.MqMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.jms.Connection;
import javax.jms.JMSException;
import javax.jms.MessageConsumer;
import javax.jms.MessageProducer;
import javax.jms.Session;
import javax.jms.TextMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** JMS, the drop-in: does what IBM's client does, and tells where. */
abstract class JmsContract extends Contract {
    private final List<PutReceipt> receipts = new CopyOnWriteArrayList<>();

    @Test
    void aMessageThatIsSentIsReceivedAndHasAReceipt() throws JMSException {
        Connection connection = connect();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        TextMessage message = session.createTextMessage("one anchor");
        message.setStringProperty("colour", "grey");

        session.createProducer(session.createQueue(QUEUE)).send(message);

        TextMessage received =
                (TextMessage) session.createConsumer(session.createQueue(QUEUE)).receive(PATIENCE.toMillis());
        assertThat(received.getText()).isEqualTo("one anchor");
        assertThat(received.getStringProperty("colour")).isEqualTo("grey");
        assertThat(received.getJMSMessageID()).isEqualToIgnoringCase(message.getJMSMessageID());
        assertThat(MooringConnection.of(connection).queueManager()).isEqualTo(first());
        assertThat(receipts).singleElement().satisfies(receipt -> {
            assertThat(receipt.queueManager()).isEqualTo(first());
            assertThat(receipt.state()).isEqualTo(PutState.STORED);
            assertThat(receipt.messageId().toString()).isEqualToIgnoringCase(message.getJMSMessageID());
        });
    }

    @Test
    void whatIsRolledBackComesAgainAndWhatWasSentWithItWasNeverThere() throws JMSException {
        Connection connection = connect();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(session.createQueue(QUEUE));
        MessageConsumer consumer = session.createConsumer(session.createQueue(QUEUE));
        producer.send(session.createTextMessage("again"));
        session.commit();

        assertThat(((TextMessage) consumer.receive(PATIENCE.toMillis())).getText())
                .isEqualTo("again");
        producer.send(session.createTextMessage("never mind"));
        session.rollback();

        TextMessage again = (TextMessage) consumer.receive(PATIENCE.toMillis());
        assertThat(again.getText()).isEqualTo("again");
        assertThat(again.getJMSRedelivered()).isTrue();
        assertThat(again.getIntProperty("JMSXDeliveryCount")).isEqualTo(2);
        session.commit();
        assertThat(consumer.receive(MOMENT.toMillis())).isNull();
    }

    @Test
    void aListenerGetsEachMessageOnce() throws JMSException {
        Connection connection = connect();
        Session receiving = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        List<String> received = new CopyOnWriteArrayList<>();
        receiving
                .createConsumer(receiving.createQueue(QUEUE))
                .setMessageListener(message -> received.add(textOf(message)));
        Session sending = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = sending.createProducer(sending.createQueue(QUEUE));

        for (int i = 0; i < 10; i++) {
            producer.send(sending.createTextMessage("message " + i));
        }

        await().atMost(PATIENCE).until(() -> received.size() >= 10);
        assertThat(received)
                .containsExactly(
                        "message 0",
                        "message 1",
                        "message 2",
                        "message 3",
                        "message 4",
                        "message 5",
                        "message 6",
                        "message 7",
                        "message 8",
                        "message 9");
    }

    /** Not after {@code endmqm -i}: it may tell IBM's client not to come back. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "ENDED_IMMEDIATELY")
    void aConnectionGoesOnAndTellsWhere(Fault fault) throws JMSException {
        requirePossible(fault);
        Connection connection = connect();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue(QUEUE));
        producer.send(session.createTextMessage("before"));

        cause(fault);
        sendOnceConnected(producer, session.createTextMessage("after"));

        await().atMost(PATIENCE).until(() -> events.stream().anyMatch(Reconnected.class::isInstance));
        PutReceipt last = receipts.get(receipts.size() - 1);
        assertThat(MooringConnection.of(connection).queueManager()).isEqualTo(last.queueManager());
        if (fault.keepsClientsOut()) {
            assertThat(last.queueManager()).isNotEqualTo(first());
        }
        try (MqClient onlooker = fleet().client(last.queueManager()).connect()) {
            assertThat(onlooker.queue(QUEUE).get(last.messageId(), Duration.ZERO))
                    .get()
                    .extracting(MqMessage::messageId)
                    .isEqualTo(last.messageId());
        }
    }

    private Connection connect() throws JMSException {
        Connection connection =
                fleet().jms().listener(events::add).onPut(receipts::add).build().createConnection();
        closing(connection);
        connection.start();
        return connection;
    }

    private static void sendOnceConnected(MessageProducer producer, TextMessage message) throws JMSException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                producer.send(message);
                return;
            } catch (JmsPutInDoubtException inDoubt) {
                assertThat(System.nanoTime())
                        .describedAs("sends are still in doubt: %s", inDoubt)
                        .isLessThan(end);
            }
        }
    }

    private static String textOf(javax.jms.Message message) {
        try {
            return ((TextMessage) message).getText();
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }
}
