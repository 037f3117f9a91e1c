package io.mooring.contracts;

import io.mooring.QueueManagerName;
import java.util.Set;

/** Whoever can do harm to the queue managers of a fleet, and make it good again. */
interface Faults {
    /** What it can cause. */
    Set<Fault> possible();

    /** Causes it; returns when it has begun. */
    void cause(Fault fault, QueueManagerName at);

    /** Has the queue manager run and take clients again, whatever has happened to it; does nothing if nothing has. */
    void mend(QueueManagerName at);
}
