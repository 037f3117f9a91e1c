package io.mooring.embedded.fault;

import io.mooring.embedded.mqi.Verb;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The faults that wait for their call. Safe for use by many threads; costs nothing while there is none. */
public final class FaultPlan {
    private final List<InjectedFault> faults = new CopyOnWriteArrayList<>();

    /** Adds a fault; it counts calls from now on. */
    public InjectedFault add(Fault fault) {
        InjectedFault injected = new InjectedFault(fault, this);
        faults.add(injected);
        return injected;
    }

    /** Takes all faults back. */
    public void clear() {
        faults.clear();
    }

    /** What goes wrong at this call, or null. Each fault that matches counts it; the first one that fires wins. */
    public Fault.@Nullable Effect at(Verb verb, String application, String queue) {
        Fault.Effect effect = null;
        for (InjectedFault injected : faults) {
            if (injected.fault().calls().matches(verb, application, queue)
                    && injected.countsAndFires()
                    && effect == null) {
                effect = injected.fault().effect();
            }
        }
        return effect;
    }

    void remove(InjectedFault fault) {
        faults.remove(fault);
    }
}
