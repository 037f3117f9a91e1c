package io.mooring.embedded.call;

/** What one verb does. */
@FunctionalInterface
interface CallHandler {
    /**
     * Executes a call; the reader of the reply's body stands behind the API header.
     *
     * @throws io.mooring.embedded.mqi.MqiException if it fails: the caller answers with the reason
     */
    void handle(Connection connection, Reply reply);
}
