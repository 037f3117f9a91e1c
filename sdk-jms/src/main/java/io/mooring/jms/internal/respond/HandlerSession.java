package io.mooring.jms.internal.respond;

import io.mooring.jms.Unwrapping;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import javax.jms.IllegalStateException;
import javax.jms.Session;

/** The session as a handler has it: all of it, but for what ends the unit of work, which the responder does. */
final class HandlerSession {
    private static final Set<String> OF_THE_RESPONDER =
            Set.of("commit", "rollback", "recover", "close", "setMessageListener", "run");

    private HandlerSession() {}

    static Session of(Session session) {
        return (Session) Proxy.newProxyInstance(
                HandlerSession.class.getClassLoader(),
                new Class<?>[] {Session.class, Unwrapping.class},
                (proxy, method, arguments) -> call(session, method, arguments));
    }

    private static Object call(Session session, Method method, Object[] arguments) throws Throwable {
        if (OF_THE_RESPONDER.contains(method.getName())) {
            throw new IllegalStateException("A handler cannot call " + method.getName()
                    + " on the session of its responder; return to have all committed, throw to have it backed out.");
        }
        try {
            return method.invoke(session, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
