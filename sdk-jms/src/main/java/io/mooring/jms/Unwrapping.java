package io.mooring.jms;

/** Something of JMS that stands around an object of IBM's client, and leads to it. */
public interface Unwrapping {
    /**
     * What is behind: {@link MooringConnection} for what knows where the connection is, or a type of IBM's client or of JMS
     * for the object that does the work.
     *
     * @param type the type that is wanted
     * @throws IllegalArgumentException if nothing here is of that type
     */
    <T> T unwrap(Class<T> type);
}
