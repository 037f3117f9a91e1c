package io.mooring.embedded.definition;

/** The kinds of queue definition (MQQT_*). */
public enum QueueType {
    LOCAL(1, "QLOCAL"),
    MODEL(2, "QMODEL"),
    ALIAS(3, "QALIAS"),
    REMOTE(6, "QREMOTE");

    private final int code;
    private final String mqscName;

    QueueType(int code, String mqscName) {
        this.code = code;
        this.mqscName = mqscName;
    }

    /** The MQQT_* number. */
    public int code() {
        return code;
    }

    /** As MQSC writes it, for example {@code QLOCAL}. */
    public String mqscName() {
        return mqscName;
    }
}
