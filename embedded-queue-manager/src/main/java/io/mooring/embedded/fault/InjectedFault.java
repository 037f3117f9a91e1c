package io.mooring.embedded.fault;

/** A fault that was given to a queue manager. Safe for use by many threads. */
public final class InjectedFault implements AutoCloseable {
    private final Fault fault;
    private final FaultPlan plan;
    private int matchingCalls; // guarded by this
    private int fired; // guarded by this

    InjectedFault(Fault fault, FaultPlan plan) {
        this.fault = fault;
        this.plan = plan;
    }

    /** The fault. */
    public Fault fault() {
        return fault;
    }

    /** How often it has happened. */
    public synchronized int fired() {
        return fired;
    }

    /** Takes it back: it happens no more. */
    @Override
    public void close() {
        plan.remove(this);
    }

    synchronized boolean countsAndFires() {
        matchingCalls++;
        Fault.Calls calls = fault.calls();
        boolean fires = calls.every() ? matchingCalls >= calls.number() : matchingCalls == calls.number();
        if (fires) {
            fired++;
            if (!calls.every()) {
                plan.remove(this);
            }
        }
        return fires;
    }
}
