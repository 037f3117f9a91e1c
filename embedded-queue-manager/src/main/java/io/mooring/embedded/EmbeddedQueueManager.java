package io.mooring.embedded;

import io.mooring.embedded.admin.Administration;
import io.mooring.embedded.admin.ConnectionStatus;
import io.mooring.embedded.admin.EndMode;
import io.mooring.embedded.call.Client;
import io.mooring.embedded.call.RunState;
import io.mooring.embedded.channel.ChannelInstance;
import io.mooring.embedded.fault.Fault;
import io.mooring.embedded.fault.InjectedFault;
import io.mooring.embedded.manager.QueueManager;
import io.mooring.embedded.mqi.Message;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.mqi.Verb;
import io.mooring.embedded.mqsc.MqscInterpreter;
import io.mooring.embedded.mqsc.MqscResult;
import io.mooring.embedded.record.RecordedCall;
import io.mooring.embedded.store.LocalQueue;
import io.mooring.embedded.wire.structure.ConnectRequest;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A queue manager in this JVM that IBM MQ clients connect to over TCP. For tests: messages are kept in memory.
 *
 * <pre>{@code
 * try (EmbeddedQueueManager queueManager = EmbeddedQueueManager.named("QM1").queue("ORDERS").start()) {
 *   factory.setConnectionNameList(queueManager.connectionName());
 *   factory.setChannel("APP.SVRCONN");
 *   ...
 *   assertThat(queueManager.depth("ORDERS")).isEqualTo(1);
 * }
 * }</pre>
 *
 * <p>It listens on the loopback address and a free port unless told otherwise, has the channels {@code APP.SVRCONN},
 * {@code DEV.APP.SVRCONN} and {@code SYSTEM.DEF.SVRCONN}, a dead-letter queue and model queues, and lets any user in
 * unless users are named. Definitions and persistent messages outlast {@link #end} and {@link #start}, not {@link #close}.
 *
 * <p>Safe for use by many threads. Faults happen in the thread that calls the method, and are done when it returns.
 */
public final class EmbeddedQueueManager implements Startable {
    private final QueueManager manager;
    private final Refusal refusal = new Refusal();

    EmbeddedQueueManager(QueueManager manager) {
        this.manager = manager;
    }

    /** Begins a queue manager with this name: up to 48 letters, digits and {@code . / _ %}. */
    public static EmbeddedQueueManagerBuilder named(String name) {
        return new EmbeddedQueueManagerBuilder(name);
    }

    /**
     * Starts it, the first time or after {@link #end}; does nothing if it runs.
     *
     * @return itself
     * @throws UncheckedIOException if the port is in use
     */
    @Override
    public EmbeddedQueueManager start() {
        manager.start();
        return this;
    }

    /** Ends it as {@code endmqm} does; returns when all connections are closed and no thread is left. */
    public void end(EndMode mode) {
        manager.end(mode);
    }

    /** Ends it as a crash would: listener and sockets closed without a word, what was uncommitted backed out. */
    public void crash() {
        manager.crash();
    }

    /** Ends it as a crash would; the second time does nothing. */
    @Override
    public void close() {
        manager.crash();
    }

    /** Whether it runs. */
    public boolean running() {
        return manager.running();
    }

    /** Its name. */
    public String name() {
        return manager.name();
    }

    /** Its identifier (QMID): the name and the time at which it was built. */
    public String id() {
        return manager.id();
    }

    /** The port it listens on; the same after each start. */
    public int port() {
        return manager.port();
    }

    /** Address and port as a client's connection name, for example {@code 127.0.0.1(1414)}. */
    public String connectionName() {
        return manager.connectionName();
    }

    /** What an administrator can ask: definitions, status, channels. */
    public Administration administration() {
        return manager;
    }

    /**
     * Runs MQSC commands; see {@code docs/mqsc.md} for the subset.
     *
     * @return a result for each command
     */
    public List<MqscResult> mqsc(String script) {
        try {
            return new MqscInterpreter(manager).runScript(new StringReader(script));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * How many messages are on a local queue, those in open units of work included.
     *
     * @throws IllegalArgumentException if there is no such queue
     */
    public int depth(String queue) {
        return local(queue).depth();
    }

    /**
     * The messages that a get could get, in order.
     *
     * @throws IllegalArgumentException if there is no such queue
     */
    public List<Message> messages(String queue) {
        return local(queue).messages();
    }

    /** All connections: conversations after their MQCONN. */
    public List<ConnectionStatus> connections() {
        return manager.connections();
    }

    /**
     * Answers the requests on a local queue, as a server program would, so that a test of a program that asks needs no other
     * program. Until what is returned is closed, or the queue manager ends.
     *
     * <p>The function has the data of the request, without the MQRFH2 header of JMS, and returns that of the reply. The reply is
     * of the same format and character set (to JMS: of the same type), has the request's priority, persistence and remaining
     * expiry, no properties, and the ids that its report options ask for; a correlation id that the request has comes back
     * without such an option, as JMS programs want it.
     *
     * <p>A message that names no reply queue is taken all the same, and the result of the function dropped. One whose function
     * fails, or returns null, has no reply; the failure is in the log. Requests are answered one after the other, in a thread
     * of the queue manager, outside any unit of work; the queue's number of open handles (IPPROCS) does not count this.
     *
     * @throws IllegalArgumentException if there is no such queue
     * @throws IllegalStateException if the queue manager does not run
     */
    public RequestAnswers answer(String queue, UnaryOperator<byte[]> reply) {
        return new RequestAnswers(manager, local(queue), reply);
    }

    // ---- what happened
    // ------------------------------------------------------------------------------------------------

    /** Begins to record calls, the latest 10,000; forgets those that were recorded. */
    public void recordCalls() {
        manager.recorder().start();
    }

    /** The recorded calls, oldest first. A call is there before the client has its answer. */
    public List<RecordedCall> recordedCalls() {
        return manager.recorder().calls();
    }

    /** How many calls of a verb were answered since the queue manager was built. */
    public long calls(Verb verb) {
        return manager.recorder().count(verb);
    }

    // ---- faults
    // -------------------------------------------------------------------------------------------------------

    /** Lets something go wrong at a certain call. */
    public InjectedFault inject(Fault fault) {
        return manager.faults().add(fault);
    }

    /** Takes back all faults that were injected. */
    public void clearFaults() {
        manager.faults().clear();
    }

    /** Closes all sockets, as a network failure would. New ones are accepted. */
    public void dropSockets() {
        manager.disturbance().drop(socket -> true);
    }

    /** Closes the sockets with a connection that meets a condition, for example {@code c -> c.applicationName().equals("orders")}. */
    public void dropSockets(Predicate<ConnectionStatus> which) {
        manager.disturbance().drop(having(which));
    }

    /** Refuses new sockets; present connections go on. */
    public void stopListening() {
        manager.disturbance().stopListening();
    }

    /** Accepts sockets again. */
    public void startListening() {
        manager.disturbance().startListening();
    }

    /** Asks all clients to reconnect, as a balancing cluster does; clients that do not reconnect lose their connection. */
    public void askToReconnect() {
        askToReconnect(connection -> true);
    }

    /** Asks the clients with a connection that meets a condition to reconnect. */
    public void askToReconnect(Predicate<ConnectionStatus> which) {
        manager.disturbance().askToReconnect(having(which));
    }

    /**
     * Ends all gets that wait, then asks all clients to reconnect: a client that waits in a get moves at once, and not at
     * its next five-second step.
     */
    public void askToReconnectAfterEndingWaits() {
        askToReconnectAfterEndingWaits(connection -> true);
    }

    /** Ends the gets that wait of the clients with a connection that meets a condition, then asks them to reconnect. */
    public void askToReconnectAfterEndingWaits(Predicate<ConnectionStatus> which) {
        manager.disturbance().askToReconnectAfterEndingWaits(having(which));
    }

    /** Ends all gets that wait with a reason. */
    public void endWaits(Reason reason) {
        manager.disturbance().endWaits(reason.code());
    }

    /** Breaks all connections and switches automatic reconnection off in the clients. */
    public void endWithoutReconnect() {
        endWithoutReconnect(connection -> true);
    }

    /** Breaks the connections of some clients and switches automatic reconnection off in them. */
    public void endWithoutReconnect(Predicate<ConnectionStatus> which) {
        manager.disturbance().endWithoutReconnect(having(which));
    }

    /** Ends all channels with a STATUS segment, for example 5, queue manager ending, or 7, stopped by a user. */
    public void endChannels(int statusCode) {
        endChannels(connection -> true, statusCode);
    }

    /** Ends some clients' channels with a STATUS segment. */
    public void endChannels(Predicate<ConnectionStatus> which, int statusCode) {
        manager.disturbance().endChannels(having(which), statusCode);
    }

    /** Begins to quiesce: gets that wait end with 2161, new connects and calls with FAIL_IF_QUIESCING fail with it. */
    public void quiesce() {
        manager.disturbance().quiesce();
    }

    /** Ends quiescing. */
    public void endQuiesce() {
        manager.disturbance().endQuiesce();
    }

    /** Swallows what all clients send, new ones too, without an answer: the host is gone, the network says nothing. */
    public void blackHole() {
        manager.disturbance().blackHole(true);
    }

    /** Swallows what some clients send. */
    public void blackHole(Predicate<ConnectionStatus> which) {
        manager.disturbance().blackHole(having(which));
    }

    /** Answers again; the sockets that were swallowed are closed. */
    public void endBlackHole() {
        manager.disturbance().blackHole(false);
    }

    /** Refuses new connections with a reason until {@link #acceptConnects} or its end. */
    public void refuseConnects(Reason reason) {
        refuseConnects(reason.code());
    }

    /** Refuses new connections with any reason code. */
    public void refuseConnects(int reasonCode) {
        manager.disturbance().removeGate(refusal);
        refusal.reasonCode = reasonCode;
        manager.disturbance().addGate(refusal);
    }

    /** Accepts connections again. */
    public void acceptConnects() {
        manager.disturbance().removeGate(refusal);
    }

    QueueManager manager() {
        return manager;
    }

    private LocalQueue local(String queue) {
        LocalQueue local = manager.queues().local(queue);
        if (local == null) {
            throw new IllegalArgumentException("queue manager " + name() + " has no local queue " + queue);
        }
        return local;
    }

    private static Predicate<ChannelInstance> having(Predicate<ConnectionStatus> which) {
        return instance -> instance.connections().stream().anyMatch(connection -> which.test(connection.status()));
    }

    /** Refuses everybody. */
    private static final class Refusal implements RunState.Gate {
        private volatile int reasonCode;

        @Override
        public int refuses(Client client, ConnectRequest request) {
            return reasonCode;
        }
    }
}
