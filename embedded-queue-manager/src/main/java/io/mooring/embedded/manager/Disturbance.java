package io.mooring.embedded.manager;

import io.mooring.embedded.call.Connection;
import io.mooring.embedded.call.Consumption;
import io.mooring.embedded.call.RunState;
import io.mooring.embedded.channel.ChannelInstance;
import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.wire.structure.Notification;
import io.mooring.embedded.wire.structure.SocketAction;
import java.util.List;
import java.util.function.Predicate;

/** What a test does to a running queue manager and its clients, on the spot. */
public final class Disturbance {
    private static final int RECONNECT = 1;
    private static final int DO_NOT_RECONNECT = 0;

    private final Run run;

    Disturbance(Run run) {
        this.run = run;
    }

    /** Closes the sockets that a condition names and waits for the clean-up. */
    public void drop(Predicate<ChannelInstance> which) {
        List<ChannelInstance> dropped = select(which);
        dropped.forEach(ChannelInstance::drop);
        run.listener().awaitEnd(dropped);
    }

    /** Refuses new sockets. */
    public void stopListening() {
        run.listener().stopListening();
    }

    /** Takes new sockets again, on the same port. */
    public void startListening() {
        run.listener().listen();
    }

    /** Asks clients to reconnect. */
    public void askToReconnect(Predicate<ChannelInstance> which) {
        select(which).forEach(instance -> instance.act(SocketAction.of(SocketAction.RECONNECT_CLIENTS, RECONNECT)));
    }

    /** Ends the gets of clients that wait and asks them to reconnect. */
    public void askToReconnectAfterEndingWaits(Predicate<ChannelInstance> which) {
        select(which).forEach(Disturbance::askToMove);
    }

    /** Ends the gets of one client that wait and asks it to reconnect. */
    public static void askToMove(ChannelInstance instance) {
        instance.actAfterEndingWaits(
                Reason.Q_MGR_QUIESCING, SocketAction.of(SocketAction.RECONNECT_CLIENTS, RECONNECT));
    }

    /** Ends the connections and switches their reconnection off. */
    public void endWithoutReconnect(Predicate<ChannelInstance> which) {
        select(which)
                .forEach(instance -> instance.act(SocketAction.of(SocketAction.RECONNECT_CLIENTS, DO_NOT_RECONNECT)));
    }

    /** Ends channels with a status. */
    public void endChannels(Predicate<ChannelInstance> which, int statusCode) {
        select(which).forEach(instance -> instance.end(statusCode));
    }

    /** Swallows what some clients send, without an answer. */
    public void blackHole(Predicate<ChannelInstance> which) {
        select(which).forEach(ChannelInstance::blackHole);
    }

    /** Swallows what all clients send, new ones too; or ends that, which drops their sockets. */
    public void blackHole(boolean swallow) {
        run.listener().blackHole(swallow);
    }

    /** Begins to quiesce: waits end with 2161, calls that say so and new connects fail with it, consumers are told. */
    public void quiesce() {
        run.environment().state().quiescing(true);
        run.environment().queues().endWaits(Reason.Q_MGR_QUIESCING.code());
        for (ChannelInstance instance : run.listener().instances()) {
            instance.act(SocketAction.of(SocketAction.QUEUE_MANAGER_QUIESCE, 0));
            for (Connection connection : instance.connections()) {
                Consumption.notifyConsumers(connection, Notification.QUEUE_MANAGER_QUIESCING, 0);
            }
        }
    }

    /** Ends quiescing. */
    public void endQuiesce() {
        run.environment().state().quiescing(false);
    }

    /** Ends all gets that wait with a reason. */
    public void endWaits(int reasonCode) {
        run.environment().queues().endWaits(reasonCode);
    }

    /** Asks a gate for each client that connects. */
    public void addGate(RunState.Gate gate) {
        run.environment().state().addGate(gate);
    }

    /** Asks it no more. */
    public void removeGate(RunState.Gate gate) {
        run.environment().state().removeGate(gate);
    }

    private List<ChannelInstance> select(Predicate<ChannelInstance> which) {
        return run.listener().instances().stream().filter(which).toList();
    }
}
