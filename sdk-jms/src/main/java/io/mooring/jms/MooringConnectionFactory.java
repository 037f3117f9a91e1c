package io.mooring.jms;

import io.mooring.jms.internal.ibm.FactoryKind;
import io.mooring.jms.internal.ibm.IbmFactories;
import io.mooring.jms.internal.request.RequestSettings;
import io.mooring.jms.internal.request.Requesters;
import io.mooring.request.ReplyQueue;
import java.util.List;
import javax.jms.Connection;
import javax.jms.ConnectionFactory;
import javax.jms.JMSContext;
import javax.jms.JMSException;
import javax.jms.QueueConnection;
import javax.jms.QueueConnectionFactory;
import javax.jms.TopicConnection;
import javax.jms.TopicConnectionFactory;

/**
 * A connection factory that stands where IBM's stood: what it makes does what IBM's does, and knows besides which queue
 * manager it is on, tells when that changes, and gives a receipt for each message that is sent.
 *
 * <pre>{@code
 * ConnectionFactory factory = MooringConnectionFactory.builder()
 *     .connectionNames("mq1(1414),mq2(1414)").channel("APP.SVRCONN")
 *     .credentials("app", secret).applicationName("order-intake")
 *     .listener(ConnectionListener.on(Reconnected.class, e -> log.info("moved from {} to {}", e.from(), e.to())))
 *     .build();
 * }</pre>
 *
 * <p>May be used by any thread, and for any number of connections. Each connection has one thread of its own, which calls
 * its listeners ({@code mooring-events} and its name) and ends when there is nothing to tell.
 */
public final class MooringConnectionFactory
        implements ConnectionFactory, QueueConnectionFactory, TopicConnectionFactory, Unwrapping {
    final ConnectionMaker maker;

    MooringConnectionFactory(ConnectionMaker maker) {
        this.maker = maker;
    }

    /** A factory yet to be built, that makes IBM's own by what it is told; reconnects to any queue manager. */
    public static MooringConnectionFactoryBuilder builder() {
        return new MooringConnectionFactoryBuilder(null);
    }

    /**
     * A factory by what the environment says ({@code MOORING_...}).
     *
     * @throws IllegalArgumentException if there is no setting of a name, or one cannot be; the message names it, and what
     *     would do
     * @throws IllegalStateException if nothing, or more than one thing, says where to connect to
     * @throws io.mooring.channeltable.ChannelTableException if the channel table cannot be read
     */
    public static MooringConnectionFactory fromEnvironment() {
        return builder().settings(Settings.of(System.getenv())).build();
    }

    /**
     * A factory around one of IBM's, with the settings that it has now and has later: one from JNDI, or from other code.
     *
     * @throws IllegalArgumentException if it is not one of IBM's client, or is for XA
     */
    public static MooringConnectionFactory wrapping(ConnectionFactory ibmFactory) {
        return builderWrapping(ibmFactory).build();
    }

    /**
     * The same yet to be built, to add listeners, a ledger or telemetry; how it connects is said by IBM's factory alone.
     *
     * @throws IllegalArgumentException if it is not one of IBM's client, or is for XA
     */
    public static MooringConnectionFactoryBuilder builderWrapping(ConnectionFactory ibmFactory) {
        IbmFactories.requireCopyable(ibmFactory);
        return new MooringConnectionFactoryBuilder(ibmFactory);
    }

    @Override
    public Connection createConnection() throws JMSException {
        return maker.connection(FactoryKind.UNIFIED, ConnectionFactory::createConnection);
    }

    @Override
    public Connection createConnection(String user, String password) throws JMSException {
        return maker.connection(FactoryKind.UNIFIED, password, factory -> factory.createConnection(user, password));
    }

    @Override
    public QueueConnection createQueueConnection() throws JMSException {
        return (QueueConnection) maker.connection(
                FactoryKind.QUEUE, factory -> ((QueueConnectionFactory) factory).createQueueConnection());
    }

    @Override
    public QueueConnection createQueueConnection(String user, String password) throws JMSException {
        return (QueueConnection) maker.connection(
                FactoryKind.QUEUE,
                password,
                factory -> ((QueueConnectionFactory) factory).createQueueConnection(user, password));
    }

    @Override
    public TopicConnection createTopicConnection() throws JMSException {
        return (TopicConnection) maker.connection(
                FactoryKind.TOPIC, factory -> ((TopicConnectionFactory) factory).createTopicConnection());
    }

    @Override
    public TopicConnection createTopicConnection(String user, String password) throws JMSException {
        return (TopicConnection) maker.connection(
                FactoryKind.TOPIC,
                password,
                factory -> ((TopicConnectionFactory) factory).createTopicConnection(user, password));
    }

    @Override
    public JMSContext createContext() {
        return maker.context(ConnectionFactory::createContext);
    }

    @Override
    public JMSContext createContext(String user, String password) {
        return maker.context(password, factory -> factory.createContext(user, password));
    }

    @Override
    public JMSContext createContext(String user, String password, int sessionMode) {
        return maker.context(password, factory -> factory.createContext(user, password, sessionMode));
    }

    @Override
    public JMSContext createContext(int sessionMode) {
        return maker.context(factory -> factory.createContext(sessionMode));
    }

    /**
     * A requester with its own connection, and the defaults of {@link #requesterBuilder}.
     *
     * @param queue where requests are put
     * @param replyQueue where replies come, and how they are told apart
     * @throws io.mooring.MqException if it cannot connect, or the queue manager refuses to open one of the queues
     */
    public Requester requester(String queue, ReplyQueue replyQueue) {
        return requesterBuilder(queue, replyQueue).open();
    }

    /**
     * A requester yet to be opened. A uniform cluster is told that its connection is one for requests and replies ({@link
     * Balancing#requestReply()}), unless the factory says another balancing.
     *
     * @param queue where requests are put: a queue's name, or IBM's URI of one, such as {@code
     *     queue:///PRICE.REQUEST?targetClient=1} for a server that does not speak JMS
     * @param replyQueue where replies come, and how they are told apart
     */
    public RequesterBuilder requesterBuilder(String queue, ReplyQueue replyQueue) {
        return new RequesterBuilder(queue, replyQueue, this::open);
    }

    private Requester open(RequesterBuilder said) {
        ConnectionMaker requesting = maker.requesting(said.replyQueue);
        RequestSettings settings = new RequestSettings(
                said.queue, said.replyQueue, said.mostOutstanding, said.strays, said.persistent, requesting.original());
        return Requesters.open(
                settings, () -> requesting.connection(FactoryKind.UNIFIED, ConnectionFactory::createConnection));
    }

    /**
     * Answers the requests on a queue with texts, on one thread, over a connection of its own; see {@link Responder}.
     *
     * @throws io.mooring.MqException if it cannot connect, or the queue manager refuses to open the queue
     */
    public Responder responder(String queue, RequestHandler<String> handler) {
        return responderBuilder(queue).answeringText(handler);
    }

    /**
     * A responder yet to be opened, to set it up.
     *
     * @param queue the name of the queue, without options
     * @throws IllegalArgumentException if it is no name
     */
    public ResponderBuilder responderBuilder(String queue) {
        return new ResponderBuilder(maker, queue);
    }

    /**
     * What is known about the connections that it has made and that are not closed, the first one first: also about those
     * that a pool or a framework keeps to itself.
     */
    public List<MooringConnection> connections() {
        return maker.open();
    }

    /**
     * This factory, or IBM's: the one that was given, else one with the settings that were.
     *
     * @throws IllegalArgumentException if neither is of that type
     */
    @Override
    public <T> T unwrap(Class<T> type) {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        ConnectionFactory original = maker.original();
        if (type.isInstance(original)) {
            return type.cast(original);
        }
        throw new IllegalArgumentException("There is no " + type.getName() + " behind this factory; there is a "
                + original.getClass().getName() + ".");
    }

    /** How it connects, without secrets. */
    @Override
    public String toString() {
        return "MooringConnectionFactory[" + maker + "]";
    }
}
