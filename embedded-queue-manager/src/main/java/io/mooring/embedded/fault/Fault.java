package io.mooring.embedded.fault;

import io.mooring.embedded.mqi.Reason;
import io.mooring.embedded.mqi.Verb;
import java.time.Duration;

/**
 * Something that goes wrong at a certain call. A value; it happens when it is given to a queue manager.
 *
 * <pre>{@code
 * queueManager.inject(Fault.on(Verb.MQPUT).failsWith(Reason.Q_FULL));
 * queueManager.inject(Fault.on(Verb.MQCMIT).call(3).ofApplication("orders").losesConnectionAfterEffect());
 * queueManager.inject(Fault.on(Verb.MQGET).everyCall().isDelayedBy(Duration.ofMillis(50)));
 * }</pre>
 *
 * @param calls at which calls
 * @param effect what goes wrong
 */
public record Fault(Calls calls, Effect effect) {
    /** Begins a fault at the next call of a verb by anybody. */
    public static Calls on(Verb verb) {
        return new Calls(verb, 1, false, "", "");
    }

    /**
     * The calls at which a fault happens.
     *
     * @param verb of this verb
     * @param number at the n-th call that matches, counted from 1 from the moment the fault is given to the queue manager
     * @param every at that call and all later ones
     * @param application only of this application, empty for any
     * @param queue only of this queue, empty for any
     */
    public record Calls(Verb verb, int number, boolean every, String application, String queue) {
        /** Rejects a number below 1. */
        public Calls {
            if (number < 1) {
                throw new IllegalArgumentException("calls are counted from 1; there is no call " + number);
            }
        }

        /** At the n-th matching call from now. */
        public Calls call(int n) {
            return new Calls(verb, n, every, application, queue);
        }

        /** At every matching call from the n-th on. */
        public Calls everyCall() {
            return new Calls(verb, number, true, application, queue);
        }

        /** Only calls of the application with this name. */
        public Calls ofApplication(String name) {
            return new Calls(verb, number, every, name, queue);
        }

        /** Only calls about the queue with this name. */
        public Calls onQueue(String name) {
            return new Calls(verb, number, every, application, name);
        }

        /** The call is not executed; it fails with the reason. */
        public Fault failsWith(Reason reason) {
            return failsWith(reason.code());
        }

        /** The call is not executed; it fails with any reason code. */
        public Fault failsWith(int reasonCode) {
            return new Fault(this, new Effect.Fail(reasonCode));
        }

        /** The call arrives, is not executed, and the socket is lost. */
        public Fault losesConnectionBeforeEffect() {
            return new Fault(this, new Effect.LoseConnection(false));
        }

        /** The call is executed, but the socket is lost before the answer is sent. */
        public Fault losesConnectionAfterEffect() {
            return new Fault(this, new Effect.LoseConnection(true));
        }

        /** The call is executed this much later; everything on its socket waits with it. */
        public Fault isDelayedBy(Duration delay) {
            return new Fault(this, new Effect.Delay(delay));
        }

        boolean matches(Verb calledVerb, String byApplication, String onQueue) {
            return verb == calledVerb
                    && (application.isEmpty() || application.equals(byApplication))
                    && (queue.isEmpty() || queue.equals(onQueue));
        }
    }

    /** What goes wrong. */
    public sealed interface Effect {
        /**
         * The call fails.
         *
         * @param reasonCode for the client
         */
        record Fail(int reasonCode) implements Effect {}

        /**
         * The socket is lost.
         *
         * @param processed whether the call is executed before
         */
        record LoseConnection(boolean processed) implements Effect {}

        /**
         * The call comes later.
         *
         * @param duration how much
         */
        record Delay(Duration duration) implements Effect {}
    }
}
