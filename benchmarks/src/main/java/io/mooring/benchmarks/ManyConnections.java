package io.mooring.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.jms.BytesMessage;
import javax.jms.Connection;
import javax.jms.ConnectionFactory;
import javax.jms.DeliveryMode;
import javax.jms.JMSException;
import javax.jms.MessageProducer;
import javax.jms.Session;

/** Sends that wait, over many JMS connections at once, each with a session and a thread of its own. */
final class ManyConnections implements Workload {
    private final Contender server;
    private final String queue;
    private final byte[] body;
    private final List<Client> clients = new ArrayList<>();
    private final ExecutorService threads;

    /** Opens them one after the other. */
    ManyConnections(Contender server, String queue, int connections, int bytes) throws JMSException {
        this.server = server;
        this.queue = queue;
        this.body = new byte[bytes];
        this.threads = Executors.newFixedThreadPool(connections);
        ConnectionFactory factory = server.connections();
        for (int i = 0; i < connections; i++) {
            clients.add(new Client(factory.createConnection()));
        }
    }

    @Override
    public void prepare(int operations) throws Exception {
        onEach(Client::closeProducer);
        server.clear(queue);
        onEach(Client::openProducer);
    }

    @Override
    public void run(int operations) throws Exception {
        int each = operations / clients.size();
        onEach(client -> client.send(each));
    }

    private void onEach(Task task) throws Exception {
        List<Callable<Void>> tasks = new ArrayList<>();
        for (Client client : clients) {
            tasks.add(() -> {
                task.run(client);
                return null;
            });
        }
        for (Future<Void> done : threads.invokeAll(tasks)) {
            done.get();
        }
    }

    @FunctionalInterface
    private interface Task {
        void run(Client client) throws JMSException;
    }

    @Override
    public void close() throws JMSException {
        threads.shutdown();
        for (Client client : clients) {
            client.connection.close();
        }
        server.clear(queue);
    }

    /** One connection. */
    private final class Client {
        private final Connection connection;
        private final Session session;
        private MessageProducer producer;

        Client(Connection connection) throws JMSException {
            this.connection = connection;
            this.session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            this.producer = producer();
        }

        private MessageProducer producer() throws JMSException {
            MessageProducer made = session.createProducer(session.createQueue(queue));
            made.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
            return made;
        }

        void closeProducer() throws JMSException {
            producer.close();
        }

        void openProducer() throws JMSException {
            producer = producer();
        }

        void send(int count) throws JMSException {
            for (int i = 0; i < count; i++) {
                BytesMessage message = session.createBytesMessage();
                message.writeBytes(body);
                producer.send(message);
            }
        }
    }
}
