package io.mooring.jms.internal.wrap;

/** Finds what somebody wants of what stands behind a wrapper. */
final class Behind {
    private Behind() {}

    /** The same for what belongs to a session; who gets IBM's own object works with it, and that is told. */
    static <T> T find(Class<T> type, Object wrapper, Object companion, Object delegate, Runnable shared) {
        T found = find(type, wrapper, companion, delegate);
        if (found == delegate) {
            shared.run();
        }
        return found;
    }

    static <T> T find(Class<T> type, Object wrapper, Object companion, Object delegate) {
        for (Object candidate : new Object[] {wrapper, companion, delegate}) {
            if (type.isInstance(candidate)) {
                return type.cast(candidate);
            }
        }
        throw new IllegalArgumentException("There is no " + type.getName() + " behind this; there is a "
                + delegate.getClass().getName() + " of IBM's client, and a MooringConnection.");
    }
}
