package io.mooring.jms.internal.wrap;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An object of any interfaces that records the calls on it, and answers each with a value made for it. */
final class Recorded implements InvocationHandler {
    /** One call on it. */
    record Call(
            Method method,
            List<@Nullable Object> arguments,
            @Nullable Object answer) {}

    private final List<Call> calls = new ArrayList<>();
    private final Map<String, Object> fixed;
    private @Nullable Throwable failure;

    private Recorded(Map<String, Object> fixed) {
        this.fixed = fixed;
    }

    /** A new one; methods of some names answer what is given for them. */
    static Object of(Map<String, Object> fixed, Class<?>... interfaces) {
        return Proxy.newProxyInstance(Recorded.class.getClassLoader(), interfaces, new Recorded(fixed));
    }

    static List<Call> callsOf(Object proxy) {
        return handler(proxy).calls;
    }

    /** From now on each call fails so. */
    static void fail(Object proxy, Throwable failure) {
        handler(proxy).failure = failure;
    }

    private static Recorded handler(Object proxy) {
        return (Recorded) Proxy.getInvocationHandler(proxy);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        switch (method.getName()) {
            case "equals":
                return proxy == arguments[0];
            case "hashCode":
                return System.identityHashCode(proxy);
            case "toString":
                return "a recorded object";
            default:
                break;
        }
        boolean known = fixed.containsKey(method.getName());
        if (failure != null && !known) {
            throw failure;
        }
        Object answer = known ? fixed.get(method.getName()) : sample(method.getReturnType());
        calls.add(new Call(method, arguments == null ? List.of() : Arrays.asList(arguments), answer));
        return answer;
    }

    /** A value of a type that is not its default. */
    static @Nullable Object sample(Class<?> type) {
        if (type == void.class) {
            return null;
        }
        if (type == boolean.class) {
            return true;
        }
        if (type == byte.class) {
            return (byte) 3;
        }
        if (type == short.class) {
            return (short) 4;
        }
        if (type == int.class) {
            return 5;
        }
        if (type == long.class) {
            return 6L;
        }
        if (type == float.class) {
            return 7f;
        }
        if (type == double.class) {
            return 8d;
        }
        if (type == byte[].class) {
            return new byte[] {9};
        }
        if (type == Class.class) {
            return String.class;
        }
        if (type == Map.class) {
            return Map.of("key", "value");
        }
        if (type == Set.class) {
            return Set.of("name");
        }
        return type.isInterface() && type != java.io.Serializable.class ? of(Map.of(), type) : "text";
    }
}
