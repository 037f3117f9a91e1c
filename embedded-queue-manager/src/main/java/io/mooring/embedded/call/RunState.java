package io.mooring.embedded.call;

import io.mooring.embedded.mqi.Reason;
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
         * @param reconnecting whether the client was connected before, here or elsewhere
         */
        int refuses(Client client, boolean reconnecting);
    }

    private final List<Gate> gates = new CopyOnWriteArrayList<>();
    private volatile boolean quiescing;

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

    int refuses(Client client, boolean reconnecting) {
        if (quiescing) {
            return Reason.Q_MGR_QUIESCING.code();
        }
        return gates.stream()
                .mapToInt(gate -> gate.refuses(client, reconnecting))
                .filter(reason -> reason != Gate.OPEN)
                .findFirst()
                .orElse(Gate.OPEN);
    }
}
