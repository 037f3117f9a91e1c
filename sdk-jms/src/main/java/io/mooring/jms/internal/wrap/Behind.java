package io.mooring.jms.internal.wrap;

/** Finds what somebody wants of what stands behind a wrapper. */
final class Behind {
    private Behind() {}

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
