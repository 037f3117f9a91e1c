package io.mooring.embedded.call;

import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.wire.structure.ConnectRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Whether a running queue manager quiesces, and whom it lets connect. Safe for use by many threads. */
public final class RunState {
    /** May refuse a client that connects. */
    @FunctionalInterface
    public interface Gate {
        /** Lets the client in. */
        int OPEN = 0;

        /**
         * The reason code to refuse a client with, or {@link #OPEN}.
         *
         * @param client who connects
         * @param request how
         */
        int refuses(Client client, ConnectRequest request);
    }

    private final Gate ofCluster;
    private final List<Gate> gates = new CopyOnWriteArrayList<>();
    private volatile boolean quiescing;

    /**
     * The state at the start: not quiescing.
     *
     * @param ofCluster is asked last, for each client that connects
     */
    public RunState(Gate ofCluster) {
        this.ofCluster = ofCluster;
    }

    /** Whether nothing but the cluster would refuse a client. */
    public boolean accepting() {
        return !quiescing && gates.isEmpty();
    }

    /** Whether calls with FAIL_IF_QUIESCING and new connects fail with 2161. */
    public boolean quiescing() {
        return quiescing;
    }

    /** Begins or ends quiescing. */
    public void quiescing(boolean quiesce) {
        quiescing = quiesce;
    }

    /** Asks this gate too, for each client that connects. */
    public void addGate(Gate gate) {
        gates.add(gate);
    }

    /** Asks it no more. */
    public void removeGate(Gate gate) {
        gates.remove(gate);
    }

    int refuses(Client client, ConnectRequest request) {
        if (quiescing) {
            return Reason.Q_MGR_QUIESCING.code();
        }
        return gates.stream()
                .mapToInt(gate -> gate.refuses(client, request))
                .filter(reason -> reason != Gate.OPEN)
                .findFirst()
                .orElseGet(() -> ofCluster.refuses(client, request));
    }
}
