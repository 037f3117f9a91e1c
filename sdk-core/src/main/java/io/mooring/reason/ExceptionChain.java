package io.mooring.reason;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one place that digs reason codes out of exceptions.
 *
 * <p>It knows IBM's and JMS's exceptions by the names of their classes and calls two public getters of them by
 * reflection. So the core has no JMS type, the same code serves {@code javax.jms} and {@code jakarta.jms}, a client that
 * an application server loads with a class loader of its own, and an application without IBM's jar at all; a service
 * provider interface would have needed one provider each. What it costs is one look at each exception class, which is
 * remembered.
 */
final class ExceptionChain {
    /** More exceptions than this in one chain are not looked at; chains that end at all end long before. */
    private static final int LONGEST = 100;

    /** Classes whose {@code int getReason()} is an MQ reason code. */
    private static final Set<String> CARRIERS =
            Set.of("com.ibm.mq.MQException", "com.ibm.mq.headers.MQDataException", "com.ibm.mq.jmqi.JmqiException");

    /** Classes whose {@code Exception getLinkedException()} leads on. */
    private static final Set<String> LINKERS = Set.of("javax.jms.JMSException", "jakarta.jms.JMSException");

    private static final ClassValue<Getters> GETTERS = new ClassValue<>() {
        @Override
        protected Getters computeValue(Class<?> type) {
            return new Getters(getter(type, CARRIERS, "getReason"), getter(type, LINKERS, "getLinkedException"));
        }
    };

    private record Getters(
            @Nullable Method reason, @Nullable Method linked) {}

    private ExceptionChain() {}

    static List<ReasonCode> reasonsIn(Throwable failure) {
        Set<ReasonCode> found = new LinkedHashSet<>();
        IdentityHashMap<Throwable, Boolean> seen = new IdentityHashMap<>();
        List<Throwable> toVisit = new ArrayList<>(List.of(failure));
        while (!toVisit.isEmpty() && seen.size() < LONGEST) {
            Throwable next = toVisit.remove(0);
            if (seen.put(next, Boolean.TRUE) == null) {
                collect(next, found);
                // What an exception links to is nearer to it than what comes after it in the list.
                toVisit.addAll(0, behind(next));
            }
        }
        return List.copyOf(found);
    }

    private static void collect(Throwable failure, Set<ReasonCode> found) {
        if (failure instanceof HasReasonCode ours) {
            ours.reason().ifPresent(found::add);
        }
        Method getter = GETTERS.get(failure.getClass()).reason();
        // Zero is MQRC_NONE: an exception that has it was made for another reason than a queue manager's answer.
        if (getter != null && call(getter, failure) instanceof Integer code && code != 0) {
            found.add(new ReasonCode(code));
        }
    }

    private static List<Throwable> behind(Throwable failure) {
        List<Throwable> behind = new ArrayList<>(2);
        Method getter = GETTERS.get(failure.getClass()).linked();
        if (getter != null && call(getter, failure) instanceof Throwable linked) {
            behind.add(linked);
        }
        Throwable cause = failure.getCause();
        if (cause != null) {
            behind.add(cause);
        }
        return behind;
    }

    private static @Nullable Method getter(Class<?> type, Set<String> owners, String name) {
        for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
            if (owners.contains(owner.getName())) {
                try {
                    return owner.getMethod(name);
                } catch (NoSuchMethodException e) {
                    return null;
                }
            }
        }
        return null;
    }

    /** The getter's answer, or null if it cannot be asked: who looks for a reason must not meet another exception. */
    private static @Nullable Object call(Method getter, Throwable failure) {
        try {
            return getter.invoke(failure);
        } catch (IllegalAccessException | InvocationTargetException e) {
            return null;
        }
    }
}
