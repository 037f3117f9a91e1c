package io.mooring.benchmarks;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.jms.BytesMessage;
import javax.jms.Connection;
import javax.jms.ConnectionFactory;
import javax.jms.DeliveryMode;
import javax.jms.JMSException;
import javax.jms.Message;
import javax.jms.MessageProducer;
import javax.jms.Queue;
import javax.jms.Session;

/**
 * Requests to a listener, which answers each to one reply queue; one listener there takes all replies, whoever asked, as
 * an application does that shares a reply queue.
 */
public final class RequestReply implements Workload {
    private static final String REQUESTS = "BENCH.REQUEST";
    private static final String REPLIES = "BENCH.REPLY";
    private static final long LONGEST_ROUND_MINUTES = 2;

    private final Contender server;
    private final Connection answering;
    private final Connection asking;
    private final Session askingSession;
    private final MessageProducer requests;
    private final Queue replyQueue;
    private final byte[] body;
    private final int inFlight;
    private final Semaphore permits;

    /** The queues that it uses. */
    static String[] queues() {
        return new String[] {REQUESTS, REPLIES};
    }

    /**
     * Connects both sides.
     *
     * @param inFlight how many requests are open at a time
     * @param bytes length of a request and of a reply
     */
    public RequestReply(Contender server, int inFlight, int bytes) throws JMSException {
        this.server = server;
        this.inFlight = inFlight;
        this.permits = new Semaphore(inFlight);
        this.body = new byte[bytes];
        ConnectionFactory connections = server.connections();
        answering = connections.createConnection();
        answer(answering.createSession(false, Session.AUTO_ACKNOWLEDGE));
        asking = connections.createConnection();
        Session listeningSession = asking.createSession(false, Session.AUTO_ACKNOWLEDGE);
        replyQueue = listeningSession.createQueue(REPLIES);
        listeningSession.createConsumer(replyQueue).setMessageListener(reply -> permits.release());
        askingSession = asking.createSession(false, Session.AUTO_ACKNOWLEDGE);
        requests = askingSession.createProducer(askingSession.createQueue(REQUESTS));
        requests.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        answering.start();
        asking.start();
    }

    private void answer(Session session) throws JMSException {
        MessageProducer replies = session.createProducer(null);
        replies.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        session.createConsumer(session.createQueue(REQUESTS)).setMessageListener(request -> {
            try {
                BytesMessage reply = session.createBytesMessage();
                reply.writeBytes(body);
                reply.setJMSCorrelationID(request.getJMSCorrelationID());
                replies.send(request.getJMSReplyTo(), reply);
            } catch (JMSException e) {
                throw new IllegalStateException("a request was not answered", e);
            }
        });
    }

    @Override
    public void prepare(int operations) {
        // Each round ends when everything is answered: there is nothing left of the one before.
    }

    @Override
    public void run(int operations) throws Exception {
        for (int i = 0; i < operations; i++) {
            acquire(1);
            Message request = request(i);
            requests.send(request);
        }
        acquire(inFlight);
        permits.release(inFlight);
    }

    private Message request(int number) throws JMSException {
        BytesMessage request = askingSession.createBytesMessage();
        request.writeBytes(body);
        request.setJMSReplyTo(replyQueue);
        request.setJMSCorrelationID("request-" + number);
        return request;
    }

    private void acquire(int count) throws InterruptedException {
        if (!permits.tryAcquire(count, LONGEST_ROUND_MINUTES, TimeUnit.MINUTES)) {
            throw new IllegalStateException("no reply came for " + LONGEST_ROUND_MINUTES + " minutes");
        }
    }

    @Override
    public void close() throws JMSException {
        asking.close();
        answering.close();
        for (String queue : queues()) {
            server.clear(queue);
        }
    }
}
