package io.mooring.samples.demo;

import com.ibm.mq.constants.CMQC;
import io.mooring.samples.demo.Account.End;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import javax.jms.Connection;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.MessageProducer;
import javax.jms.Queue;
import javax.jms.Session;
import javax.jms.TextMessage;

/**
 * The same client program without Mooring, as it is usually written: send the request, then receive with a selector for
 * the reply whose correlation id is the message id of the request.
 */
final class RawShop implements Asker.Shop {
    private final String name;
    private final Queues queues;
    private final Account account;
    private final Journal journal;
    private final Duration replyWithin;
    private final Connection connection;
    private final AtomicInteger toldOf = new AtomicInteger();

    RawShop(String name, String application, Stage stage, Duration replyWithin, Account account, Journal journal)
            throws JMSException {
        this.name = name;
        this.queues = stage.queues();
        this.account = account;
        this.journal = journal;
        this.replyWithin = replyWithin;
        Harbour harbour = stage.harbour();
        this.connection = RawClient.factory(harbour, application, harbour.any()).createConnection();
        connection.setExceptionListener(told -> toldOf.incrementAndGet());
        connection.start();
    }

    /** How often IBM's client told the program that something had happened to its connection. */
    int toldOf() {
        return toldOf.get();
    }

    @Override
    public Asker asker() {
        try {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageProducer requests =
                    session.createProducer(session.createQueue("queue:///" + queues.rawRequests() + "?targetClient=1"));
            requests.setTimeToLive(replyWithin.toMillis());
            return new Asking(session, requests, session.createQueue("queue:///" + queues.rawReplies()));
        } catch (JMSException e) {
            throw new IllegalStateException("The raw client " + name + " cannot begin.", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (JMSException e) {
            journal.join(Journal.Kind.RAW, "the close failed: " + e.getMessage());
        }
    }

    /** A request that was sent. */
    private record Sent(String id, String messageId, long deadline) {}

    /** One session, for one thread. */
    private final class Asking implements Asker {
        private final Session session;
        private final MessageProducer requests;
        private final Queue replies;

        Asking(Session session, MessageProducer requests, Queue replies) {
            this.session = session;
            this.requests = requests;
            this.replies = replies;
        }

        @Override
        public void ask(int count) {
            List<Sent> sent = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                send(account.asked(name), sent);
            }
            sent.forEach(this::receive);
        }

        private void send(String id, List<Sent> sent) {
            long deadline = System.nanoTime() + replyWithin.toNanos();
            try {
                TextMessage request = session.createTextMessage(id);
                request.setJMSReplyTo(replies);
                requests.send(request);
                sent.add(new Sent(id, request.getJMSMessageID(), deadline));
            } catch (JMSException e) {
                OptionalInt reason = RawClient.reason(e);
                boolean interrupted = reason.isPresent() && reason.getAsInt() == CMQC.MQRC_CALL_INTERRUPTED;
                account.ended(id, interrupted ? End.IN_DOUBT : End.FAILED);
                journal.join(Journal.Kind.RAW, "the send failed with " + words(e));
            }
        }

        private void receive(Sent request) {
            try (MessageConsumer consumer =
                    session.createConsumer(replies, "JMSCorrelationID = '" + request.messageId() + "'")) {
                long left = (request.deadline() - System.nanoTime()) / 1_000_000;
                Message reply = consumer.receive(Math.max(1, left));
                if (reply == null) {
                    account.ended(request.id(), End.NO_REPLY);
                    journal.join(
                            Journal.Kind.RAW,
                            "receive returned null for a request that was sent; nothing says where it is");
                } else {
                    account.replied(request.id(), reply.getBody(String.class));
                }
            } catch (JMSException e) {
                account.ended(request.id(), End.FAILED);
                journal.join(Journal.Kind.RAW, "the receive failed with " + words(e));
            }
        }

        private static String words(JMSException e) {
            OptionalInt reason = RawClient.reason(e);
            return reason.isPresent() ? "reason " + reason.getAsInt() : String.valueOf(e.getMessage());
        }
    }
}
