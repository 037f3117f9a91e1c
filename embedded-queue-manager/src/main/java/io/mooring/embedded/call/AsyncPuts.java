package io.mooring.embedded.call;

/**
 * What became of a connection's asynchronous puts since it last asked: counts, and the first that did not go well. Guarded
 * by the connection's monitor.
 */
final class AsyncPuts {
    private static final int WARNING = 1;
    private static final int FAILED = 2;

    /**
     * The counts at one moment.
     *
     * @param completionCode of the first that did not go well, otherwise 0
     * @param reason likewise
     * @param queue likewise, as it was opened; empty if all went well
     * @param succeeded how many were put
     * @param warned how many were put with a warning
     * @param failed how many were not put
     */
    record Status(int completionCode, int reason, String queue, int succeeded, int warned, int failed) {
        private static final Status NOTHING = new Status(0, 0, "", 0, 0, 0);
    }

    private Status status = Status.NOTHING;

    void ended(int completionCode, int reason, String queue) {
        boolean first = status.completionCode == 0 && completionCode != 0;
        status = new Status(
                first ? completionCode : status.completionCode,
                first ? reason : status.reason,
                first ? queue : status.queue,
                status.succeeded + (completionCode == 0 ? 1 : 0),
                status.warned + (completionCode == WARNING ? 1 : 0),
                status.failed + (completionCode == FAILED ? 1 : 0));
    }

    /** What there is to tell; begins again. */
    Status take() {
        Status taken = status;
        status = Status.NOTHING;
        return taken;
    }
}
