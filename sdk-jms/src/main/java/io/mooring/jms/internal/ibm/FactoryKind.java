package io.mooring.jms.internal.ibm;

/** Which domain a connection factory is for. */
public enum FactoryKind {
    /** Queues and topics alike, as JMS 1.1 joined them. */
    UNIFIED("queues and topics"),
    /** Queues only. */
    QUEUE("queues"),
    /** Topics only. */
    TOPIC("topics");

    private final String words;

    FactoryKind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
