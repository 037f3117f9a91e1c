package io.mooring.message;

/** Whether a message survives a restart of the queue manager that holds it. */
public enum Persistence {
    /** It survives: it is in the queue manager's log before a put returns (MQPER_PERSISTENT). */
    PERSISTENT,
    /** It is gone with a restart, as a rule, and cheaper (MQPER_NOT_PERSISTENT). */
    NOT_PERSISTENT,
    /** As the queue's definition says, attribute DEFPSIST (MQPER_PERSISTENCE_AS_Q_DEF); only before a put. */
    AS_QUEUE
}
