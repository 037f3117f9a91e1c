package io.mooring.observe;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Fields in the MDC of this thread, for the length of a block:
 *
 * <pre>{@code
 * try (MdcScope scope = MdcScope.with(LogFields.QUEUE, "ORDERS").and(LogFields.QUEUE_MANAGER, "QM1")) {
 *     handle(message);
 * }
 * }</pre>
 *
 * <p>Closing it gives each field the value that it had before, whatever was done to it meanwhile. To be used and closed by
 * one thread, scopes within scopes in order.
 */
public final class MdcScope implements AutoCloseable {
    private record Former(String field, @Nullable String value) {}

    private final Deque<Former> formers = new ArrayDeque<>(4);

    private MdcScope() {}

    /**
     * Begins a scope with one field.
     *
     * @param field one of {@link LogFields}, or any other
     * @param value null if the field is to be absent
     */
    public static MdcScope with(String field, @Nullable String value) {
        return new MdcScope().and(field, value);
    }

    /** Sets a further field, and returns this scope. */
    public MdcScope and(String field, @Nullable String value) {
        formers.push(new Former(field, MDC.get(field)));
        set(field, value);
        return this;
    }

    /** Gives the fields their former values; closing again does nothing. */
    @Override
    public void close() {
        while (!formers.isEmpty()) {
            Former former = formers.pop();
            set(former.field, former.value);
        }
    }

    private static void set(String field, @Nullable String value) {
        if (value == null) {
            MDC.remove(field);
        } else {
            MDC.put(field, value);
        }
    }
}
