package io.mooring.embedded.call;

/** The queue manager itself, open for inquiry. */
record OpenQueueManager() implements OpenObject {
    @Override
    public void closed(Environment environment) {
        // nothing is held
    }
}
