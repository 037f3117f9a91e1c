package io.mooring.samples.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.jms.Connection;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageConsumer;
import javax.jms.MessageProducer;
import javax.jms.Session;
import javax.jms.TextMessage;

/** The same server program without Mooring: on each queue manager a thread that receives, replies and commits. */
final class RawServer implements AutoCloseable {
    private static final long WAIT_MILLIS = 500;

    private final Stage stage;
    private final Account account;
    private final Duration handling;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    RawServer(Stage stage, Account account, Duration handling) {
        this.stage = stage;
        this.account = account;
        this.handling = handling;
        for (String queueManager : stage.harbour().queueManagers()) {
            Thread thread = new Thread(() -> run(queueManager), "raw server " + queueManager);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private void run(String queueManager) {
        while (closed.getCount() > 0) {
            try (Connection connection = RawClient.factory(stage.harbour(), "raw-server", queueManager)
                    .createConnection()) {
                connection.start();
                serve(connection);
            } catch (JMSException e) {
                rest(Duration.ofMillis(200)); // and connects again
            }
        }
    }

    private void serve(Connection connection) throws JMSException {
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
        MessageConsumer requests = session.createConsumer(
                session.createQueue("queue:///" + stage.queues().rawRequests()));
        MessageProducer replies = session.createProducer(null);
        while (closed.getCount() > 0) {
            Message request = requests.receive(WAIT_MILLIS);
            if (request == null) {
                continue;
            }
            String text = request.getBody(String.class);
            rest(handling);
            TextMessage reply = session.createTextMessage(text);
            reply.setJMSCorrelationID(request.getJMSMessageID());
            try {
                replies.send(request.getJMSReplyTo(), reply);
                session.commit();
                account.handled(text);
            } catch (JMSException e) {
                session.rollback();
            }
        }
    }

    private void rest(Duration time) {
        try {
            boolean unused = closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        for (Thread thread : threads) {
            try {
                thread.join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
